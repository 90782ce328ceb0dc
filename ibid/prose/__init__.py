"""Markdown texts: read, cited, cut into what a reader sees."""
