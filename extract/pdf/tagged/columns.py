"""In which column each tagged cell stands. Writers of tags leave out cells without text (browsers), what is on
another page, or every span (Word), so a row that does not add up is placed by where its texts stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.pages import Element, PageCell, RowNumber
from extract.pdf.tagged.shown import Shown
from extract.pdf.tags import TaggedCell, TaggedRow
from schema.places import Box

Span = tuple[int, int, int, int]  # row, col, rowspan, colspan
Strips = dict[int, tuple[float, float]]  # column to where its texts begin and end


@dataclass(frozen=True, slots=True)
class Before:
    """What the page before tells of a table that goes on from it.

    `carried` are merged cells of rows begun there, with their places here; `unseen` those of the row that the
    page break may cut, by their places in it.
    """

    n_cols: int | None = None
    strips: Strips = field(default_factory=dict)
    carried: Sequence[tuple[Span, Element]] = ()
    unseen: Mapping[tuple[RowNumber, int], PageCell] = field(default_factory=dict)


@dataclass(slots=True)
class Placement:
    """Cells placed so far: `spans` has row, column, rowspan and colspan by the cell's index, `blank` those of
    cells that have their text on the page before."""

    n_cols: int
    numbers: Sequence[RowNumber]  # of the rows with text on the page
    spans: dict[int, Span] = field(default_factory=dict)
    blank: list[tuple[Span, Element]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def rows_down_to(self, row: int, number: RowNumber, rowspan: int) -> int:
        """How many of the page's rows, from ROW on, a cell covers that begins in row NUMBER of the tree."""
        group, first = number
        inside = [n for n in self.numbers[row:] if n[0] == group and n[1] < first + rowspan]
        return len(inside)

    def take(self, span: Span) -> bool:
        """Take the place of a cell; False where another one stands there or the table ends."""
        row, col, rowspan, colspan = span
        area = {(r, c) for r in range(row, row + rowspan) for c in range(col, col + colspan)}
        if area & self.taken or col + colspan > self.n_cols:
            return False
        self.taken |= area
        return True

    def free(self, row: int) -> list[int]:
        """The columns of ROW that no cell covers so far."""
        return [col for col in range(self.n_cols) if (row, col) not in self.taken]


def placed(shown: Shown, rows: Sequence[TaggedRow], before: Before) -> Placement | None:
    """Every cell with text in ROWS of SHOWN, placed; None where the tags do not add up to a table."""
    index_of = {(row.number, cell.place): k for k, (row, cell) in enumerate(shown.cells)}
    width = before.n_cols if before.n_cols is not None else _most_columns(rows)
    strips = before.strips
    for last in (False, True):
        made = Placement(width, [row.number for row in rows])
        for span, _ in before.carried:
            made.take(span)
        for r, row in enumerate(rows):
            if not _place_row(made, shown, row, r, strips, index_of, before) and last:
                return None
        strips = {**before.strips, **strips_of(shown, made)}
    return made


def _most_columns(rows: Sequence[TaggedRow]) -> int:
    """The columns of the row that has most, with those that cells of rows above cover.

    The last row may be cut by the page's end: LibreOffice then counts its blank cells on both pages.
    """
    most = 0
    open_spans: list[tuple[RowNumber, int, int]] = []
    for row in rows[:-1] or rows:
        above = [
            span for (group, n), rowspan, span in open_spans if group == row.number[0] and row.number[1] < n + rowspan
        ]
        own = sum(cell.colspan or 1 for cell in row.cells) + row.n_cells - len(row.cells)
        most = max(most, own + sum(above))
        open_spans += [(row.number, cell.rowspan or 1, cell.colspan or 1) for cell in row.cells]
    return most


_Indices = Mapping[tuple[RowNumber, int], int]


def _place_row(
    made: Placement, shown: Shown, row: TaggedRow, r: int, strips: Strips, index_of: _Indices, before: Before
) -> bool:
    by_place = {cell.place: cell for cell in row.cells}
    known = [k for k in range(row.n_cells) if not _is_blank_here(made, shown, row, r, k, index_of, before)]
    widths = [(by_place[k].colspan or 1) if k in by_place else 1 for k in known]
    free = made.free(r)
    if sum(widths) == len(free):
        firsts = [free[sum(widths[:n])] for n in range(len(widths))]
        seen = [(k, col) for k, col in zip(known, firsts, strict=True) if k in by_place]
        return all(
            _put(made, index_of[row.number, k], row, by_place[k], r, col, by_place[k].colspan or 1) for k, col in seen
        )
    if row.n_cells == 1 and row.cells[0].colspan is None and len(free) == made.n_cols:
        return _put(made, index_of[row.number, row.cells[0].place], row, row.cells[0], r, 0, made.n_cols)
    return _place_by_text(made, shown, row, r, strips, index_of)


def _is_blank_here(
    made: Placement, shown: Shown, row: TaggedRow, r: int, k: int, index_of: _Indices, before: Before
) -> bool:
    """Is cell K of ROW merged, and all its text on the page before? Then it is placed where it was there."""
    unseen, index = before.unseen.get((row.number, k)), index_of.get((row.number, k))
    if unseen is None or (index is not None and shown.boxes[index] is not None):
        return False
    element = unseen.elements[-1]
    span = (r, unseen.col, max(1, made.rows_down_to(r, row.number, element.rowspan or 1)), unseen.colspan)
    if not made.take(span):
        return False
    made.blank.append((span, element))
    return True


def _place_by_text(made: Placement, shown: Shown, row: TaggedRow, r: int, strips: Strips, index_of: _Indices) -> bool:
    """Place the written cells of ROW in the free columns whose texts stand over or under theirs."""
    after = 0
    for cell in row.cells:
        index = index_of[row.number, cell.place]
        box = shown.boxes[index]
        if box is None:
            continue
        cols = [c for c in made.free(r) if c >= after and c in strips and _overlap(box, strips[c]) > 0]
        if not cols or cols != list(range(cols[0], cols[-1] + 1)):
            return False
        width = (cell.colspan or 1) if shown.table.spans_told else len(cols)
        if width < len(cols) or not _put(made, index, row, cell, r, cols[0], width):
            return False
        after = cols[0] + width
    return True


def _put(made: Placement, index: int, row: TaggedRow, cell: TaggedCell, r: int, col: int, width: int) -> bool:
    span = (r, col, max(1, made.rows_down_to(r, row.number, cell.rowspan or 1)), width)
    if not made.take(span):
        return False
    made.spans[index] = span
    return True


def _overlap(box: Box, strip: tuple[float, float]) -> float:
    return min(box.x1, strip[1]) - max(box.x0, strip[0])


def strips_of(shown: Shown, made: Placement) -> Strips:
    """Where the texts of each column begin and end, cells over several columns left out."""
    strips: Strips = {}
    for index, (_, col, _, colspan) in made.spans.items():
        box = shown.boxes[index]
        if box is not None and colspan == 1:
            x0, x1 = strips.get(col, (box.x0, box.x1))
            strips[col] = (min(x0, box.x0), max(x1, box.x1))
    return strips
