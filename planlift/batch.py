"""Many documents: every one of them gets a result, whatever it does to whoever reads it.

An engine runs the work; one more engine is one more class and one more line in `ENGINES`, or a name of its own
where it has to be asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from planlift.engines.here import Here
from planlift.engines.stations import Stations
from planlift.engines.supervised import Supervised
from planlift.inputs import DocumentFile
from planlift.limits import Limits, check
from planlift.outcomes import Outcome, attempt
from planlift.settings import Settings
from planlift.sinks.plan_files import plan_data, plan_text, write_plan
from planlift.sinks.rendered import Rendered, rendered
from schema.record import PlanRecord, plan_record


@dataclass(frozen=True, slots=True)
class Work:
    """What every worker does with a document; sent to it, so it holds settings only."""

    settings: Settings
    limits: Limits = field(default_factory=Limits)
    output: Path | None = None  # where plan files go; None: none are written
    carries: bool = False  # plan files come back from the process that reads, with the results
    plans_url: str = ""  # of the output, where its plan files go to a URL

    def with_settings(self, settings: Settings) -> Work:
        """The same work under SETTINGS."""
        return replace(self, settings=settings)

    def carrying(self) -> Work:
        """The same work for a machine that does not see the output folder."""
        return self if self.output is None else replace(self, output=None, carries=True)

    def prepare(self) -> None:
        """Load the readers and the rules."""
        from planlift.pipeline import rules  # heavy; the process that only gathers does without

        rules(self.settings)

    def __call__(self, file: DocumentFile) -> Rendered:
        return self.finish(attempt(file, self._lift))

    def finish(self, outcome: Outcome) -> Rendered:
        """Write the plan file of OUTCOME, or put it to the rest, which is lines."""
        if outcome.plan is None or not (self.output or self.carries):
            return rendered(outcome)
        if self.output is None:
            return replace(rendered(outcome), plan_text=plan_text(outcome.plan))
        return rendered(outcome, write_plan(self.output, outcome.plan_id, plan_data(outcome.plan)))

    def _lift(self, file: DocumentFile) -> PlanRecord:
        from planlift.pipeline import lift

        check(file, self.limits)
        return plan_record(lift(file, self.settings, self.limits.pages))


class Engine(Protocol):
    """A way to run the work."""

    def suits(self, jobs: int) -> bool:
        """Is this the engine for JOBS processes?"""
        ...

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        """One result for each of FILES, in the order in which they are done."""
        ...


RAY = "ray"  # what `--engine` calls a cluster
ENGINES: tuple[Engine, ...] = (Supervised(), Here())
REMOTE: tuple[Engine, ...] = (Stations(),)  # where documents or plan files are at URLs


def engine_for(jobs: int, engines: Sequence[Engine] = ENGINES) -> Engine:
    """The first of ENGINES that suits JOBS processes. 0 jobs: in this process."""
    return next(engine for engine in engines if engine.suits(jobs))


@contextmanager
def engines_named(
    name: str, address: str | None, jobs: int | None, *, remote: bool = False
) -> Iterator[tuple[Sequence[Engine], int]]:
    """The engines that NAME stands for, ready while the context lasts, and how many documents they read at a time.

    JOBS None: one for each processor. REMOTE: documents or plan files are at URLs. Raises `EngineError`.
    """
    if name != RAY:
        yield (REMOTE if remote else ENGINES), jobs or processors()
        return
    from planlift.engines.on_ray import connected  # an extra, and heavy

    with connected(address, jobs if address else jobs or processors()) as engine:
        yield (engine,), engine.at_a_time()


def processors() -> int:
    """Processors this process may use; not all of the machine's inside a container."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
