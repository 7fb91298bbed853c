"""Is a file a Word file? Asked of every document, so without the packages that read one."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # begins the older Office files, and what wraps encrypted ones


def is_docx(path: Path, head: bytes) -> bool:
    """Is it a Word file by its content: a zip with a Word part, or Office's encrypted wrapping of one?"""
    if head.startswith(OLE):
        return path.suffix.lower() in (".docx", ".docm") and is_encrypted(path)
    if not head.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return path.suffix.lower() in (".docx", ".docm")  # damaged: the reader says so
    return "[Content_Types].xml" in names and not any(name.startswith(("xl/", "ppt/")) for name in names)


def is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read(64 * 2**20)
