"""What a guide is made of: the typed models of its files."""
