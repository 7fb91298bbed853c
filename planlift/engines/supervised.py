"""Processes under watch: a document that crashes, hangs or eats memory ends alone."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait

from planlift.engines.worker import Reads, Worker
from planlift.inputs import DocumentFile
from planlift.outcomes import crashed, out_of_memory, timed_out
from planlift.sinks.rendered import Rendered, rendered

RECYCLED_AFTER = 200  # documents: what a reader leaks does not add up for a night
LOOK_SECONDS = 0.1  # how often time and memory are looked at
START_SECONDS = 300.0  # a worker that takes longer to load its readers will never be ready
START_FAILURES = 5  # in a row: no worker will ever start
RETRIED = ("crashed", "timeout", "memory")


class EngineError(Exception):
    """The work cannot be run at all; the message says why."""


class Supervised:
    """Workers with a pipe each, so that the end of one, however it comes, concerns no other.

    Whoever ended its process is tried once more in a fresh one after all the others: first those that were
    slow, side by side; then, with nothing else running, those that crashed or took too much memory.
    """

    def suits(self, jobs: int) -> bool:
        return jobs >= 1

    def run(self, work: Reads, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        slow: list[DocumentFile] = []
        ended: list[DocumentFile] = []
        for file, outcome in _Crew(work, jobs, RECYCLED_AFTER).outcomes(files):
            if outcome.error_code in RETRIED:
                (slow if outcome.error_code == "timeout" else ended).append(file)
            else:
                yield outcome
        for again, side_by_side in ((slow, jobs), (ended, 1)):
            for _, outcome in _Crew(work, side_by_side, 1).outcomes(again):
                yield outcome


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
            file, seconds = worker.file, worker.seconds
            try:
                outcome = worker.take()
            except EOFError:
                status = self._end(worker)
                if file is not None:
                    yield file, rendered(crashed(file, seconds, _signal_name(status)))
                else:
                    self._note_start(worker)
                continue
            self._start_failures = 0
            if file is not None and outcome is not None:
                yield file, outcome
                if worker.left == 0:
                    self._end(worker)

    def _overdue(self) -> Iterator[tuple[DocumentFile, Rendered]]:
        """Those that took more time or memory than they may, ended."""
        limits = self._work.limits
        for worker in list(self._workers):
            file, seconds = worker.file, worker.seconds
            if file is None:
                if not worker.ready and seconds > START_SECONDS:
                    self._end(worker)
                    self._note_start(worker)
            elif seconds > limits.seconds:
                self._end(worker)
                yield file, rendered(timed_out(file, seconds, limits.seconds))
            elif worker.memory > limits.memory:
                self._end(worker)
                yield file, rendered(out_of_memory(file, seconds))

    def _end(self, worker: Worker) -> int | None:
        self._workers.remove(worker)
        return worker.end()

    def _note_start(self, worker: Worker) -> None:
        """Count a worker that ended before its first document."""
        self._start_failures += not worker.ready
        if self._start_failures >= START_FAILURES:
            raise EngineError(
                "The processes that read documents end before they are ready. "
                "Is --max-memory too small, or the installation broken? Try planlift with --jobs 1 on one file."
            )


def _signal_name(status: int | None) -> str:
    """`SIGSEGV` for a process that ended by that signal; its exit status otherwise."""
    if status is not None and status < 0:
        try:
            return signal.Signals(-status).name
        except ValueError:
            return f"signal {-status}"
    return f"exit status {status}"
