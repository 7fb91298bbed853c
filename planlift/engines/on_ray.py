"""A Ray cluster: documents are read wherever it has a processor free."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from planlift.engines.again import with_second_tries
from planlift.engines.on_node import Order, Travels, packed, read_on_node
from planlift.engines.station import Parcel
from planlift.engines.watch import EngineError
from planlift.listing import DocumentFile
from planlift.outcomes import crashed, out_of_memory
from planlift.program import rules_digest
from planlift.sinks.rendered import Rendered, rendered

INSTALL = "pip install 'planlift[ray]'"
OWN_CLUSTER = "local"  # Ray's word for one that begins and ends with this process
RECYCLED_AFTER = 2000  # documents: the process that watches; the one that reads is replaced sooner
LOOK_SECONDS = 1.0  # how long to wait for a result before the cluster is looked at
NODES_SECONDS = 10.0  # between two looks at how many processors there are: nodes come and go
WITHOUT_NODES_SECONDS = 600.0  # with no processor at all, and the run is given up
LOSSES = 10  # times that a document may lose its node before it is told apart from bad luck
AGAIN = "Run the same command again to go on where it stopped."
_OWN_STORE = 256 * 1024 * 1024  # bytes of shared memory for a cluster of our own: results are small


@dataclass(frozen=True, slots=True)
class OnRay:
    """Made by `connected`. Each document is a task; a few more than can be read at a time are under way."""

    jobs: int  # documents at a time; 0: as many as the cluster has processors, from moment to moment
    has_our_disk: bool  # else documents travel with their tasks

    def suits(self, jobs: int) -> bool:
        return True

    def at_a_time(self) -> int:
        """Documents that are read side by side, as the cluster is now."""
        return self.jobs or _processors()

    def run(self, work: Travels, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        def read(files: Iterable[DocumentFile], jobs: int, fresh: bool) -> Iterator[tuple[DocumentFile, Rendered]]:
            return _Flight(travelling, order, jobs, fresh, self.has_our_disk).outcomes(files)

        import ray

        travelling = work.carrying()
        rules = ray.put(packed(work.settings))
        order = ray.put(Order(travelling, work.settings, rules_digest(work.settings), rules))
        try:
            yield from with_second_tries(read, files, self.jobs)
        except ray.exceptions.RayTaskError as error:
            raise EngineError(_first_line(error.cause)) from error
        except ray.exceptions.RayError as error:
            raise EngineError(f"The cluster was lost ({_first_line(error)}). {AGAIN}") from error


@contextmanager
def connected(address: str | None, jobs: int | None) -> Iterator[OnRay]:
    """The cluster at ADDRESS; None: one of our own with JOBS processors, for as long as it is used.

    Raises `EngineError` where Ray is not installed, or nothing answers at ADDRESS.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anyone
    try:
        import ray
    except ImportError as error:
        raise EngineError(f"--engine ray needs Ray, which is not installed. Install it: {INSTALL}") from error
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if address is None:
        quiet |= {"num_cpus": jobs, "include_dashboard": False, "object_store_memory": _OWN_STORE}
    try:
        ray.init(address=address or OWN_CLUSTER, **quiet)
    except ImportError as error:
        raise EngineError(f"{address} needs Ray's client. Install it: pip install 'ray[client]'") from error
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
        raise EngineError(f"No cluster answers at {address or 'this machine'} ({_first_line(error)}).") from error
    try:
        yield OnRay((jobs or 0) if address else 0, has_our_disk=address is None)
    finally:
        ray.shutdown()


@dataclass(slots=True)
class _Task:
    """A document that was handed out."""

    file: DocumentFile
    since: float
    losses: int = 0  # nodes that went away under it


class _Flight:
    """Documents under way on the cluster, a bounded number of them."""

    def __init__(self, work: Travels, order: Any, jobs: int, fresh: bool, has_our_disk: bool) -> None:
        import ray

        self._ray = ray
        self._work = work
        self._order = order
        self._jobs = jobs
        self._fresh = fresh
        self._has_our_disk = has_our_disk
        self._read = ray.remote(num_cpus=1, max_calls=RECYCLED_AFTER, max_retries=0)(read_on_node)
        self._tasks: dict[Any, _Task] = {}
        self._lost: deque[_Task] = deque()
        self._bound = 0
        self._looked = self._had_nodes = time.monotonic() - NODES_SECONDS

    def outcomes(self, files: Iterable[DocumentFile]) -> Iterator[tuple[DocumentFile, Rendered]]:
        """One outcome for each of FILES, as they come; FILES are taken when there is a place for them.

        Broken off, the tasks under way end with the connection. They are not cancelled: where a cancelled task is
        done at the same moment, Ray (2.60) ends the process that cancelled it.
        """
        waiting = iter(files)
        while True:
            self._look_at_nodes()
            yield from self._hand_out(waiting)
            if not self._tasks:
                return
            yield from self._heard()

    def _look_at_nodes(self) -> None:
        """How many documents may be under way; a few ahead, so that no processor waits for us."""
        now = time.monotonic()
        if now - self._looked < NODES_SECONDS:
            return
        self._looked = now
        processors = _processors()
        if processors:
            self._had_nodes = now
        elif now - self._had_nodes > WITHOUT_NODES_SECONDS:
            raise EngineError(f"The cluster has had no processor for {WITHOUT_NODES_SECONDS:g} seconds. {AGAIN}")
        self._bound = self._jobs or max(processors + processors // 2, 2)

    def _hand_out(self, waiting: Iterator[DocumentFile]) -> Iterator[tuple[DocumentFile, Rendered]]:
        """Send what there is a place for. A document that cannot be sent has its result at once."""
        while len(self._tasks) < self._bound:
            task = self._lost.popleft() if self._lost else _next_task(waiting)
            if task is None:
                return
            parcel = self._parcel(task.file)
            if parcel is None:
                yield task.file, self._work(task.file)
                continue
            task.since = time.monotonic()
            self._tasks[self._read.remote(parcel, self._order)] = task

    def _parcel(self, file: DocumentFile) -> Parcel | None:
        """FILE ready to be sent; None where there is nothing to send: it cannot be opened, or is too large."""
        if self._has_our_disk or (file.url and not file.fault):
            return Parcel(file, fresh=self._fresh)
        try:
            if file.fault or not file.path.is_file() or file.path.stat().st_size > self._work.limits.bytes:
                return None
            return Parcel(file, file.path.read_bytes(), self._fresh)
        except OSError:
            return None

    def _heard(self) -> Iterator[tuple[DocumentFile, Rendered]]:
        """What has come back within a moment."""
        done, rest = self._ray.wait(list(self._tasks), timeout=LOOK_SECONDS)
        if rest:
            done += self._ray.wait(rest, num_returns=len(rest), timeout=0)[0]
        for reference in done:
            task = self._tasks.pop(reference)
            result = self._result(reference, task)
            if result is not None:
                yield task.file, result

    def _result(self, reference: Any, task: _Task) -> Rendered | None:
        """What REFERENCE came to; None where it is to be done again, for no fault of its own."""
        errors = self._ray.exceptions
        seconds = time.monotonic() - task.since
        try:
            result: Rendered = self._ray.get(reference)
        except (errors.NodeDiedError, errors.ObjectLostError) as error:
            task.losses += 1
            if task.losses > LOSSES:
                return rendered(crashed(task.file, seconds, f"{type(error).__name__}, {task.losses} times"))
            self._lost.append(task)
            return None
        except errors.OutOfMemoryError:
            return rendered(out_of_memory(task.file, seconds))
        except errors.WorkerCrashedError:
            return rendered(crashed(task.file, seconds, "the worker of the cluster was ended"))
        return result


def _processors() -> int:
    import ray

    return int(ray.cluster_resources().get("CPU", 0))


def _next_task(waiting: Iterator[DocumentFile]) -> _Task | None:
    file = next(waiting, None)
    return None if file is None else _Task(file, 0.0)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
