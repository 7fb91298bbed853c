"""One place where documents are read one at a time, each in a process under watch."""

from __future__ import annotations

from dataclasses import dataclass, field

from planlift.engines.watch import (
    LOOK_SECONDS,
    RECYCLED_AFTER,
    START_FAILURES,
    START_SECONDS,
    cannot_start,
    fallen,
    stopped,
)
from planlift.engines.worker import Reads, Worker
from planlift.listing import DocumentFile
from planlift.sinks.rendered import Rendered


@dataclass
class Station:
    """Keeps the process that reads from document to document, and replaces it when it ends or is worn."""

    work: Reads
    _worker: Worker | None = field(default=None, init=False)

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
