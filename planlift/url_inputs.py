"""The documents that a URL names: one, those of a folder with all below it, or those that a pattern matches."""

from __future__ import annotations

import glob
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from planlift.urls import UrlError, opened, shown, stamp, telling


@dataclass(frozen=True, slots=True)
class FileAtUrl:
    """A file as the listing of its folder tells it."""

    url: str
    name: str  # relative to what was given
    stamp: str  # equal for equal content; empty where nothing tells

    @property
    def place(self) -> str:
        """Like an absolute path, to compare with others."""
        return "/" + shown(self.url).replace("://", ":/")


def files_at(
    url: str, leave_out: str, wanted: Callable[[str], bool], hidden: Callable[[str], bool]
) -> Iterator[FileAtUrl]:
    """The files that URL names, folder by folder, without those below the URL LEAVE_OUT ("" for none).

    In a folder, WANTED says of a file's name whether it is taken, and HIDDEN of a folder's whether it is passed
    over. Raises `UrlError`.
    """
    system, path = opened(url)
    with telling(url):
        system.invalidate_cache()
        if not glob.has_magic(path) or system.exists(path):
            try:
                found = system.info(path)
            except FileNotFoundError as error:
                raise UrlError(f"{shown(url)} does not exist. Check the spelling.") from error
            if found["type"] != "directory":
                yield FileAtUrl(url, posixpath.basename(shown(path).rstrip("/")), stamp(found))
                return
            shut = opened(leave_out)[1].rstrip("/") if leave_out else None
            yield from _walk(system, path.rstrip("/"), shut, wanted, hidden)
            return
        yield from _matching(system, url, path, hidden)


def _walk(
    system: Any, root: str, shut: str | None, wanted: Callable[[str], bool], hidden: Callable[[str], bool]
) -> Iterator[FileAtUrl]:
    for here, folders, files in system.walk(root, detail=True):
        for name in list(folders):
            if hidden(name) or posixpath.join(here, name) == shut:
                del folders[name]
        for name, info in sorted(files.items()):
            path = posixpath.join(here, name)
            if name and wanted(name):
                yield FileAtUrl(system.unstrip_protocol(path), path[len(root) :].lstrip("/"), stamp(info))
        system.invalidate_cache(here)  # a folder at a time is kept in memory


def _matching(system: Any, url: str, path: str, hidden: Callable[[str], bool]) -> Iterator[FileAtUrl]:
    found = system.glob(path, detail=True)
    files = {name: info for name, info in sorted(found.items()) if info["type"] != "directory"}
    if not files:
        raise UrlError(f"No file matches {shown(url)}.")
    fixed = path[: min(path.index(sign) for sign in "*?[" if sign in path)].rpartition("/")[0]
    for name, info in files.items():
        if not hidden(posixpath.basename(name)):
            yield FileAtUrl(system.unstrip_protocol(name), name[len(fixed) :].lstrip("/"), stamp(info))
