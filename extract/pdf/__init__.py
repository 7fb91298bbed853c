"""PDF: characters, rules and fills out of PDFium, tables found on each page, lines built cell by cell."""
