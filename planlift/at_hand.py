"""A document as a file of the machine that reads it: fetched from its URL, or brought there by its task."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from planlift.limits import Limits, too_large
from planlift.listing import DocumentFile
from planlift.urls import UrlError, fetch, opened, telling
from schema.issues import DocumentError


@contextmanager
def at_hand(file: DocumentFile, limits: Limits, content: bytes | None = None) -> Iterator[DocumentFile]:
    """FILE with a path of this machine, for as long as it is read. CONTENT: its bytes, where they came along.

    Raises `DocumentError` where it cannot be fetched.
    """
    if content is None and not file.url:
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="planlift-") as folder:
        path = Path(folder, "document").with_suffix(file.path.suffix)
        if content is None:
            _fetch(file, limits, path)
        else:
            path.write_bytes(content)
        yield replace(file, path=path)


def _fetch(file: DocumentFile, limits: Limits, path: Path) -> None:
    system, there = opened(file.url)
    try:
        with telling(file.url):
            size = int(system.info(there).get("size") or 0)
        if size > limits.bytes:
            raise too_large(file.source_file, size, limits)
        fetch(file.url, path)
    except FileNotFoundError as error:
        raise DocumentError("unreadable", f"{file.source_file} is gone from its place.") from error
    except UrlError as error:
        raise DocumentError("unreadable", f"{file.source_file} cannot be fetched: {error}") from error
