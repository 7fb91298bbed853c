"""In this process, one document after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planlift.engines.worker import Reads
from planlift.inputs import DocumentFile
from planlift.memory import collecting_seldom
from planlift.sinks.rendered import Rendered


class Here:
    """Nothing to start, and no limit of time or memory: a crash of a reader ends the run."""

    def suits(self, jobs: int) -> bool:
        return jobs == 0

    def run(self, work: Reads, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        with collecting_seldom():
            yield from map(work, files)
