"""A wing: files in, documents with their text and logical tables out. Knows nothing of what a table means."""
