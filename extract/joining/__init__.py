"""From tables as drawn page by page to logical tables: columns, headers, cut rows, merged cells, text between."""
