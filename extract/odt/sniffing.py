"""Is a file an OpenDocument text? Asked of every document, so without the packages that read one."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from extract.zipped import BROKEN

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
SUFFIXES: Final = (".odt", ".ott")


def is_odt(path: Path, head: bytes) -> bool:
    """Is it an OpenDocument text, or the template of one, by its content? A damaged archive is by its name."""
    if not head.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                return archive.read("mimetype").strip().startswith(MEDIA_TYPE.encode())
    except (*BROKEN, ValueError):
        return path.suffix.lower() in SUFFIXES
    return "content.xml" in names and path.suffix.lower() in SUFFIXES
