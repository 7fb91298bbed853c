"""Is a file a PDF? Asked of every document, so without the packages that read one."""

from __future__ import annotations

from pathlib import Path

MEDIA_TYPE = "application/pdf"


def is_pdf(path: Path, head: bytes) -> bool:
    """PDF allows other bytes before its mark, though not many."""
    return b"%PDF-" in head[:1024]
