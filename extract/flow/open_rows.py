"""Rows of a word-processor table that no rule parts: entries in step are often set as rows of their own, without a
line between them. They are one row, as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec import structs

from extract.flow.grid import Grid
from schema.tables import Cell


def open_rows_of(grid: Grid, header_rows: int) -> frozenset[int]:
    """The rows of GRID that go on with the row above: all that stands in both states that it has no rule between.

    None where no rule parts any row below the header: then it tells nothing.
    """
    if not any(placed.cell.open_above for placed in grid.cells):
        return frozenset()
    open_rows: list[int] = []
    ruled = False
    for row in range(header_rows + 1, len(grid.rows)):
        above = {(p.col, p.colspan): p.cell for p in grid.cells if p.row + p.rowspan == row}
        below = {(p.col, p.colspan): p.cell for p in grid.cells if p.row == row}
        if not (all(c.open_below for c in above.values()) and all(c.open_above for c in below.values())):
            ruled = True
        elif below and above.keys() == below.keys():
            open_rows.append(row)
    return frozenset(open_rows) if ruled else frozenset()


def joined(cells: Sequence[Cell], open_rows: frozenset[int], n_rows: int) -> tuple[list[Cell], int]:
    """(CELLS of a table of N_ROWS, how many rows it has) with those of OPEN_ROWS put to the cells above them."""
    place = list(accumulate(int(row not in open_rows) for row in range(n_rows)))
    found: dict[tuple[int, int], Cell] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.col)):
        top, last = place[cell.row] - 1, place[cell.row + cell.rowspan - 1] - 1
        begun = found.get((top, cell.col))
        if begun is None:
            found[top, cell.col] = structs.replace(cell, row=top, rowspan=last - top + 1)
        else:
            lines = (*begun.lines, *cell.lines)
            found[top, cell.col] = structs.replace(begun, lines=lines, filled=begun.filled or cell.filled)
    return list(found.values()), place[-1]
