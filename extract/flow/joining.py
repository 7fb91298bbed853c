"""Tables that their author cut in two, or whose header was copied into the middle, made whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from msgspec import structs

from extract.flow.headers import header_words, words_of
from extract.header_names import MOST_ROWS, read_as_names
from schema.tables import Cell, Table

_FEWEST_NAMES = 3  # columns of a header that may stand alone; labels of a form are two


def same_table(upper: Table, lower: Table) -> bool:
    """May LOWER be the rest of UPPER: as many columns, and no header of its own but the same one?"""
    if upper.n_cols != lower.n_cols or upper.n_cols < 2:
        return False
    if not lower.header_rows:
        return upper.header_rows > 0
    return header_words(upper) == header_words(lower)


def is_header_alone(table: Table) -> bool:
    """Does TABLE hold nothing but names of columns, each with one: a header that its author cut from the rest?"""
    if table.header_rows or not 0 < table.n_rows <= MOST_ROWS or table.n_cols < _FEWEST_NAMES:
        return False
    written = all(cell.lines for cell in table.cells)
    return written and read_as_names(table.cells, table.n_cols, 0, table.n_rows)


def as_header(table: Table) -> Table:
    """TABLE, all of it a header."""
    cells = tuple(structs.replace(cell, header=True) for cell in table.cells)
    return replace(table, header_rows=table.n_rows, cells=cells)


def join(upper: Table, lower: Table) -> Table:
    """LOWER without its header set under UPPER."""
    rest = without_rows(lower, range(lower.header_rows))
    end = max((line.at + line.height / 2 for cell in upper.cells for line in cell.lines), default=0.0)
    begin = min((line.at - line.height / 2 for cell in rest.cells for line in cell.lines), default=0.0)
    cells = tuple(_moved(cell, upper.n_rows, end - begin) for cell in rest.cells)
    return replace(upper, n_rows=upper.n_rows + rest.n_rows, cells=upper.cells + cells)


def _moved(cell: Cell, rows: int, down: float) -> Cell:
    lines = tuple(structs.replace(line, at=round(line.at + down, 3)) for line in cell.lines)
    return structs.replace(cell, row=cell.row + rows, lines=lines)


def without_repeated_headers(table: Table) -> Table:
    """TABLE without rows in its middle that say its header again."""
    height, header = table.header_rows, header_words(table)
    if not any(text for _, _, text in header):
        return table
    repeated: set[int] = set()
    row = height
    while row + height <= table.n_rows:
        if words_of(table.cells, row, height) == header:
            repeated |= set(range(row, row + height))
            row += height
        else:
            row += 1
    return without_rows(table, repeated) if repeated else table


def without_rows(table: Table, rows: Iterable[int]) -> Table:
    """TABLE without ROWS; a cell that reaches over one of them is shortened."""
    gone = frozenset(rows)
    cells = []
    for cell in table.cells:
        covered = range(cell.row, cell.row + cell.rowspan)
        left = [row for row in covered if row not in gone]
        if left:
            row = left[0] - sum(1 for n in gone if n < left[0])
            cells.append(structs.replace(cell, row=row, rowspan=len(left)))
    return replace(
        table,
        n_rows=table.n_rows - len(gone),
        header_rows=table.header_rows - sum(1 for n in gone if n < table.header_rows),
        cells=tuple(cells),
    )
