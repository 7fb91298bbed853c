"""The archives of a run: what they hold is kept from run to run, and they are unpacked when a document is wanted.

An archive is known again by its path, size, time of change and inode. What it holds is kept beside the ledger, with
the hash of every document in it, so that a run over archives that did not change unpacks nothing.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from planlift.archives import MANIFEST, Unpacked, archive_of, read_manifest, unpack
from planlift.limits import Limits
from planlift.names import HIDDEN_FOLDER
from planlift.program import program_digest
from planlift.stamps import stamp_of
from planlift.urls import UrlError, fetch, shown

_SPOOL = "unpacked"  # documents of archives, while a run lasts
_KNOWN = "archives"  # what archives hold, from run to run
_PASSING = ("timeout", "crashed", "unreadable", "memory")  # faults that unpacking again may not meet


@dataclass(frozen=True, slots=True)
class Spool:
    """Where the documents of archives are found.

    Both folders hold one entry for each archive, named by a digest of what tells it and its limits.
    """

    folder: Path  # of this run alone
    known: Path  # manifests
    limits: Limits
    wanted: Callable[[str], bool]  # is a member of this name a document? Sent to a process

    @classmethod
    def of(cls, output: Path, limits: Limits, wanted: Callable[[str], bool]) -> Spool:
        """The spool of a run that writes to OUTPUT; nothing is made before there is an archive."""
        hidden = output / HIDDEN_FOLDER
        return cls(hidden / _SPOOL / str(os.getpid()), hidden / _KNOWN, limits, wanted)

    def contents(self, archive: Path) -> tuple[Path, Unpacked]:
        """What ARCHIVE holds, and the folder that its documents are in once they are provided."""
        try:
            digest, settled = self._digest(archive), stamp_of(archive).is_settled
        except OSError:
            digest, settled = hashlib.sha256(os.fsencode(archive)).hexdigest(), False
        into, known = self.folder / digest, self._manifest(digest)
        if settled and known.exists():
            return into, read_manifest(known)
        if into.exists():  # named twice
            return into, read_manifest(into / MANIFEST)
        found = unpack(archive, into, self.limits, self.wanted)
        if settled and not any(member.code in _PASSING for member in found.members):
            known.parent.mkdir(parents=True, exist_ok=True)
            half = into / f"{MANIFEST}.copy"
            shutil.copyfile(into / MANIFEST, half)
            half.replace(known)
        return into, found

    def fetched(self, url: str) -> Path:
        """The archive at URL as a file of this machine, until the end of the run. Raises `UrlError`."""
        folder = self.folder / "fetched" / hashlib.sha256(url.encode()).hexdigest()
        path = folder / posixpath.basename(shown(url))
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            try:
                fetch(url, path)
            except FileNotFoundError as error:
                raise UrlError(f"{shown(url)} is gone.") from error
        return path

    def provide(self, document: Path) -> None:
        """See that DOCUMENT is there if it belongs to an archive; what cannot be unpacked its reader finds out."""
        into = document.parent
        if into.parent != self.folder or into.exists():
            return
        archive = archive_of(self._manifest(into.name))
        if archive is not None:
            unpack(archive, into, self.limits, self.wanted)

    def clear(self) -> None:
        """Remove what was unpacked."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def forget_changed(self) -> None:
        """Forget what archives held that are gone or have changed."""
        for known in self.known.glob("*.jsonl"):
            archive = archive_of(known)
            try:
                holds = archive is not None and self._manifest(self._digest(archive)) == known
            except OSError:
                holds = False
            if not holds:
                known.unlink(missing_ok=True)

    def clear_others(self) -> None:
        """Remove what runs unpacked that were killed."""
        if self.folder.parent.exists():
            for left_over in self.folder.parent.iterdir():
                if left_over != self.folder:
                    shutil.rmtree(left_over, ignore_errors=True)

    def _digest(self, archive: Path) -> str:
        what = f"{stamp_of(archive)}|{self.limits.bytes}|{self.limits.memory}|{program_digest()}"
        return hashlib.sha256(os.fsencode(archive) + b"|" + what.encode()).hexdigest()

    def _manifest(self, digest: str) -> Path:
        return self.known / f"{digest}.jsonl"
