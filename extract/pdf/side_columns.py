"""Columns at a grid's sides that no level rule reaches: a merged cell that begins and ends on other pages.

Its rules run down the whole page and touch nothing there.
"""

from __future__ import annotations

import numpy as np
from msgspec import structs

from extract.pdf.grid import SAME_END_PT, Grid
from extract.pdf.primitives import Floats


def with_sides(grid: Grid, loose: Floats) -> Grid:
    """GRID with a column more for each of the LOOSE vertical rules ((n, 4) x, top, bottom, thickness) beside it that
    is exactly as long as the grid is high."""
    if not len(loose):
        return grid
    top, bottom = grid.row_edges[0], grid.row_edges[-1]
    as_long = (np.abs(loose[:, 1] - top) <= SAME_END_PT) & (np.abs(loose[:, 2] - bottom) <= SAME_END_PT)
    beside = sorted(loose[as_long, 0].tolist())
    for x in [x for x in beside if x < grid.col_edges[0]][::-1]:
        grid = _widened(grid, x, at_left=True)
    for x in [x for x in beside if x > grid.col_edges[-1]]:
        grid = _widened(grid, x, at_left=False)
    return grid


def _widened(grid: Grid, x: float, *, at_left: bool) -> Grid:
    """GRID with one column, in which no level rule is drawn, between its side and X."""
    if at_left:
        across = tuple((False, *row) for row in grid.across)
        down = tuple((True, *row) for row in grid.down)
        return structs.replace(grid, col_edges=(x, *grid.col_edges), across=across, down=down)
    across = tuple((*row, False) for row in grid.across)
    down = tuple((*row, True) for row in grid.down)
    return structs.replace(grid, col_edges=(*grid.col_edges, x), across=across, down=down)
