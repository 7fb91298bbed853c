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
from extract.pdf.strips import Columns, is_crossed, line_numbers
from schema.enumerators import read_enumerator

_FEWEST_COLUMNS = 3
_FEWEST_BANDS = 3  # rows without a rule between their columns
_FILLED = 0.6  # of the places that such columns and rows make have text
_LEVEL_PT = 1.2  # lines of cells that begin together are this level
_BLANK = 1.5  # times the step from line to line: a blank line between two blocks of text


def with_text_edges(grid: Grid, chars: Chars) -> Grid:
    """GRID with the edges that CHARS, the text in it, tell where no rule does."""
    if len(grid.col_edges) <= _FEWEST_COLUMNS:
        return grid
    return _with_rows(_with_columns(grid, chars), chars)


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
    inside, row, _ = _units(grid, chars)
    columns = Columns(tuple(grid.col_edges.tolist()))
    whole = np.asarray(grid.across[:-1].all(axis=1) & grid.across[1:].all(axis=1) & grid.down.all(axis=1))
    for r in (np.flatnonzero(whole[1:]) + 1)[::-1].tolist():  # the first row is the header
        held = chars.take(inside & (row == r))
        if len(held) and line_numbers(held).max() > 0:
            grid = _parted(grid, r, _edges(by_column(held, columns), columns.edges))
    return grid


def _edges(columns: list[tuple[PageLine, ...]], sides: tuple[float, ...]) -> list[float]:
    """Heights between the rows of text in COLUMNS; none where they are one row."""
    lines = sorted((line for column in columns for line in column), key=lambda line: line.box.middle)
    if any(read_enumerator(line.text) is not None for line in lines):
        return []
    starts = rows_of_figures(columns, sides) or _common_starts(columns)
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
