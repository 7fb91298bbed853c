"""Roles by content: a last resort for headers that the vocabulary does not know.

Only a role that the table lacks is given, and only to a column whose cells say so almost without
exception; a header that fits nothing and whose cells say nothing stays without a role.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import structs

from normalize.complete import COMPLETE
from normalize.ditto import is_ditto
from normalize.officers import read_officers
from normalize.units.lists import split_units
from normalize.units.words import is_unit, names_office
from normalize.vocabulary import vocabulary
from schema.enumerators import read_enumerator
from schema.plan import Column
from schema.tables import Cell, Table

_GUESSED = ("criteria", "method", "level")  # roles that an ending tells of a header that is no deadline by its name
_MOST = 0.75  # of a column's texts
_FEWEST = 2  # texts that a column must have to say anything
_SENTENCE = 12  # characters from which a text may be a sentence
_FULL_STOP = 5  # from which one with a full stop is
_LONGEST_HEADER = 12  # characters of one that only names what stands below it
_NAMED_PEOPLE = re.compile("人(?:员|員)?$|者$")
_WORDS = re.compile("[一-鿿㐀-䶿]{2}")


def with_roles_by_content(columns: Sequence[Column], table: Table, body_start: int) -> list[Column]:
    """COLUMNS with the roles that their cells tell, where the header told none and the table lacks the role."""
    words = vocabulary()
    told = _with_owners_by_content(columns, table, body_start)
    told = _with_dates_by_content(told, table, body_start)
    for role, fits in (("period", _is_period), ("units", _is_units)):
        if not any(column.role == role for column in told):
            open_ones = [c for c in told if _is_open(c) and not (role == "units" and words.is_beside(c.own_header))]
            told = _given(told, role, [c for c in open_ones if _fit(table, c, body_start, fits)])
    if not any(column.role == "action" for column in told):
        open_ones = [c for c in told if _is_open(c) and _fit(table, c, body_start, _is_sentence)]
        told = _given(told, "action", sorted(open_ones, key=lambda c: -_length(table, c, body_start)))
    if not any(column.role == "officers" for column in told):
        people = [c for c in told if _is_open(c) and _NAMED_PEOPLE.search(c.header)]
        told = _given(told, "officers", [c for c in people if _fit(table, c, body_start, _is_people)])
    told = _with_tasks(told, table, body_start)
    first = min((c.index for c in told if c.role in ("level", "action")), default=0)
    action = next((c.index for c in told if c.role == "action"), first)
    return [
        structs.replace(c, role="level")
        if _is_open(c) and (c.index < first or _is_between(c, told, action)) and _leads(table, c, body_start)
        else c
        for c in told
    ]


def _is_between(column: Column, columns: Sequence[Column], action: int) -> bool:
    """Does COLUMN stand between a level and the ACTION, with nothing but these, and no measure, before it?"""
    if column.index >= action or vocabulary().is_circumstance(column.own_header):
        return False
    before = {c.role for c in columns if c.index < column.index}
    return "level" in before and before <= {"level", "number", "units", "period"}


def _with_tasks(columns: list[Column], table: Table, body_start: int) -> list[Column]:
    """COLUMNS of a table without an action with a column that names something else in nearly every row as a level:
    right behind the levels, or the first, if the table has none but has owners and deadlines."""
    roles = {column.role for column in columns}
    if "action" in roles:
        return columns
    words = vocabulary()
    last = max((c.index for c in columns if c.role == "level"), default=None)
    if last is not None:
        open_ones = [c for c in columns if c.index == last + 1 and not words.is_circumstance(c.own_header)]
    elif roles & {"units", "officers"} and _is_dated(columns, table, body_start):
        open_ones = columns
    else:
        return columns
    short = [c for c in open_ones if _is_open(c) and len(c.header) <= _LONGEST_HEADER]
    return _given(columns, "level", [c for c in short if _names_each(table, c, body_start)])


def _is_dated(columns: Sequence[Column], table: Table, body_start: int) -> bool:
    return any(column.role == "period" and _fit(table, column, body_start, _is_period) for column in columns)


def _names_each(table: Table, column: Column, body_start: int) -> bool:
    """Do nearly all cells of COLUMN name something in words, each something else, and neither people nor days?"""
    cells = _cells(table, column, body_start)
    if len(cells) < _FEWEST or vocabulary().is_beside(column.own_header):
        return False
    named = {cell.text for cell in cells if _WORDS.search(cell.text) and not (_is_period(cell) or _is_units(cell))}
    people = sum(map(_is_people, cells))
    return len(named) >= _MOST * len(cells) and 2 * people < len(cells)


def _with_dates_by_content(columns: Sequence[Column], table: Table, body_start: int) -> list[Column]:
    """COLUMNS with a column of nothing but dates as the deadlines, where its header told another role by its ending
    alone (`查核點` over 112/3/31) and the table has no deadlines."""
    if any(column.role in ("period", "months") for column in columns):
        return list(columns)
    words = vocabulary()
    guessed = [c for c in columns if c.role in _GUESSED and not words.is_exact(c.own_header)]
    return _given(list(columns), "period", [c for c in guessed if _all(table, c, body_start, _is_period)])


def _with_owners_by_content(columns: Sequence[Column], table: Table, body_start: int) -> list[Column]:
    """COLUMNS with a column of people (`主辦人員`) whose cells name nothing but offices as the units, where the table
    has no other."""
    if any(column.role in ("units", "supporting_units") for column in columns):
        return list(columns)
    people = [c for c in columns if c.role == "officers" and _all(table, c, body_start, _is_offices)]
    return _given(list(columns), "units", people)


def with_counts_apart(columns: Sequence[Column], table: Table, body_start: int) -> list[Column]:
    """COLUMNS with those of levels and actions that only count the rows (`步驟` over 1, 2, 3) as numbers, and those
    without a role whose header says so (`案號`)."""
    return [structs.replace(c, role="number") if _only_counts(table, c, body_start) else c for c in columns]


def _only_counts(table: Table, column: Column, body_start: int) -> bool:
    may_count = column.role == "" and vocabulary().counts(column.own_header)
    if column.role not in ("level", "action") and not may_count:
        return False
    counted = 0
    for cell in table.col_cells(column.index):
        if cell.row >= body_start and cell.colspan == 1 and cell.text:
            if not cell.text.isdecimal():
                return False
            counted += 1
    return counted >= _FEWEST


def _given(columns: list[Column], role: str, candidates: Sequence[Column]) -> list[Column]:
    return [structs.replace(c, role=role) if c in candidates[:1] else c for c in columns]


def _is_open(column: Column) -> bool:
    return column.role == "" and bool(column.header)


def _cells(table: Table, column: Column, body_start: int) -> list[Cell]:
    return [c for c in table.col_cells(column.index) if c.row >= body_start and c.colspan == 1 and c.text]


def _fit(table: Table, column: Column, body_start: int, fits: Callable[[Cell], bool]) -> bool:
    cells = _cells(table, column, body_start)
    good = sum(1 for cell in cells if fits(cell))
    return len(cells) >= _FEWEST and good >= _MOST * len(cells)


def _all(table: Table, column: Column, body_start: int, fits: Callable[[Cell], bool]) -> bool:
    """Do all of a column's cells fit, and do they tell more than one thing?"""
    cells = [cell for cell in _cells(table, column, body_start) if not is_ditto(cell.text)]
    return len({cell.text for cell in cells}) >= _FEWEST and all(map(fits, cells))


def _is_offices(cell: Cell) -> bool:
    """Does CELL name offices, by what they end with, and nobody by a title or a name?"""
    return _is_units(cell) and all(names_office(unit) for unit in split_units(cell.text))


def _is_period(cell: Cell) -> bool:
    return any(COMPLETE["period"](text, ()) for text in (cell.text, cell.lines[0].text))


def _is_units(cell: Cell) -> bool:
    return COMPLETE["units"](cell.text, ()) or all(COMPLETE["units"](line.text, ()) for line in cell.lines)


def _is_sentence(cell: Cell) -> bool:
    if len(cell.text) < _SENTENCE:
        return len(cell.text) >= _FULL_STOP and cell.text.endswith("。")
    return cell.text.endswith(("。", "；")) or read_enumerator(cell.text) is not None


def _length(table: Table, column: Column, body_start: int) -> int:
    return sum(len(cell.text) for cell in _cells(table, column, body_start))


def _leads(table: Table, column: Column, body_start: int) -> bool:
    """Do the cells of an outer column lead those at their right: numbered names, names merged over rows, or a name in
    every row?"""
    cells = _cells(table, column, body_start)
    good = sum(1 for cell in cells if cell.rowspan > 1 or read_enumerator(cell.text) is not None)
    if len(cells) >= 1 and good >= _MOST * len(cells):
        return True
    if len(cells) < _FEWEST or vocabulary().is_beside(column.own_header):
        return False
    own = table.col_cells(column.index)
    blank = any(c.row >= body_start and c.colspan == 1 and not c.text for c in own)
    return not blank and all(_WORDS.search(cell.text) and not _is_period(cell) for cell in cells)


def _is_people(cell: Cell) -> bool:
    """Does CELL name persons, and nobody by what they are?"""
    names = read_officers(cell.text)
    return bool(names) and all(len(name) in (2, 3) and not is_unit(name) for name in names)
