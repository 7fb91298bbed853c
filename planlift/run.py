"""One run: documents are found, lifted and written, and the counts come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from planlift.batch import ENGINES, Engine, Work, engine_for
from planlift.counts import Counts
from planlift.inputs import Found
from planlift.ledger import Ledger
from planlift.limits import Limits
from planlift.plan_places import PlanFolder, PlanPlace, PlansAtUrl
from planlift.program import rules_digest
from planlift.progress import UnderWay
from planlift.published import Published
from planlift.resume import Again, Resumed
from planlift.settings import Settings
from planlift.sinks import SINKS, USUAL, with_needs
from planlift.sinks.folder import OutputFolder
from planlift.sinks.plan_files import PLAN_FILES
from planlift.sinks.rendered import Rendered
from planlift.sinks.run_file import RunFile
from planlift.sinks.sink import RunInfo, Sink


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run goes, apart from what decides its figures: that is in `Settings`."""

    output: Path
    formats: tuple[str, ...] = USUAL
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    again: Again = field(default_factory=Again)
    published: Published | None = None  # where `output` is only the place in which files for a URL are made

    def plans(self) -> PlanPlace:
        """Where plan files are kept."""
        return PlanFolder(self.output) if self.published is None else PlansAtUrl(self.published.url)

    def work(self, settings: Settings) -> Work:
        """What is done with each document."""
        if PLAN_FILES not in self.formats:
            return Work(settings, self.limits)
        if self.published is None:
            return Work(settings, self.limits, self.output)
        return Work(settings, self.limits, carries=True, plans_url=self.published.url)


def run(
    found: Found,
    settings: Settings,
    options: RunOptions,
    *,
    inputs: tuple[str, ...] = (),
    watch: Callable[[Rendered, UnderWay], None] = lambda result, under_way: None,
    engines: Sequence[Engine] = ENGINES,
) -> Counts:
    """Lift the documents of FOUND and write the files of the run; what an earlier run did is not done again.

    WATCH sees every result that is not known from before, as it comes. A run that is broken off (by any
    exception) keeps the results it has and leaves the tables of the run before as they were. Raises
    `InputError` where another run holds the output folder.
    """
    options = replace(options, formats=with_needs(options.formats))
    about = RunInfo(
        inputs,
        settings,
        options.formats,
        options.jobs,
        options.limits,
        found=len(found.listing),
        skipped=found.skipped,
        read_plan=options.plans().read,
    )
    writes_plans = PLAN_FILES in options.formats
    folder = OutputFolder(options.output)
    ledger = Ledger(options.output, rules_digest(settings))
    try:
        folder.clear_pending()
        if found.spool is not None:
            found.spool.clear_others()
        run_file = RunFile(folder, about)
        resumed = Resumed(ledger, found, settings, options.limits, options.again, options.plans(), writes_plans)
        try:
            _read(resumed, engine_for(options.jobs, engines), options, watch)
        finally:
            if options.published is not None:
                options.published.keep(ledger)
        run_file.ended("reading")
        _write_tables(folder, about, resumed, run_file)
        run_file.ended("writing")
        resumed.remove_stale_plans()
        ledger.forget_other_rules()
        folder.remove_stale()
        run_file.write(finished=True, reused=resumed.reused)
        if options.published is not None:
            options.published.publish(list(folder.written))
            options.published.keep(ledger)
        folder.clear_pending()
        if found.spool is not None:
            found.spool.forget_changed()
    finally:
        ledger.close()
        if found.spool is not None:
            found.spool.clear()
    return run_file.counts


def _read(resumed: Resumed, engine: Engine, options: RunOptions, watch: Callable[[Rendered, UnderWay], None]) -> None:
    """Give every document its result."""
    while not resumed.is_done:  # more than once where documents wait for the result of another of the same content
        for result in engine.run(options.work(resumed.settings), resumed.to_read(), options.jobs):
            kept = _with_plan_kept(result, resumed.plans)
            resumed.record(kept)
            watch(kept, resumed.state())
            if options.published is not None:
                options.published.keep_if_due(resumed.ledger)


def _with_plan_kept(result: Rendered, plans: PlanPlace) -> Rendered:
    """RESULT with its plan file among PLANS, where it brought one along."""
    if not result.plan_text:
        return result
    return replace(result, plan_bytes=plans.write(result.plan_id, result.plan_text), plan_text="")


def _write_tables(folder: OutputFolder, about: RunInfo, resumed: Resumed, run_file: RunFile) -> None:
    """The files that hold lines of all documents."""
    sinks: list[Sink] = []
    try:
        sinks += (sink(folder, about) for sink in SINKS if sink.format in about.formats)
        for result in resumed.results():
            for sink in sinks:
                sink.take(result)
            run_file.take(result)
        for sink in sinks:
            sink.finish()
    except BaseException:
        for sink in sinks:
            sink.drop()
        raise
