"""A run of NUMBER stand-in documents, and what it took: `python -m tests.many NUMBER FOLDER [ITEMS] [JOBS] [FORMATS]`.

The documents are made first where FOLDER does not hold them yet; a second call goes through unchanged ones.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planlift.batch import Work
from planlift.engines.supervised import Supervised
from planlift.inputs import DocumentFile, find_documents
from planlift.outcomes import attempt
from planlift.run import RunOptions, run
from planlift.settings import Settings
from planlift.sinks.rendered import Rendered
from schema.record import PlanRecord, plan_record
from tests.handmade import made_item, made_plan, with_content

LONG_AGO = 1_600_000_000
PER_FOLDER = 1000
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StandIn(Work):
    """Makes the same plan of a few items for every document."""

    items: int = 3

    def prepare(self) -> None:
        """Nothing to load."""

    def __call__(self, file: DocumentFile) -> Rendered:
        return self.finish(attempt(file, self._made))

    def _made(self, file: DocumentFile) -> PlanRecord:
        items = tuple(made_item(number) for number in range(1, self.items + 1))
        return plan_record(with_content(made_plan(file.plan_id, items, file.source_file), file.path))


@dataclass(frozen=True)
class StandIns(Supervised):
    """The engine of a real run, with stand-ins for the readers."""

    items: int

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:  # type: ignore[override]
        return super().run(StandIn(work.settings, work.limits, work.output, items=self.items), files, jobs)


def make_documents(folder: Path, number: int) -> None:
    """NUMBER files, each of a content of its own, not just changed."""
    for n in range(number):
        file = folder / f"{n // PER_FOLDER:04}" / f"plan-{n:07}.pdf"
        if n % PER_FOLDER == 0:
            file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_text(f"plan {n}")
            os.utime(file, (LONG_AGO, LONG_AGO))


def main(number: str, folder: str, items: str = "3", jobs: str = "2", formats: str = "json,csv") -> None:
    inputs, output = Path(folder, "in"), Path(folder, "out")
    make_documents(inputs, int(number))
    began = time.perf_counter()
    found = find_documents([str(inputs)], leave_out=output)
    listed = time.perf_counter()
    options = RunOptions(output, tuple(formats.split(",")), int(jobs))
    counts = run(found, Settings(), options, engines=(StandIns(int(items)),))
    ended = time.perf_counter()
    own = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "documents": counts.documents,
        "items": counts.items,
        "listing_seconds": round(listed - began, 2),
        "run_seconds": round(ended - listed, 2),
        "gathering_cpu_seconds": round(own.ru_utime + own.ru_stime, 2),
        "gathering_peak_mb": own.ru_maxrss * 1024 // MB,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
