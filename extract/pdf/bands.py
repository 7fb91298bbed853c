"""Drawn grids of which only a part is ruled: their text tells the columns and rows that no rule parts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from extract.pages import PageLine
from extract.pdf.figures import rows_of_figures
from extract.pdf.grid import Grid
from extract.pdf.primitives import Bools, Chars, Ints
from extract.pdf.region import by_column
from extract.pdf.roomy import starts_after_room
from extract.pdf.strips import Columns, is_crossed, stretches_of, united
from schema.enumerators import read_enumerator

_APART = 1.0  # times the size: names side by side stand further apart
_FEWEST_COLUMNS = 3
_FEWEST_BANDS = 3  # rows without a rule between their columns
_FILLED = 0.6  # of the places that such columns and rows make have text
_LEVEL_PT = 1.2  # lines of cells that begin together are this level
_BLANK = 1.5  # times the step from line to line: a blank line between two blocks of text


def with_text_edges(grid: Grid, chars: Chars) -> Grid:
    """GRID with the edges that CHARS, the text in it, tell where no rule does."""
    grid = _with_names(grid, chars)
    if len(grid.col_edges) <= _FEWEST_COLUMNS:
        return grid
    return _with_rows(_with_columns(grid, chars), chars)


def _with_names(grid: Grid, chars: Chars) -> Grid:
    """GRID with the cells of its header parted that hold several names side by side, each over columns of its own."""
    ruled = np.flatnonzero(grid.down[:, 1:-1].all(axis=1))
    down = grid.down.copy()
    for r in range(int(ruled[0]) if len(ruled) else 0):
        sides = np.flatnonzero(grid.down[r])
        for first, last in pairwise(sides.tolist()):
            if last - first > 1 and grid.across[r, first:last].all() and grid.across[r + 1, first:last].all():
                down[r, _between_names(grid, r, first, last, chars)] = True
    return replace(grid, down=down) if (down != grid.down).any() else grid


def _between_names(grid: Grid, row: int, first: int, last: int, chars: Chars) -> list[int]:
    """The edges, between FIRST and LAST, that part the names in ROW; none where these do not stand side by side,
    each over columns."""
    x, y = chars.centers
    top, bottom = grid.row_edges[row : row + 2]
    held = chars.take(
        (x > grid.col_edges[first]) & (x < grid.col_edges[last]) & (y > top) & (y < bottom) & (chars.turns == 0)
    )
    if not len(held):
        return []
    size = float(held.sizes.max())
    pieces = stretches_of(held, _APART)
    names = united([(x0, x1) for _, x0, x1 in pieces.tolist()])
    if np.unique(pieces[:, 0], return_counts=True)[1].max() < len(names):  # the corners of a cell cut by a diagonal
        return []
    inner = range(first + 1, last)
    found = [[e for e in inner if a[1] <= grid.col_edges[e] <= b[0]] for a, b in pairwise(names)]
    if any(len(edges) != 1 for edges in found):
        return []
    parts = [edges[0] for edges in found]
    cells = pairwise(grid.col_edges[[first, *parts, last]].tolist())
    return parts if all(_is_over(name, cell, size) for name, cell in zip(names, cells, strict=True)) else []


def _is_over(name: tuple[float, float], cell: tuple[float, float], size: float) -> bool:
    """Does NAME stand in the middle of CELL, or at one of its sides? All are left and right ends."""
    left, right = name[0] - cell[0], cell[1] - name[1]
    return min(left, right, abs(left - right) / 2) <= size


def _with_columns(grid: Grid, chars: Chars) -> Grid:
    """GRID with its columns parted in rows that have no rule between them, if the text there keeps to the
    columns that are ruled above."""
    inner = grid.down[:, 1:-1]
    ruled = np.flatnonzero(inner.all(axis=1))
    open_rows = np.flatnonzero(~inner.any(axis=1) & grid.across[:-1].all(axis=1))
    open_rows = open_rows[open_rows > ruled[0]] if len(ruled) else open_rows[:0]
    if len(open_rows) < _FEWEST_BANDS or 2 * len(open_rows) < len(inner):
        return grid
    inside, row, col = _units(grid, chars)
    there = inside & np.isin(row, open_rows)
    if not there.any() or is_crossed(Columns(tuple(grid.col_edges.tolist())), chars.take(there)):
        return grid
    places = {(r, c) for r, c in zip(row[there].tolist(), col[there].tolist(), strict=True)}
    if len(places) < _FILLED * len(open_rows) * (len(grid.col_edges) - 1):
        return grid
    down = grid.down.copy()
    down[open_rows, 1:-1] = True
    return replace(grid, down=down)


def _units(grid: Grid, chars: Chars) -> tuple[Bools, Ints, Ints]:
    """Which of CHARS stand in GRID, and the row and the column of each."""
    x, y = chars.centers
    row = np.searchsorted(grid.row_edges, y, side="right") - 1
    col = np.searchsorted(grid.col_edges, x, side="right") - 1
    inside = (row >= 0) & (row < len(grid.row_edges) - 1) & (col >= 0) & (col < len(grid.col_edges) - 1)
    return inside, row, col


def _with_rows(grid: Grid, chars: Chars) -> Grid:
    """GRID with its ruled rows parted that hold several rows of text, one below the other in every column."""
    inside, row, col = _units(grid, chars)
    ruled = np.asarray(grid.across.all(axis=1))
    opened = np.asarray(~grid.across.any(axis=1))  # at the table's ends: it goes on overleaf
    ends = np.arange(len(ruled)) % (len(ruled) - 1) == 0
    closed = ruled | (opened & ends)
    whole = np.asarray(closed[:-1] & closed[1:] & grid.down.all(axis=1))
    tall = _tall(grid, chars, inside, row, col)
    may = np.asarray(whole & tall[:, 0] & (tall[:, 1:].sum(axis=1) >= _FEWEST_COLUMNS - 1))
    columns = Columns(tuple(grid.col_edges.tolist()))
    may[0] &= opened[0]  # else it is the header
    for r in np.flatnonzero(may)[::-1].tolist():
        held = chars.take(inside & (row == r))
        grid = _parted(grid, r, _edges(by_column(held, columns), columns.edges, goes_on=r < 2))
    return grid


def _tall(grid: Grid, chars: Chars, inside: Bools, row: Ints, col: Ints) -> Bools:
    """(rows, columns): does the text there take more than a line?"""
    y = chars.centers[1][inside]
    shape = len(grid.row_edges) - 1, len(grid.col_edges) - 1
    highest, lowest = np.full(shape, np.inf), np.full(shape, -np.inf)
    np.minimum.at(highest, (row[inside], col[inside]), y)
    np.maximum.at(lowest, (row[inside], col[inside]), y)
    return np.asarray(lowest - highest > float(np.median(chars.sizes)) / 2) if len(y) else lowest > highest


def _edges(columns: list[tuple[PageLine, ...]], sides: tuple[float, ...], *, goes_on: bool) -> list[float]:
    """Heights between the rows of text in COLUMNS; none where they are one row.

    GOES_ON: the first of them may have begun on the page before, above a header printed again.
    """
    lines = sorted((line for column in columns for line in column), key=lambda line: line.box.middle)
    listed = any(read_enumerator(line.text) is not None for line in lines)
    told = None if listed else rows_of_figures(columns, sides) or _common_starts(columns)
    starts = told or starts_after_room(columns, goes_on=goes_on)
    return [
        (max(line.box.middle for line in lines if line.box.middle < start - _LEVEL_PT) + start) / 2
        for start in starts[1:]
    ]


def _common_starts(columns: list[tuple[PageLine, ...]]) -> list[float]:
    """Where blocks of text begin in all COLUMNS, each after a blank line; the first column may begin more.

    Empty where another column has a block that begins alone.
    """
    blocks = [_block_starts(column) for column in columns]
    others = blocks[1:]
    if any(len(starts) != len(others[0]) for starts in others) or len(others[0]) < 2:
        return []
    common = others[0]
    level = all(abs(a - b) <= _LEVEL_PT for starts in others for a, b in zip(common, starts, strict=True))
    named = all(any(abs(y - start) <= _LEVEL_PT for y in blocks[0]) for start in common)
    return blocks[0] if level and named else []


def _block_starts(lines: tuple[PageLine, ...]) -> list[float]:
    steps = [lower.box.middle - upper.box.middle for upper, lower in pairwise(lines)]
    pitch = max(line.size_pt for line in lines) * _BLANK if lines else 0.0
    return [line.box.middle for k, line in enumerate(lines) if not k or steps[k - 1] > pitch]


def _parted(grid: Grid, row: int, heights: list[float]) -> Grid:
    """GRID with ROW parted at HEIGHTS."""
    if not heights:
        return grid
    more = len(heights)
    return replace(
        grid,
        row_edges=np.insert(grid.row_edges, row + 1, heights),
        across=np.insert(grid.across, [row + 1] * more, True, axis=0),
        down=np.insert(grid.down, [row + 1] * more, grid.down[row], axis=0),
    )
