"""A run in a process of its own, for a test that kills it: FOLDER OUTPUT [SECONDS that a document may take].

Documents that are stand-ins do what their content begins with; any other is read as in a real run.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planlift.batch import Work
from planlift.engines.supervised import Supervised
from planlift.inputs import DocumentFile, find_documents, is_document
from planlift.limits import MB, Limits, check
from planlift.run import RunOptions, run
from planlift.settings import Settings
from planlift.sinks.rendered import Rendered
from planlift.spool import Spool
from schema.issues import DocumentError
from schema.record import PlanRecord, plan_record
from tests.acting import Acting
from tests.handmade import made_plan, with_content

STAND_IN = 40  # bytes; what is larger is a real document


@dataclass(frozen=True, slots=True)
class StandIn(Acting):
    """Does what the content of the document begins with."""

    def act(self, file: DocumentFile) -> PlanRecord:
        check(file, self.limits)
        if file.path.stat().st_size not in range(1, STAND_IN):
            return self._lift(file)
        content = file.path.read_bytes().decode("ascii", "replace")
        if content.startswith("crash"):
            os._exit(3)
        if content.startswith("hang"):
            time.sleep(3600)
        if content.startswith("eat"):
            bytearray(64 * 1024 * MB)
        if content.startswith("damaged"):
            raise DocumentError("damaged", f"{file.source_file} is damaged.")
        if not content.startswith(("plan", *"0123456789")):
            return self._lift(file)
        time.sleep(0.01)
        return plan_record(with_content(made_plan(file.plan_id, source_file=file.source_file), file.path))


class StandIns(Supervised):
    """The engine of a real run, with stand-ins for the readers."""

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:  # type: ignore[override]
        return super().run(StandIn(work.settings, work.limits, work.output), files, jobs)


def main(folder: str, output: str, seconds: str = "1") -> None:
    limits = Limits(seconds=float(seconds), memory=512 * MB)
    options = RunOptions(Path(output), jobs=2, limits=limits)
    found = find_documents([folder], spool=Spool.of(Path(output), limits, is_document))
    run(found, Settings(), options, engines=(StandIns(),))


if __name__ == "__main__":
    main(*sys.argv[1:])
