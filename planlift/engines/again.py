"""A second try for documents whose process ended, after all the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from planlift.listing import DocumentFile
from planlift.sinks.rendered import Rendered

RETRIED = ("crashed", "timeout", "memory")


class Pass(Protocol):
    """Reads documents, JOBS at a time; FRESH: each in a process of its own that has read no other."""

    def __call__(
        self, files: Iterable[DocumentFile], jobs: int, fresh: bool
    ) -> Iterator[tuple[DocumentFile, Rendered]]: ...


def with_second_tries(read: Pass, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
    """One result for each of FILES.

    Whoever ended its process is tried once more in a fresh one: first those that were slow, side by side; then,
    with nothing else running, those that crashed or took too much memory.
    """
    slow: list[DocumentFile] = []
    ended: list[DocumentFile] = []
    for file, outcome in read(files, jobs, False):
        if outcome.error_code in RETRIED:
            (slow if outcome.error_code == "timeout" else ended).append(file)
        else:
            yield outcome
    for again, side_by_side in ((slow, jobs), (ended, 1)):
        for _, outcome in read(again, side_by_side, True):
            yield outcome
