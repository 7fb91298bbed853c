"""Files at URLs (`s3://…`, `gs://…`, `sftp://…`, `memory://…`), through fsspec.

Who may read and write there is told by the environment alone (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, FSSPEC_…), so
that no file of a run, no message and no task for another machine holds it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

INSTALL = "pip install 'planlift[cloud]'"
_URL = re.compile(r"[a-z][a-z0-9+.-]+(?=(?:::[^:/]+)*://|::)", re.IGNORECASE)
_LOCAL = ("file://", "local://")
_SECRET = re.compile(r"://[^/]*@")
_QUERY = re.compile(r"\?\S*")  # may be a signature
# Where an object is there whole or not at all; elsewhere it is written under another name and moved.
_WHOLE = frozenset(["s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci", "memory"])
_PENDING = ".part"
WAITS_SECONDS = (1.0, 5.0, 20.0)  # before something is tried again, beyond what a protocol's package does by itself
_TELLS_CONTENT = ("ETag", "etag", "md5Hash", "checksum", "generation")
_TELLS_TIME = ("LastModified", "last_modified", "mtime", "modified", "created", "updated")


class UrlError(Exception):
    """Something at a URL cannot be used; the message says what, and what to do."""


def is_url(given: str) -> bool:
    """Is GIVEN a place that is reached by a protocol, and no path of this machine?

    >>> [is_url(given) for given in ("s3://bucket/a.pdf", "archive/a.pdf", "C:\\\\a.pdf", "file:///archive")]
    [True, False, False, False]
    """
    return _URL.match(given) is not None and not given.startswith(_LOCAL)


def local_path(given: str) -> str:
    """The path of this machine that GIVEN names, which may be written as a URL.

    >>> local_path("file:///archive/a%20b.pdf"), local_path("archive/a.pdf")
    ('/archive/a b.pdf', 'archive/a.pdf')
    """
    prefix = next((prefix for prefix in _LOCAL if given.startswith(prefix)), "")
    return unquote(given[len(prefix) :]) if prefix else given


def shown(given: str) -> str:
    """GIVEN for people and files of a run: without what a URL asks for or is signed with.

    >>> shown("https://example.org/a.pdf?signature=x"), shown("archive/what?.pdf")
    ('https://example.org/a.pdf', 'archive/what?.pdf')
    """
    return _QUERY.sub("", given) if is_url(given) else given


def opened(url: str) -> tuple[Any, str]:
    """The file system of URL, and the path within it. Raises `UrlError`."""
    if _SECRET.search(url):
        raise UrlError("A URL holds a name or password before an @. Keep them in the environment, and leave them out.")
    try:
        import fsspec
    except ImportError as error:
        raise UrlError(f"{shown(url)} needs fsspec, which is not installed. Install it: {INSTALL}") from error
    try:
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise UrlError(f"{shown(url)} needs a package ({error}). For s3:// and fsspec: {INSTALL}") from error
    except ValueError as error:
        raise UrlError(f"{shown(url)} cannot be understood: {_reason(error)}.") from error
    return system, path


@contextmanager
def telling(url: str) -> Iterator[None]:
    """Turns any failure at URL into a `UrlError`; a `FileNotFoundError` stays one.

    Each protocol is another package with errors of its own, which nobody can list.
    """
    try:
        yield
    except (UrlError, FileNotFoundError):
        raise
    except Exception as error:
        raise UrlError(f"{shown(url)} cannot be used: {_reason(error)}.") from error


def fetch(url: str, path: Path) -> None:
    """The file at URL as PATH. Raises `UrlError`, `FileNotFoundError`."""
    system, there = opened(url)
    _patiently(url, lambda: system.get_file(there, str(path)))


def put(path: Path, url: str) -> None:
    """PATH as the file at URL, whole or not at all. Raises `UrlError`."""
    system, there = opened(url)
    _put_whole(url, system, there, lambda target: system.put_file(str(path), target))


def put_bytes(data: bytes, url: str) -> None:
    """DATA as the file at URL, whole or not at all. Raises `UrlError`."""
    system, there = opened(url)
    _put_whole(url, system, there, lambda target: system.pipe_file(target, data))


def _put_whole(url: str, system: Any, there: str, write: Callable[[str], object]) -> None:
    def put_once() -> None:
        if _is_whole_at_once(system):
            write(there)
            return
        system.makedirs(there.rpartition("/")[0], exist_ok=True)
        write(there + _PENDING)
        system.mv(there + _PENDING, there)

    _patiently(url, put_once)


def remove(url: str) -> None:
    """No file at URL, if there was one. Raises `UrlError`."""
    system, there = opened(url)
    with telling(url):
        try:
            system.rm_file(there)
        except FileNotFoundError:
            return


def stamp(info: dict[str, Any]) -> str:
    """What tells the content that INFO describes from an earlier one at its place; empty where nothing does.

    >>> stamp({"size": 3, "ETag": "e", "LastModified": 5}), stamp({"size": 3})
    ('3 e 5', '')
    """
    found = [[str(info[name]) for name in names if info.get(name)][:1] for names in (_TELLS_CONTENT, _TELLS_TIME)]
    return " ".join([str(info.get("size")), *found[0], *found[1]]) if any(found) else ""


def _is_whole_at_once(system: Any) -> bool:
    protocols = (system.protocol,) if isinstance(system.protocol, str) else system.protocol
    return not _WHOLE.isdisjoint(protocols)


def _patiently(url: str, act: Callable[[], object]) -> None:
    """Do ACT; once more after a while, since among a million files a line is down now and then. Raises `UrlError`."""
    for seconds in (*WAITS_SECONDS, None):
        try:
            with telling(url):
                act()
            return
        except UrlError as error:
            if seconds is None or isinstance(error.__cause__, PermissionError):
                raise
            time.sleep(seconds)


def _reason(error: Exception) -> str:
    return _QUERY.sub("", " ".join(f"{type(error).__name__}: {error}".split())).rstrip(".: ")
