"""A row that begins at the foot of a page with hardly more than what is drawn in it: its text stands overleaf."""

from __future__ import annotations

import numpy as np
from msgspec import structs

from extract.pdf.grid import LEVEL_PT, SNAP_PT, Grid
from extract.pdf.primitives import Floats, PagePrimitives


def with_row_begun(grid: Grid, upright: Floats, page: PagePrimitives) -> Grid:
    """GRID with one row more where its UPRIGHT rules run on below its last level rule, beside a bar of PAGE.

    A browser begins a row wherever a page has room for anything of it: no line of its text, but the bar of a schedule.
    """
    bottom = grid.row_edges[-1]
    if not len(page.fills) or not any(grid.across[-1]):
        return grid
    near = np.abs(upright[:, 0, None] - np.array(grid.col_edges)) <= SNAP_PT
    ends = np.where(near, upright[:, 2, None], bottom).max(axis=0)
    runs_on = ends > bottom + SNAP_PT
    if np.count_nonzero(runs_on) < 2 or any(side and not on for side, on in zip(grid.down[-1], runs_on, strict=True)):
        return grid
    end = float(ends[runs_on].min())
    if not has_drawn(page, grid, bottom, end):
        return grid
    return structs.replace(
        grid,
        row_edges=(*grid.row_edges, end),
        across=(*grid.across, (False,) * grid.n_cols),
        down=(*grid.down, tuple(runs_on.tolist())),
    )


def has_drawn(page: PagePrimitives, grid: Grid, top: float, bottom: float) -> bool:
    """Does a coloured shape of PAGE stand in GRID with its middle between TOP and BOTTOM, and not fill whole cells?"""
    if not len(page.fills):
        return False
    shapes = page.fills.boxes[page.fills.coloured]
    middle = (shapes[:, 1] + shapes[:, 3]) / 2
    inside = (shapes[:, 0] > grid.col_edges[0]) & (shapes[:, 2] < grid.col_edges[-1])
    shapes = shapes[inside & (middle > top) & (middle < bottom)]
    off = np.abs(shapes[:, (0, 2), None] - np.array(grid.col_edges)).min(axis=2)
    return bool(np.count_nonzero(off.max(axis=1, initial=0) > LEVEL_PT))
