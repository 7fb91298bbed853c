"""DOC as a format that can be read; its reader is loaded when the first such file is met."""

from __future__ import annotations

from pathlib import Path

from extract.doc.sniffing import MEDIA_TYPE, SUFFIXES, is_doc
from extract.format import Format, Given
from schema.tables import Document


def _read(path: Path, source_file: str, given: Given) -> Document:
    from extract.doc.reader import read_doc

    return read_doc(path, source_file, given)


DOC = Format(name="DOC", media_type=MEDIA_TYPE, suffixes=SUFFIXES, sniff=is_doc, read=_read)
