"""What is said of a worker that ended, or has to be ended."""

from __future__ import annotations

import signal

from planlift.engines.worker import Worker
from planlift.limits import Limits
from planlift.outcomes import crashed, out_of_memory, timed_out
from planlift.sinks.rendered import Rendered, rendered

RECYCLED_AFTER = 200  # documents: what a reader leaks does not add up for a night
LOOK_SECONDS = 0.1  # how often time and memory are looked at
START_SECONDS = 300.0  # a worker that takes longer to load its readers will never be ready
START_FAILURES = 5  # in a row: no worker will ever start


class EngineError(Exception):
    """The work cannot be run at all; the message says why."""


def stopped(worker: Worker, limits: Limits) -> Rendered | None:
    """The result of WORKER's document where that took more time or memory than it may, and is ended; else None."""
    file, seconds = worker.file, worker.seconds
    if file is None:
        return None
    if seconds > limits.seconds:
        worker.end()
        return rendered(timed_out(file, seconds, limits.seconds))
    if worker.memory > limits.memory:
        worker.end()
        return rendered(out_of_memory(file, seconds))
    return None


def fallen(worker: Worker) -> Rendered | None:
    """The result of the document that WORKER had when it died; None where it had none."""
    file, seconds = worker.file, worker.seconds
    status = worker.end()
    return None if file is None else rendered(crashed(file, seconds, _signal_name(status)))


def cannot_start() -> EngineError:
    """What is said where no worker ever gets ready."""
    return EngineError(
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
