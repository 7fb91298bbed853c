"""Rows of an implementation table that are no items: sums, notes, places to sign, a line below the last entry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.script import to_key
from normalize.vocabulary import vocabulary
from schema.tables import Cell, Table

_BETWEEN = re.compile(r"[:：/／、\s]+")  # between the names of those who sign


def asides_of(table: Table, first: int) -> dict[int, str]:
    """The rows of TABLE from row FIRST on that are no items: each a `sum`, a `note`, a `signature` or `closing`."""
    found: dict[int, str] = {}
    at_end = True  # is there no entry below?
    for row in range(table.n_rows - 1, first - 1, -1):
        own = [cell for cell in table.row_cells(row) if cell.row == row and (cell.text or cell.filled)]
        kind = _kind([cell for cell in own if cell.text], table, at_end=at_end)
        if kind:
            found[row] = kind
        at_end = at_end and (bool(kind) or not own)
    return found


def _kind(texts: Sequence[Cell], table: Table, *, at_end: bool) -> str:
    if not texts:
        return ""
    if to_key(texts[0].text) in vocabulary().sums:
        return "sum"
    if _is_note(texts, table):
        return "note"
    if at_end and _is_signed(texts):
        return "signature"
    return "closing" if at_end and texts[0].colspan == table.n_cols > 1 else ""


def _is_note(texts: Sequence[Cell], table: Table) -> bool:
    """A text that begins as a note does (`※`, `備註：`), or `備註` beside one text over all the other columns."""
    if len(texts) == 1:
        key = to_key(texts[0].text)
        notes = vocabulary().notes
        return any(key.startswith(n) and (not n.isalnum() or key[len(n) :][:1] in (":", "")) for n in notes)
    label, *rest = texts
    over_rest = len(rest) == 1 and rest[0].colspan > 1 and rest[0].col + rest[0].colspan == table.n_cols
    return over_rest and label.col == 0 and to_key(label.text) in vocabulary().notes


def _is_signed(texts: Sequence[Cell]) -> bool:
    """Do TEXTS only name who has to sign: two persons at least, or one before a colon?"""
    names = [name for cell in texts for name in _BETWEEN.split(cell.text) if name]
    enough = len(names) > 1 or texts[0].text[-1] in ":："
    return enough and all(to_key(name) in vocabulary().signatures for name in names)
