"""The growing logical table: cells in the making, one page's rows after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter

from extract.grounds import Shade, marked
from extract.joining.breaks import Break
from extract.joining.drafts import Draft, Piece
from extract.joining.parts import Part
from schema.places import Box, fragments_of
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
        page, offset_pt, head = part.table.page, part.offset_pt, part.header_rows
        self.drafts = [
            Draft(cell.row, cell.col, cell.rowspan, cell.colspan, cell.row < head, [Piece(page, offset_pt, cell)])
            for cell in part.table.cells
        ]
        self.newest = [*self.drafts]
        self.n_rows = part.n_rows

    def go_on(self, part: Part, at_break: Break) -> None:
        """Take PART below, the page break read as AT_BREAK says."""
        above = self.bottom()
        self.newest = []
        base = self.n_rows - (1 if at_break.cut else 0)
        page, offset_pt, shift = part.table.page, part.offset_pt, base - part.header_rows
        for cell in part.body_cells():
            draft = above[cell.col] if cell.row == part.header_rows and cell.col in at_break.linked else None
            if draft is None:
                piece = Piece(page, offset_pt, cell)
                draft = Draft(cell.row + shift, cell.col, cell.rowspan, cell.colspan, False, [piece])
                self.drafts.append(draft)
            else:
                draft.rowspan = base + cell.rowspan - draft.row
                again, twice = cell.col in at_break.again, cell.col in at_break.twice
                draft.pieces.append(Piece(page, offset_pt, cell, again, twice))
            self.newest.append(draft)
        self.n_rows = base + part.n_rows - part.header_rows

    def cells(self) -> tuple[Cell, ...]:
        """The finished cells, by row, then column."""
        shaded = any(piece.cell.fill is not None for draft in self.drafts for piece in draft.pieces)
        marks = marked([_shade(draft) for draft in self.drafts]) if shaded else set()
        finished = [_finished(draft, shaded=index in marks) for index, draft in enumerate(self.drafts)]
        return tuple(sorted(finished, key=attrgetter("row", "col")))


def _shade(draft: Draft) -> Shade:
    cells = [piece.cell for piece in draft.pieces]
    told = len(cells[0].lines) > 0 or any(cell.lines for cell in cells)
    colors = [cell.fill for cell in cells if cell.fill is not None]
    color = colors[0] if colors else None
    return Shade(draft.row, draft.col, draft.rowspan, draft.colspan, color, told, draft.header)


def _finished(draft: Draft, *, shaded: bool) -> Cell:
    lines: list[Line] = []
    places: list[tuple[int, Box]] = []
    for piece in draft.pieces:
        cell, page, offset_pt = piece.cell, piece.page, piece.offset_pt
        shaded = shaded or cell.bar
        places.append((page, cell.box))
        for line in piece.lines if cell.lines else ():
            box = line.box
            top, bottom = box.top, box.bottom
            at = offset_pt + (top + bottom) / 2
            lines.append(Line(line.text, at, bottom - top, page, box, None, line.spills, line.corner))
    own = fragments_of(places)
    return Cell(draft.row, draft.col, draft.rowspan, draft.colspan, tuple(lines), draft.header, shaded, own)
