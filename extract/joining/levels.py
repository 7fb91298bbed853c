"""Merged cells of tables without rules: blanks below a heading in a column of headings belong to it.

One page shows too little to tell a merged cell from an empty one, so this is asked of the whole table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec import structs

from extract.joining.headers import TAGGED_TABLE
from extract.joining.parts import Part
from extract.pages import PageCell
from schema.places import Box

_NESTED = 0.9  # of the cells of a level begin where one of the next level begins
_ALIKE = 0.85  # share of rows in which two columns both begin cells, of those in which either does
_DENSE = 0.95  # a column with text in so many rows has no merged cells

Place = tuple[int, int]  # part, row


@dataclass(frozen=True, slots=True)
class _Merging:
    """Columns with merged cells: `levels` from the left, and others that go with one of them."""

    levels: tuple[int, ...]
    beside: dict[int, int]  # column to the level that it goes with


def settled(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """PARTS of a table without rules with column edges agreed on and merged cells made; others unchanged."""
    if all(part.is_ruled for part in parts):
        return parts
    parts = _with_common_edges(parts)
    if all(part.table.finder == TAGGED_TABLE and _spans_told(part) for part in parts):
        return parts  # the file says itself which cells are merged
    merging = _merging(parts)
    return tuple(_merged(part, merging) for part in parts)


def _spans_told(part: Part) -> bool:
    return part.table.tags is not None and part.table.tags.spans_told


def _with_common_edges(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """PARTS with each edge between the texts that all pages have on both sides of it."""
    n_cols = parts[0].n_cols
    left, right = [list[float]() for _ in range(n_cols)], [list[float]() for _ in range(n_cols)]
    for part in parts:
        shift = part.table.col_edges[0]
        for cell in part.table.cells:
            if cell.colspan == 1 and cell.lines:
                left[cell.col].append(min(line.box.x0 for line in cell.lines) - shift)
                right[cell.col].append(max(line.box.x1 for line in cell.lines) - shift)
    first = parts[0].table.col_edges
    edges = [0.0]
    for col in range(1, n_cols):
        least, most = max(right[col - 1], default=None), min(left[col], default=None)
        at = first[col] - first[0]
        edges.append((least + most) / 2 if least is not None and most is not None and least <= most else at)
    edges.append(first[-1] - first[0])
    if any(b <= a for a, b in pairwise(edges)):
        return parts
    return tuple(_on(part, edges) for part in parts)


def _on(part: Part, edges: Sequence[float]) -> Part:
    shift = part.table.col_edges[0]
    cells = tuple(
        structs.replace(
            cell,
            box=Box(shift + edges[cell.col], cell.box.top, shift + edges[cell.col + cell.colspan], cell.box.bottom),
        )
        for cell in part.table.cells
    )
    return structs.replace(
        part, table=structs.replace(part.table, col_edges=tuple(shift + e for e in edges), cells=cells)
    )


def _merging(parts: Sequence[Part]) -> _Merging:
    begins = _begins(parts)
    rows = set[Place]().union(*begins)
    cut = {(n, part.n_rows - 1) for n, part in enumerate(parts[:-1])}  # what they lack may stand overleaf
    levels: list[int] = []
    for col, (own, following) in enumerate(pairwise(begins)):
        dense = len(own) >= _DENSE * len(rows)
        if dense and not levels and _counts_rows(parts, col):
            continue
        if dense or len(own & (following | cut)) < _NESTED * len(own):
            break
        levels.append(col)
    spanning = {cell.col for part in parts for cell in part.body_cells() if cell.rowspan > 1}
    beside: dict[int, int] = {}
    told = any(part.table.rows_ruled for part in parts)  # an owner left blank between two rules is none
    for col in range(levels[-1] + 1 if levels else 0, len(begins)):
        if _holds_marks(parts, col):
            continue
        for level in levels if not told else ():
            either = len(begins[col] | begins[level])
            if either and len(begins[col] & begins[level]) >= _ALIKE * either:
                beside[col] = level
        if col in spanning and levels:
            beside.setdefault(col, levels[-1])
    return _Merging(tuple(levels), beside)


def _begins(parts: Sequence[Part]) -> list[set[Place]]:
    """For every column the rows in which a cell of it begins with text; a page's first row may only go on."""
    begins = [set[Place]() for _ in range(parts[0].n_cols)]
    for n, part in enumerate(parts):
        for cell in part.body_cells():
            if cell.lines and cell.colspan < part.n_cols and (n == 0 or cell.row > part.header_rows):
                begins[cell.col].add((n, cell.row))
    return begins


def _counts_rows(parts: Sequence[Part], col: int) -> bool:
    """Does COL hold nothing but running numbers?"""
    texts = [line.text for part in parts for cell in part.body_cells() if cell.col == col for line in cell.lines]
    return bool(texts) and all(text.isdecimal() for text in texts)


def _holds_marks(parts: Sequence[Part], col: int) -> bool:
    """Does COL hold nothing but single signs, as the months of a schedule do? Its blanks say no."""
    cells = (cell for part in parts for cell in part.body_cells() if cell.col == col)
    return all(len(line.text) <= 1 for cell in cells for line in cell.lines)


def _merged(part: Part, merging: _Merging) -> Part:
    """PART with the empty cells of merging columns taken into the cells above them."""
    cells = {(cell.row, cell.col): cell for cell in part.table.cells}
    titles = {cell.row for cell in part.table.cells if cell.colspan == part.n_cols}
    for col in range(part.n_cols):
        if col not in merging.levels and col not in merging.beside:
            continue
        above: PageCell | None = None
        for row in range(part.header_rows, part.n_rows):
            cell = cells.get((row, col))
            if cell is None or row in titles:
                above = None if row in titles else above
                continue
            if above is not None and not cell.lines and not _level_begins(cells, merging, row, col):
                above = _stretched(above, cell)
                cells[above.row, col] = above
                del cells[row, col]
            else:
                above = cell
    ordered = tuple(cells[place] for place in sorted(cells))
    return structs.replace(part, table=structs.replace(part.table, cells=ordered))


def _level_begins(cells: dict[Place, PageCell], merging: _Merging, row: int, col: int) -> bool:
    """Does a level further out, or the one that COL goes with, begin a cell in ROW?"""
    last = merging.beside.get(col, col - 1)
    outer = (cells.get((row, level)) for level in merging.levels if level <= last)
    return any(cell is not None and cell.lines for cell in outer)


def _stretched(cell: PageCell, below: PageCell) -> PageCell:
    box = Box(cell.box.x0, cell.box.top, cell.box.x1, below.box.bottom)
    return structs.replace(cell, rowspan=below.row + below.rowspan - cell.row, box=box)
