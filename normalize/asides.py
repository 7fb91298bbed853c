"""Rows of an implementation table that are no items: sums, notes, examples, places to sign, numbers of columns, rows
left blank, a line below the last entry."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from normalize.columns import Layout
from normalize.script import to_key
from normalize.vocabulary import vocabulary
from schema.tables import Cell, Table

_COUNTS = (
    "1 2 3 4 5 6 7 8 9 10 11 12",
    "一 二 三 四 五 六 七 八 九 十",
    "甲 乙 丙 丁 戊 己 庚 辛 壬 癸",
    "A B C D E F G H I J",
)
_FEWEST_COUNTED = 3
_FIRST_COUNTS = tuple(count[0] for count in _COUNTS)
_LONGEST_COUNT = 6  # characters of a cell that holds one of these: in brackets, with room between
_LONGEST_EXAMPLE = 8  # characters of the word for an example, with its number
_OPENING = "(（[［【〔<＜《"
_BRACKETED = re.compile(r"[(\[【〔<《]([^)\]】〕>》]{1,6})[)\]】〕>》]")
_BETWEEN = re.compile(r"[:：/／、\s]+")  # between the names of those who sign


def asides_of(table: Table, layout: Layout) -> dict[int, str]:
    """The rows below TABLE's header that are no items, each with what it is: a `sum`, a `note`, a `sample` of how
    the form is filled in, a `signature`, the `numbering` of the columns, `blank` but for its running number, or
    `closing`."""
    found: dict[int, str] = {}
    numbers = layout.having("number")
    at_end = True  # is there no entry below?
    for row in range(table.n_rows - 1, layout.body_start - 1, -1):
        cells = table.own_cells(row)
        texts = [cell for cell in cells if cell.text]
        own = bool(texts) or any(cell.filled for cell in cells)
        kind = _kind(texts, table, at_end=at_end)
        if not kind and row == layout.body_start and _counts(texts, table):
            kind = "numbering"
        if not kind and own and numbers and _is_idle(table, row, numbers):
            kind = "blank"
        if kind:
            found[row] = kind
        at_end = at_end and (bool(kind) or not own)
    return {**found, **_samples(table, layout, found)}


def _samples(table: Table, layout: Layout, asides: Collection[int]) -> dict[int, str]:
    """The rows right below the header that show how the form is filled in, with others that are filled in below."""
    rows = [row for row in range(layout.body_start, table.n_rows) if row not in asides]
    own = ([cell for cell in table.own_cells(row) if cell.text] for row in rows)
    found = list(takewhile(lambda texts: len(texts) > 1 and _is_example(texts[0]), own))
    return dict.fromkeys(rows[: len(found)], "sample") if len(found) < len(rows) else {}


def _kind(texts: Sequence[Cell], table: Table, *, at_end: bool) -> str:
    if not texts:
        return ""
    if vocabulary().is_sum(texts[0].text):
        return "sum"
    if _is_note(texts, table):
        return "note"
    if at_end and _is_signed(texts):
        return "signature"
    return "closing" if at_end and texts[0].colspan == table.n_cols > 1 else ""


def _counts(texts: Sequence[Cell], table: Table) -> bool:
    """Does every column have its number, `(1)` `(2)` `(3)`, and nothing else?"""
    if not _FEWEST_COUNTED <= len(texts) == table.n_cols or len(texts[0].text) > _LONGEST_COUNT:
        return False
    if _bare(texts[0]) not in _FIRST_COUNTS:
        return False
    bare = list(map(_bare, texts))
    return any(bare == count.split()[: len(bare)] for count in _COUNTS)


def _bare(cell: Cell) -> str:
    return to_key(cell.text).strip("()")


def _is_idle(table: Table, row: int, numbers: Sequence[int]) -> bool:
    """Has ROW nothing, not even of a cell merged from above, but in columns of running NUMBERS?"""
    cells = table.row_cells(row)
    return all(cell.col in numbers and cell.colspan == 1 for cell in cells if cell.text or cell.filled)


def _is_example(first: Cell) -> bool:
    """Is FIRST but the word for an example, or does it begin with that word in a bracket: `範例1`, `(範例)辦理…`?"""
    if len(first.text) > _LONGEST_EXAMPLE and first.text[0] not in _OPENING:
        return False
    key = to_key(first.text)
    found = _BRACKETED.match(key)
    word = key if found is None else found[1]
    return word.rstrip("0123456789一二三:：.、 ") in vocabulary().examples


def _is_note(texts: Sequence[Cell], table: Table) -> bool:
    """A text that begins as a note does (`※`, `備註：`), or `備註` beside one text over all the other columns."""
    if len(texts) == 1:
        key = to_key(texts[0].text)
        notes = vocabulary().notes
        return any(key.startswith(n) and (not n.isalnum() or key[len(n) :][:1] in (":", "")) for n in notes)
    if len(texts) > 2:
        return False
    label, rest = texts
    over_rest = rest.colspan > 1 and rest.col + rest.colspan == table.n_cols
    return over_rest and label.col == 0 and to_key(label.text) in vocabulary().notes


def _is_signed(texts: Sequence[Cell]) -> bool:
    """Do TEXTS only name who has to sign: two persons at least, or one before a colon?"""
    names = [name for cell in texts for name in _BETWEEN.split(cell.text) if name]
    enough = len(names) > 1 or texts[0].text[-1] in ":："
    return enough and all(to_key(name) in vocabulary().signatures for name in names)
