"""Word-processor documents, whatever their format: paragraphs and tables in order, laid out without pages."""
