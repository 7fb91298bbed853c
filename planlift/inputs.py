"""What is to be read: files, folders and globs become a sorted list of documents with names of their own."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from planlift.archives import Unpacked, is_archive
from planlift.listing import DocumentFile, Listing
from planlift.names import id_of, printable
from planlift.spool import Spool
from planlift.url_inputs import files_at
from planlift.urls import is_url, local_path, shown

__all__ = ["DocumentFile", "Found", "InputError", "document_file", "find_documents"]

# Types of documents that a folder of plans may hold and that are not read here: each gets its `failed` line,
# so that no document is missed in silence. Files of any other type are skipped and counted.
_TEXTS = (".pdf", ".doc", ".docx", ".docm", ".dot", ".dotx", ".odt", ".ott", ".fodt", ".rtf", ".wps", ".wpd")
_SHEETS = (".xls", ".xlsx", ".xlsm", ".ods", ".ppt", ".pptx", ".odp", ".pages", ".numbers")
_PAGES = (".htm", ".html", ".mht", ".mhtml", ".xps", ".oxps", ".djvu", ".ofd", ".ceb", ".tif", ".tiff")
_PACKED = (".eml", ".msg", ".zip", ".rar", ".7z")
_CACHES = ("__pycache__",)  # folders that programs leave beside what they run: nobody keeps documents there
DOCUMENT_SUFFIXES = frozenset((*_TEXTS, *_SHEETS, *_PAGES, *_PACKED))


class InputError(Exception):
    """An argument that names nothing to read; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """The documents of a run in the order of their `source_file`, and what was passed over."""

    listing: Listing
    skipped: dict[str, int] = field(default_factory=dict)  # suffix, or reason, to number of files
    spool: Spool | None = None  # where documents of archives are found

    @property
    def documents(self) -> tuple[DocumentFile, ...]:
        """All of them at once; a run goes through `listing` instead."""
        return tuple(self.listing)


def document_file(path: Path) -> DocumentFile:
    """PATH as the only document of a run."""
    name = printable(path.name)
    return DocumentFile(path, name, id_of(name))


def find_documents(inputs: Sequence[str], *, leave_out: str | Path | None = None, spool: Spool | None = None) -> Found:
    """The documents that INPUTS name, without those in the folder LEAVE_OUT. Raises `InputError`, `UrlError`.

    An input may be a URL. A file that is named is always tried; in a folder, files are told by their suffix.
    Archives are unpacked into SPOOL, or not opened where it is None.
    """
    shut = "" if leave_out is None else str(leave_out)
    skipped: Counter[str] = Counter()
    listing = Listing()
    root = ""  # the folder that all of them are in
    for given in inputs:
        for file in _at_url(given, shut, skipped) if is_url(given) else _on_disk(local_path(given), shut, skipped):
            if spool is not None and is_archive(file.place):
                archive = spool.fetched(file.path) if is_url(file.path) else Path(file.path)
                _add_members(listing, *spool.contents(archive), archive, file, skipped)
            else:
                listing.add(file.path, file.name, file.place, stamp=file.stamp)
            root = os.path.commonpath([root or os.path.dirname(file.place), os.path.dirname(file.place)])
    listing.tell_apart(root)
    listing.arrange()
    if not len(listing):
        raise InputError(
            f"No document found in {', '.join(map(shown, inputs))}. "
            f"Looked for {', '.join(sorted(_readable()))}; a file that is named itself is tried in any case."
        )
    return Found(listing, dict(sorted(skipped.items())), spool)


@dataclass(frozen=True, slots=True)
class _Given:
    """A file that was named, or found in a folder."""

    path: str  # absolute, or a URL
    name: str  # relative to what was given
    place: str  # absolute; of a URL, like an absolute path
    stamp: str = ""  # of a URL: what tells its content


def _on_disk(given: str, shut: str, skipped: Counter[str]) -> Iterator[_Given]:
    for path, base in _expand(given):
        is_folder = os.path.isdir(path)
        start = os.path.abspath(path if is_folder else base)
        for file in _walk(path, shut, skipped) if is_folder else (path,):
            absolute = os.path.abspath(file)
            yield _Given(absolute, os.path.relpath(absolute, start), absolute)


def _at_url(given: str, shut: str, skipped: Counter[str]) -> Iterator[_Given]:
    def wanted(name: str) -> bool:
        taken = _is_taken(name)
        skipped.update([] if taken else [_reason_to_skip(name)])
        return taken

    for file in files_at(given, shut if is_url(shut) else "", wanted, _hidden):
        yield _Given(file.url, file.name, file.place, file.stamp)


def _add_members(
    listing: Listing, folder: Path, found: Unpacked, archive: Path, given: _Given, skipped: Counter[str]
) -> None:
    """Note in LISTING what was FOUND in the ARCHIVE that was GIVEN and is unpacked into FOLDER."""
    for number, member in enumerate(found.members):
        inside = f"/{member.name}" if member.name else ""
        place, name = given.place + inside, given.name + inside
        fault = f"{member.code} {printable(name)} {member.fault}" if member.code else ""
        # A member that was not unpacked has no path; one that is not there stands for it.
        file = member.file or f"{number}.not-unpacked"
        path = os.path.join(folder, file) if member.name else str(archive)
        listing.add(path, name, place, fault, member.sha256)
    for passed_over in found.passed_over:
        skipped[_reason_to_skip(passed_over)] += 1


def is_document(name: str) -> bool:
    """Is the file NAME of a folder or an archive a document, readable or not?"""
    return not _hidden(name) and os.path.splitext(name)[1].lower() in _taken()


@cache
def _taken() -> frozenset[str]:
    return _readable() | DOCUMENT_SUFFIXES


def _reason_to_skip(name: str) -> str:
    return "hidden or temporary" if _hidden(name) else os.path.splitext(name)[1].lower() or "no suffix"


def _expand(given: str) -> list[tuple[str, str]]:
    """The paths that GIVEN names, each with the folder its name is relative to."""
    if os.path.exists(given):
        return [(given, os.path.dirname(os.path.abspath(given)))]
    if not glob.has_magic(given):
        raise InputError(f"{given} does not exist. Check the spelling, or put quotes around a name with spaces.")
    paths = sorted(glob.glob(given, recursive=True))
    if not paths:
        raise InputError(f"No file matches {given}.")
    fixed = re.split(r"[*?\[]", given, maxsplit=1)[0]
    base = os.path.abspath(fixed if fixed.endswith(("/", os.sep)) else os.path.dirname(fixed))
    # A folder that `**` matches is walked through its files, which match as well.
    files = [path for path in paths if not os.path.isdir(path)] if "**" in given else paths
    return [(path, base) for path in files if not _hidden(path)]


def _is_taken(name: str) -> bool:
    """Is the file NAME of a folder looked into?"""
    return is_document(name) or (is_archive(name) and not _hidden(name))


def _walk(folder: str, leave_out: str, skipped: Counter[str]) -> Iterator[str]:
    """The documents under FOLDER, without the folder LEAVE_OUT; other files are counted in SKIPPED by suffix."""
    shut = os.path.abspath(leave_out) if leave_out and not is_url(leave_out) else ""
    for here, folders, files in os.walk(folder, onerror=_cannot_list):
        folders[:] = sorted(
            name for name in folders if not _hidden(name) and os.path.abspath(os.path.join(here, name)) != shut
        )
        for name in sorted(files):
            if _is_taken(name):
                yield os.path.join(here, name)
            else:
                skipped[_reason_to_skip(name)] += 1


def _cannot_list(error: OSError) -> None:
    raise InputError(f"The folder {error.filename} cannot be opened: {error.strerror}.")


def _hidden(path: str) -> bool:
    """Hidden, the cache of a program, or the lock file that an office program leaves beside an open document."""
    name = os.path.basename(path)
    return name.startswith((".", "~$", ".~lock")) or name in _CACHES


@cache
def _readable() -> frozenset[str]:
    from extract.formats import FORMATS  # brings the readers, which the command's help does without

    return frozenset(suffix for known in FORMATS for suffix in known.suffixes)
