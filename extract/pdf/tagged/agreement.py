"""Tags beside what was seen on the page: where both tell the same table, where not, and which of them is followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.pages import Element, PageTable, RowNumber, Tags
from extract.pdf.lines import OUTSIDE
from extract.pdf.primitives import Ints, PagePrimitives
from extract.pdf.tagged.building import built, rows_of_rules
from extract.pdf.tagged.shown import Shown, shown_on

_DRAWN = "ruled"  # the finder of tables whose cells are parted by rules
_AGREED = 0.95  # confidence in what two ways of reading tell alike
_RULED_ROWS = 2  # so many rules between rows, and rows are told by them


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
    all_shown = [shown for table in page.tagged if (shown := shown_on(page, table)) is not None]
    meetings = [_meeting(page, shown, table) for shown in all_shown for table in tables]
    met = [meeting for meeting in meetings if any(g != OUTSIDE for _, g in meeting.pairs)]
    for shown in all_shown:
        own = [meeting for meeting in met if meeting.shown is shown]
        shared = any(sum(other.table is one.table for other in met) > 1 for one in own)
        before = above if above is not None and _goes_on(above, shown) else None
        told = built(page, shown, before)
        if any(meeting.table.finder == _DRAWN for meeting in own):
            for meeting in own:
                seen = _beside_drawn(meeting, told if len(own) == 1 else None)
                found = [seen if table is meeting.table else table for table in found]
        elif len(own) == 1 and not shared:
            seen = _beside_guessed(page, own[0], told)
            found = [seen if table is own[0].table else table for table in found]
        elif told is not None:
            doubt = _doubt(told, own[0].table, "tags were followed") if own else ""
            found = [table for table in found if all(table is not meeting.table for meeting in own)]
            found.append(_doubted(told, doubt))
    return sorted(found, key=lambda table: (table.box.top, table.box.x0))


def _goes_on(above: PageTable, shown: Shown) -> bool:
    return above.tags is not None and above.tags.path == shown.table.path


def _meeting(page: PagePrimitives, shown: Shown, table: PageTable) -> _Meeting:
    seen = _cells_at(page, table)[shown.written]
    pairs = np.unique(np.column_stack((shown.owners[shown.written], seen)), axis=0)
    return _Meeting(shown, table, frozenset((int(t), int(g)) for t, g in pairs))


def _cells_at(page: PagePrimitives, table: PageTable) -> Ints:
    """For every character of PAGE the index of the cell of TABLE that it stands in, or OUTSIDE."""
    cell_at = np.full((len(table.row_edges) + 1, len(table.col_edges) + 1), OUTSIDE)
    for index, cell in enumerate(table.cells):
        cell_at[cell.row + 1 : cell.row + cell.rowspan + 1, cell.col + 1 : cell.col + cell.colspan + 1] = index
    x, y = page.chars.centers
    row = np.searchsorted(np.array(table.row_edges), y, side="right")
    col = np.searchsorted(np.array(table.col_edges), x, side="right")
    return np.asarray(cell_at[row, col])


def _beside_drawn(meeting: _Meeting, told: PageTable | None) -> PageTable:
    """The better reading of a table with drawn rules: these, except where they part no columns that tags tell.

    Tagged rows without a rule between them are one row; that is no contradiction.
    """
    if meeting.only_rows_finer:
        return _named(meeting)
    table = meeting.table
    if told is None:
        return table
    if meeting.is_finer and len(told.row_edges) == len(table.row_edges) and len(told.col_edges) > len(table.col_edges):
        return _doubted(told, _doubt(told, table, "tags were followed"))
    return _doubted(table, _doubt(told, table, "drawn rules were followed"))


def _beside_guessed(page: PagePrimitives, meeting: _Meeting, told: PageTable | None) -> PageTable:
    """The better reading of a table without rules between its columns: tags, where they add up to a table."""
    table = meeting.table
    if told is None:
        return _named(meeting) if meeting.is_one_to_one else table
    if meeting.is_one_to_one and (moved := _same_places(meeting, told)) is not None:
        named = _named(meeting)
        same_spans = {(r, c, h, w) for r, c, h, w in moved} <= {
            (c.row, c.col, c.rowspan, c.colspan) for c in table.cells
        }
        return replace(named, confidence=max(_AGREED, named.confidence)) if same_spans else told
    ruled = rows_of_rules(page, told)
    if ruled[True] >= _RULED_ROWS and ruled[False] and meeting.only_rows_finer:
        return _named(meeting)
    return _doubted(told, _doubt(told, table, "tags were followed"))


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
    cells = tuple(replace(cell, elements=tuple(elements.get(g, ()))) for g, cell in enumerate(table.cells))
    tags = Tags(shown.table.path, tuple(tuple(sorted(own)) for own in rows), spans_told=shown.table.spans_told)
    return replace(table, cells=cells, tags=tags)


def _doubted(table: PageTable, doubt: str) -> PageTable:
    tags = table.tags if table.tags is not None else Tags((), ())
    return replace(table, tags=replace(tags, doubt=doubt)) if doubt else table


def _doubt(told: PageTable, seen: PageTable, followed: str) -> str:
    """In words how both readings differ, and which was FOLLOWED."""
    mine, theirs = (f"{len(t.row_edges) - 1} rows by {len(t.col_edges) - 1} columns" for t in (told, seen))
    return f"The file's tags tell {mine} here, what is seen on the page {theirs}; the {followed}. Please check."
