"""The streams of a DOC file, and where its header says that everything stands ([MS-DOC] 2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import olefile

from extract.doc.binary import DamagedError, part, u16, u32
from schema.issues import DocumentError

_MAX_STREAM = 192 * 2**20
_MAGIC = 0xA5EC
_WORD_97 = 0x00C1
_ENCRYPTED, _WHICH_TABLE = 0x0100, 0x0200
_COUNTS_AT, _PLACES_AT = 0x4C, 0x9A
# Numbers of the header's pairs of place and length.
PLACES = {
    "styles": 1, "chars": 12, "paragraphs": 13, "fonts": 15, "settings": 31, "pieces": 33, "anchors": 40,
    "drawings": 50, "boxes": 56, "lists": 73, "overrides": 74,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Streams:
    """What is read of a DOC file."""

    main: bytes
    table: bytes
    data: bytes  # empty where the file has none
    counts: tuple[int, ...]  # characters of body, footnotes, headers, macros, annotations, endnotes, boxes

    def structure(self, name: str) -> bytes:
        """The structure NAME of the table stream; empty where the file has none. Raises `DamagedError`."""
        at = _PLACES_AT + 8 * PLACES[name]
        length = u32(self.main, at + 4)
        return part(self.table, u32(self.main, at), length) if length else b""

    @property
    def lists_end(self) -> int:
        """Where the levels of the lists begin: behind the lists themselves."""
        at = _PLACES_AT + 8 * PLACES["lists"]
        return u32(self.main, at) + u32(self.main, at + 4)


def open_streams(path: Path, source_file: str) -> Streams:
    """The streams of PATH. Raises `DamagedError`, or `DocumentError`: encrypted, wrong_type, too_large, unsupported."""
    try:
        with olefile.OleFileIO(str(path)) as ole:
            return _streams(ole, source_file)
    except (OSError, ValueError, IndexError, TypeError) as error:  # what olefile raises of damaged files
        raise DamagedError(str(error)) from error


def _streams(ole: olefile.OleFileIO[Any], source_file: str) -> Streams:
    if ole.exists("EncryptedPackage"):
        raise _locked(source_file)
    if not ole.exists("WordDocument"):
        raise DocumentError(
            "wrong_type", f"{source_file} is an Office file, but not of Word. Save it as DOCX and run again."
        )
    main = _stream(ole, "WordDocument", source_file)
    if u16(main, 0) != _MAGIC or u16(main, 2) < _WORD_97:
        raise DocumentError(
            "unsupported", f"{source_file} is of a Word older than Word 97. Save it as DOCX and run again."
        )
    flags = u16(main, 0x0A)
    if flags & _ENCRYPTED:
        raise _locked(source_file)
    name = "1Table" if flags & _WHICH_TABLE else "0Table"
    if not ole.exists(name):
        raise DamagedError(f"no {name}")
    counts = tuple(u32(main, _COUNTS_AT + 4 * n) for n in range(7))
    data = _stream(ole, "Data", source_file) if ole.exists("Data") else b""
    return Streams(main, _stream(ole, name, source_file), data, counts)


def _stream(ole: olefile.OleFileIO[Any], name: str, source_file: str) -> bytes:
    if ole.get_size(name) > _MAX_STREAM:
        raise DocumentError("too_large", f"{source_file} holds more text than a document can; it is not read.")
    with ole.openstream(name) as stream:
        content: bytes = stream.read()
    return content


def _locked(source_file: str) -> DocumentError:
    return DocumentError(
        "encrypted",
        f"{source_file} is locked with a password, so nothing of it can be read. "
        "Save a copy without a password (Word: File, Info, Protect Document) and run again.",
    )
