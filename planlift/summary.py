"""What a person sees of a run on the terminal: a progress bar, then the figures and the failures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from threading import Event, Thread

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from planlift.counts import Counts
from planlift.progress import Lines, State, Tally, UnderWay, duration, passed_over_text
from planlift.sinks.rendered import Rendered

SHOWN_FAILURES = 20
TICK_SECONDS = 1.0


@dataclass
class Watcher:
    """Follows a run: moves the bar or says lines, keeps the first failures for the end."""

    tally: Tally
    bar: Progress | None = None
    lines: Lines | None = None
    failures: list[Rendered] = field(default_factory=list)

    def __call__(self, result: Rendered, under_way: UnderWay) -> None:
        if result.status == "failed" and len(self.failures) < SHOWN_FAILURES:
            self.failures.append(result)
        state = self.tally.state(result, under_way)
        if self.bar is not None:
            self._move_bar(state, result.source_file)
        if self.lines is not None:
            self.lines(result, state)

    def tick(self) -> None:
        """Time has passed: tell of documents that take long, though no result came."""
        state = self.tally.now()
        if self.bar is not None and state.slow:
            self._move_bar(state, "")
        if self.lines is not None:
            self.lines.progress(state)

    def end(self, counts: Counts) -> None:
        """Say the figures of the run that is over."""
        if self.lines is not None:
            self.lines.event("end", {"seconds": round(self.seconds, 1), "read": self.tally.read, **asdict(counts)})

    def _move_bar(self, state: State, name: str) -> None:
        assert self.bar is not None
        shown = next((f"{slow} ({duration(seconds)})" for slow, seconds in state.slow.items()), name)
        self.bar.update(self.bar.task_ids[0], completed=state.done, name=shown)

    @property
    def seconds(self) -> float:
        return self.tally.seconds


@contextmanager
def watching(
    console: Console,
    documents: int,
    *,
    quiet: bool,
    log_json: bool = False,
    passed_over: Mapping[str, int] | None = None,
) -> Iterator[Watcher]:
    """A watcher: with a progress bar where CONSOLE is a terminal, with lines elsewhere, with neither if QUIET."""
    tally = Tally(documents)
    if log_json or (not quiet and not console.is_terminal):
        lines = Lines(lambda line: print(line, file=console.file, flush=True), log_json)
        lines.begin(documents, passed_over or {})
        with _ticking(watcher := Watcher(tally, lines=lines)):
            yield watcher
        return
    if quiet:
        yield Watcher(tally)
        return
    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        progress.add_task("documents", total=documents, name="")
        with _ticking(watcher := Watcher(tally, progress)):
            yield watcher


@contextmanager
def _ticking(watcher: Watcher) -> Iterator[None]:
    """Let WATCHER know, once a second, that time has passed."""
    over = Event()

    def tick() -> None:
        while not over.wait(TICK_SECONDS):
            watcher.tick()

    clock = Thread(target=tick, daemon=True)
    clock.start()
    try:
        yield
    finally:
        over.set()
        clock.join()


def show_summary(
    console: Console, counts: Counts, watcher: Watcher, passed_over: Mapping[str, int], output: str
) -> None:
    """The figures of a run, and where its files are."""
    table = Table(title="planlift", show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    read, seconds = watcher.tally.read, watcher.seconds
    table.add_row("documents", f"{counts.documents:,}")
    if read < counts.documents:
        table.add_row("  known before, or copies", f"{counts.documents - read:,}")
    table.add_row("  without items", f"{counts.no_items:,}")
    table.add_row("  failed", f"{counts.failed:,}")
    table.add_row("tables", f"{counts.tables:,}")
    table.add_row("items", f"{counts.items:,}")
    table.add_row("  flagged", f"{counts.flagged_items:,}")
    table.add_row("warnings", f"{counts.warnings:,}")
    if counts.pages:
        table.add_row("pages", f"{counts.pages:,}")
    if watcher.tally.pages:
        table.add_row("pages read per second", f"{watcher.tally.pages / max(seconds, 0.001):.1f}")
    table.add_row("seconds", f"{seconds:.1f}")
    console.print(table)
    if passed_over:
        console.print(passed_over_text(passed_over), soft_wrap=True, highlight=False)
    console.print(f"Files are in {escape(output)}", soft_wrap=True, highlight=False)


def show_failures(console: Console, failures: list[Rendered], failed: int) -> None:
    """One line for each of FAILURES, and how many of FAILED are not among them; plans.csv has them all."""
    for result in failures:
        console.print(f"failed: {escape(result.error)}", soft_wrap=True, highlight=False)
    if failed > len(failures):
        more = "… and " if failures else ""
        console.print(f"{more}{failed - len(failures)} {'more' if failures else 'failed before'}; plans.csv lists all.")
