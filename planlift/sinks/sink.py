"""What a sink is: it takes the outcomes of a run in order and writes one kind of file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

from planlift.outcomes import Outcome
from planlift.settings import Settings
from planlift.sinks.folder import OutputFolder


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a run is about, known before its first document."""

    inputs: tuple[str, ...]
    settings: Settings
    formats: tuple[str, ...]
    jobs: int
    plan_ids: tuple[str, ...]
    skipped: dict[str, int] = field(default_factory=dict)


class Sink(ABC):
    """Writes one kind of file of a run into its folder."""

    format: ClassVar[str]  # what `--format` calls it; empty: always written

    def __init__(self, folder: OutputFolder, run: RunInfo) -> None:
        self.folder = folder
        self.run = run

    @abstractmethod
    def take(self, outcome: Outcome) -> None:
        """The next document."""

    @abstractmethod
    def finish(self) -> None:
        """All documents were taken: the file is whole now. Sinks finish in the order of `SINKS`."""

    @abstractmethod
    def drop(self) -> None:
        """The run was broken off: leave no half file."""
