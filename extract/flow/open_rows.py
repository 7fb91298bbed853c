"""Rows of a word-processor table that no rule parts: entries in step are often set as rows of their own, without a
line between them. They are one row, as they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from msgspec import structs

from extract.flow.grid import Grid
from extract.flow.model import FlowCell
from schema.tables import Cell


def open_rows_of(grid: Grid, header_rows: int) -> frozenset[int]:
    """The rows of GRID that go on with the row above: all that stands in both states that it has no rule between.

    Above and below such rows stands a rule over their whole width; else its absence tells nothing.
    """
    if not any(placed.cell.open_above for placed in grid.cells):
        return frozenset()
    found: set[int] = set()
    run: list[int] | None = None  # open rows since the last rule; None: what is above them is not ruled
    for row in range(header_rows, len(grid.rows) + 1):
        above = {(p.col, p.colspan): p.cell for p in grid.cells if p.row + p.rowspan == row}
        below = {(p.col, p.colspan): p.cell for p in grid.cells if p.row == row}
        rules_above, rules_below = (
            (not c.open_below for c in above.values()),
            (not c.open_above for c in below.values()),
        )
        if (above and all(rules_above)) or (below and all(rules_below)):
            found.update(run or ())
            run = []
        elif run is not None and above.keys() == below.keys() and _is_open(above.values(), below.values()):
            run.append(row)
        else:
            run = None
    return frozenset(found)


def _is_open(above: Iterable[FlowCell], below: Iterable[FlowCell]) -> bool:
    return all(cell.open_below for cell in above) and all(cell.open_above for cell in below)


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
