"""Is a table an implementation table: does it say what will be done? Else it is of another kind and has no items.

Its headers tell, and where they are words that any table may use, its cells do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from normalize.columns import MARK_ROLE, Layout
from normalize.complete import COMPLETE
from normalize.vocabulary import vocabulary
from schema.plan import Column
from schema.tables import Table

_OWNERS = ("units", "supporting_units", "officers", MARK_ROLE)
_LEAST_SHARE = 0.5  # of the cells of a column that must read as what its header says


def is_implementation(table: Table, layout: Layout) -> bool:
    """Does TABLE say what will be done, by whom, until when, under which indicator?"""
    if _is_other(table, layout):
        return False
    named = [column for column in layout.columns if column.role in ("level", "action")]
    if not named:
        return False
    if layout.is_gantt or _has_owners(table, layout):
        return True
    words = vocabulary()
    dated = any(_reads(table, column, COMPLETE["period"]) for column in _of(layout, "period"))
    if dated and any(words.is_exact(column.own_header) for column in named):
        return True
    if dated and any(_of(layout, *_OWNERS)) and any(not words.is_generic(column.own_header) for column in named):
        return True
    telling = {column.role for column in layout.columns if words.is_telling(column.own_header)}
    return bool(telling & {"level", "action"}) and bool(
        telling & {"criteria", "method", "benefit"} or telling >= {"level", "action"}
    )


def _is_other(table: Table, layout: Layout) -> bool:
    words = vocabulary()
    parts = [part for column in layout.columns for part in column.header.split("/") if part]
    if any(map(words.is_other, parts)) or sum(map(words.is_other_weakly, set(parts))) >= 2:
        return True
    return any(map(words.tells_reach, parts)) and not (
        layout.is_gantt or any(_reads(table, column, COMPLETE["period"]) for column in _of(layout, "period"))
    )


def _has_owners(table: Table, layout: Layout) -> bool:
    """Has it a column of owners; one under a word of many meanings (`單位`) only if its cells name some?"""
    words = vocabulary()
    return any(
        not words.is_generic(column.own_header) or _reads(table, column, COMPLETE["units"])
        for column in _of(layout, *_OWNERS)
    )


def _of(layout: Layout, *roles: str) -> Iterable[Column]:
    return (column for column in layout.columns if column.role in roles)


def _reads(table: Table, column: Column, complete: Callable[..., bool]) -> bool:
    """Do most cells of COLUMN read as a value of its role, whole or line by line?"""
    cells = [cell for cell in table.col_cells(column.index) if not cell.header and cell.text]
    good = sum(1 for cell in cells if complete(cell.text, ()) or any(complete(line.text, ()) for line in cell.lines))
    return bool(cells) and good >= _LEAST_SHARE * len(cells)
