"""Work on documents that are stand-ins: each does what a test says instead of being read."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from planlift.batch import Work
from planlift.inputs import DocumentFile
from planlift.outcomes import attempt
from planlift.sinks.rendered import Rendered
from schema.record import PlanRecord


@dataclass(frozen=True, slots=True)
class Acting(Work):
    """`act` stands for the reading; all else is as in a real run."""

    def prepare(self) -> None:
        """Nothing to load."""

    def __call__(self, file: DocumentFile) -> Rendered:
        return self.finish(attempt(file, self.act))

    @abstractmethod
    def act(self, file: DocumentFile) -> PlanRecord:
        """What comes out of FILE, or whatever else becomes of it."""
