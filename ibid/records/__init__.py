"""Records: what Crossref and PubMed answered about a source, and whether it agrees."""
