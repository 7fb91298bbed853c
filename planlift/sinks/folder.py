"""The output folder: files appear whole or not at all, those of an earlier run do not stay."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from planlift.names import HIDDEN_FOLDER

RUN_FILE = "run.json"
_PREFIX, _SUFFIX = ".planlift-", ".tmp"
PENDING_FOLDER = (
    f"{HIDDEN_FOLDER}/pending"  # files being written; in the output folder, so that moving them is one step
)
_OURS = re.compile(
    r"(items|plans|warnings)\.csv|datapackage\.json|parquet/(items/roc_year=[-\w]+|plans)/part-\d+\.parquet"
)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Written:
    """A file of this run."""

    bytes: int
    sha256: str


def _in_folder(path: Path, put: Callable[[], _T]) -> _T:
    """What PUT gives, which puts PATH into its folder; that is made if it is not there."""
    try:
        return put()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return put()


class PendingFile:
    """A file being written beside its place, or in the folder PENDING of the same disk.

    `finish` puts it in its place, `drop` leaves no trace.
    """

    def __init__(self, path: Path, pending: Path | None = None) -> None:
        self._path = path
        self._temporary = (pending or path.parent) / f"{_PREFIX}{os.urandom(16).hex()}{_SUFFIX}"
        self._file = _in_folder(self._temporary, lambda: self._temporary.open("xb"))

    def write(self, text: str) -> None:
        """Add TEXT in UTF-8."""
        self.write_bytes(text.encode("utf-8", "replace"))  # half a surrogate pair, as broken fonts give, becomes `?`

    def write_bytes(self, data: bytes) -> int:
        """Add DATA; its length."""
        return self._file.write(data)

    def finish(self, *, lasting: bool = True) -> None:
        """Put the file in its place, over an older one; LASTING: safe from a power cut from then on."""
        with self._file:
            if lasting:
                self._file.flush()
                os.fsync(self._file.fileno())
        _in_folder(self._path, lambda: os.replace(self._temporary, self._path))

    def drop(self) -> None:
        """Give up."""
        self._file.close()
        self._temporary.unlink(missing_ok=True)


class ToldFile(PendingFile):
    """A pending file that tells what is in it."""

    def __init__(self, path: Path, pending: Path) -> None:
        super().__init__(path, pending)
        self._hash = hashlib.sha256()
        self._bytes = 0

    def write_bytes(self, data: bytes) -> int:
        self._hash.update(data)
        self._bytes += len(data)
        return super().write_bytes(data)

    @property
    def written(self) -> Written:
        """What was written so far."""
        return Written(self._bytes, self._hash.hexdigest())


class OutputFolder:
    """Where a run writes; knows every file it wrote and every file of the run before it."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.written: dict[str, Written] = {}  # path relative to the folder, with forward slashes
        self._earlier = files_of_earlier_run(path)

    def begin(self, name: str) -> ToldFile:
        """A new file that will be NAME."""
        return ToldFile(self.path / name, self.path / PENDING_FOLDER)

    def clear_pending(self) -> None:
        """Remove what processes that were killed left half written."""
        for left_over in (self.path / PENDING_FOLDER).glob(f"{_PREFIX}*{_SUFFIX}"):
            left_over.unlink()

    def keep(self, name: str, file: ToldFile) -> None:
        """FILE is whole: it is NAME now."""
        file.finish()
        self.written[name] = file.written

    def write(self, name: str, text: str) -> None:
        """The file NAME with TEXT, at once."""
        file = self.begin(name)
        try:
            file.write(text)
        except BaseException:
            file.drop()
            raise
        self.keep(name, file)

    def known_files(self) -> list[str]:
        """The files of this run so far and those of the run before that are still there, without run.json."""
        return sorted((self._earlier | self.written.keys()) - {RUN_FILE})

    def remove_stale(self) -> None:
        """Remove what an earlier run wrote here and this one did not; files of others stay."""
        current = {name.casefold() for name in self.written}  # some systems take `A` and `a` for one file
        for name in self._earlier:
            if name.casefold() not in current:
                (self.path / name).unlink(missing_ok=True)
                self._remove_empty((self.path / name).parent)
        self._earlier = set()

    def _remove_empty(self, folder: Path) -> None:
        """Remove FOLDER and those it is in, below this one, as far as nothing is left in them."""
        while folder != self.path:
            try:
                folder.rmdir()
            except OSError:
                return  # not empty
            folder = folder.parent


def files_of_earlier_run(folder: Path) -> set[str]:
    """The files that the run.json in FOLDER lists, as far as a run may have written them."""
    try:
        run = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()  # no earlier run, or none that tells: nothing here is ours to remove
    files = run.get("files", []) if isinstance(run, dict) else []
    return {name for name in files if isinstance(name, str) and _OURS.fullmatch(name)}
