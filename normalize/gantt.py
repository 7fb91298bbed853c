"""Months of a Gantt row, from its shaded cells, marks and bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from normalize.columns import Layout, MonthColumn
from normalize.numbers import read_number
from normalize.plan_year import PlanYear
from normalize.vocabulary import vocabulary
from schema.plan import Period
from schema.tables import Cell, Table

ROC_EPOCH = 1911
_NUMBER = re.compile(r"[0-9〇○零一二三四五六七八九十百]+")


def months_of(table: Table, layout: Layout, row: int, year: PlanYear | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The months (`YYYY-MM`) that ROW fills, in order, and flags."""
    years = _years(layout.months, year)
    found: list[str] = []
    flags: list[str] = []
    for column, western in zip(layout.months, years, strict=True):
        cell = table.grid.get((row, column.index))
        marked = None if cell is None else is_marked(cell)
        if marked is None:
            flags.append("month_mark_unread")
        elif marked and western is None:
            flags.append("year_unknown")
        elif marked and western is not None:
            found += [f"{western:04d}-{month:02d}" for month in column.months]
    return tuple(found), tuple(dict.fromkeys(flags))


def period_of(months: Sequence[str]) -> Period:
    """The period that MONTHS tell: one is a month, several a range from the first to the last."""
    if not months:
        return Period()
    start = date.fromisoformat(f"{months[0]}-01")
    end = _last_day(date.fromisoformat(f"{months[-1]}-01"))
    return Period(kind="month" if len(months) == 1 else "range", start=start, end=end, months=tuple(months))


def _last_day(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def is_marked(cell: Cell) -> bool | None:
    """Does the cell mark what its column stands for? None where its text is no known mark."""
    words = vocabulary()
    signs = {char for char in cell.text if not char.isspace()}
    if not signs:
        return cell.filled
    if signs <= words.month_no:
        return False
    if signs <= words.month_yes:
        return True
    return True if cell.filled or cell.colspan > 1 else None


def _years(columns: Sequence[MonthColumn], year: PlanYear | None) -> list[int | None]:
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
