"""Which rows of a table name its columns: not a title above them, nor a form that says whose table it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.vocabulary import Vocabulary
from schema.tables import Cell, Table

_MOST_ABOVE = 4  # rows of titles and forms
_FEWEST_ROLES = 3  # among the names of columns
_NEARLY_ALL = 0.75  # of the cells of a row of names
_LONGEST = 12  # characters of such a name
_STATED = re.compile(r"[^:：]{2}\s*[:：]\s*[^:：]")  # 單位：千元


def header_rows_of(table: Table, words: Vocabulary) -> int:
    """Rows of the header: as extracted, unless the header words stand elsewhere in the first rows."""
    told = _hits(table, range(table.header_rows), words)
    if told >= 2:
        below = range(table.header_rows, min(table.header_rows + 4, table.n_rows))
        fuller = next((row for row in below if _hits(table, range(row, row + 1), words, told) > told), None)
        return table.header_rows if fuller is None else _foot(table, fuller, words)  # below a form
    best, most = table.header_rows, 1
    for row in range(min(4, table.n_rows)):
        hits = _hits(table, range(row, row + 1), words, most)
        if hits > most:
            best, most = _foot(table, row, words), hits
    return best or _foot_of_roles(table, words)


def _foot(table: Table, row: int, words: Vocabulary) -> int:
    """The first row below a header that begins in ROW: below its header words merged downwards, too."""
    cells = [cell for cell in table.row_cells(row) if cell.text and words.is_exact(cell.text)]
    return max((cell.row + cell.rowspan for cell in cells if cell.row + cell.rowspan < table.n_rows), default=row + 1)


def _foot_of_roles(table: Table, words: Vocabulary) -> int:
    """The first row below a row, the first that is no title, of which nearly every cell ends as headers of several
    roles do, as far as none below it does; 0 where there is none."""
    first = next((r for r in range(table.n_rows - 1) if len(table.row_cells(r)) > 1), table.n_rows)
    if first >= _MOST_ABOVE:
        return 0
    cells = [cell for cell in table.row_cells(first) if cell.text]
    roles = _roles_told(cells, words)
    below = _roles_told(table.row_cells(first + 1), words)
    if len(below) * 2 > len(roles) or not (_are_names(roles, cells) or _tell_work(roles, cells)):
        return 0
    foot = max(cell.row + cell.rowspan for cell in cells)
    return foot if foot < table.n_rows else 0


def _are_names(roles: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Do nearly all CELLS tell ROLES, several of them?"""
    return len(set(roles)) >= _FEWEST_ROLES and len(roles) >= _NEARLY_ALL * len(cells)


def _tell_work(roles: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Do at least half of CELLS, all short and each another, tell ROLES, an owner's among them and either that of
    a deadline or several?"""
    texts = {cell.text for cell in cells if len(cell.text) <= _LONGEST}
    told = set(roles)
    work = "units" in told and ("period" in told or len(told) >= _FEWEST_ROLES)
    return work and 2 < len(texts) == len(cells) <= 2 * len(roles)


def _roles_told(cells: Sequence[Cell], words: Vocabulary) -> list[str]:
    """The roles of those of CELLS that are as short as a header and end as one does."""
    texts = [cell.text for cell in cells if cell.text and len(cell.text) <= _LONGEST]
    return [role for role in map(words.role, texts) if role]


def _hits(table: Table, rows: range, words: Vocabulary, most: int = 0) -> int:
    """How many cells of ROWS hold header words; not counted (0) where they are surely no more than MOST."""
    cells = [cell for row in rows for cell in table.row_cells(row) if cell.row == row or row == rows.start]
    above = len(cells) - most  # by how many the hits are more than MOST, if all that are not looked up yet are hits
    for cell in cells:
        if above <= 0:
            return 0
        above -= not (cell.text and words.is_exact(cell.text))
    return most + above if above > 0 else 0


def names_over(table: Table, rows: int, words: Vocabulary) -> list[list[str]]:
    """For each column the texts over it in the header of ROWS, from top to bottom, without titles and forms."""
    names = range(_first_of_names(table, rows, words), rows)
    return [_header_stack(table, col, names) for col in range(table.n_cols)]


def _first_of_names(table: Table, rows: int, words: Vocabulary) -> int:
    """The first of the header's ROWS that names columns: below those of a form, which say whose table it is
    (a label and what belongs to it side by side).

    A row of a form stands over the names and groups none of them: a name of its own is below one of its cells.
    """
    first = 0
    for row in range(rows - 1):
        above, below = (_hits(table, range(r, r + 1), words) for r in (row, row + 1))
        if above < below and below >= 2 and _is_form_row(table, row, words):
            first = row + 1
    return first


def _is_form_row(table: Table, row: int, words: Vocabulary) -> bool:
    cells = [cell for cell in table.row_cells(row) if cell.text and cell.colspan < table.n_cols]
    if not cells or any(cell.row < row or cell.rowspan > 1 for cell in cells):
        return False
    over = [(cell, table.at(row + 1, cell.col)) for cell in cells if cell.colspan == 1]
    names = [(cell.text, below.text) for cell, below in over if below is not None and below.colspan == 1]
    if any(words.is_exact(above + below) for above, below in names):
        return False  # a name cut over both rows
    return any(words.is_exact(below) for _, below in names)


def _header_stack(table: Table, col: int, rows: range) -> list[str]:
    """The texts of the header cells over a column, from top to bottom, without a title over the whole width.

    What stands above the column's own header and states a value (`單位：千元`) is no header.
    """
    seen: list[int] = []
    texts: list[str] = []
    for row in rows:
        cell = table.at(row, col)
        if cell is None or id(cell) in seen or (cell.colspan == table.n_cols and table.n_cols > 1):
            continue
        seen.append(id(cell))
        if cell.text:
            texts.append(cell.below_corner)
    return [text for text in texts[:-1] if _STATED.search(text) is None] + texts[-1:]
