"""A process that reads documents, seen from both ends of its pipe."""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Protocol

from planlift.inputs import DocumentFile
from planlift.limits import Limits
from planlift.memory import bound_memory, collecting_seldom, resident_bytes
from planlift.outcomes import faulted
from planlift.processes import START, end_with_run
from planlift.sinks.rendered import Rendered, rendered

READY = "ready"  # what a worker says before it is given its first document


class Reads(Protocol):
    """The work that a worker does."""

    @property
    def limits(self) -> Limits: ...

    def prepare(self) -> None:
        """Load what every document needs, so that no document's time pays for it."""
        ...

    def __call__(self, file: DocumentFile) -> Rendered: ...


@dataclass(eq=False)
class Worker:
    """A process of its own with at most one document in hand; ended by force, never asked to stop."""

    process: BaseProcess
    pipe: Connection
    file: DocumentFile | None = None
    began: float = field(default_factory=time.monotonic)  # of the document, or else of the process
    ready: bool = False
    left: int = 0  # documents it may still be given

    @classmethod
    def start(cls, work: Reads, documents: int) -> Worker:
        """A worker for DOCUMENTS documents."""
        here, there = START.Pipe()
        process = START.Process(target=_serve, args=(there, work), daemon=True)
        process.start()
        there.close()  # so that the end of the process is the end of the pipe
        return cls(process, here, left=documents)

    def give(self, file: DocumentFile) -> None:
        """Hand out FILE."""
        self.file, self.began = file, time.monotonic()
        self.left -= 1
        with suppress(OSError):  # it died in between: the end of its pipe tells
            self.pipe.send(file)

    def take(self) -> Rendered | None:
        """What it sent; None for a word that it is ready. Raises `EOFError` where it died."""
        try:
            said = self.pipe.recv()
        except OSError as error:
            raise EOFError from error
        if isinstance(said, Rendered):
            self.file = None
            return said
        self.ready = True
        return None

    @property
    def seconds(self) -> float:
        """Since it was given its document."""
        return time.monotonic() - self.began

    @property
    def memory(self) -> int:
        """Bytes that it holds; 0 where the system does not tell."""
        return resident_bytes(self.process.pid or 0)

    def end(self) -> int | None:
        """End it now. The status that it had ended with by itself; negative for a signal, ours included."""
        self.process.join(timeout=0.05)
        self.process.kill()
        self.process.join()
        self.pipe.close()
        return self.process.exitcode


def _serve(pipe: Connection, work: Reads) -> None:
    """What the process does: one document after another, until the other end of PIPE is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt of the terminal is for the parent
    end_with_run()
    work.prepare()
    bound_memory(work.limits.memory)
    try:
        pipe.send(READY)
        with collecting_seldom():
            while True:
                file = pipe.recv()
                _send(pipe, file, work(file))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _send(pipe: Connection, file: DocumentFile, outcome: Rendered) -> None:
    try:
        pipe.send(outcome)
    except (TypeError, AttributeError, ValueError, MemoryError) as error:
        pipe.send(rendered(faulted(file, error)))  # an outcome that cannot be sent
