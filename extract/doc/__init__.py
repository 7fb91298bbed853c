"""DOC: paragraphs and tables of older Word files (Word 97 to 2003, and programs that write as they did)."""
