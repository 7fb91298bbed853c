"""What is to be read: files, folders and globs become a sorted list of documents with names of their own."""

from __future__ import annotations

import glob
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extract.formats import FORMATS

# Types of documents that a folder of plans may hold and that are not read here: each gets its `failed` line,
# so that no document is missed in silence. Files of any other type are skipped and counted.
_TEXTS = (".pdf", ".doc", ".docx", ".docm", ".dot", ".dotx", ".odt", ".ott", ".fodt", ".rtf", ".wps", ".wpd")
_SHEETS = (".xls", ".xlsx", ".xlsm", ".ods", ".ppt", ".pptx", ".odp", ".pages", ".numbers")
_PAGES = (".htm", ".html", ".mht", ".mhtml", ".xps", ".oxps", ".djvu", ".ofd", ".ceb", ".tif", ".tiff")
_PACKED = (".eml", ".msg", ".zip", ".rar", ".7z")
DOCUMENT_SUFFIXES = frozenset((*_TEXTS, *_SHEETS, *_PAGES, *_PACKED))
LONGEST_ID = 200  # bytes in UTF-8, so that `<plan_id>.json` is a possible file name
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')  # in a file name of one system or another


class InputError(Exception):
    """An argument that names nothing to read; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """One document to read: where it is, and what outputs call it."""

    path: Path
    source_file: str  # relative to the input, with forward slashes
    plan_id: str  # unique within the run, whatever the case of letters


@dataclass(frozen=True, slots=True)
class Found:
    """The documents of a run in the order of their `source_file`, and what was passed over."""

    documents: tuple[DocumentFile, ...]
    skipped: dict[str, int] = field(default_factory=dict)  # suffix, or reason, to number of files


def document_file(path: Path) -> DocumentFile:
    """PATH as the only document of a run."""
    (found,) = _documents({str(path): path.name})
    return found


def find_documents(inputs: Sequence[str], *, leave_out: Path | None = None) -> Found:
    """The documents that INPUTS name, without those in the folder LEAVE_OUT. Raises `InputError`.

    A file that is named is always tried; in a folder, files are told by their suffix.
    """
    skipped: Counter[str] = Counter()
    named: dict[str, str] = {}  # absolute path → name relative to its input
    for given in inputs:
        for path, base in _expand(given):
            found = _walk(path, leave_out, skipped) if os.path.isdir(path) else iter([path])
            for file in found:
                absolute = os.path.abspath(file)
                named.setdefault(absolute, os.path.relpath(absolute, path if os.path.isdir(path) else base))
    if not named:
        raise InputError(
            f"No document found in {', '.join(inputs)}. "
            f"Looked for {', '.join(sorted(_readable()))}; a file that is named itself is tried in any case."
        )
    return Found(_documents(_distinct(named)), dict(sorted(skipped.items())))


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
    known = _readable() | DOCUMENT_SUFFIXES
    for here, folders, files in os.walk(folder, onerror=_cannot_list):
        folders[:] = sorted(
            name for name in folders if not _hidden(name) and os.path.abspath(os.path.join(here, name)) != shut
        )
        for name in sorted(files):
            suffix = os.path.splitext(name)[1].lower()
            if _hidden(name):
                skipped["hidden or temporary"] += 1
            elif suffix in known:
                yield os.path.join(here, name)
            else:
                skipped[suffix or "no suffix"] += 1


def _cannot_list(error: OSError) -> None:
    raise InputError(f"The folder {error.filename} cannot be opened: {error.strerror}.")


def _hidden(path: str) -> bool:
    """Hidden, or the lock file that an office program leaves beside an open document."""
    return os.path.basename(path).startswith((".", "~$", ".~lock"))


def _readable() -> frozenset[str]:
    return frozenset(suffix for known in FORMATS for suffix in known.suffixes)


def _distinct(named: dict[str, str]) -> dict[str, str]:
    """NAMED with a longer name for those that share one: relative to the folder common to all."""
    times = Counter(named.values())
    if len(times) == len(named):
        return named
    root = os.path.commonpath([os.path.dirname(path) for path in named])
    return {path: name if times[name] == 1 else os.path.relpath(path, root) for path, name in named.items()}


def _documents(named: dict[str, str]) -> tuple[DocumentFile, ...]:
    ordered = sorted((printable(name).replace(os.sep, "/"), path) for path, name in named.items())
    ids = unique_ids([os.path.splitext(name.rpartition("/")[2])[0] for name, _ in ordered])
    return tuple(DocumentFile(Path(path), name, plan_id) for (name, path), plan_id in zip(ordered, ids, strict=True))


def printable(name: str) -> str:
    """NAME, a file's, as text: Big5 names, as old archives unpack, are decoded; the rest becomes `�`.

    >>> import os; printable(os.fsdecode("計畫.pdf".encode("big5")))
    '計畫.pdf'
    """
    raw = os.fsencode(name)
    for charset in ("utf-8", "cp950"):
        try:
            return unicodedata.normalize("NFC", raw.decode(charset))
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def unique_ids(stems: Sequence[str]) -> list[str]:
    """STEMS, each made unique whatever the case of letters; the first of its kind keeps its stem.

    >>> unique_ids(["plan", "Plan", "plan-2"])
    ['plan', 'Plan-3', 'plan-2']
    """
    wanted = [_as_id(stem) for stem in stems]
    taken = {stem.casefold() for stem in wanted}
    ids, seen = [], set[str]()
    for stem in wanted:
        made, number = stem, 2
        if stem.casefold() in seen:
            while (made := f"{stem}-{number}").casefold() in taken:
                number += 1
        seen.add(stem.casefold())
        taken.add(made.casefold())
        ids.append(made)
    return ids


def _as_id(stem: str) -> str:
    """STEM as the name of a file on any system: no reserved characters, not too long, never empty."""
    safe = _UNSAFE.sub("_", stem).strip(" .")
    return safe.encode()[:LONGEST_ID].decode(errors="ignore").strip() or "document"
