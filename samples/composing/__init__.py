"""How the sample plans are made: content (YAML) → pages (DOCX, PDF) and gold (JSON), both from the same content."""
