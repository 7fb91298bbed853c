"""Columns at a grid's sides that no level rule reaches: a merged cell that begins and ends on other pages.

Its rules run down the whole page and touch nothing there.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extract.pdf.grid import Grid
from extract.pdf.primitives import Floats

_SAME_END_PT = 6.0  # the rules of one table end this near to each other


def with_sides(grid: Grid, loose: Floats) -> Grid:
    """GRID with a column more for each of the LOOSE vertical rules ((n, 4) x, top, bottom, thickness) beside it that
    is exactly as long as the grid is high."""
    top, bottom = grid.row_edges[0], grid.row_edges[-1]
    ends = np.abs(loose[:, 1] - top) <= _SAME_END_PT
    ends &= np.abs(loose[:, 2] - bottom) <= _SAME_END_PT
    for x in np.sort(loose[ends & (loose[:, 0] < grid.col_edges[0]), 0])[::-1].tolist():
        grid = _widened(grid, x, at_left=True)
    for x in np.sort(loose[ends & (loose[:, 0] > grid.col_edges[-1]), 0]).tolist():
        grid = _widened(grid, x, at_left=False)
    return grid


def _widened(grid: Grid, x: float, *, at_left: bool) -> Grid:
    """GRID with one column, in which no level rule is drawn, between its side and X."""
    across = np.zeros((len(grid.across), 1), np.bool_)
    down = np.ones((len(grid.down), 1), np.bool_)
    edge = np.array([x])
    if at_left:
        parts = (edge, grid.col_edges), (across, grid.across), (down, grid.down)
    else:
        parts = (grid.col_edges, edge), (grid.across, across), (grid.down, down)
    edges, level, upright = parts
    return replace(
        grid,
        col_edges=np.concatenate(edges),
        across=np.concatenate(level, axis=1),
        down=np.concatenate(upright, axis=1),
    )
