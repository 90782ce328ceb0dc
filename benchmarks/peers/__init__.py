"""ibid beside other generators: the same corpus for each, measured in one run."""
