"""The growing logical table: cells in the making, one page's rows after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter

from extract.grounds import Shade, marked
from extract.joining.breaks import Break
from extract.joining.drafts import Draft, Piece
from extract.joining.parts import Part
from extract.pages import PageCell
from schema.places import fragments_of
from schema.tables import Cell, Line


@dataclass(slots=True)
class Grid:
    """The rows of a logical table so far. `newest`: the cells that the last part added or went on with."""

    n_cols: int
    n_rows: int = 0
    drafts: list[Draft] = field(default_factory=list)
    newest: list[Draft] = field(default_factory=list)

    def bottom(self) -> tuple[Draft | None, ...]:
        """For every column the cell that covers the last row; None where none does."""
        found: list[Draft | None] = [None] * self.n_cols
        for draft in self.newest:
            if draft.row + draft.rowspan == self.n_rows:
                for col in range(draft.col, draft.col + draft.colspan):
                    found[col] = draft
        return tuple(found)

    def begin(self, part: Part) -> None:
        """Take the first PART, header and all."""
        for cell in part.table.cells:
            self._add(part, cell, cell.row, header=cell.row < part.header_rows)
        self.n_rows = part.n_rows

    def go_on(self, part: Part, at_break: Break) -> None:
        """Take PART below, the page break read as AT_BREAK says."""
        above = self.bottom()
        self.newest = []
        base = self.n_rows - (1 if at_break.cut else 0)
        for cell in part.body_cells():
            row = cell.row - part.header_rows
            draft = above[cell.col] if row == 0 and cell.col in at_break.linked else None
            if draft is None:
                self._add(part, cell, base + row, header=False)
                continue
            draft.rowspan = base + cell.rowspan - draft.row
            again, twice = cell.col in at_break.again, cell.col in at_break.twice
            draft.pieces.append(Piece(part.table.page, part.offset_pt, cell, again, twice))
            self.newest.append(draft)
        self.n_rows = base + part.n_rows - part.header_rows

    def _add(self, part: Part, cell: PageCell, row: int, *, header: bool) -> None:
        piece = Piece(part.table.page, part.offset_pt, cell)
        draft = Draft(row, cell.col, cell.rowspan, cell.colspan, header, [piece])
        self.drafts.append(draft)
        self.newest.append(draft)

    def cells(self) -> tuple[Cell, ...]:
        """The finished cells, by row, then column."""
        shaded = any(piece.cell.fill is not None for draft in self.drafts for piece in draft.pieces)
        marks = marked([_shade(draft) for draft in self.drafts]) if shaded else set()
        finished = [_finished(draft, shaded=index in marks) for index, draft in enumerate(self.drafts)]
        return tuple(sorted(finished, key=attrgetter("row", "col")))


def _shade(draft: Draft) -> Shade:
    told = any(piece.cell.lines for piece in draft.pieces)
    color = next((piece.cell.fill for piece in draft.pieces if piece.cell.fill is not None), None)
    return Shade(draft.row, draft.col, draft.rowspan, draft.colspan, color, told, draft.header)


def _finished(draft: Draft, *, shaded: bool) -> Cell:
    lines: list[Line] = []
    for piece in draft.pieces:
        shaded = shaded or piece.cell.bar
        for line in piece.lines:
            box = line.box
            at, height = piece.offset_pt + (box.top + box.bottom) / 2, box.bottom - box.top
            lines.append(Line(line.text, at, height, piece.page, box, None, line.spills))
    places = fragments_of([(piece.page, piece.cell.box) for piece in draft.pieces])
    return Cell(draft.row, draft.col, draft.rowspan, draft.colspan, tuple(lines), draft.header, shaded, places)
