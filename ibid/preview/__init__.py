"""The guide as it is being written, shown in a browser."""
