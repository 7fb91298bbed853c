"""Drawn grids of which only a part is ruled: their text tells the columns and rows that no rule parts."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from msgspec import structs

from extract.pages import PageLine
from extract.pdf.figures import rows_of_figures
from extract.pdf.grid import Grid
from extract.pdf.primitives import Chars, Ints, median
from extract.pdf.region import by_column
from extract.pdf.roomy import starts_after_room
from extract.pdf.stretches import stretches_of
from extract.pdf.strips import Columns, is_crossed, united
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
    parted: dict[int, list[int]] = {}
    for r in range(_first_ruled(grid) or 0):
        sides = [col for col, drawn in enumerate(grid.down[r]) if drawn]
        for first, last in pairwise(sides):
            if last - first > 1 and all(grid.across[r][first:last]) and all(grid.across[r + 1][first:last]):
                parted.setdefault(r, []).extend(_between_names(grid, r, first, last, chars))
    if not any(parted.values()):
        return grid
    down = list(grid.down)
    for r, edges in parted.items():
        down[r] = tuple(drawn or edge in edges for edge, drawn in enumerate(down[r]))
    return structs.replace(grid, down=tuple(down))


def _first_ruled(grid: Grid) -> int | None:
    """The first row whose columns are all parted by rules; None without one."""
    return next((r for r, row in enumerate(grid.down) if all(row[1:-1])), None)


def _between_names(grid: Grid, row: int, first: int, last: int, chars: Chars) -> list[int]:
    """The edges, between FIRST and LAST, that part the names in ROW; none where these do not stand side by side,
    each over columns."""
    x, y = chars.centers
    top, bottom = grid.row_edges[row : row + 2]
    held = chars.take(
        (x > grid.col_edges[first]) & (x < grid.col_edges[last]) & (y > top) & (y < bottom) & (chars.turns == 0)
    )
    pieces = stretches_of(held, _APART)
    names = united([(x0, x1) for _, x0, x1 in pieces.tolist()])
    if len(names) < 2:
        return []
    size = float(held.sizes.max())
    if np.unique(pieces[:, 0], return_counts=True)[1].max() < len(names):  # the corners of a cell cut by a diagonal
        return []
    inner = range(first + 1, last)
    found = [[e for e in inner if a[1] <= grid.col_edges[e] <= b[0]] for a, b in pairwise(names)]
    if any(len(edges) != 1 for edges in found):
        return []
    parts = [edges[0] for edges in found]
    cells = pairwise(grid.col_edges[edge] for edge in (first, *parts, last))
    return parts if all(_is_over(name, cell, size) for name, cell in zip(names, cells, strict=True)) else []


def _is_over(name: tuple[float, float], cell: tuple[float, float], size: float) -> bool:
    """Does NAME stand in the middle of CELL, or at one of its sides? All are left and right ends."""
    left, right = name[0] - cell[0], cell[1] - name[1]
    return min(left, right, abs(left - right) / 2) <= size


def _with_columns(grid: Grid, chars: Chars) -> Grid:
    """GRID with its columns parted in rows that have no rule between them, if the text there keeps to the
    columns that are ruled above."""
    ruled = _first_ruled(grid)
    if ruled is None:
        return grid
    open_rows = [r for r in range(ruled + 1, grid.n_rows) if not any(grid.down[r][1:-1]) and all(grid.across[r])]
    if len(open_rows) < _FEWEST_BANDS or 2 * len(open_rows) < grid.n_rows:
        return grid
    row, col = grid.units(*chars.centers)
    there = (col > 0) & (col <= grid.n_cols) & np.isin(row, [r + 1 for r in open_rows])
    if not there.any() or is_crossed(Columns(grid.col_edges), chars.take(there)):
        return grid
    places = set(zip(row[there].tolist(), col[there].tolist(), strict=True))
    if len(places) < _FILLED * len(open_rows) * grid.n_cols:
        return grid
    parted = (True,) * (grid.n_cols + 1)
    opened = frozenset(open_rows)
    down = ((row[0], *parted[1:-1], row[-1]) if r in opened else row for r, row in enumerate(grid.down))
    return structs.replace(grid, down=tuple(down))


def _with_rows(grid: Grid, chars: Chars) -> Grid:
    """GRID with its ruled rows parted that hold several rows of text, one below the other in every column."""
    whole = _whole_rows(grid)
    if not whole or not len(chars):
        return grid
    row, col = grid.units(*chars.centers)
    tall = _tall(grid, chars, row, col)
    may = [r for r in whole if tall[r][0] and sum(tall[r][1:]) >= _FEWEST_COLUMNS - 1]
    columns = Columns(grid.col_edges)
    for r in reversed(may):
        held = chars.take((row == r + 1) & (col > 0) & (col <= grid.n_cols))
        grid = _parted(grid, r, _edges(by_column(held, columns), columns.edges, goes_on=r < 2))
    return grid


def _whole_rows(grid: Grid) -> list[int]:
    """The rows that rules close and part into all columns, but for the header."""
    opened = not any(grid.across[0]), not any(grid.across[-1])  # it goes on overleaf
    closed = [all(edges) for edges in grid.across]
    closed[0], closed[-1] = closed[0] or opened[0], closed[-1] or opened[1]
    whole = [r for r, sides in enumerate(grid.down) if closed[r] and closed[r + 1] and all(sides)]
    return whole if opened[0] else [r for r in whole if r]


def _tall(grid: Grid, chars: Chars, row: Ints, col: Ints) -> list[list[bool]]:
    """By row, then column: does the text there take more than a line? ROW and COL are the units of CHARS."""
    y = chars.centers[1]
    shape = grid.n_rows + 2, grid.n_cols + 2
    place = row * shape[1] + col
    highest, lowest = np.full(shape[0] * shape[1], np.inf), np.full(shape[0] * shape[1], -np.inf)
    np.minimum.at(highest, place, y)
    np.maximum.at(lowest, place, y)
    tall = (lowest - highest > median(chars.sizes) / 2).reshape(shape)
    inner: list[list[bool]] = tall[1:-1, 1:-1].tolist()
    return inner


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
    above = row + 1
    return structs.replace(
        grid,
        row_edges=(*grid.row_edges[:above], *heights, *grid.row_edges[above:]),
        across=(*grid.across[:above], *((True,) * grid.n_cols,) * more, *grid.across[above:]),
        down=(*grid.down[:above], *(grid.down[row],) * more, *grid.down[above:]),
    )
