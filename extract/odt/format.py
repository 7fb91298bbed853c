"""ODT as a format that can be read; its reader is loaded when the first such file is met."""

from __future__ import annotations

from pathlib import Path

from extract.format import Format, Given
from extract.odt.sniffing import MEDIA_TYPE, SUFFIXES, is_odt
from schema.tables import Document


def _read(path: Path, source_file: str, given: Given) -> Document:
    from extract.odt.reader import read_odt

    return read_odt(path, source_file, given)


ODT = Format(name="ODT", media_type=MEDIA_TYPE, suffixes=SUFFIXES, sniff=is_odt, read=_read)
