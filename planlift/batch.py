"""Many documents: every one of them gets an outcome, whatever it does to whoever reads it.

An engine runs the work; one more engine is one more class and one more line in `ENGINES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planlift.engines.here import Here
from planlift.engines.supervised import Supervised
from planlift.inputs import DocumentFile
from planlift.limits import Limits, check
from planlift.outcomes import Outcome, attempt
from planlift.settings import Settings
from schema.record import PlanRecord, plan_record


@dataclass(frozen=True, slots=True)
class Work:
    """What every worker does with a document; sent to it, so it holds settings only."""

    settings: Settings
    limits: Limits = field(default_factory=Limits)

    def prepare(self) -> None:
        """Load the readers and the rules."""
        from planlift.pipeline import rules  # heavy; the process that only writes does without

        rules(self.settings)

    def __call__(self, file: DocumentFile) -> Outcome:
        return attempt(file, self._lift)

    def _lift(self, file: DocumentFile) -> PlanRecord:
        from planlift.pipeline import lift

        check(file, self.limits)
        return plan_record(lift(file, self.settings))


class Engine(Protocol):
    """A way to run the work."""

    def suits(self, jobs: int) -> bool:
        """Is this the engine for JOBS processes?"""
        ...

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Outcome]:
        """One outcome for each of FILES, in the order in which they are done."""
        ...


ENGINES: tuple[Engine, ...] = (Supervised(), Here())


def outcomes(
    files: Sequence[DocumentFile],
    settings: Settings,
    jobs: int,
    engines: Sequence[Engine] = ENGINES,
    limits: Limits | None = None,
) -> Iterator[Outcome]:
    """One outcome for each of FILES, in their order, by the first of ENGINES that suits JOBS processes.

    0 jobs: in this process.
    """
    engine = next(engine for engine in engines if engine.suits(jobs))
    done: dict[str, Outcome] = {}
    coming = engine.run(Work(settings, limits or Limits()), files, jobs)
    for file in files:
        while file.plan_id not in done:
            outcome = next(coming)
            done[outcome.plan_id] = outcome
        yield done.pop(file.plan_id)
