"""items.csv, plans.csv and warnings.csv: RFC 4180 in UTF-8 with a byte-order mark."""

from __future__ import annotations

import csv
from abc import abstractmethod
from collections.abc import Iterable
from datetime import date
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
    item_rows,
    warning_rows,
)
from planlift.sinks.folder import OutputFolder
from planlift.sinks.sink import RunInfo, Sink

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell_text(value: Value) -> str:
    """VALUE as a CSV cell; a text that a spreadsheet would run as a formula gets an apostrophe before it.

    >>> cell_text("=1+1"), cell_text(-5), cell_text(2.50), cell_text(date(2016, 2, 29)), cell_text(None)
    ("'=1+1", '-5', '2.5', '2016-02-29', '')
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    return str(value)


class CsvTable(Sink, Generic[Row]):
    """A CSV file that grows by the lines of each outcome."""

    format = "csv"
    file_name: ClassVar[str]
    columns: tuple[Column[Row], ...]

    def __init__(self, folder: OutputFolder, run: RunInfo) -> None:
        super().__init__(folder, run)
        self._file = folder.begin(self.file_name)
        self._lines = csv.writer(self._file, lineterminator="\r\n")
        self._file.write(BYTE_ORDER_MARK)
        self._lines.writerow([column.name for column in self.columns])

    @abstractmethod
    def rows(self, outcome: Outcome) -> Iterable[Row]:
        """The lines that OUTCOME gives."""

    def take(self, outcome: Outcome) -> None:
        for row in self.rows(outcome):
            self._lines.writerow([cell_text(column.value(row)) for column in self.columns])

    def finish(self) -> None:
        self.folder.keep(self.file_name, self._file)

    def drop(self) -> None:
        self._file.drop()


class ItemsCsv(CsvTable[ItemRow]):
    """One line per work item."""

    file_name = "items.csv"
    columns = ITEM_COLUMNS

    def rows(self, outcome: Outcome) -> Iterable[ItemRow]:
        return () if outcome.plan is None else item_rows(outcome.plan)


class PlansCsv(CsvTable[Outcome]):
    """One line per document, failed ones included."""

    file_name = "plans.csv"
    columns = PLAN_COLUMNS

    def rows(self, outcome: Outcome) -> Iterable[Outcome]:
        return (outcome,)


class WarningsCsv(CsvTable[WarningRow]):
    """One line per warning or failure."""

    file_name = "warnings.csv"
    columns = WARNING_COLUMNS

    def rows(self, outcome: Outcome) -> Iterable[WarningRow]:
        return warning_rows(outcome)
