"""What decides the figures of a run besides its documents: settings, taxonomy, the program itself."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import extract
import normalize
import planlift
import schema
from planlift.settings import Settings

_READING_EXTRAS = ("oxide",)  # those whose presence may change what is read


@cache
def packages() -> dict[str, str]:
    """The packages that planlift reads with, with the versions that are installed: figures may depend on them."""
    try:
        asked = requires("planlift") or []
    except PackageNotFoundError:
        return {}  # run from a source tree that is not installed
    reading = [line for line in asked if (extra := _extra_of(line)) is None or extra in _READING_EXTRAS]
    names = sorted(re.split(r"[^\w.-]", line)[0] for line in reading)
    return {name: found for name in names if (found := _version(name)) is not None}


def _extra_of(requirement: str) -> str | None:
    found = re.search(r"""extra == ['"]([\w-]+)""", requirement)
    return found[1] if found else None


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def rules_digest(settings: Settings) -> str:
    """A digest of all that decides what a document's content gives: another digest, and it is read again."""
    told = hashlib.sha256(f"{settings.script}|{platform.python_version()}|{packages()}|{program_digest()}".encode())
    for place in (settings.taxonomy, settings.overrides):
        told.update(b"|" if place is None else _digest_of(files_of(place), place).encode())
    return told.hexdigest()


@cache
def program_digest() -> str:
    """A digest of every module and every list of words of planlift: its version does not tell a changed copy."""
    told = hashlib.sha256()
    for package in (planlift, extract, normalize, schema):
        folder = Path(package.__path__[0])
        files = [path for path in files_of(folder) if path.suffix in (".py", ".yaml", ".json")]
        told.update(_digest_of(files, folder).encode())
    return told.hexdigest()


def files_of(place: Path) -> list[Path]:
    """PLACE itself, or the files below it."""
    return sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]


def _digest_of(files: Iterable[Path], base: Path) -> str:
    told = hashlib.sha256()
    for path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        told.update(f"{path.relative_to(base).as_posix()} {content}\n".encode())
    return told.hexdigest()
