"""What one document may take: time, memory, pages, bytes."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass

from planlift.listing import DocumentFile
from schema.issues import DocumentError

MB = 1024 * 1024
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits per document; `seconds` and `memory` are kept by ending the process that reads it."""

    seconds: float = 300.0
    memory: int = 2048 * MB  # bytes that the reading process may hold, its programs included
    pages: int = 2000
    bytes: int = 500 * MB


def check(file: DocumentFile, limits: Limits) -> None:
    """Raises `DocumentError` where FILE is no document to open, or larger than LIMITS allow. How many pages it has its
    reader tells."""
    name = file.source_file
    if file.fault:
        code, _, sentence = file.fault.partition(" ")
        raise DocumentError(code, sentence)
    try:
        found = file.path.stat()
    except OSError as error:
        raise DocumentError("unreadable", f"{name} cannot be opened: {error.strerror}.") from error
    if not stat.S_ISREG(found.st_mode):
        raise DocumentError("unreadable", f"{name} is no ordinary file (a pipe, a device or a folder).")
    if found.st_size > limits.bytes:
        raise too_large(name, found.st_size, limits)


def too_large(name: str, size: int, limits: Limits) -> DocumentError:
    """The error of a document NAME that has SIZE bytes."""
    sentence = (
        f"{name} has {size_text(size)}, and the limit is {size_text(limits.bytes)}. Raise --max-bytes to read it."
    )
    return DocumentError("too_large", sentence)


def parse_size(text: str) -> int:
    """The bytes that TEXT names. Raises `ValueError`.

    >>> parse_size("2G"), parse_size("1.5 MB"), parse_size("4096")
    (2147483648, 1572864, 4096)
    """
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text} is no size; write it like 500M or 2G.")
    return int(float(found[1]) * 1024 ** _POWERS[found[2].lower()])


def size_text(size: int) -> str:
    """SIZE in bytes for a person.

    >>> size_text(300), size_text(5 * 1024 * 1024), size_text(3 * 1024 ** 3)
    ('300 bytes', '5.0 MB', '3072.0 MB')
    """
    return f"{size} bytes" if size < MB // 10 else f"{size / MB:.1f} MB"
