"""One place where documents are read one at a time, each in a process under watch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from planlift.at_hand import at_hand
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
from planlift.listing import DocumentFile
from planlift.outcomes import attempt
from planlift.plan_places import PlansAtUrl
from planlift.sinks.rendered import Rendered, rendered
from schema.issues import DocumentError
from schema.record import PlanRecord


class Delivers(Reads, Protocol):
    """Work whose plan files may have to go to a URL."""

    @property
    def plans_url(self) -> str:
        """The URL of the output; empty where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document on its way to a station."""

    file: DocumentFile
    content: bytes | None = None  # None: it is found, or fetched, where `file` says
    fresh: bool = False  # to be read in a process that has read no other


@dataclass
class Station:
    """Keeps the process that reads from document to document, and replaces it when it ends or is worn."""

    work: Delivers
    _closed: bool = field(default=False, init=False)
    _worker: Worker | None = field(default=None, init=False)

    def handle(self, parcel: Parcel) -> Rendered:
        """What becomes of the document in PARCEL: it is fetched, read, and its plan file sent where that belongs.

        Raises `EngineError`, `UrlError`.
        """
        try:
            with at_hand(parcel.file, self.work.limits, parcel.content) as file:
                result = self.read(file, fresh=parcel.fresh)
        except DocumentError as error:
            return rendered(attempt(parcel.file, _raising(error)))
        if not (self.work.plans_url and result.plan_text):
            return result
        size = PlansAtUrl(self.work.plans_url).write(result.plan_id, result.plan_text)
        return replace(result, plan_bytes=size, plan_text="")

    def read(self, file: DocumentFile, *, fresh: bool = False) -> Rendered:
        """What becomes of FILE; FRESH: in a process that has read no other. Raises `EngineError`."""
        if fresh:
            self.end()
        worker = self._ready()
        worker.give(file)
        result = self._heard(worker)
        if fresh or worker.left == 0:
            self.end()
        return result

    def close(self) -> None:
        """End, from another thread: whatever is under way comes to nothing."""
        self._closed = True
        worker = self._worker
        if worker is not None:
            worker.process.kill()

    def end(self) -> None:
        """End the process, if there is one."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def _heard(self, worker: Worker) -> Rendered:
        """The result of the document that WORKER has in hand."""
        while True:
            result = None
            if worker.pipe.poll(LOOK_SECONDS):
                try:
                    result = worker.take()
                except EOFError:
                    self._worker = None
                    result = fallen(worker)
            elif (result := stopped(worker, self.work.limits)) is not None:
                self._worker = None
            if result is not None:
                return result

    def _ready(self) -> Worker:
        """The process, loaded. Raises `EngineError` where none ever is."""
        for _ in range(START_FAILURES):
            if self._closed:
                raise EngineError("The run was broken off.")
            worker = self._worker = self._worker or Worker.start(self.work, RECYCLED_AFTER)
            try:
                if not worker.ready and worker.pipe.poll(START_SECONDS):
                    worker.take()
            except EOFError:
                pass  # it ended while it loaded: the next one
            if worker.ready:
                return worker
            self.end()
        raise cannot_start()


def _raising(error: DocumentError) -> Callable[[DocumentFile], PlanRecord]:
    def lift(file: DocumentFile) -> PlanRecord:
        raise error

    return lift
