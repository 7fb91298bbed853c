"""The logical table of a plan's content: cells with spans, as the gold has them and as the pages print them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from samples.composing.content import Column, Row, Step, TableContent, Value


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell. `entries` has (step number, paragraphs): what begins beside what; step None is not in step."""

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    entries: tuple[tuple[int | None, tuple[str, ...]], ...] = ()
    header: bool = False
    filled: bool = False
    bar_cols: int = 0  # columns over which a bar is drawn that begins here

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(line for _, lines in self.entries for line in lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table cell by cell; `steps` has the number of steps of every row."""

    cells: tuple[GridCell, ...]
    n_rows: int
    n_cols: int
    header_rows: int
    steps: dict[int, int] = field(default_factory=dict)


def grid(table: TableContent) -> Grid:
    """The cells of TABLE, header first."""
    cells = _header(table.columns)
    top = max(len(column.header) for column in table.columns)
    above: dict[int, int] = {}  # column → place in `cells` of the cell that covers the row above
    steps: dict[int, int] = {}
    for number, row in enumerate(table.rows, top):
        if row.band:
            cells.append(GridCell(number, 0, 1, len(table.columns), ((None, (row.band,)),)))
            above.clear()
            continue
        flat = list(_flat(row.steps))
        steps[number] = len(flat)
        for col, column in enumerate(table.columns):
            if column.key in row.merged and col in above:
                old = cells[above[col]]
                cells[above[col]] = replace(old, rowspan=number - old.row + 1)
                continue
            above[col] = len(cells)
            cells.append(_cell(number, col, column, row, flat, table.mark))
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return Grid(tuple(cells), top + len(table.rows), len(table.columns), top, steps)


def _cell(number: int, col: int, column: Column, row: Row, flat: list[Step], mark: str) -> GridCell:
    if column.month:
        marked = column.month in row.months
        shown: tuple[str, ...] = (mark,) if marked and mark else ()
        return GridCell(number, col, entries=((None, shown),) if shown else (), filled=marked and not mark)
    entries: list[tuple[int | None, tuple[str, ...]]] = []
    whole = row.values.get(column.key, Value())
    if whole.lines:
        entries.append((None, whole.lines))
    for place, step in enumerate(flat):
        if column.key in step.values and step.values[column.key].lines:
            entries.append((place, step.values[column.key].lines))
    return GridCell(number, col, entries=tuple(entries))


def _flat(steps: tuple[Step, ...]) -> list[Step]:
    """Steps and inner steps in the order in which they are printed."""
    return [each for step in steps for each in (step, *_flat(step.inner))]


def _header(columns: tuple[Column, ...]) -> list[GridCell]:
    deep = max(len(column.header) for column in columns)
    cells: list[GridCell] = []
    for col, column in enumerate(columns):
        for row, text in enumerate(column.header):
            last = row == len(column.header) - 1
            if not last and col and columns[col - 1].header[: row + 1] == column.header[: row + 1]:
                continue
            wide = 1 if last else sum(other.header[: row + 1] == column.header[: row + 1] for other in columns)
            cells.append(GridCell(row, col, deep - row if last else 1, wide, ((None, (text,)),), header=True))
    return sorted(cells, key=lambda cell: (cell.row, cell.col))


def physical_rows(found: Grid, *, split: bool) -> list[tuple[int, int | None, bool]]:
    """The rows that a file has: (row of the grid, its step or None for the whole row, is it the row's last?).

    SPLIT makes a row of every step; the rule between them is left out.
    """
    rows: list[tuple[int, int | None, bool]] = []
    for row in range(found.n_rows):
        count = found.steps.get(row, 0)
        if split and count > 1:
            rows += [(row, step, step == count - 1) for step in range(count)]
        else:
            rows.append((row, None, True))
    return rows


def as_gold(table: TableContent, table_no: int) -> dict[str, Any]:
    """TABLE as the gold file has it."""
    found = grid(table)
    keys = _keys(table)
    return {
        "table_no": table_no,
        "n_rows": found.n_rows,
        "n_cols": found.n_cols,
        "columns": [
            {
                "index": index,
                "header": " ".join(column.header),
                "keys": keys[index],
                "month": f"{column.month:02}" if column.month else "",
            }
            for index, column in enumerate(table.columns)
        ],
        "cells": [
            {
                "row": cell.row,
                "col": cell.col,
                "rowspan": cell.rowspan,
                "colspan": cell.colspan,
                "text": cell.text,
                "header": cell.header,
                "filled": cell.filled,
            }
            for cell in found.cells
        ],
    }


def _keys(table: TableContent) -> list[list[str]]:
    levels = 0
    keys: list[list[str]] = []
    for column in table.columns:
        if not table.items or column.role in ("month", "other"):
            keys.append(["remark"] if table.items and column.role == "other" else [])
        elif column.role == "level":
            levels += 1
            keys.append([f"level_{levels}"])
        else:
            keys.append([column.role])
    return keys
