"""A tagged table's characters on its page: which cell each belongs to, and where each cell's text stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extract.pages import Element
from extract.pdf.lines import OUTSIDE
from extract.pdf.primitives import Bools, Floats, Ints, PagePrimitives
from extract.pdf.tags import TaggedCell, TaggedRow, TaggedTable
from schema.places import Box

_SPACES = np.array([0x20, 0xA0, 0x3000, 9, 10, 13], np.uint32)


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A tagged table with its characters. `owners` has for every character of the page the index of its cell in
    `cells`, or OUTSIDE; `written` are those of them that leave ink. `boxes` are None for cells without any."""

    table: TaggedTable
    cells: tuple[tuple[TaggedRow, TaggedCell], ...]
    owners: Ints
    written: Bools
    boxes: tuple[Box | None, ...]

    @property
    def rows(self) -> list[TaggedRow]:
        """The rows with text on the page."""
        with_text = {row.number for (row, _), box in zip(self.cells, self.boxes, strict=True) if box is not None}
        return [row for row in self.table.rows if row.number in with_text]

    def element(self, index: int) -> Element:
        """The cell INDEX as pages are joined by it. Where some cells state spans, one that states none has one row."""
        row, cell = self.cells[index]
        unstated = 1 if self.table.spans_told else None
        return Element(row.number, cell.place, cell.rowspan if cell.rowspan is not None else unstated)


def shown_on(page: PagePrimitives, table: TaggedTable) -> Shown | None:
    """TABLE with its characters on PAGE; None where it has none there that leave ink."""
    marks = page.chars.marks
    if marks is None:
        return None
    cells = tuple(table.cells)
    owner_of = {mark: index for index, (_, cell) in enumerate(cells) for mark in cell.marks}
    ids, which = np.unique(marks, return_inverse=True)
    owners = np.array([owner_of.get(mark, OUTSIDE) for mark in ids.tolist()], np.int64)[which]
    written = (owners != OUTSIDE) & ~np.isin(page.chars.codes, _SPACES)
    if not written.any():
        return None
    return Shown(table, cells, owners, written, _boxes(page.chars.boxes[written], owners[written], len(cells)))


def _boxes(boxes: Floats, owners: Ints, n_cells: int) -> tuple[Box | None, ...]:
    least, most = np.full((n_cells, 2), np.inf), np.full((n_cells, 2), -np.inf)
    np.minimum.at(least, owners, boxes[:, :2])
    np.maximum.at(most, owners, boxes[:, 2:])
    around = np.column_stack((least, most)).tolist()
    return tuple(Box(*box) if box[0] <= box[2] else None for box in around)
