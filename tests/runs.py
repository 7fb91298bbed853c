"""Runs whose engine notes what it reads, and the bytes that they leave."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from planlift.batch import Work
from planlift.inputs import DocumentFile, find_documents
from planlift.outcomes import attempt, timed_out
from planlift.run import RunOptions, run
from planlift.settings import Settings
from planlift.sinks.rendered import Rendered, rendered
from schema.issues import DocumentError
from schema.record import PlanRecord, plan_record
from tests.handmade import made_plan, with_content

LONG_AGO = 1_600_000_000


@dataclass
class Reading:
    """An engine that notes what it reads; what a file's content says decides what comes of it."""

    read: list[str] = field(default_factory=list)
    stop_after: int | None = None

    def suits(self, jobs: int) -> bool:
        return True

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        for file in files:
            if self.stop_after is not None and len(self.read) == self.stop_after:
                raise KeyboardInterrupt
            self.read.append(file.source_file)
            if file.path.read_text() == "slow":
                yield rendered(timed_out(file, 1.0, work.limits.seconds))
            else:
                yield work.finish(attempt(file, made_from))


def made_from(file: DocumentFile) -> PlanRecord:
    """The plan that stands for FILE."""
    if file.path.read_text() == "damaged":
        raise DocumentError("damaged", f"{file.source_file} is damaged.")
    return plan_record(with_content(made_plan(file.plan_id, source_file=file.source_file), file.path))


def fill(folder: Path, **contents: str) -> None:
    """Files of these contents, not just changed; the content of a file is never None."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, content in contents.items():
        (folder / f"{stem}.pdf").write_text(content)
        os.utime(folder / f"{stem}.pdf", (LONG_AGO, LONG_AGO + len(content)))


def lift(folder: Path, output: Path, stop_after: int | None = None, **options: object) -> list[str]:
    """The documents that a run over FOLDER reads."""
    engine = Reading(stop_after=stop_after)
    found = find_documents([str(folder)])
    chosen = RunOptions(output, **options)  # type: ignore[arg-type]
    if stop_after is None:
        run(found, Settings(), chosen, engines=(engine,))
    else:
        with pytest.raises(KeyboardInterrupt):
            run(found, Settings(), chosen, engines=(engine,))
    return engine.read


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The files of a run in FOLDER, but for those whose bytes may differ."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != "run.json" and ".planlift" not in p.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
