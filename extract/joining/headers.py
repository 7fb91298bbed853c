"""Which rows at the top of a table are its header, and which on later pages only print it again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from extract.header_names import MOST_ROWS, bands_above, has_few_words, may_name, read_as_names
from extract.joining.parts import Part
from extract.pages import PageCell
from schema.text import key_of

RULED_HEADER = "aligned"  # the finder of tables that have a rule below their header
TAGGED_TABLE = "tagged"  # the finder of tables that the file's structure tree tells
_SAME_PERCENT = 85  # a header printed again reads so nearly the same
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+")


def header_rows_of(part: Part, later: Sequence[Part] = (), repeated: int = 0) -> int:
    """How many rows at the top of PART are a header; LATER parts of the same table begin with REPEATED of them too.

    Rows that a later page begins with too are the header. Else the rows over the one rule of a table
    without others are, else rows set apart by bold type or shading, else a first row of short names over
    rows that read otherwise.
    """
    if repeated:
        return repeated
    depth = _rows_over_rule(part) or _rows_tagged(part) or _rows_set_apart(part) or _rows_of_names(part, later)
    return depth if depth < part.n_rows or later else 0


def rows_repeated(one: Part, other: Part) -> int:
    """The most rows that both begin with, at a line that no cell crosses."""
    alike = _rows_alike(one, other, min(MOST_ROWS, one.n_rows, other.n_rows))
    if not alike or not _has_words(one, 1):
        return 0
    return max([rows for rows in range(1, alike + 1) if one.is_clean(rows) and other.is_clean(rows)], default=0)


def rows_printed_again(header: Part, part: Part) -> int:
    """How many rows at the top of PART print the header of HEADER again; 0 where it prints none."""
    rows = header.header_rows
    alike = _rows_alike(header, part, min(rows, part.n_rows))
    while rows and not (rows <= alike and part.is_clean(rows) and _has_words(header, rows)):
        rows -= 1
        if rows and not header.is_clean(rows):
            return 0
    return rows


def free_of_header(header: Part, part: Part) -> Part:
    """PART, its header cut from what hangs on to it.

    Word processors draw no rule over the rest of a merged cell, so below a header that is printed again it
    makes one cell with the name above it.
    """
    for rows in range(_rows_alike(header, part, min(MOST_ROWS, header.n_rows, part.n_rows - 1)), 0, -1):
        if not (header.is_clean(rows) and _has_words(header, rows)):
            continue
        edge = part.table.row_edges[rows]
        hanging = [cell for above in part.table.rows[:rows] for cell in above if rows < cell.row + cell.rowspan]
        if hanging and all(line.box.middle < edge for cell in hanging for line in cell.lines):
            return part.cut_above(rows)
        break
    return part


def has_other_header(header: Part, part: Part) -> bool:
    """Does PART, which does not print that of HEADER again, begin with a header of its own?

    Only type and shading tell: short words alone may as well be the next entries. A lone word in bold may be the rest
    of a row that the page cuts.
    """
    if header.header_rows == header.n_rows:
        return False  # nothing but a header so far: the page may have cut it
    rows = _rows_set_apart(part, under=0)
    return 0 < rows < part.n_rows and _names_most(part, rows)


def _names_most(part: Part, rows: int) -> bool:
    """Do the first ROWS of PART say something in most columns? The rest of a row that the page cuts may not."""
    named = {col for row in range(rows) for col, cell in enumerate(part.row_across(row)) if cell and cell.lines}
    return 2 * len(named) > part.n_cols


def _rows_alike(one: Part, other: Part, most: int) -> int:
    """How many leading rows, MOST at most, read nearly the same in both, each for itself: long entries over names
    must not outweigh them."""
    for row in range(most):
        mine, theirs = _keys(one, row), _keys(other, row)
        if mine != theirs and not _reads_alike("|".join(mine), "|".join(theirs)):
            return row
    return most


def _has_words(part: Part, rows: int) -> bool:
    """Has PART texts enough in its first ROWS to be told by: one, or two where it has several columns?"""
    return sum([len(_keys(part, row)) for row in range(rows)]) >= min(2, part.n_cols)


def _reads_alike(one: str, other: str) -> bool:
    """Are two rows nearly the same, and their numbers quite?"""
    return ratio(one, other) >= _SAME_PERCENT and _NUMBERS.findall(one) == _NUMBERS.findall(other)


def _keys(part: Part, row: int) -> list[str]:
    """The keys of the texts of cells that begin in ROW of PART."""
    return [key for cell in part.table.rows[row] if cell.lines and (key := key_of(cell.text))]


def _rows_over_rule(part: Part) -> int:
    """The rows that the rule below the header parts from the rest, where that is how the table was found."""
    if part.table.finder != RULED_HEADER or part.table.open_top:
        return 0
    return max(cell.row + cell.rowspan for cell in part.row_across(0) if cell is not None)


def _rows_tagged(part: Part) -> int:
    """The leading rows of header cells, where tags alone tell the table."""
    tags = part.table.tags
    rows = tags.header_rows if tags is not None and part.table.finder == TAGGED_TABLE else 0
    return rows if rows <= MOST_ROWS and part.is_clean(rows) else 0


def _rows_set_apart(part: Part, under: int | None = None) -> int:
    """Leading rows in bold or shaded over rows that are not; 0 where type and shading do not tell.

    UNDER: how many rows above them may be printed like the rest, a title's if None.
    """
    rows, named = _bands_above(part) if under is None else under, False
    while rows < part.n_rows and _set_apart(part, rows):
        band = _is_band(part, rows)
        if (band and named) or not (band or _reads_as_names(part, rows + 1, rows)):
            break  # a section's name, or an entry in bold
        named = named or not band
        rows += 1
    while rows and not part.is_clean(rows):
        rows -= 1
    return rows if named and rows <= MOST_ROWS else 0


def _set_apart(part: Part, row: int) -> bool:
    cells = _cells_across(part, row)
    written = [cell for cell in cells if cell.lines]
    if not written:
        return False
    shaded = all(cell.fill is not None for cell in cells)
    return shaded or all(line.bold for cell in written for line in cell.lines)


def _rows_of_names(part: Part, later: Sequence[Part]) -> int:
    """Leading rows that read as names of columns, by their texts and spans alone, where what follows, on PART's
    page or in LATER, reads otherwise."""
    first = _bands_above(part)
    row = _cells_across(part, first)
    if not may_name(row):
        return 0
    rows = first + max(cell.rowspan for cell in row)
    if rows == first + 1 and _is_split_below(part, first) and _reads_as_names(part, rows + 1, rows):
        rows += 1
    if rows > MOST_ROWS or rows > part.n_rows or not part.is_clean(rows) or not _reads_as_names(part, rows):
        return 0
    rest = [(part, rows)] if rows < part.n_rows else [(other, 0) for other in later[:1]]
    if rest and not all(_reads_as_names(other, other.n_rows, first) for other, first in rest):
        return rows
    return rows if all(cell.lines for cell in row[1:]) and has_few_words(part.table.cells, rows) else 0


def _bands_above(part: Part) -> int:
    return bands_above(part.n_rows, lambda row: _is_band(part, row))


def _is_split_below(part: Part, row: int) -> bool:
    """Are there, under a cell of ROW over several columns, several cells?"""
    below = part.row_across(row + 1) if row + 1 < part.n_rows else ()
    return any(
        below[col] is not below[col - 1]
        for cell in _cells_across(part, row)
        for col in range(cell.col + 1, cell.col + cell.colspan)
        if below
    )


def _cells_across(part: Part, row: int) -> list[PageCell]:
    """The distinct cells that cover ROW, from left to right."""
    return list({id(cell): cell for cell in part.row_across(row) if cell is not None}.values())


def _is_band(part: Part, row: int) -> bool:
    cells = part.row_across(row)
    return part.n_cols > 1 and cells[0] is not None and all(cell is cells[0] for cell in cells)


def _reads_as_names(part: Part, rows: int, first: int = 0) -> bool:
    return read_as_names(part.table.cells, part.n_cols, first, rows)
