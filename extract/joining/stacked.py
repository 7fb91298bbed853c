"""Tables that stand on one another with no gap between: the finders see one, its columns tell two."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from operator import or_

from msgspec import structs

from extract.joining.headers import header_rows_of
from extract.joining.parts import Part
from extract.pages import PageCell, PageTable

_FEWEST_COLS = 3
_FEWEST_ROWS = 2
_BY_CHANCE = 1 / 3  # of the edges of one may fall on edges of the other
_APART_PT = 6.0  # edges nearer than this may be one, drawn a little aside


def told_apart(table: PageTable) -> tuple[PageTable, ...]:
    """TABLE as the tables that it is: two where, at a line right across it, the columns end and others begin
    under names of their own."""
    begun = [_inner_edges(cells) for cells in table.rows]
    above, below = list(accumulate(begun, or_)), list(accumulate(reversed(begun), or_))
    for row in range(_FEWEST_ROWS, len(begun) + 1 - _FEWEST_ROWS):
        if not _has_other_columns(table, above[row - 1], below[-1 - row]) or not Part(table, 0.0).is_clean(row):
            continue
        rest = _rows(table, row, len(begun))
        if header_rows_of(Part(rest, 0.0)):
            return (_rows(table, 0, row), *told_apart(rest))
    return (table,)


def _has_other_columns(table: PageTable, upper: set[int], lower: set[int]) -> bool:
    """Have rows that begin cells at the lines UPPER and those below them, at LOWER, several columns each, and hardly
    an edge in common?"""
    fewer = min(len(upper), len(lower))
    if fewer < _FEWEST_COLS - 1 or len(upper & lower) > _BY_CHANCE * fewer:
        return False
    edges = table.col_edges
    shared = [a for a in upper if any(abs(edges[a] - edges[b]) <= _APART_PT for b in lower)]
    return len(shared) <= _BY_CHANCE * fewer


def _inner_edges(cells: Iterable[PageCell]) -> set[int]:
    """The lines between columns, by number, at which one of CELLS begins."""
    return {cell.col for cell in cells if cell.col > 0}


def _rows(table: PageTable, first: int, last: int) -> PageTable:
    """The rows FIRST to LAST of TABLE as a table of its own, on the columns that they use."""
    kept = [cell for cell in table.cells if first <= cell.row < last]
    lines = sorted({0, len(table.col_edges) - 1} | _inner_edges(kept))
    at = {line: n for n, line in enumerate(lines)}
    cells = []
    for cell in kept:
        end = min((line for line in lines if line >= cell.col + cell.colspan), default=lines[-1])
        cells.append(structs.replace(cell, row=cell.row - first, col=at[cell.col], colspan=at[end] - at[cell.col]))
    top, bottom = table.row_edges[first], table.row_edges[last]
    return structs.replace(
        table,
        box=structs.replace(table.box, top=top, bottom=bottom),
        col_edges=tuple(table.col_edges[line] for line in lines),
        row_edges=tuple(table.row_edges[first : last + 1]),
        cells=tuple(cells),
        open_top=table.open_top and first == 0,
        open_bottom=table.open_bottom and last == len(table.row_edges) - 1,
    )
