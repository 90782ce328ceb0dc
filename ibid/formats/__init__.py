"""Bibliographic formats: one module for each, with both of its directions."""
