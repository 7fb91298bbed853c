"""Owners told by marks: columns that are headed each by a unit's name, and a sign in those of whoever does the work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from normalize.script import to_key
from normalize.simplified import simplified
from normalize.units.role_words import role_words
from normalize.units.words import is_unit
from normalize.vocabulary import vocabulary
from schema.plan import Column
from schema.tables import Cell, Table

_FULL, _HOLLOW = frozenset("●◎■★▲◆◉"), frozenset("○〇O△□☆◇")  # beside each other, those who lead and those who help
_FEWEST = 2  # columns; one alone may be headed by anything


@dataclass(frozen=True, slots=True)
class MarkedUnits:
    """The units that a row marks. `doubtful`: only the look of the signs tells the one kind from the other."""

    units: tuple[str, ...]
    supporting: tuple[str, ...] = ()
    doubtful: bool = False


def columns_of_marks(columns: Sequence[Column], table: Table, body_start: int) -> tuple[tuple[int, str], ...]:
    """(index, unit) of the columns without a role that are headed by a unit's name and hold nothing but marks."""
    named = [(c.index, c.own_header) for c in columns if c.role == ""]
    found = tuple((index, name) for index, name in named if is_unit(name) and _has_marks(table, index, body_start))
    return found if len(found) >= _FEWEST else ()


def _has_marks(table: Table, col: int, body_start: int) -> bool:
    cells = [cell for cell in table.col_cells(col) if cell.row >= body_start and cell.colspan == 1]
    return any(map(_sign, cells)) and all(_sign(cell) for cell in cells if cell.text)


def _sign(cell: Cell) -> str:
    """What CELL says of its column's unit: a mark, or a word for who leads or helps; empty where it says neither."""
    words, key = vocabulary(), to_key(cell.text)
    if cell.text.strip() in words.month_yes or key in words.month_yes or _helps(key) is not None:
        return key
    return "●" if cell.filled and not cell.text else ""


def _helps(key: str) -> bool | None:
    """Does a word say that its unit helps (協辦)? False where it leads (主辦), None where it is no such word."""
    words, folded = role_words(), simplified(key.strip("()"))
    return True if folded in words.support_signs else False if folded in words.lead_signs else None


def marked_units(table: Table, row: int, columns: Iterable[tuple[int, str]], signs: frozenset[str]) -> MarkedUnits:
    """The units that ROW marks in COLUMNS, (index, unit) each; SIGNS are all that the table has there."""
    told = [(name, _sign(cell)) for index, name in columns if (cell := table.at(row, index)) is not None]
    marked = [(name, sign) for name, sign in told if sign]
    kinds = {_helps(sign) is None for sign in signs}
    if kinds == {False}:
        return _apart(marked, {sign for sign in signs if _helps(sign)}, doubtful=False)
    if len(signs) == 1:
        return MarkedUnits(tuple(name for name, _ in marked))
    two = len(signs) == 2 and bool(signs & _FULL) and bool(signs & _HOLLOW)
    return _apart(marked, signs & _HOLLOW if two else set(), doubtful=True)


def _apart(marked: Sequence[tuple[str, str]], helping: Iterable[str], *, doubtful: bool) -> MarkedUnits:
    help_signs = frozenset(helping)
    lead = tuple(name for name, sign in marked if sign not in help_signs)
    return MarkedUnits(lead, tuple(name for name, sign in marked if sign in help_signs), doubtful and bool(marked))


def signs_in(table: Table, columns: Iterable[tuple[int, str]], body_start: int) -> frozenset[str]:
    """All signs that TABLE has below its header in COLUMNS."""
    cells = (cell for index, _ in columns for cell in table.col_cells(index) if cell.row >= body_start)
    return frozenset(sign for cell in cells if (sign := _sign(cell)))
