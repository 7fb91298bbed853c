"""What a format that can be read has to give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from schema.tables import Document


@dataclass(frozen=True, slots=True)
class Given:
    """What is known and asked of a document before it is read."""

    sha256: str = ""  # of its bytes; empty where that is not known
    most_pages: int | None = None  # it is not read where it has more; None: however many


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how to tell it by its first bytes, and how to read it."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]  # lower case, with the dot
    sniff: Callable[[Path, bytes], bool]  # (path, first 4096 bytes)
    read: Callable[[Path, str, Given], Document]  # (path, source_file, …); raises DocumentError
