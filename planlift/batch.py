"""Many documents: every one of them gets a result, whatever it does to whoever reads it.

An engine runs the work; one more engine is one more class and one more line in `ENGINES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from planlift.engines.here import Here
from planlift.engines.supervised import Supervised
from planlift.inputs import DocumentFile
from planlift.limits import Limits, check
from planlift.outcomes import Outcome, attempt
from planlift.settings import Settings
from planlift.sinks.plan_files import plan_text, write_plan
from planlift.sinks.rendered import Rendered, rendered
from schema.record import PlanRecord, plan_record


@dataclass(frozen=True, slots=True)
class Work:
    """What every worker does with a document; sent to it, so it holds settings only."""

    settings: Settings
    limits: Limits = field(default_factory=Limits)
    output: Path | None = None  # where plan files go; None: none are written

    def prepare(self) -> None:
        """Load the readers and the rules."""
        from planlift.pipeline import rules  # heavy; the process that only gathers does without

        rules(self.settings)

    def __call__(self, file: DocumentFile) -> Rendered:
        return self.finish(attempt(file, self._lift))

    def finish(self, outcome: Outcome) -> Rendered:
        """Write the plan file of OUTCOME; the rest of it in lines."""
        if self.output is None or outcome.plan is None:
            return rendered(outcome)
        return rendered(outcome, write_plan(self.output, outcome.plan_id, plan_text(outcome.plan)))

    def _lift(self, file: DocumentFile) -> PlanRecord:
        from planlift.pipeline import lift

        check(file, self.limits)
        return plan_record(lift(file, self.settings))


class Engine(Protocol):
    """A way to run the work."""

    def suits(self, jobs: int) -> bool:
        """Is this the engine for JOBS processes?"""
        ...

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        """One result for each of FILES, in the order in which they are done."""
        ...


ENGINES: tuple[Engine, ...] = (Supervised(), Here())


def engine_for(jobs: int, engines: Sequence[Engine] = ENGINES) -> Engine:
    """The first of ENGINES that suits JOBS processes. 0 jobs: in this process."""
    return next(engine for engine in engines if engine.suits(jobs))
