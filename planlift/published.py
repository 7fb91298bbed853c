"""An output at a URL: put together in a folder of this machine, and published from there.

Plan files go to the URL as they are made. The ledger follows now and then, so that a run that is broken off goes on
from any machine; the tables, then run.json, then the ledger once more follow at the end.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from planlift.ledger import FILE_NAME, Ledger
from planlift.names import HIDDEN_FOLDER
from planlift.sinks.folder import RUN_FILE, files_of_earlier_run
from planlift.urls import UrlError, fetch, opened, put, remove, shown, stamp, telling

KEPT_SECONDS = 60.0  # between two copies of the ledger, at the least
KEPT_SHARE = 20  # times as long as the last copy took: a large ledger costs no more than a twentieth of the run
_LEDGER = f"{HIDDEN_FOLDER}/{FILE_NAME}"


@dataclass(slots=True)
class Published:
    """The output at URL, and the folder of this machine that it is put together in."""

    url: str
    folder: Path
    _earlier: set[str] = field(default_factory=set)  # files of the run before that are there
    _stamp: str = ""  # of the ledger there, as we know it
    _due: float = field(default_factory=lambda: time.monotonic() + KEPT_SECONDS)

    def begin(self) -> None:
        """Fetch what the run before left: its ledger and its list of files. Raises `UrlError`."""
        for name in (_LEDGER, RUN_FILE):
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                fetch(self._place(name), path)
            except FileNotFoundError:
                path.unlink(missing_ok=True)
        self._earlier = files_of_earlier_run(self.folder)
        self._stamp = self._stamp_there()

    def keep_if_due(self, ledger: Ledger) -> None:
        """Copy LEDGER to the URL where that was not done for a while."""
        if time.monotonic() >= self._due:
            self.keep(ledger)

    def keep(self, ledger: Ledger) -> None:
        """Copy LEDGER to the URL. Raises `UrlError`, also where another run has written there since."""
        began = time.monotonic()
        if self._stamp_there() != self._stamp:
            raise UrlError(f"{shown(self.url)} is being written by another run. Stop one of them, and start again.")
        copy = self.folder / HIDDEN_FOLDER / f"{FILE_NAME}.copy"
        ledger.copy_to(copy)
        put(copy, self._place(_LEDGER))
        copy.unlink()
        self._stamp = self._stamp_there()
        self._due = time.monotonic() + max(KEPT_SECONDS, KEPT_SHARE * (time.monotonic() - began))

    def publish(self, names: list[str]) -> None:
        """Put the files NAMES of the folder at the URL, run.json last; remove those of the run before."""
        for name in sorted(names, key=lambda name: (name == RUN_FILE, name)):
            put(self.folder / name, self._place(name))
        for name in sorted(self._earlier - set(names)):
            remove(self._place(name))

    def _place(self, name: str) -> str:
        return f"{self.url.rstrip('/')}/{name}"

    def _stamp_there(self) -> str:
        """What tells the ledger at the URL; empty where there is none."""
        system, path = opened(self._place(_LEDGER))
        with telling(self.url):
            system.invalidate_cache()
            try:
                return stamp(system.info(path))
            except FileNotFoundError:
                return ""


@contextmanager
def published_at(url: str) -> Iterator[Published]:
    """The output at URL with what a run before left there. Raises `UrlError`."""
    with tempfile.TemporaryDirectory(prefix="planlift-") as folder:
        published = Published(url, Path(folder))
        published.begin()
        yield published
