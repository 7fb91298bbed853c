"""One document as the outputs of a run need it: lines and figures, no object of the readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planlift.counts import Counts
from planlift.outcomes import Outcome, Status
from planlift.sinks.columns import (
    ITEM_COLUMNS,
    PLAN_COLUMNS,
    WARNING_COLUMNS,
    Column,
    Row,
    Value,
    item_rows,
    warning_rows,
)

Line = tuple[Value, ...]
LEADING = 2  # plan_id and source_file lead every line, and are not kept in it


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of a document. Lines are those of the CSV files without `plan_id` and `source_file`."""

    plan_id: str
    source_file: str
    status: Status
    sha256: str
    seconds: float
    error_code: str
    error: str
    trace: str
    counts: Counts
    plan_line: Line
    item_lines: tuple[Line, ...]
    warning_lines: tuple[Line, ...]
    plan_bytes: int = 0  # of its plan file; 0 where there is none
    plan_text: str = ""  # its plan file on the way to where it is kept; empty once it is there

    @property
    def pages(self) -> int:
        return self.counts.pages

    def named(self, plan_id: str, source_file: str) -> Rendered:
        """The same for a document of the same content under another name."""
        if (plan_id, source_file) == (self.plan_id, self.source_file):
            return self
        old = self.source_file

        def renamed(cell: Value) -> Value:
            # Sentences about a whole document begin with its name.
            return source_file + cell[len(old) :] if isinstance(cell, str) and cell.startswith(f"{old} ") else cell

        if self.status != "failed":
            return replace(self, plan_id=plan_id, source_file=source_file)
        return replace(
            self,
            plan_id=plan_id,
            source_file=source_file,
            error=str(renamed(self.error)),
            plan_line=tuple(map(renamed, self.plan_line)),
            warning_lines=tuple(tuple(map(renamed, line)) for line in self.warning_lines),
        )


def rendered(outcome: Outcome, plan_bytes: int = 0) -> Rendered:
    """OUTCOME in lines."""
    plan = outcome.plan
    items = () if plan is None else item_rows(plan)
    return Rendered(
        outcome.plan_id,
        outcome.source_file,
        outcome.status,
        outcome.sha256,
        outcome.seconds,
        outcome.error_code,
        outcome.error,
        outcome.trace,
        Counts.of(outcome),
        _line(outcome, PLAN_COLUMNS),
        tuple([_line(row, ITEM_COLUMNS) for row in items]),
        tuple([_line(row, WARNING_COLUMNS) for row in warning_rows(outcome)]),
        plan_bytes,
    )


def _line(row: Row, columns: Sequence[Column[Row]]) -> Line:
    return tuple([column.value(row) for column in columns[LEADING:]])
