"""items.csv, plans.csv and warnings.csv: RFC 4180 in UTF-8 with a byte-order mark."""

from __future__ import annotations

import csv
import io
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic

from planlift.outcomes import Outcome
from planlift.sinks.columns import (
    ITEM_COLUMNS,
    PLAN_COLUMNS,
    WARNING_COLUMNS,
    Column,
    ItemRow,
    Row,
    Value,
    WarningRow,
)
from planlift.sinks.folder import OutputFolder
from planlift.sinks.override_watch import OverrideWatch
from planlift.sinks.rendered import Line, Rendered
from planlift.sinks.sink import RunInfo, Sink

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = frozenset("=+-@\t\r\n")


def cell_text(value: Value) -> str:
    """VALUE as a CSV cell; a text that a spreadsheet would run as a formula gets an apostrophe before it.

    >>> cell_text("=1+1"), cell_text(-5), cell_text(2.50), cell_text(None)
    ("'=1+1", '-5', '2.5', '')
    """
    return "" if value is None else str(*_harmless((value,)))


def _harmless(line: Line) -> list[Value]:
    """LINE with an apostrophe before every text that a spreadsheet would run as a formula; a line has 36 cells."""
    return ["'" + cell if cell and isinstance(cell, str) and cell[0] in _FORMULA else cell for cell in line]


class CsvTable(Sink, Generic[Row]):
    """A CSV file that grows by the lines of each document."""

    format = "csv"
    file_name: ClassVar[str]
    columns: tuple[Column[Row], ...]

    def __init__(self, folder: OutputFolder, run: RunInfo) -> None:
        super().__init__(folder, run)
        self._file = folder.begin(self.file_name)
        self._file.write(BYTE_ORDER_MARK)
        self._write([[column.name for column in self.columns]])

    @abstractmethod
    def lines(self, result: Rendered) -> Iterable[Line]:
        """The lines that RESULT gives, without `plan_id` and `source_file`."""

    def take(self, result: Rendered) -> None:
        own = (result.plan_id, result.source_file)
        self._write([_harmless((*own, *line)) for line in self.lines(result)])

    def finish(self) -> None:
        self.folder.keep(self.file_name, self._file)

    def drop(self) -> None:
        self._file.drop()

    def _write(self, lines: Iterable[Sequence[Value]]) -> None:
        """Add LINES, all of them at once: a file takes longer over a line than `csv` does."""
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(lines)
        self._file.write(text.getvalue())


class ItemsCsv(CsvTable[ItemRow]):
    """One line per work item."""

    file_name = "items.csv"
    columns = ITEM_COLUMNS

    def lines(self, result: Rendered) -> Iterable[Line]:
        return result.item_lines


class PlansCsv(CsvTable[Outcome]):
    """One line per document, failed ones included."""

    file_name = "plans.csv"
    columns = PLAN_COLUMNS

    def lines(self, result: Rendered) -> Iterable[Line]:
        return (result.plan_line,)


class WarningsCsv(CsvTable[WarningRow]):
    """One line per warning or failure; last, without a document, those about the overrides file."""

    file_name = "warnings.csv"
    columns = WARNING_COLUMNS

    def __init__(self, folder: OutputFolder, run: RunInfo) -> None:
        super().__init__(folder, run)
        self._overrides = None if run.settings.overrides is None else OverrideWatch(run.settings)

    def lines(self, result: Rendered) -> Iterable[Line]:
        if self._overrides is not None:
            self._overrides.see(result)
        return result.warning_lines

    def finish(self) -> None:
        for issue in () if self._overrides is None else self._overrides.issues():
            told = {"code": issue.code, "message": issue.message}
            self._write([[told.get(column.name, "") for column in self.columns]])
        super().finish()
