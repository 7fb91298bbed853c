"""Which rows at the top of a word-processor table are its header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.header_names import MOST_ROWS, bands_above, has_few_words, may_name, read_as_names
from schema.tables import Cell, Table

_NEARLY_ALL = 0.75


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks: `fill` is RRGGBB or None; a blank cell is not bold."""

    bold: bool = False
    fill: str | None = None


def header_rows_of(table: Table, looks: Sequence[Look], stated: int) -> int:
    """How many rows at the top of TABLE are its header; LOOKS run beside `table.cells`.

    STATED rows are what the format itself marks. Where it marks none, rows in bold or shaded above rows
    that are not, else a first row of short names above rows that read otherwise. Never all rows.
    """
    if stated:
        return _closed(table, stated)
    return _set_apart(table, looks) or _names(table)


def _closed(table: Table, rows: int) -> int:
    """ROWS, and as many more as a cell that begins in them reaches down; 0 where that is the whole table."""
    reach = rows
    while True:
        lower = max((c.row + c.rowspan for c in table.cells if c.row < reach), default=0)
        if lower <= reach:
            return reach if reach < table.n_rows else 0
        reach = lower


def _set_apart(table: Table, looks: Sequence[Look]) -> int:
    """Leading rows that are bold or shaded above rows that are not; 0 where looks do not tell."""
    rows, named = _bands_above(table), False
    while rows < min(table.n_rows, MOST_ROWS) and _row_set_apart(table, looks, rows):
        band = is_band(table, rows)
        if (band and named) or not (band or _read_as_names(table, rows, rows + 1)):
            break  # a section's name, or an entry in bold
        named = named or not band
        rows += 1
    closed = _closed(table, rows) if named else 0
    return closed if closed <= MOST_ROWS else 0


def _row_set_apart(table: Table, looks: Sequence[Look], row: int) -> bool:
    """Is every written cell of ROW bold, or nearly every cell of it shaded, and the rows below are not?

    Shading that only cells without words have marks months, no header.
    """
    pairs = list(zip(table.cells, looks, strict=True))
    own = [(cell, look) for cell, look in pairs if cell.row == row]
    below = [look for cell, look in pairs if cell.row > row and cell.lines]
    if not any(cell.lines for cell, _ in own):
        return False
    written = _shaded(look for cell, look in own if cell.lines)
    if min(written, _shaded(look for _, look in own)) >= _NEARLY_ALL:
        return _shaded(below) < _NEARLY_ALL
    if all(look.bold for cell, look in own if cell.lines):
        return _share(look.bold for look in below) < _NEARLY_ALL
    return False


def _shaded(looks: Iterable[Look]) -> float:
    """Share of the LOOKS with a fill."""
    return _share(look.fill is not None for look in looks)


def _share(answers: Iterable[bool]) -> float:
    """Share of the ANSWERS that are yes; 0 of none."""
    given = list(answers)
    return sum(given) / len(given) if given else 0.0


def _names(table: Table) -> int:
    """Leading rows that read as names of columns, by their texts and spans alone."""
    first = _bands_above(table)
    row = [cell for cell in table.cells if cell.row == first]
    if not may_name(row):
        return 0
    rows = first + max(cell.rowspan for cell in row)
    if rows == first + 1 and any(cell.colspan > 1 for cell in row) and _read_as_names(table, rows, rows + 1):
        rows += 1
    closed = _closed(table, rows)
    if not 0 < closed <= MOST_ROWS or not _read_as_names(table, first, closed):
        return 0
    if not _read_as_names(table, closed, table.n_rows):
        return closed
    return closed if all(cell.lines for cell in row[1:]) and has_few_words(table.cells, closed) else 0


def _bands_above(table: Table) -> int:
    return bands_above(table.n_rows, lambda row: is_band(table, row))


def _read_as_names(table: Table, first: int, end: int) -> bool:
    return read_as_names(table.cells, table.n_cols, first, end)


def is_band(table: Table, row: int) -> bool:
    """Is ROW one cell over the whole width of a table with more columns?"""
    cell = table.at(row, 0)
    return cell is not None and table.n_cols > 1 and cell.colspan == table.n_cols


def header_words(table: Table) -> tuple[tuple[int, int, str], ...]:
    """What TABLE's header says and where, to compare headers by: (row, column, text)."""
    return words_of(table.cells, 0, table.header_rows)


def words_of(cells: Sequence[Cell], first: int, n_rows: int) -> tuple[tuple[int, int, str], ...]:
    """The texts of the cells that begin in N_ROWS rows from row FIRST: (row from FIRST, column, text)."""
    return tuple((c.row - first, c.col, c.text) for c in cells if first <= c.row < first + n_rows)
