"""Files that cannot be read as they are: made out of whole ones, and the code that tells why."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from extract.formats import read_document
from schema.issues import DocumentError


def code_of(path: Path) -> str:
    """Why PATH cannot be read; the sentence names it."""
    with pytest.raises(DocumentError) as caught:
        read_document(path, path.name)
    assert path.name in caught.value.message
    return caught.value.code


def rewritten(path: Path, part: str, content: bytes | None) -> Path:
    """PATH, a zip, with PART replaced by CONTENT, or without it."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts | {part: content}).items():
            if data is not None:
                archive.writestr(name, data)
    return path
