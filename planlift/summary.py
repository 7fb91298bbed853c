"""What a person sees of a run on the terminal: a progress bar, then the figures and the failures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from planlift.counts import Counts
from planlift.progress import Lines, Tally, UnderWay, duration
from planlift.sinks.rendered import Rendered

SHOWN_FAILURES = 20


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
            name = next((f"{slow} ({duration(s)})" for slow, s in state.slow.items()), result.source_file)
            self.bar.update(self.bar.task_ids[0], completed=state.done, name=name)
        if self.lines is not None:
            self.lines(result, state)

    @property
    def seconds(self) -> float:
        return self.tally.seconds


@contextmanager
def watching(console: Console, documents: int, *, quiet: bool, log_json: bool = False) -> Iterator[Watcher]:
    """A watcher: with a progress bar where CONSOLE is a terminal, with lines elsewhere, with neither if QUIET."""
    tally = Tally(documents)
    if log_json or (not quiet and not console.is_terminal):
        yield Watcher(tally, lines=Lines(lambda line: print(line, file=console.file, flush=True), log_json))
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
        yield Watcher(tally, progress)


def show_summary(console: Console, counts: Counts, seconds: float, output: str) -> None:
    """The figures of a run, and where its files are."""
    table = Table(title="planlift", show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    table.add_row("documents", f"{counts.documents}")
    table.add_row("  without items", f"{counts.no_items}")
    table.add_row("  failed", f"{counts.failed}")
    table.add_row("tables", f"{counts.tables}")
    table.add_row("items", f"{counts.items}")
    table.add_row("  flagged", f"{counts.flagged_items}")
    table.add_row("warnings", f"{counts.warnings}")
    if counts.pages:
        table.add_row("pages", f"{counts.pages}")
        table.add_row("pages per second", f"{counts.pages / max(seconds, 0.001):.1f}")
    table.add_row("seconds", f"{seconds:.1f}")
    console.print(table)
    console.print(f"Files are in {escape(output)}", soft_wrap=True, highlight=False)


def show_failures(console: Console, failures: list[Rendered], failed: int) -> None:
    """One line for each of FAILURES, and how many of FAILED are not among them; plans.csv has them all."""
    for result in failures:
        console.print(f"failed: {escape(result.error)}", soft_wrap=True, highlight=False)
    if failed > len(failures):
        more = "… and " if failures else ""
        console.print(f"{more}{failed - len(failures)} {'more' if failures else 'failed before'}; plans.csv lists all.")
