"""How much room a cell's text has before it wraps: what tells a wrapped line from one that ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from schema.tables import Cell, Table

_MOST_PADDING_PT = 8.0
_HANGING = tuple("、。，．,.")  # may hang over the end of a full line
_WITHOUT_RULES = frozenset(("aligned", "tagged"))  # finders of tables whose cells have no drawn edges


@dataclass(frozen=True, slots=True)
class Room:
    """The room of a cell: the width its text may fill, and where each page's last line of the table stands."""

    width_pt: float
    last_at: Mapping[int, float] = field(default_factory=dict)  # by page, on the table's vertical scale


@dataclass(frozen=True, slots=True)
class Widths:
    """The rooms of a table. `ruled`: cells have drawn edges, and text their padding; else only the widest line of a
    column tells."""

    padding_pt: float
    widest: Mapping[int, float]  # by column
    last_at: Mapping[int, float]  # by page
    ruled: bool

    def room(self, cell: Cell | None) -> Room | None:
        """The room of CELL; None where the source has no pages."""
        if cell is None or not cell.fragments:
            return None
        if not self.ruled:
            return Room(self.widest[cell.col], self.last_at) if cell.col in self.widest else None
        wide = max(fragment.bbox.width_pt for fragment in cell.fragments)
        return Room(wide - 2 * self.padding_pt, self.last_at)


def widths_of(table: Table, body_start: int = 0) -> Widths:
    """The rooms of TABLE, whose body begins with row BODY_START.

    The padding is the least distance of a text from its cell's left edge. Names in a header may fill their cells
    or leave them, and so may a line in the middle of its cell that ends with a mark.
    """
    ruled = _WITHOUT_RULES.isdisjoint(table.finder.split("+"))
    padding = _MOST_PADDING_PT
    widest: dict[int, float] = {}
    last_at: dict[int, float] = {}
    for cell in table.cells:
        if not cell.lines:
            continue
        left = {fragment.page: fragment.bbox.x0 for fragment in cell.fragments}
        in_body = cell.row >= body_start
        for line in cell.lines:
            box, page = line.box, line.page
            if box is None or page is None or page not in left:
                continue
            if line.at >= last_at.get(page, line.at):
                last_at[page] = line.at
            if not ruled:
                if cell.colspan == 1:
                    widest[cell.col] = max(box.width_pt, widest.get(cell.col, 0.0))
            elif in_body and (indent := box.x0 - left[page]) < padding and not line.text.endswith(_HANGING):
                padding = max(0.0, indent)
    return Widths(padding, widest, last_at, ruled=ruled)
