"""DOCX as a format that can be read; its reader is loaded when the first such file is met."""

from __future__ import annotations

from pathlib import Path

from extract.docx.sniffing import MEDIA_TYPE, is_docx
from extract.format import Format, Given
from schema.tables import Document


def _read(path: Path, source_file: str, given: Given) -> Document:
    from extract.docx.reader import read_docx  # its XML packages take longer to load than a PDF to read

    return read_docx(path, source_file, given)


DOCX = Format(
    name="DOCX",
    media_type=MEDIA_TYPE,
    suffixes=(".docx", ".docm"),
    sniff=is_docx,
    read=_read,
)
