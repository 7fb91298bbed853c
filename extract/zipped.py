"""The parts of a document that is a zip archive, unpacked with care: an archive may claim to hold very much."""

from __future__ import annotations

import zipfile
import zlib

from schema.issues import DocumentError

_MAX_BYTES = 512 * 2**20  # unpacked, all parts that are read
_MAX_PART = 192 * 2**20
_MAX_RATIO = 1000  # of a part larger than a megabyte

# What reading a damaged archive raises.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class Zipped:
    """One open archive; counts what it unpacks. Parts are found without regard to case."""

    def __init__(self, archive: zipfile.ZipFile, source_file: str) -> None:
        self.archive = archive
        self.source_file = source_file
        self.names = {name.lower().lstrip("/"): name for name in archive.namelist()}
        self.unpacked = 0

    def part(self, name: str) -> bytes | None:
        """The bytes of the part NAME; None where the archive has none. Raises `DocumentError` (too_large)."""
        member = self.names.get(name.lower())
        if member is None:
            return None
        info = self.archive.getinfo(member)
        ratio = info.file_size / max(1, info.compress_size)
        self.unpacked += info.file_size
        if info.file_size > _MAX_PART or self.unpacked > _MAX_BYTES or (ratio > _MAX_RATIO and info.file_size > 2**20):
            raise DocumentError(
                "too_large",
                f"{self.source_file} unpacks to more than a document can hold ({info.filename}: "
                f"{info.file_size >> 20} MB out of {info.compress_size >> 10} kB); it is not read.",
            )
        return self.archive.read(info)
