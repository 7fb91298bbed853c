"""What tells that a file has not changed, short of reading it."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

SETTLED_SECONDS = 2.0  # a file changed this short a time ago may change again within the same tick of its clock


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as its folder knows it; an equal stamp means equal content, if it is settled."""

    size: int  # bytes
    changed_ns: int  # since 1970
    inode: int

    @property
    def is_settled(self) -> bool:
        """Was it changed so long ago that a further change gives another stamp?"""
        return time.time() - self.changed_ns / 1e9 > SETTLED_SECONDS

    def __str__(self) -> str:
        return f"{self.size} {self.changed_ns} {self.inode}"


def stamp_of(path: str | Path) -> Stamp:
    """The stamp of PATH. Raises `OSError`."""
    found = os.stat(path)
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)
