"""Pages and assets as files, and their publication as one whole."""
