"""Tags beside what was seen on the page: where both tell the same table, where not, and which of them is followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from msgspec import structs

from extract.pages import Element, PageTable, RowNumber, Tags
from extract.pdf.lines import OUTSIDE
from extract.pdf.primitives import Ints, PagePrimitives
from extract.pdf.tagged.building import built
from extract.pdf.tagged.ruled_rows import rows_by_rules
from extract.pdf.tagged.shown import Shown, shown_on
from schema.once import Once

_DRAWN = "ruled"  # the finder of tables whose cells are parted by rules
_AGREED = 0.95  # confidence in what two ways of reading tell alike
_TAGS, _RULES = "tags were followed", "page was followed"


@dataclass(frozen=True, slots=True, eq=False)
class _Meeting:
    """A tagged table and one seen on the page that hold some of the same characters.

    `pairs` are the cells that share characters: the index of the tagged cell, and of the seen one in its table,
    OUTSIDE where the character stands outside it.
    """

    shown: Shown
    table: PageTable
    pairs: frozenset[tuple[int, int]]

    @property
    def is_one_to_one(self) -> bool:
        """Does every cell of the one hold what one cell of the other does?"""
        ours, theirs = {g for _, g in self.pairs}, {t for t, _ in self.pairs}
        return OUTSIDE not in ours and len(self.pairs) == len(ours) == len(theirs)

    @property
    def is_finer(self) -> bool:
        """Do the tags only part cells that were seen as one?"""
        return all(g != OUTSIDE for _, g in self.pairs) and len(self.pairs) == len({t for t, _ in self.pairs})

    @property
    def only_rows_finer(self) -> bool:
        """Do they part, if anything, only rows that were seen as one?"""
        rows = {(self.shown.cells[t][0].number, g) for t, g in self.pairs}
        return self.is_finer and len(rows) == len(self.pairs)


def with_tags(page: PagePrimitives, tables: Sequence[PageTable], above: PageTable | None) -> list[PageTable]:
    """TABLES, as seen on PAGE, with what its tags tell: which cells they are, and tables that only tags show.

    ABOVE is the last table of the page before. Drawn rules are believed before tags, tags before what was
    guessed from blanks; a table where they differ says so. Tags that do not add up to a table are not heard.
    """
    if not page.tagged or page.chars.marks is None:
        return list(tables)
    found = list(tables)
    cells_at = [_cells_at(page, table) for table in tables]
    met: list[_Meeting] = []
    all_shown = [shown for table in page.tagged if (shown := shown_on(page, table)) is not None]
    for shown in all_shown:
        meetings = [_meeting(shown, *at) for at in zip(tables, cells_at, strict=True)]
        met += [meeting for meeting in meetings if any(g != OUTSIDE for _, g in meeting.pairs)]
    for shown in all_shown:
        own = [meeting for meeting in met if meeting.shown is shown]
        shared = any(sum(other.table is one.table for other in met) > 1 for one in own)
        told = _Told(page, shown, above if above is not None and _goes_on(above, shown) else None, shared)
        seen = _followed(told, own)
        found = [table for table in found if all(table is not meeting.table for meeting in own)] + seen
    return sorted(found, key=lambda table: (table.box.top, table.box.x0))


@dataclass(frozen=True)
class _Told:
    """What tags alone tell of a table; ABOVE is the same one on the page before. `shared`: something seen on the
    page covers several tagged tables."""

    page: PagePrimitives
    shown: Shown
    above: PageTable | None
    shared: bool

    @Once
    def table(self) -> PageTable | None:
        """The table, None where tags do not add up to one; built only where it is asked for."""
        table = built(self.page, self.shown, self.above)
        return None if table is None else rows_by_rules(self.page, table)


def _followed(told: _Told, own: Sequence[_Meeting]) -> list[PageTable]:
    """What is read of a tagged table that meets the seen tables of OWN."""
    if any(meeting.table.finder == _DRAWN for meeting in own):
        return [_beside_drawn(meeting, told, alone=len(own) == 1) for meeting in own]
    if len(own) == 1 and not told.shared:
        return [_beside_guessed(own[0], told)]
    if told.table is None:
        return [meeting.table for meeting in own]
    return [_doubted(told.table, _doubt(told.table, own[0].table, _TAGS) if own else "")]


def _goes_on(above: PageTable, shown: Shown) -> bool:
    return above.tags is not None and above.tags.path == shown.table.path


def _meeting(shown: Shown, table: PageTable, cells_at: Ints) -> _Meeting:
    width = len(table.cells) + 1  # OUTSIDE is -1
    coded = shown.owners[shown.written] * width + cells_at[shown.written] + 1
    return _Meeting(shown, table, frozenset((code // width, code % width - 1) for code in set(coded.tolist())))


def _cells_at(page: PagePrimitives, table: PageTable) -> Ints:
    """For every character of PAGE the index of the cell of TABLE that it stands in, or OUTSIDE."""
    cell_at = np.full((len(table.row_edges) + 1, len(table.col_edges) + 1), OUTSIDE)
    for index, cell in enumerate(table.cells):
        cell_at[cell.row + 1 : cell.row + cell.rowspan + 1, cell.col + 1 : cell.col + cell.colspan + 1] = index
    x, y = page.chars.centers
    row = np.searchsorted(np.array(table.row_edges), y, side="right")
    col = np.searchsorted(np.array(table.col_edges), x, side="right")
    return np.asarray(cell_at[row, col])


def _beside_drawn(meeting: _Meeting, told: _Told, *, alone: bool) -> PageTable:
    """The better reading of a table with drawn rules: these, except where they part no columns that tags tell.

    Tagged rows without a rule between them are one row; that is no contradiction. ALONE: no other table seen on
    the page holds a part of the tagged one.
    """
    table = meeting.table
    if meeting.only_rows_finer:
        return table if told.shared else _named(meeting)
    if not alone or told.shared or told.table is None:
        return table
    more = len(told.table.col_edges) > len(table.col_edges)
    if meeting.is_finer and len(told.table.row_edges) == len(table.row_edges) and more:
        return _doubted(told.table, _doubt(told.table, table, _TAGS))
    return _doubted(table, _doubt(told.table, table, _RULES))


def _beside_guessed(meeting: _Meeting, told: _Told) -> PageTable:
    """The better reading of a table without rules between its columns: tags, where they add up to a table."""
    table, tagged = meeting.table, told.table
    if tagged is None:
        return _named(meeting) if meeting.is_one_to_one else table
    if meeting.is_one_to_one and (moved := _same_places(meeting, tagged)) is not None:
        named = _named(meeting)
        spans = {(c.row, c.col, c.rowspan, c.colspan) for c in table.cells}
        return structs.replace(named, confidence=max(_AGREED, named.confidence)) if set(moved) <= spans else tagged
    by_rules = tagged.tags is not None and any(len(numbers) > 1 for numbers in tagged.tags.rows)
    if by_rules and meeting.only_rows_finer and len(tagged.row_edges) == len(table.row_edges):
        return _named(meeting)
    return _doubted(tagged, _doubt(tagged, table, _TAGS))


def _same_places(meeting: _Meeting, told: PageTable) -> list[tuple[int, int, int, int]] | None:
    """Row, column and spans of the TOLD cells with text, rows counted as in the seen table; None where a cell
    begins in another place there."""
    table = meeting.table
    if len(told.col_edges) != len(table.col_edges):
        return None
    by_element = {cell.elements[0]: cell for cell in told.cells if cell.elements and cell.lines}
    moved: list[tuple[int, int, int, int]] = []
    shifts: set[int] = set()
    for t, g in meeting.pairs:
        mine, theirs = by_element.get(meeting.shown.element(t)), table.cells[g]
        if mine is None or mine.col != theirs.col:
            return None
        shifts.add(theirs.row - mine.row)
        moved.append((theirs.row, mine.col, mine.rowspan, mine.colspan))
    return moved if len(shifts) == 1 else None


def _named(meeting: _Meeting) -> PageTable:
    """The seen table, each cell with the tagged ones it shows."""
    shown, table = meeting.shown, meeting.table
    elements: dict[int, list[Element]] = {}
    for t, g in sorted(meeting.pairs):
        elements.setdefault(g, []).append(shown.element(t))
    rows: list[set[RowNumber]] = [set() for _ in table.row_edges[1:]]
    for g, own in elements.items():
        rows[table.cells[g].row] |= {element.row for element in own if element.rowspan in (None, 1)}
    cells = tuple([structs.replace(cell, elements=tuple(elements.get(g, ()))) for g, cell in enumerate(table.cells)])
    tags = Tags(shown.table.path, tuple(tuple(sorted(own)) for own in rows), spans_told=shown.table.spans_told)
    return structs.replace(table, cells=cells, tags=tags)


def _doubted(table: PageTable, doubt: str) -> PageTable:
    tags = table.tags if table.tags is not None else Tags((), ())
    return structs.replace(table, tags=replace(tags, doubt=doubt)) if doubt else table


def _doubt(told: PageTable, seen: PageTable, followed: str) -> str:
    """In words how both readings differ, and which was FOLLOWED."""
    mine, theirs = (f"{len(t.row_edges) - 1} rows by {len(t.col_edges) - 1} columns" for t in (told, seen))
    return f"The file's tags tell {mine} here, what is seen on the page {theirs}; the {followed}. Please check."
