"""What of a grid is a table: rows and columns that its rules enclose. The rest hangs on by chance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.pdf.curves import has_curve
from extract.pdf.grid import Grid
from extract.pdf.primitives import PagePrimitives, median
from extract.pdf.row_begun import has_drawn
from schema.places import Box

_Edges = tuple[bool, ...]  # of one row of units: drawn or not

_HALF = 0.5  # of the width, or of the cells
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
    top, bottom = grid.across[0], grid.across[-1]
    if not any(top) or not any(bottom):
        return False
    closed = [col for col, ends in enumerate(zip(top, bottom, strict=True)) if any(ends)]
    return len(closed) <= closed[-1] - closed[0] and not _are_rows(grid, closed, page)


def _are_rows(grid: Grid, closed: Sequence[int], page: PagePrimitives) -> bool:
    """Do all level edges of GRID run through all its CLOSED columns, and is something printed in most units of these?

    Then they are rows, and the columns between are cells merged over all of them that the page shows.
    """
    drawn = [edges for edges in grid.across if any(edges)]
    if len(drawn) <= _FEWEST_TOPS or not all(edges[col] for edges in drawn for col in closed):
        return False
    row, col = grid.units(*page.chars.centers)
    inside = (row > 0) & (row <= grid.n_rows) & np.isin(col, np.array(closed) + 1)
    written = len(set(zip(row[inside].tolist(), col[inside].tolist(), strict=True)))
    return written > _HALF * grid.n_rows * len(closed)


def _has_bars(grid: Grid) -> bool:
    """Is no level edge but the lowest drawn over half of GRID? Each is the top of a bar that stands on an axis."""
    if len(grid.across) <= _FEWEST_TOPS or any(map(all, grid.across[:-1])):
        return False
    widths = np.diff(grid.col_edges)
    drawn = (np.array(grid.across) * widths).sum(axis=1) / widths.sum()
    return bool((drawn[:-1] < _HALF).all() and drawn[-1] >= _HALF)


def _area(grid: Grid) -> Box:
    return Box(grid.col_edges[0], grid.row_edges[0], grid.col_edges[-1], grid.row_edges[-1])


def _without_hanging(grid: Grid) -> Grid:
    """GRID without first and last rows that both outer sides leave open while their neighbour is closed there:
    boxes that stand too near below a table or above it."""
    while grid.n_rows > 1 and _hangs(grid.down[-1], grid.down[-2], grid.across[-1], grid.across[-2]):
        grid = _rows(grid, 0, grid.n_rows - 1)
    while grid.n_rows > 1 and _hangs(grid.down[0], grid.down[1], grid.across[0], grid.across[1]):
        grid = _rows(grid, 1, grid.n_rows)
    return grid


def _hangs(sides: _Edges, next_sides: _Edges, end: _Edges, next_end: _Edges) -> bool:
    is_open = not (sides[0] or sides[-1] or end[0] or end[-1])
    return is_open and any(end) and next_sides[0] and next_sides[-1] and all(next_end)


def _without_strips(grid: Grid, page: PagePrimitives) -> Grid:
    """GRID without a blank last row, or first one, that is open at the table's end and lower than a line of text or
    not parted into columns: the sides of cells, or of the table, are drawn on to a page's end."""
    ends = grid.across[-1], grid.across[-2], grid.across[0], grid.across[1]
    if grid.n_rows < 2 or not (_is_open(*ends[:2]) or _is_open(*ends[2:])):
        return grid
    x, y = page.chars.centers
    left, top, right, bottom = grid.col_edges[0], grid.row_edges[0], grid.col_edges[-1], grid.row_edges[-1]
    inside = (x > left) & (x < right) & (y > top) & (y < bottom)
    if not inside.any():
        return grid
    line, y = median(page.chars.sizes[inside]), y[inside]
    below = grid.row_edges[-2]
    if _is_strip(grid, -1, line) and not (y > below).any() and not has_drawn(page, grid, below, bottom):
        grid = _rows(grid, 0, grid.n_rows - 1)
    if grid.n_rows > 1 and _is_strip(grid, 0, line) and not (y < grid.row_edges[1]).any():
        grid = _rows(grid, 1, grid.n_rows)
    return grid


def _is_open(end: _Edges, next_end: _Edges) -> bool:
    return not any(end) and all(next_end)


def _is_strip(grid: Grid, row: int, line_pt: float) -> bool:
    """Is ROW, the first or the last of two at least, a strip and no row of the table?"""
    next_edge = 1 if row == 0 else -2
    if not _is_open(grid.across[row], grid.across[next_edge]):
        return False
    height = abs(grid.row_edges[row] - grid.row_edges[next_edge])
    return height < line_pt or not any(grid.down[row][1:-1])


def _rows(grid: Grid, first: int, end: int) -> Grid:
    """Only the rows from FIRST to before END of GRID, without the columns that no cell of these has."""
    down = grid.down[first:end]
    used = [col for col in range(grid.n_cols + 1) if col in (0, grid.n_cols) or any(row[col] for row in down)]
    return Grid(
        tuple(grid.col_edges[col] for col in used),
        grid.row_edges[first : end + 1],
        tuple(tuple(all(row[a:b]) for a, b in pairwise(used)) for row in grid.across[first : end + 1]),
        tuple(tuple(row[col] for col in used) for row in down),
        grid.loose,
    )
