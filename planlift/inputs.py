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

__all__ = ["DocumentFile", "Found", "InputError", "document_file", "find_documents"]

# Types of documents that a folder of plans may hold and that are not read here: each gets its `failed` line,
# so that no document is missed in silence. Files of any other type are skipped and counted.
_TEXTS = (".pdf", ".doc", ".docx", ".docm", ".dot", ".dotx", ".odt", ".ott", ".fodt", ".rtf", ".wps", ".wpd")
_SHEETS = (".xls", ".xlsx", ".xlsm", ".ods", ".ppt", ".pptx", ".odp", ".pages", ".numbers")
_PAGES = (".htm", ".html", ".mht", ".mhtml", ".xps", ".oxps", ".djvu", ".ofd", ".ceb", ".tif", ".tiff")
_PACKED = (".eml", ".msg", ".zip", ".rar", ".7z")
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


def find_documents(inputs: Sequence[str], *, leave_out: Path | None = None, spool: Spool | None = None) -> Found:
    """The documents that INPUTS name, without those in the folder LEAVE_OUT. Raises `InputError`.

    A file that is named is always tried; in a folder, files are told by their suffix. Archives are unpacked into
    SPOOL, or not opened where it is None.
    """
    skipped: Counter[str] = Counter()
    listing = Listing()
    root = ""  # the folder that all of them are in
    for given in inputs:
        for path, base in _expand(given):
            is_folder = os.path.isdir(path)
            start = os.path.abspath(path if is_folder else base)
            for file in _walk(path, leave_out, skipped) if is_folder else (path,):
                absolute = os.path.abspath(file)
                name = os.path.relpath(absolute, start)
                if spool is not None and is_archive(absolute):
                    _add_members(listing, *spool.contents(Path(absolute)), absolute, name, skipped)
                else:
                    listing.add(absolute, name)
                root = os.path.commonpath([root or os.path.dirname(absolute), os.path.dirname(absolute)])
    listing.tell_apart(root)
    listing.arrange()
    if not len(listing):
        raise InputError(
            f"No document found in {', '.join(inputs)}. "
            f"Looked for {', '.join(sorted(_readable()))}; a file that is named itself is tried in any case."
        )
    return Found(listing, dict(sorted(skipped.items())), spool)


def _add_members(
    listing: Listing, folder: Path, found: Unpacked, archive: str, name: str, skipped: Counter[str]
) -> None:
    """Note in LISTING what was FOUND in ARCHIVE, which is called NAME and is unpacked into FOLDER."""
    for number, member in enumerate(found.members):
        place, shown = (f"{archive}/{member.name}", f"{name}/{member.name}") if member.name else (archive, name)
        fault = f"{member.code} {printable(shown)} {member.fault}" if member.code else ""
        # A member that was not unpacked has no path; one that is not there stands for it.
        file = member.file or f"{number}.not-unpacked"
        listing.add(archive if not member.name else os.path.join(folder, file), shown, place, fault, member.sha256)
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


def _walk(folder: str, leave_out: Path | None, skipped: Counter[str]) -> Iterator[str]:
    """The documents under FOLDER; other files are counted in SKIPPED by suffix."""
    shut = None if leave_out is None else os.path.abspath(leave_out)
    for here, folders, files in os.walk(folder, onerror=_cannot_list):
        folders[:] = sorted(
            name for name in folders if not _hidden(name) and os.path.abspath(os.path.join(here, name)) != shut
        )
        for name in sorted(files):
            if is_document(name) or (is_archive(name) and not _hidden(name)):
                yield os.path.join(here, name)
            else:
                skipped[_reason_to_skip(name)] += 1


def _cannot_list(error: OSError) -> None:
    raise InputError(f"The folder {error.filename} cannot be opened: {error.strerror}.")


def _hidden(path: str) -> bool:
    """Hidden, or the lock file that an office program leaves beside an open document."""
    return os.path.basename(path).startswith((".", "~$", ".~lock"))


@cache
def _readable() -> frozenset[str]:
    from extract.formats import FORMATS  # brings the readers, which the command's help does without

    return frozenset(suffix for known in FORMATS for suffix in known.suffixes)
