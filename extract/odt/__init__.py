"""ODT: paragraphs and tables of OpenDocument text files (LibreOffice, Word and others write them)."""
