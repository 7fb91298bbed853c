"""Is a file an older Word file? Asked of every document, so without the packages that read one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from extract.docx.sniffing import OLE

MEDIA_TYPE = "application/msword"
SUFFIXES: Final = (".doc", ".dot", ".wps")
_STREAM = "WordDocument".encode("utf-16-le")
_SEARCHED = 64 * 2**20  # bytes; the directory of a file usually stands near its beginning or its end


def is_doc(path: Path, head: bytes) -> bool:
    """Is it a compound file with Word's stream in it, or one that is named like a Word file?"""
    if not head.startswith(OLE):
        return False
    if path.suffix.lower() in SUFFIXES:
        return True
    with path.open("rb") as file:
        return _STREAM in file.read(_SEARCHED)
