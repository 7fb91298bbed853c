"""Roles by content: a last resort for headers that the vocabulary does not know.

Only a role that the table lacks is given, and only to a column whose cells say so almost without
exception; a header that fits nothing and whose cells say nothing stays without a role.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from normalize.complete import COMPLETE
from normalize.officers import read_officers
from normalize.unit_words import is_unit
from normalize.vocabulary import vocabulary
from schema.enumerators import read_enumerator
from schema.plan import Column
from schema.tables import Cell, Table

_MOST = 0.75  # of a column's texts
_FEWEST = 2  # texts that a column must have to say anything
_SENTENCE = 12  # characters from which a text may be a sentence
_NAMED_PEOPLE = re.compile("人(?:员|員)?$|者$")
_WORDS = re.compile("[一-鿿㐀-䶿]{2}")


def with_roles_by_content(columns: Sequence[Column], table: Table, body_start: int) -> list[Column]:
    """COLUMNS with the roles that their cells tell, where the header told none and the table lacks the role."""
    told = list(columns)
    for role, fits in (("period", _is_period), ("units", _is_units)):
        if not any(column.role == role for column in told):
            told = _given(told, role, [c for c in told if _is_open(c) and _fit(table, c, body_start, fits)])
    if not any(column.role == "action" for column in told):
        open_ones = [c for c in told if _is_open(c) and _fit(table, c, body_start, _is_sentence)]
        told = _given(told, "action", sorted(open_ones, key=lambda c: -_length(table, c, body_start)))
    if not any(column.role == "officers" for column in told):
        people = [c for c in told if _is_open(c) and _NAMED_PEOPLE.search(c.header)]
        told = _given(told, "officers", [c for c in people if _fit(table, c, body_start, _is_people)])
    first = min((c.index for c in told if c.role in ("level", "action")), default=0)
    return [
        replace(c, role="level") if c.index < first and _is_open(c) and _leads(table, c, body_start) else c
        for c in told
    ]


def with_counts_apart(columns: Sequence[Column], table: Table, body_start: int) -> list[Column]:
    """COLUMNS with those of levels and actions that only count the rows (`步驟` over 1, 2, 3) as numbers."""
    return [replace(c, role="number") if _only_counts(table, c, body_start) else c for c in columns]


def _only_counts(table: Table, column: Column, body_start: int) -> bool:
    if column.role not in ("level", "action"):
        return False
    cells = _cells(table, column, body_start)
    return len(cells) >= _FEWEST and all(cell.text.isdecimal() for cell in cells)


def _given(columns: list[Column], role: str, candidates: Sequence[Column]) -> list[Column]:
    return [replace(c, role=role) if c in candidates[:1] else c for c in columns]


def _is_open(column: Column) -> bool:
    return column.role == "" and bool(column.header)


def _cells(table: Table, column: Column, body_start: int) -> list[Cell]:
    return [c for c in table.col_cells(column.index) if c.row >= body_start and c.colspan == 1 and c.text]


def _fit(table: Table, column: Column, body_start: int, fits: Callable[[Cell], bool]) -> bool:
    cells = _cells(table, column, body_start)
    good = sum(1 for cell in cells if fits(cell))
    return len(cells) >= _FEWEST and good >= _MOST * len(cells)


def _is_period(cell: Cell) -> bool:
    return any(COMPLETE["period"](text, ()) for text in (cell.text, cell.lines[0].text))


def _is_units(cell: Cell) -> bool:
    return COMPLETE["units"](cell.text, ()) or all(COMPLETE["units"](line.text, ()) for line in cell.lines)


def _is_sentence(cell: Cell) -> bool:
    return len(cell.text) >= _SENTENCE and (cell.text.endswith(("。", "；")) or read_enumerator(cell.text) is not None)


def _length(table: Table, column: Column, body_start: int) -> int:
    return sum(len(cell.text) for cell in _cells(table, column, body_start))


def _leads(table: Table, column: Column, body_start: int) -> bool:
    """Do the cells of an outer column lead those at their right: numbered names, names merged over rows, or a name in
    every row?"""
    cells = _cells(table, column, body_start)
    good = sum(1 for cell in cells if cell.rowspan > 1 or read_enumerator(cell.text) is not None)
    if len(cells) >= 1 and good >= _MOST * len(cells):
        return True
    if len(cells) < _FEWEST or vocabulary().is_beside(column.header.rsplit("/", 1)[-1]):
        return False
    own = table.col_cells(column.index)
    blank = any(c.row >= body_start and c.colspan == 1 and not c.text for c in own)
    return not blank and all(_WORDS.search(cell.text) and not _is_period(cell) for cell in cells)


def _is_people(cell: Cell) -> bool:
    """Does CELL name persons, and nobody by what they are?"""
    names = read_officers(cell.text)
    return bool(names) and all(len(name) in (2, 3) and not is_unit(name) for name in names)
