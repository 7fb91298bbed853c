"""PDF as a format that can be read; its reader is loaded when the first such file is met."""

from __future__ import annotations

from pathlib import Path

from extract.format import Format, Given
from extract.pdf.sniffing import MEDIA_TYPE, is_pdf
from schema.tables import Document


def _read(path: Path, source_file: str, given: Given) -> Document:
    from extract.pdf.reader import read_pdf  # the process that only hands out documents does without

    return read_pdf(path, source_file, given)


PDF = Format(name="PDF", media_type=MEDIA_TYPE, suffixes=(".pdf",), sniff=is_pdf, read=_read)
