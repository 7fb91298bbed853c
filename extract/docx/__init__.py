"""Word documents (DOCX): what the file's XML says, as paragraphs and tables in reading order."""
