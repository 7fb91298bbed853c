"""One run: documents are found, lifted and written, and the counts come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from planlift.batch import ENGINES, Engine, outcomes
from planlift.counts import Counts
from planlift.inputs import Found
from planlift.limits import Limits
from planlift.outcomes import Outcome
from planlift.settings import Settings
from planlift.sinks import FORMATS, SINKS
from planlift.sinks.folder import OutputFolder
from planlift.sinks.sink import RunInfo, Sink


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run goes, apart from what decides its figures: that is in `Settings`."""

    output: Path
    formats: tuple[str, ...] = FORMATS
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)


def run(
    found: Found,
    settings: Settings,
    options: RunOptions,
    *,
    inputs: tuple[str, ...] = (),
    watch: Callable[[Outcome], None] = lambda outcome: None,
    engines: Sequence[Engine] = ENGINES,
) -> Counts:
    """Lift the documents of FOUND and write the files of the run.

    WATCH sees every outcome as it is written. A run that is broken off (by any exception) keeps the
    plan files it wrote and leaves the tables of the run before as they were.
    """
    folder = OutputFolder(options.output)
    plan_ids = tuple(file.plan_id for file in found.documents)
    about = RunInfo(inputs, settings, options.formats, options.jobs, plan_ids, found.skipped)
    counts = Counts()
    sinks: list[Sink] = []
    try:
        sinks += (sink(folder, about) for sink in SINKS if not sink.format or sink.format in options.formats)
        for outcome in outcomes(found.documents, settings, options.jobs, engines, options.limits):
            for sink in sinks:
                sink.take(outcome)
            counts = counts.plus(outcome)
            watch(outcome)
        for sink in sinks:
            sink.finish()
    except BaseException:
        for sink in sinks:
            sink.drop()
        raise
    return counts
