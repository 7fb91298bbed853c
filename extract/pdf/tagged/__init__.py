"""Tables as the file's own structure tree tells them: who wrote a tagged PDF said what is a cell of what."""
