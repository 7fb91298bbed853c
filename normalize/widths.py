"""How wide a cell's text may be before it wraps: what tells a wrapped line from one that ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schema.tables import Cell, Table

_MOST_PADDING_PT = 8.0


@dataclass(frozen=True, slots=True)
class Widths:
    """Usable widths in points. `ruled`: cells have drawn edges; else only the widest line of a column tells."""

    padding_pt: float
    widest: Mapping[int, float]  # by column
    ruled: bool

    def usable(self, cell: Cell | None) -> float | None:
        """The width that the text of CELL may fill; None where the source has no pages."""
        if cell is None or not cell.fragments:
            return None
        if not self.ruled:
            return self.widest.get(cell.col)
        return max(fragment.bbox.width_pt for fragment in cell.fragments) - 2 * self.padding_pt


def widths_of(table: Table) -> Widths:
    """The widths of TABLE: the padding is the least distance of a text from its cell's left edge."""
    padding = _MOST_PADDING_PT
    widest: dict[int, float] = {}
    for cell in table.cells:
        left = {fragment.page: fragment.bbox.x0 for fragment in cell.fragments}
        for line in cell.lines:
            if line.box is None or line.page is None or line.page not in left:
                continue
            padding = min(padding, max(0.0, line.box.x0 - left[line.page]))
            if cell.colspan == 1:
                widest[cell.col] = max(widest.get(cell.col, 0.0), line.box.width_pt)
    return Widths(padding, widest, ruled="aligned" not in table.finder.lower())
