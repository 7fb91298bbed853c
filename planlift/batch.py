"""Many documents, one after another or side by side: outcomes come out in the order of the documents.

An engine runs the work; one more engine (with limits of time and memory, or on a cluster) is one more class
and one more line in `ENGINES`.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Protocol

from planlift.inputs import DocumentFile
from planlift.outcomes import Outcome, attempt, crashed, faulted
from planlift.settings import Settings
from schema.record import PlanRecord, plan_record

AHEAD = 8  # documents handed out per process: one slow document does not leave the others idle


@dataclass(frozen=True, slots=True)
class Work:
    """What every worker does with a document; sent to it, so it holds settings only."""

    settings: Settings

    def __call__(self, file: DocumentFile) -> Outcome:
        return attempt(file, self._lift)

    def _lift(self, file: DocumentFile) -> PlanRecord:
        from planlift.pipeline import lift  # heavy; the process that only writes does without

        return plan_record(lift(file, self.settings))


class Engine(Protocol):
    """A way to run the work."""

    def suits(self, jobs: int) -> bool:
        """Is this the engine for JOBS processes?"""
        ...

    def run(self, work: Work, files: Sequence[DocumentFile], jobs: int) -> Iterator[Outcome]:
        """One outcome for each of FILES, in their order."""
        ...


class Here:
    """In this process, one by one: nothing to start, and a crash of a reader ends the run."""

    def suits(self, jobs: int) -> bool:
        return jobs == 0

    def run(self, work: Work, files: Sequence[DocumentFile], jobs: int) -> Iterator[Outcome]:
        return map(work, files)


class Processes:
    """Processes of their own: a document that takes its process down is the only one lost."""

    def suits(self, jobs: int) -> bool:
        return jobs >= 1

    def run(self, work: Work, files: Sequence[DocumentFile], jobs: int) -> Iterator[Outcome]:
        left = deque(files)
        while left:
            handed_out: deque[tuple[DocumentFile, Future[Outcome]]] = deque()
            with _pool(min(jobs, len(left))) as pool:
                try:
                    while left or handed_out:
                        while left and len(handed_out) < AHEAD * jobs:
                            handed_out.append((left[0], pool.submit(work, left[0])))
                            left.popleft()
                        yield _outcome(*handed_out[0])
                        handed_out.popleft()
                except BrokenProcessPool:
                    pass  # one of those handed out did it; which one, shows when they run one by one
                except BaseException:
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise
            yield from _one_by_one(work, handed_out)


def _one_by_one(work: Work, handed_out: deque[tuple[DocumentFile, Future[Outcome]]]) -> Iterator[Outcome]:
    """The outcomes that are there, and for the others a single process: who breaks it is known."""
    while handed_out:
        with _pool(1) as pool:
            began = time.perf_counter()
            try:
                while handed_out:
                    file, future = handed_out[0]
                    if isinstance(future.exception(), BrokenProcessPool):
                        future = pool.submit(work, file)
                    began = time.perf_counter()
                    yield _outcome(file, future)
                    handed_out.popleft()
            except BrokenProcessPool:
                yield crashed(handed_out.popleft()[0], time.perf_counter() - began)


def _outcome(file: DocumentFile, future: Future[Outcome]) -> Outcome:
    """The outcome of FUTURE once it is there. Raises `BrokenProcessPool` where its process died."""
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenProcessPool) or not isinstance(error, Exception):
        raise error
    return faulted(file, error)  # an outcome that could not be sent back


def _pool(processes: int) -> ProcessPoolExecutor:
    # Spawned, since a forked copy of a process with threads may hang. An interrupt ends a worker at once.
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, spawn, signal.signal, (signal.SIGINT, signal.SIG_DFL))


ENGINES: tuple[Engine, ...] = (Processes(), Here())


def outcomes(
    files: Sequence[DocumentFile], settings: Settings, jobs: int, engines: Sequence[Engine] = ENGINES
) -> Iterator[Outcome]:
    """One outcome for each of FILES, in their order, by the first of ENGINES that suits JOBS processes.

    0 jobs: in this process.
    """
    engine = next(engine for engine in engines if engine.suits(jobs))
    return engine.run(Work(settings), files, jobs)
