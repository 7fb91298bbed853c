"""Processes under watch: a document that crashes, hangs or eats memory ends alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait

from planlift.engines.again import with_second_tries
from planlift.engines.watch import (
    LOOK_SECONDS,
    RECYCLED_AFTER,
    START_FAILURES,
    START_SECONDS,
    EngineError,
    cannot_start,
    fallen,
    stopped,
)
from planlift.engines.worker import Reads, Worker
from planlift.inputs import DocumentFile
from planlift.sinks.rendered import Rendered

__all__ = ["EngineError", "Supervised"]


class Supervised:
    """Workers with a pipe each, so that the end of one, however it comes, concerns no other."""

    def suits(self, jobs: int) -> bool:
        return jobs >= 1

    def run(self, work: Reads, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        def read(files: Iterable[DocumentFile], jobs: int, fresh: bool) -> Iterator[tuple[DocumentFile, Rendered]]:
            return _Crew(work, jobs, 1 if fresh else RECYCLED_AFTER).outcomes(files)

        return with_second_tries(read, files, jobs)


class _Crew:
    """Up to JOBS workers, each good for DOCUMENTS documents."""

    def __init__(self, work: Reads, jobs: int, documents: int) -> None:
        self._work = work
        self._jobs = jobs
        self._documents = documents
        self._workers: list[Worker] = []
        self._ahead: deque[DocumentFile] = deque()
        self._start_failures = 0

    def outcomes(self, files: Iterable[DocumentFile]) -> Iterator[tuple[DocumentFile, Rendered]]:
        """One outcome for each of FILES, as they come; FILES are taken when a worker is free."""
        waiting = iter(files)
        try:
            while self._fill(waiting) or any(worker.file for worker in self._workers):
                while len(self._workers) < min(self._jobs, len(self._ahead) + self._busy):
                    self._workers.append(Worker.start(self._work, self._documents))
                self._hand_out()
                yield from self._heard()
                yield from self._overdue()
        finally:
            for worker in self._workers:
                worker.end()

    def _fill(self, waiting: Iterator[DocumentFile]) -> bool:
        """Keep a document at hand for each worker. False when there is none left."""
        self._ahead.extend(islice(waiting, self._jobs - len(self._ahead)))
        return bool(self._ahead)

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self._ahead and worker.ready and worker.file is None:
                worker.give(self._ahead.popleft())

    @property
    def _busy(self) -> int:
        return sum(worker.file is not None for worker in self._workers)

    def _heard(self) -> Iterator[tuple[DocumentFile, Rendered]]:
        """What the workers say within a moment."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), LOOK_SECONDS):
            assert isinstance(pipe, Connection)
            worker = by_pipe[pipe]
            file = worker.file
            try:
                outcome = worker.take()
            except EOFError:
                self._workers.remove(worker)
                outcome = fallen(worker)
                if outcome is None:
                    self._note_start(worker)
            else:
                self._start_failures = 0
                if outcome is not None and worker.left == 0:
                    self._end(worker)
            if file is not None and outcome is not None:
                self._hand_out()  # before the result is put away, which takes a while
                yield file, outcome

    def _overdue(self) -> Iterator[tuple[DocumentFile, Rendered]]:
        """Those that took more time or memory than they may, ended."""
        for worker in list(self._workers):
            file = worker.file
            if file is None:
                if not worker.ready and worker.seconds > START_SECONDS:
                    self._end(worker)
                    self._note_start(worker)
            elif (outcome := stopped(worker, self._work.limits)) is not None:
                self._workers.remove(worker)
                yield file, outcome

    def _end(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()

    def _note_start(self, worker: Worker) -> None:
        """Count a worker that ended before its first document."""
        self._start_failures += not worker.ready
        if self._start_failures >= START_FAILURES:
            raise cannot_start()
