"""Archives as input: the documents of a `.zip` or `.tar` are unpacked beside the output, one file each.

A member's own path is only a name: files are written under numbers, so that no path of an archive leads
anywhere. The work is done in a process of its own, with bounds, since an archive may be made to do harm.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from planlift.limits import MB, Limits, size_text
from planlift.processes import START, end_with_run

ZIPS = (".zip",)
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
DEPTH = 3  # archives within archives
MEMBERS = 100_000  # of one archive, those within it included
EXPANSION = 100  # times the archive's size that its documents may unpack to, and no less than FREE
FREE = 1024 * MB
SECONDS = 3600.0  # for one archive
MANIFEST = "manifest.jsonl"  # the path of the archive, then what was met in it, a line each
_BLOCK = MB
_UTF_8_NAME, _LOCKED = 0x800, 0x1  # bits of a zip member
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Member:
    """A document of an archive, or why there is none; `name` is its path within the archive, "" the archive's own."""

    name: str
    file: str  # within the folder it was unpacked into; "" where there is none
    code: str = ""
    fault: str = ""  # what a sentence says after the document's name
    sha256: str = ""  # of its bytes


@dataclass
class Unpacked:
    """What came of one archive."""

    members: list[Member] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)  # names of members that are no documents


class TooMuchError(Exception):
    """An archive goes beyond its bounds; the message says which, as `Member.fault` does."""


def is_archive(name: str) -> bool:
    """Does NAME end like an archive that is opened?"""
    return name.lower().endswith((*ZIPS, *TARS))


def unpack(archive: Path, into: Path, limits: Limits, wanted: Callable[[str], bool]) -> Unpacked:
    """The members of ARCHIVE for whose name WANTED holds, unpacked into the folder INTO.

    WANTED is sent to a process. What could be unpacked before an archive turns out to be broken stays.
    """
    into.mkdir(parents=True, exist_ok=True)
    process = START.Process(target=_unpack_within_bounds, args=(archive, into, limits, wanted), daemon=True)
    process.start()
    process.join(SECONDS)
    ended = process.exitcode
    process.kill()
    process.join()
    found = read_manifest(into / MANIFEST)
    if ended is None:
        found.members.append(Member("", "", "timeout", f"could not be unpacked within {SECONDS:g} seconds."))
    elif ended != 0:
        found.members.append(Member("", "", "crashed", "ended the process that unpacked it. Unpack it by hand."))
    return found


def read_manifest(path: Path) -> Unpacked:
    """What the manifest in PATH tells; nothing where there is none."""
    found = Unpacked()
    try:
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return found
    for line in lines[1:]:
        told = json.loads(line)
        if isinstance(told, str):
            found.passed_over.append(told)
        else:
            found.members.append(Member(**told))
    return found


def archive_of(manifest: Path) -> Path | None:
    """The archive that the manifest in the file MANIFEST is of; None where it cannot be read."""
    try:
        with manifest.open(encoding="utf-8") as file:
            return Path(json.loads(file.readline()))
    except (OSError, ValueError):
        return None


def _unpack_within_bounds(archive: Path, into: Path, limits: Limits, wanted: Callable[[str], bool]) -> None:
    from planlift.memory import bound_memory

    end_with_run()
    bound_memory(limits.memory)
    allowed = max(FREE, EXPANSION * archive.stat().st_size)
    with (into / MANIFEST).open("w", encoding="utf-8", errors="surrogateescape") as manifest:
        manifest.write(json.dumps(os.fspath(archive)) + "\n")
        _Unpacking(into, limits, wanted, manifest, allowed).archive(archive, "", 1)


class _Unpacking:
    """One archive being unpacked, with those within it."""

    def __init__(
        self, into: Path, limits: Limits, wanted: Callable[[str], bool], manifest: IO[str], allowed: int
    ) -> None:
        self._into = into
        self._limits = limits
        self._wanted = wanted
        self._manifest = manifest
        self._left = allowed
        self._number = 0

    def archive(self, path: Path, name: str, depth: int) -> None:
        """Unpack the archive in PATH, which is called NAME within the outermost one."""
        try:
            for member, opened in (_zip_members if zipfile.is_zipfile(path) else _tar_members)(path):
                self._member("/".join(part for part in (name, _safe(member)) if part), opened, depth)
        except TooMuchError as error:
            if depth > 1:
                raise
            self._tell(Member(name, "", "too_large", str(error)))
        except _BROKEN as error:
            self._tell(Member(name, "", *_fault("is damaged and cannot be unpacked to its end", error)))
        except MemoryError:
            self._tell(Member(name, "", "memory", "takes more memory to unpack than a document may."))

    def _member(self, name: str, opened: _Opened, depth: int) -> None:
        self._number += 1
        if self._number > MEMBERS:
            raise TooMuchError(f"holds more than {MEMBERS} files. Unpack it by hand.")
        inner = is_archive(name)
        if opened.is_special or not (inner or self._wanted(name)):
            self._tell(name)
        elif opened.is_locked:
            self._tell(Member(name, "", "encrypted", "is locked with a password. Unpack its archive by hand."))
        elif inner and depth >= DEPTH:
            self._tell(Member(name, "", "too_large", f"is an archive within {depth} others. Unpack it by hand."))
        else:
            self._unpack(name, opened, depth, inner=inner)

    def _unpack(self, name: str, opened: _Opened, depth: int, *, inner: bool) -> None:
        file = f"{self._number}{''.join(Path(name).suffixes[-1:]).lower()}"
        path = self._into / file
        bound = self._left if inner else min(self._left, self._limits.bytes)
        try:
            with opened.open() as source, path.open("wb") as target:
                size, digest = _copy(source, target, bound)
        except (*_BROKEN, RuntimeError) as error:
            path.unlink(missing_ok=True)
            self._tell(Member(name, "", *_fault("cannot be unpacked", error)))
            return
        if size > bound:
            path.unlink()
            if bound == self._left:
                raise TooMuchError(f"unpacks to more than {size_text(bound)} more. Unpack it by hand.")
            self._tell(Member(name, "", "too_large", f"unpacks to more than {size_text(bound)}. Raise --max-bytes."))
            return
        self._left -= size
        if inner:
            self.archive(path, name, depth + 1)
            path.unlink()
        else:
            self._tell(Member(name, file, sha256=digest))

    def _tell(self, what: Member | str) -> None:
        told = what if isinstance(what, str) else asdict(what)
        self._manifest.write(json.dumps(told, ensure_ascii=True) + "\n")
        self._manifest.flush()


@dataclass(frozen=True, slots=True)
class _Opened:
    """How to read one member."""

    open: Callable[[], IO[bytes]]
    is_special: bool = False  # a folder, a link or a device
    is_locked: bool = False


def _zip_members(path: Path) -> Iterator[tuple[str, _Opened]]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            name = info.filename
            if not info.flag_bits & _UTF_8_NAME:
                # The standard says cp437; archivers write what their system speaks, which `printable` finds out.
                name = os.fsdecode(name.encode("cp437", "replace"))
            kind = (info.external_attr >> 16) & 0o170000
            special = info.is_dir() or kind not in (0, 0o100000)
            yield name, _Opened(_opener(archive, info), special, bool(info.flag_bits & _LOCKED))


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(info)


def _tar_members(path: Path) -> Iterator[tuple[str, _Opened]]:
    with tarfile.open(path, "r:*", errors="surrogateescape") as archive:
        while (info := archive.next()) is not None:
            yield info.name, _Opened(_tar_opener(archive, info), not info.isreg())
            archive.members.clear()  # type: ignore[attr-defined]  # it would keep a million of them


def _tar_opener(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        file = archive.extractfile(info)
        if file is None:
            raise tarfile.ReadError("no ordinary file")
        return file

    return opened


def _copy(source: IO[bytes], target: IO[bytes], bound: int) -> tuple[int, str]:
    """Copy SOURCE to TARGET; the bytes copied, more than BOUND where it was given up, and their SHA-256."""
    size, told = 0, hashlib.sha256()
    while size <= bound and (block := source.read(_BLOCK)):
        size += len(block)
        told.update(block)
        target.write(block)
    return size, told.hexdigest()


def _fault(what: str, error: Exception) -> tuple[str, str]:
    """Code and sentence for ERROR: a fault of this machine (a full disk, say), or else of the archive."""
    if isinstance(error, OSError) and error.errno is not None:
        return (
            "unreadable",
            f"cannot be unpacked here ({error.strerror}). Make room, or look at the disk, and run again.",
        )
    return "damaged", f"{what} ({type(error).__name__}). Ask for a new copy."


def _safe(name: str) -> str:
    """NAME of a member as a path below its archive.

    >>> _safe("../../etc/plan.pdf"), _safe("C:\\\\a\\\\plan.pdf"), _safe("/a/./b.pdf")
    ('etc/plan.pdf', 'C:/a/plan.pdf', 'a/b.pdf')
    """
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))
