"""The growing logical table: cells in the making, one page's rows after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.joining.breaks import Break
from extract.joining.drafts import Draft, Piece
from extract.joining.parts import Part
from extract.pages import PageCell
from schema.places import fragments_of
from schema.tables import Cell, Line

Fill = tuple[int, int, int]


@dataclass(slots=True)
class Grid:
    """The rows of a logical table so far."""

    n_cols: int
    n_rows: int = 0
    drafts: list[Draft] = field(default_factory=list)

    def bottom(self) -> tuple[Draft | None, ...]:
        """For every column the cell that covers the last row; None where none does."""
        found: list[Draft | None] = [None] * self.n_cols
        for draft in self.drafts:
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
        base = self.n_rows - (1 if at_break.cut else 0)
        for cell in part.body_cells():
            row = cell.row - part.header_rows
            draft = above[cell.col] if row == 0 and cell.col in at_break.linked else None
            if draft is None:
                self._add(part, cell, base + row, header=False)
                continue
            draft.rowspan = base + cell.rowspan - draft.row
            draft.pieces.append(Piece(part.table.page, part.offset_pt, cell, cell.col in at_break.again))
        self.n_rows = base + part.n_rows - part.header_rows

    def _add(self, part: Part, cell: PageCell, row: int, *, header: bool) -> None:
        piece = Piece(part.table.page, part.offset_pt, cell)
        self.drafts.append(Draft(row, cell.col, cell.rowspan, cell.colspan, header, [piece]))

    def cells(self) -> tuple[Cell, ...]:
        """The finished cells, by row, then column."""
        shading = _header_shading(self.drafts)
        grounds = self._grounds()
        ordered = sorted(self.drafts, key=lambda draft: (draft.row, draft.col))
        return tuple(_finished(draft, shading, grounds) for draft in ordered)

    def _grounds(self) -> dict[int, Fill | None]:
        """The ground of each row: the one fill behind all its texts (a zebra's stripe, a section), None without."""
        fills: dict[int, set[Fill | None]] = {}
        for draft in self.drafts:
            told = any(piece.cell.lines for piece in draft.pieces)
            for row in range(draft.row, draft.row + draft.rowspan) if told else ():
                fills.setdefault(row, set()).add(_fill(draft))
        return {row: next(iter(found)) if len(found) == 1 else None for row, found in fills.items()}


def _finished(draft: Draft, header_shading: Fill | None, grounds: Mapping[int, Fill | None]) -> Cell:
    fill = _fill(draft)
    rows = range(draft.row, draft.row + draft.rowspan)
    shaded = fill is not None and any(grounds.get(row) != fill for row in rows)
    if draft.header:
        shaded = fill is not None and fill != header_shading
    return Cell(
        draft.row,
        draft.col,
        draft.rowspan,
        draft.colspan,
        tuple(_lines(draft.pieces)),
        draft.header,
        shaded or any(piece.cell.bar for piece in draft.pieces),
        fragments_of((piece.page, piece.cell.box) for piece in draft.pieces),
    )


def _lines(pieces: Sequence[Piece]) -> Iterable[Line]:
    for piece in pieces:
        for line in piece.cell.lines if not piece.again else ():
            at = piece.offset_pt + line.box.middle
            yield Line(line.text, at, line.box.height_pt, piece.page, line.box)


def _fill(draft: Draft) -> Fill | None:
    return next((piece.cell.fill for piece in draft.pieces if piece.cell.fill is not None), None)


def _header_shading(drafts: Iterable[Draft]) -> Fill | None:
    fills = Counter(fill for draft in drafts if draft.header and (fill := _fill(draft)) is not None)
    return fills.most_common(1)[0][0] if fills else None
