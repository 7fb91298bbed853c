"""A wing: documents in, plans with work items out. Knows nothing of files."""
