"""Heading rows: rows that hold for the rows below them and are a level of their path, never an item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from normalize.columns import Layout
from normalize.script import to_key
from schema.enumerators import Enumerator, follows, read_enumerator
from schema.tables import Cell, Table

_DECIMAL = re.compile(r"\d{1,2}(?:[.\-]\d{1,2})+")
_POINT = re.compile(r"[.\-]")
BAND = -1  # the column of a heading over the whole width


class Heading(Struct, frozen=True):
    """A heading in force: its column (`BAND` over the whole width) and its cell."""

    col: int
    cell: Cell
    number_form: str = ""  # of the number beside it in a column of its own, where that begins an outline

    @property
    def form(self) -> str:
        found = read_enumerator(self.cell.text)
        return self.number_form if found is None else found.form


@dataclass(slots=True)
class Headings:
    """The headings in force while a table is read from top to bottom."""

    table: Table
    layout: Layout
    stack: list[Heading] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)  # of the enumerators that the rows below the last heading begin with
    numbers: tuple[int, ...] = ()  # columns of running numbers
    leading: dict[tuple[int, str, str], bool] = field(default_factory=dict)  # by column and two forms, once asked for

    def __post_init__(self) -> None:
        self.numbers = self.layout.having("number")

    def open_above(self) -> None:
        """Take the numbered bands above the names of the columns: a section's name over its own header."""
        above = (self.table.at(row, 0) for row in range(self.layout.body_start))
        for cell in dict.fromkeys(cell for cell in above if cell is not None):
            if cell.colspan == self.table.n_cols > 1 and read_enumerator(cell.text) is not None:
                self.stack.append(Heading(BAND, cell))

    def open(self, row: int) -> bool:
        """Take ROW as a heading if it is one."""
        cell = self._heading_cell(row)
        if cell is None:
            return False
        col = BAND if _is_band(cell, self.table, self.layout) else cell.col
        outlined = _begins_outline(self.table, self.layout, row)
        new = Heading(col, cell, number_of(self.table, self.layout, row)[0] if outlined else "")
        in_force = [h for h in self.stack if h.col < new.col and self._same_left(h, row, new.col)]
        alike = [h for h in self.stack if h.col == new.col and self._same_left(h, row, new.col)]
        self.stack = [*in_force, *_above(alike, new), new]
        self.forms = set()
        return True

    def _heading_cell(self, row: int) -> Cell | None:
        """The cell of a heading row: the one text of the row, in a level column or over several columns.

        None where the row has an owner, a deadline, an action, a month; where nothing stands below it; or
        where it is a merged cell that runs on downwards beside its own rows.
        """
        table, layout = self.table, self.layout
        cells = table.own_cells(row)
        alone = [c for c in cells if c.text and c.rowspan == 1 and not self._is_number(c)]
        if len(alone) > 1:
            return None  # nearly every row
        marked = bool(layout.months or layout.unit_marks)
        shaded = not marked and all(c.filled for c in cells if not c.text)  # from end to end: that marks no cell
        own = [c for c in cells if c.text or (c.filled and not shaded)]
        texts = [c for c in own if not self._is_number(c) and not _runs_beside(c)]
        if len(texts) != 1 or any(c.filled for c in own if c.col in _month_cols(layout)):
            return None
        cell = texts[0]
        if cell.rowspan > 1 or row + 1 >= table.n_rows:
            return None
        if _begins_outline(table, layout, row):
            return cell
        is_level = cell.col in layout.having("level")
        band = _is_band(cell, table, layout)
        if not (is_level or band or self._leads_actions(cell)):
            return None
        return cell if _has_rows_below(table, layout, row, cell, band=band) else None

    def _is_number(self, cell: Cell) -> bool:
        return cell.colspan == 1 and cell.col in self.numbers

    def _leads_actions(self, cell: Cell) -> bool:
        """Is CELL, in the column of the actions of a table without levels, a heading (`一、` over `(一)`) and so is
        every cell of its form: a list begins below, of entries that have something beside them?"""
        if self.layout.having("level") or cell.col not in self.layout.having("action"):
            return False
        mine, first = read_enumerator(cell.text), read_enumerator(_text_at(self.table, cell.row + 1, cell.col))
        if mine is None or first is None or first.form == mine.form or first.number != 1:
            return False
        found = self.leading.get((cell.col, mine.form, first.form))
        if found is None:
            found = _leads(self.table, self.layout.body_start, cell.col, mine.form, first.form)
            self.leading[cell.col, mine.form, first.form] = found
        return found

    def over(self, row: int) -> tuple[Heading, ...]:
        """The headings in force for ROW, an item row; drops those that it ends."""
        if not self.stack:
            return ()
        found = self._first_enumerator(row)
        ended = next((n for n, h in enumerate(self.stack) if self._ends(h, row, found)), len(self.stack))
        self.stack = [h for h in self.stack[:ended] if self._holds(h, row)]
        self.forms.update(() if found is None else (found.form,))
        return tuple(self.stack)

    def _first_enumerator(self, row: int) -> Enumerator | None:
        """What the first text of ROW's own begins with, running numbers left out."""
        own = (cell for cell in self.table.own_cells(row) if cell.text)
        first = next((cell for cell in own if not self._is_number(cell)), None)
        return None if first is None else read_enumerator(first.text)

    def _holds(self, heading: Heading, row: int) -> bool:
        if heading.col == BAND:
            return True
        cell = self.table.at(row, heading.col)
        found = None if cell is None else read_enumerator(cell.text)
        is_sibling = found is not None and found.form == heading.form
        return not is_sibling and self._same_left(heading, row, heading.col)

    def _ends(self, heading: Heading, row: int, first: Enumerator | None) -> bool:
        """Does ROW, whose text begins with FIRST and which is numbered like HEADING, end it and all under it?"""
        numbered_alike = heading.number_form and heading.number_form == number_of(self.table, self.layout, row)[0]
        return bool(numbered_alike) or (heading.col == BAND and self._goes_on(heading, first))

    def _goes_on(self, heading: Heading, other: Enumerator | None) -> bool:
        """Does OTHER, a row's, go on with the list of the bands (`三、其他` behind 二、), not with a list of rows?"""
        one = read_enumerator(heading.cell.text)
        if one is None or other is None:
            return False
        return follows(one, other) and other.form not in self.forms

    def _same_left(self, heading: Heading, row: int, col: int) -> bool:
        """Do the level cells left of COL say in ROW what they said beside HEADING? An empty one says nothing."""
        for level in self.layout.having("level"):
            text = _text_at(self.table, row, level)
            if heading.col <= level < col or not text or level >= col:
                continue
            if text != self._last_text(heading.cell.row, level):
                return False
        return True

    def _last_text(self, row: int, col: int) -> str:
        """The text of COL in ROW, or the nearest one above it in the body."""
        for above in range(row, self.layout.body_start - 1, -1):
            if text := _text_at(self.table, above, col):
                return text
        return ""


def _above(alike: Sequence[Heading], new: Heading) -> list[Heading]:
    """Which headings of the same column stay in force above NEW: those of an outer enumerator form."""
    forms = [heading.form for heading in alike]
    if new.form in forms:
        return list(alike[: forms.index(new.form)])
    follows = bool(alike) and alike[-1].cell.row + alike[-1].cell.rowspan == new.cell.row
    return list(alike) if follows or (new.form and all(forms)) else []


def _leads(table: Table, body_start: int, col: int, outer: str, inner: str) -> bool:
    """Does every cell of COL with an enumerator of the OUTER form stand alone in its row, and none of the INNER, or
    all of these too as they lead others in turn?"""
    told = {outer: set[bool](), inner: set[bool]()}
    below = ""  # the form of the list that begins below the first cell of the inner form
    for row in range(body_start, table.n_rows):
        found = read_enumerator(_text_at(table, row, col))
        if found is not None and found.form in told:
            told[found.form].add(sum(1 for cell in table.row_cells(row) if cell.text) == 1)
            below = below or (_list_below(table, row, col, found.form) if found.form == inner else "")
    if told[outer] != {True} or len(told[inner]) > 1:
        return False
    return told[inner] != {True} or (below not in ("", outer) and _leads(table, body_start, col, inner, below))


def _list_below(table: Table, row: int, col: int, form: str) -> str:
    """The form of the list that begins right below ROW, one of FORM; empty where none does."""
    first = read_enumerator(_text_at(table, row + 1, col))
    return "" if first is None or first.form == form or first.number != 1 else first.form


def _begins_outline(table: Table, layout: Layout, row: int) -> bool:
    """Does the number column begin another list right below ROW (一 over (一), 1 over 1.1)?"""
    form, _ = number_of(table, layout, row)
    below, number = number_of(table, layout, row + 1)
    return bool(form and below) and form != below and number == 1


def number_of(table: Table, layout: Layout, row: int) -> tuple[str, int]:
    """(form, ordinal) of the number that ROW has in a column of its own: `一`, `(一)`, `1.1`; ("", 0) without one."""
    cells = (table.at(row, col) for col in layout.having("number"))
    text = next((to_key(cell.text) for cell in cells if cell is not None and cell.row == row and cell.text), "")
    if not text:
        return "", 0
    if _DECIMAL.fullmatch(text):
        parts = _POINT.split(text)
        return f"decimal {len(parts) - 1}", int(parts[-1])
    found = read_enumerator(text) or read_enumerator(f"{text}、")
    return ("", 0) if found is None or len(found.label) < len(text) else (found.form, found.number)


def _month_cols(layout: Layout) -> frozenset[int]:
    return frozenset(month.index for month in layout.months)


def _runs_beside(cell: Cell) -> bool:
    """A merged cell that begins here and holds for the rows below too: a benefit, an owner, an outer level."""
    return cell.rowspan > 1


def _is_band(cell: Cell, table: Table, layout: Layout) -> bool:
    """Does the cell span more than level columns, so that it heads the whole row?"""
    last = cell.col + cell.colspan - 1
    levels = layout.having("level")
    if cell.colspan < 2:
        return False
    return last not in levels or cell.colspan == table.n_cols


def _has_rows_below(table: Table, layout: Layout, row: int, cell: Cell, *, band: bool) -> bool:
    below = [c for c in table.row_cells(row + 1) if c.text]
    if not below or all(c.row <= row for c in below):
        return False
    if band:
        return True
    mine, next_cell = read_enumerator(cell.text), table.at(row + 1, cell.col)
    other = None if next_cell is None else read_enumerator(next_cell.text)
    same_left = all(
        table.at(row, col) is table.at(row + 1, col) or not _text_at(table, row + 1, col)
        for col in layout.having("level")
        if col < cell.col
    )
    if next_cell is not None and next_cell.text and (mine.form if mine else "") == (other.form if other else ""):
        return False  # a sibling: the row is an item of its own
    return same_left


def _text_at(table: Table, row: int, col: int) -> str:
    cell = table.at(row, col)
    return "" if cell is None else cell.text
