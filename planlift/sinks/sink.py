"""What a sink is: it takes the results of a run in order and writes one kind of file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from planlift.limits import Limits
from planlift.settings import Settings
from planlift.sinks.folder import OutputFolder
from planlift.sinks.rendered import Rendered


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a run is about, known before its first document."""

    inputs: tuple[str, ...]
    settings: Settings
    formats: tuple[str, ...]
    jobs: int
    limits: Limits
    found: int  # documents
    skipped: dict[str, int]
    read_plan: Callable[[str], str]  # the text of the plan file of a document


class Sink(ABC):
    """Writes one kind of file of a run into its folder."""

    format: ClassVar[str]  # what `--format` calls it; empty: always written
    needs: ClassVar[tuple[str, ...]] = ()  # other formats that it is made from

    def __init__(self, folder: OutputFolder, run: RunInfo) -> None:
        self.folder = folder
        self.run = run

    @abstractmethod
    def take(self, result: Rendered) -> None:
        """The next document."""

    @abstractmethod
    def finish(self) -> None:
        """All documents were taken: the file is whole now. Sinks finish in the order of `SINKS`."""

    @abstractmethod
    def drop(self) -> None:
        """The run was broken off: leave no half file."""
