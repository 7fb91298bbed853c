"""What of a grid is a table: rows and columns that its rules enclose. The rest hangs on by chance."""

from __future__ import annotations

import numpy as np

from extract.pdf.curves import has_curve
from extract.pdf.grid import Grid
from extract.pdf.primitives import Bools, Floats, PagePrimitives
from schema.places import Box

_HALF = 0.5  # of the width
_FEWEST_TOPS = 3  # level edges of a chart, its axis apart
_MOST_HEIGHT = 0.6  # share of the page's height; a table higher than this may be cut at both ends


def enclosed(grid: Grid, page: PagePrimitives) -> Grid | None:
    """GRID without what is no row of a table; None where its rules are the boxes of a chart."""
    if _is_chart(grid, page):
        return None
    grid = _without_hanging(grid)
    return _without_strips(grid, page)


def _is_chart(grid: Grid, page: PagePrimitives) -> bool:
    """Bars on an axis, a curve between lines, or boxes joined by lines: between these, columns that are open both
    above and below."""
    if _has_bars(grid) or has_curve(page.strokes, _area(grid)):
        return True
    if grid.row_edges[-1] - grid.row_edges[0] > _MOST_HEIGHT * page.height_pt:
        return False
    if not grid.across[0].any() or not grid.across[-1].any():
        return False
    closed = np.flatnonzero(grid.across[0] | grid.across[-1])
    return len(closed) <= int(closed[-1] - closed[0])


def _has_bars(grid: Grid) -> bool:
    """Is no level edge but the lowest drawn over half of GRID? Each is the top of a bar that stands on an axis."""
    widths = np.diff(grid.col_edges)
    drawn = (grid.across * widths).sum(axis=1) / widths.sum()
    return len(drawn) > _FEWEST_TOPS and bool((drawn[:-1] < _HALF).all()) and bool(drawn[-1] >= _HALF)


def _area(grid: Grid) -> Box:
    x, y = grid.col_edges, grid.row_edges
    return Box(float(x[0]), float(y[0]), float(x[-1]), float(y[-1]))


def _without_hanging(grid: Grid) -> Grid:
    """GRID without first and last rows that both outer sides leave open while their neighbour is closed there:
    boxes that stand too near below a table or above it."""
    while len(grid.row_edges) > 2 and _hangs(grid.down[-1], grid.down[-2], grid.across[-1], grid.across[-2]):
        grid = _rows(grid, 0, -1)
    while len(grid.row_edges) > 2 and _hangs(grid.down[0], grid.down[1], grid.across[0], grid.across[1]):
        grid = _rows(grid, 1, None)
    return grid


def _hangs(sides: Bools, next_sides: Bools, end: Bools, next_end: Bools) -> bool:
    corners = [0, -1]
    open_here = not sides[corners].any() and not end[corners].any()
    return bool(open_here and end.any() and next_sides[corners].all() and next_end.all())


def _without_strips(grid: Grid, page: PagePrimitives) -> Grid:
    """GRID without a blank last row, or first one, that is open at the table's end and lower than a line of text or
    not parted into columns: the sides of cells, or of the table, are drawn on to a page's end."""
    x, y = page.chars.centers
    edges = grid.col_edges, grid.row_edges
    inside = (x > edges[0][0]) & (x < edges[0][-1]) & (y > edges[1][0]) & (y < edges[1][-1])
    if not inside.any():
        return grid
    line, y = float(np.median(page.chars.sizes[inside])), y[inside]
    if _is_strip(np.diff(grid.row_edges)[::-1], line, grid.across[::-1], grid.down[::-1]):
        grid = grid if (y > grid.row_edges[-2]).any() else _rows(grid, 0, -1)
    if _is_strip(np.diff(grid.row_edges), line, grid.across, grid.down):
        grid = grid if (y < grid.row_edges[1]).any() else _rows(grid, 1, None)
    return grid


def _is_strip(heights: Floats, line_pt: float, across: Bools, down: Bools) -> bool:
    """Is the first of rows so high, with such edges, a strip and no row?"""
    if len(heights) < 2 or across[0].any() or not across[1].all():
        return False
    return bool(heights[0] < line_pt or not down[0, 1:-1].any())


def _rows(grid: Grid, first: int, end: int | None) -> Grid:
    """Only the rows from FIRST to END of GRID, without the columns that no cell of these has."""
    edges = np.arange(len(grid.row_edges))[first:end]
    down = grid.down[first:end]
    inner = down[:, 1:-1].any(axis=0)
    used = np.concatenate(([True], inner, [True]))
    across = np.logical_and.reduceat(grid.across[edges], np.flatnonzero(used)[:-1], axis=1)
    return Grid(grid.col_edges[used], grid.row_edges[edges], across, down[:, used], grid.loose)
