"""Months of a Gantt row, from its shaded cells, marks and bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from normalize.columns import Layout
from normalize.month_columns import MonthColumn
from normalize.numbers import read_number
from normalize.plan_year import ROC_EPOCH, PlanYear
from normalize.vocabulary import vocabulary
from schema.plan import Period
from schema.tables import Cell, Table

_NUMBER = re.compile(r"[0-9〇○零一二三四五六七八九十百]+")


@dataclass(frozen=True, slots=True)
class Marked:
    """What a row marks: its months (`YYYY-MM`) in order, and the days from the first mark to the last."""

    months: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None

    def period_of(self, raw: str) -> Period:
        """The period that the marks beside RAW tell: one whole month is a month, else a range from first to last."""
        if self.start is None or self.end is None:
            return Period(raw)
        is_month = len(self.months) == 1 and self.start.day == 1 and self.end == _last_day(self.start)
        return Period(raw, "month" if is_month else "range", self.start, self.end, months=self.months)


def marks_of(table: Table, layout: Layout, row: int, years: Sequence[int | None]) -> tuple[Marked, tuple[str, ...]]:
    """What ROW marks in the month columns, which are of YEARS, and flags."""
    found: list[tuple[MonthColumn, int]] = []
    flags: list[str] = []
    cells = table.places[row]
    for column, western in zip(layout.months, years, strict=True):
        cell = cells[column.index]
        marked = None if cell is None else is_marked(cell)
        if marked is None:
            flags.append("month_mark_unread")
        elif marked and western is None:
            flags.append("year_unknown")
        elif marked and western is not None:
            found.append((column, western))
    months = dict.fromkeys(f"{western:04d}-{month:02d}" for column, western in found for month in column.months)
    days = (_first(*found[0]), _last(*found[-1])) if found else (None, None)
    return Marked(tuple(months), *days), tuple(dict.fromkeys(flags))


def _first(column: MonthColumn, western: int) -> date:
    return date(western, column.months[0], 1 + 10 * (column.third or 0))


def _last(column: MonthColumn, western: int) -> date:
    first = date(western, column.months[-1], 1)
    return _last_day(first) if column.third in (None, 2) else first.replace(day=10 * (column.third + 1))


def _last_day(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def is_marked(cell: Cell) -> bool | None:
    """Does the cell mark what its column stands for? None where its text is no known mark."""
    signs = {char for char in cell.text if not char.isspace()} if cell.text else ()
    if not signs:
        return cell.filled
    words = vocabulary()
    if signs <= words.month_no:
        return False
    if signs <= words.month_yes:
        return True
    return True if cell.filled or cell.colspan > 1 else None


def years_of(columns: Sequence[MonthColumn], year: PlanYear | None) -> list[int | None]:
    """The western year of each month column: the one printed above it, else the plan's own."""
    years: list[int | None] = []
    for column in columns:
        printed = _western(column.year_text)
        if printed is not None:
            years.append(printed)
        elif year is None:
            years.append(None)
        else:
            first = year.start.month
            years.append(year.start.year if column.months[0] >= first else year.end.year)
    return years


def _western(text: str) -> int | None:
    found = _NUMBER.search(text)
    number = None if found is None else (int(found[0]) if found[0].isascii() else read_number(found[0]))
    if number is None:
        return None
    return number if number > ROC_EPOCH else number + ROC_EPOCH
