"""A run of stand-in documents in a process of its own, for a test that kills it: FOLDER OUTPUT."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planlift.batch import Work
from planlift.engines.supervised import Supervised
from planlift.inputs import DocumentFile, find_documents
from planlift.limits import MB, Limits
from planlift.outcomes import attempt
from planlift.run import RunOptions, run
from planlift.settings import Settings
from planlift.sinks.rendered import Rendered
from schema.issues import DocumentError
from schema.record import PlanRecord, plan_record
from tests.handmade import made_plan, with_content


@dataclass(frozen=True, slots=True)
class StandIn(Work):
    """Does what the content of the document begins with."""

    def prepare(self) -> None:
        """Nothing to load."""

    def __call__(self, file: DocumentFile) -> Rendered:
        return self.finish(attempt(file, _act))


def _act(file: DocumentFile) -> PlanRecord:
    content = file.path.read_text()
    if content.startswith("crash"):
        os._exit(3)
    if content.startswith("hang"):
        time.sleep(3600)
    if content.startswith("eat"):
        bytearray(64 * 1024 * MB)
    if content.startswith("damaged"):
        raise DocumentError("damaged", f"{file.source_file} is damaged.")
    time.sleep(0.01)
    return plan_record(with_content(made_plan(file.plan_id, source_file=file.source_file), file.path))


class StandIns(Supervised):
    """The engine of a real run, with stand-ins for the readers."""

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:  # type: ignore[override]
        return super().run(StandIn(work.settings, work.limits, work.output), files, jobs)


def main(folder: str, output: str) -> None:
    options = RunOptions(Path(output), jobs=2, limits=Limits(seconds=1.0, memory=512 * MB))
    run(find_documents([folder]), Settings(), options, engines=(StandIns(),))


if __name__ == "__main__":
    main(*sys.argv[1:])
