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


@cache
def packages() -> dict[str, str]:
    """The packages that planlift asks for, with the versions that are installed: figures may depend on them."""
    try:
        needed = [line for line in requires("planlift") or [] if "extra ==" not in line]
        return {name: version(name) for name in sorted(re.split(r"[^\w.-]", line)[0] for line in needed)}
    except PackageNotFoundError:
        return {}  # run from a source tree that is not installed


def rules_digest(settings: Settings) -> str:
    """A digest of all that decides what a document's content gives: another digest, and it is read again."""
    told = hashlib.sha256(f"{settings.script}|{platform.python_version()}|{packages()}|{_program()}".encode())
    for place in (settings.taxonomy, settings.overrides):
        told.update(b"|" if place is None else _digest_of(_files_of(place), place).encode())
    return told.hexdigest()


@cache
def _program() -> str:
    """A digest of every module and every list of words of planlift: its version does not tell a changed copy."""
    told = hashlib.sha256()
    for package in (planlift, extract, normalize, schema):
        folder = Path(package.__path__[0])
        files = [path for path in _files_of(folder) if path.suffix in (".py", ".yaml", ".json")]
        told.update(_digest_of(files, folder).encode())
    return told.hexdigest()


def _files_of(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]


def _digest_of(files: Iterable[Path], base: Path) -> str:
    told = hashlib.sha256()
    for path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        told.update(f"{path.relative_to(base).as_posix()} {content}\n".encode())
    return told.hexdigest()
