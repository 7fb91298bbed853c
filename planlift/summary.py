"""What a person sees of a run on the terminal: a progress bar, then the figures and the failures."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from planlift.counts import Counts
from planlift.rendered import Rendered

SHOWN_FAILURES = 20


@dataclass
class Watcher:
    """Follows a run: moves the bar, keeps the failures for the end."""

    progress: Progress | None
    failures: list[Rendered] = field(default_factory=list)
    began: float = field(default_factory=time.perf_counter)

    def __call__(self, result: Rendered) -> None:
        if result.status == "failed":
            self.failures.append(result)
        if self.progress is not None:
            self.progress.update(self.progress.task_ids[0], advance=1, name=result.source_file)

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.began


@contextmanager
def watching(console: Console, documents: int, *, quiet: bool) -> Iterator[Watcher]:
    """A watcher with a progress bar where CONSOLE is a terminal and a person wants to see it."""
    if quiet or not console.is_terminal:
        yield Watcher(None)
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
        yield Watcher(progress)


def show_summary(console: Console, counts: Counts, seconds: float, output: Path) -> None:
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
    console.print(f"Files are in {escape(str(output))}", soft_wrap=True, highlight=False)


def show_failures(console: Console, failures: list[Rendered]) -> None:
    """One line for each failed document; plans.csv has them all."""
    for result in failures[:SHOWN_FAILURES]:
        console.print(f"failed: {escape(result.error)}", soft_wrap=True, highlight=False)
    if len(failures) > SHOWN_FAILURES:
        console.print(f"… and {len(failures) - SHOWN_FAILURES} more; plans.csv lists them all.")
