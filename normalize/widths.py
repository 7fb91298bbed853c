"""How much room a cell's text has before it wraps: what tells a wrapped line from one that ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from schema.places import Box
from schema.tables import Cell, Line, Table

_MOST_PADDING_PT = 8.0
_HANGING = tuple("、。，．,.")  # may hang over the end of a full line
BLANK = 1.7  # of a line's height: a wider step has a blank line in it, unless all lines stand so apart
_SURELY_BLANK = 2.6  # and a step as wide has one in any case
_TURNED = 1.5  # times its height: what stands higher runs from top to bottom, or back
_WIDER = 1.25  # times the table's usual step
_WITHOUT_RULES = frozenset(("aligned", "unruled", "tagged"))  # finders of tables whose cells have no drawn edges


class Room(Struct, frozen=True):
    """The room of a cell: the width its text may fill, and where each page's last line of the table stands.

    `table` has the rooms of all cells; None where only this one is known.
    """

    width_pt: float
    last_at: Mapping[int, float] = {}  # by page, on the table's vertical scale
    table: Widths | None = None


@dataclass(frozen=True)
class Widths:
    """The rooms of a table. `ruled`: cells have drawn edges, and text their padding; else only the widest line of a
    column tells."""

    padding_pt: float
    widest: Mapping[int, float]  # by column
    last_at: Mapping[int, float]  # by page
    ruled: bool
    cells: tuple[Cell, ...] = ()
    sideways: bool = False  # does any line run sideways?

    def room(self, cell: Cell | None) -> Room | None:
        """The room of CELL; None where the source has no pages."""
        if cell is None or not cell.fragments:
            return None
        if not self.ruled:
            return Room(self.widest[cell.col], self.last_at, self) if cell.col in self.widest else None
        sideways = self.sideways and any(map(runs_sideways, cell.lines))
        wide = max([part.bbox.height_pt if sideways else part.bbox.width_pt for part in cell.fragments])
        return Room(wide - 2 * self.padding_pt, self.last_at, self)

    @cached_property
    def usual_step(self) -> float | None:
        """The least step from a full line to the next, in heights of a line; None where no line is full."""
        return min(self._steps(), default=None)

    def _steps(self) -> Iterator[float]:
        for cell in self.cells:
            room = self.room(cell) if len(cell.lines) > 1 else None
            if room is None:
                continue
            for above, below in pairwise(cell.lines):
                full = above.box is not None and length_of(above, above.box) + above.height > room.width_pt
                if full and above.page == below.page:
                    yield step_of(above, below)


def runs_sideways(line: Line) -> bool:
    """Is LINE printed turned, as on a page whose wide table was printed sideways?"""
    box = line.box
    return box is not None and box.bottom - box.top > _TURNED * line.height


def length_of(line: Line, box: Box) -> float:
    """Points that LINE, which stands in BOX, takes in the direction in which it runs."""
    return box.bottom - box.top if runs_sideways(line) else box.x1 - box.x0


def step_of(above: Line, below: Line) -> float:
    """From the middle of a line to that of the next, in heights of the higher one."""
    return (below.at - above.at) / max(below.height, above.height, 1e-6)


def has_blank_between(above: Line, below: Line, room: Room | None) -> bool:
    """Is there a blank line between two lines of one page? Where the table's lines stand far apart, its usual step
    tells."""
    step = step_of(above, below)
    if step <= BLANK or step > _SURELY_BLANK:
        return step > BLANK
    usual = room.table.usual_step if room is not None and room.table is not None else None
    return usual is None or step > _WIDER * usual


def widths_of(table: Table, body_start: int = 0) -> Widths:
    """The rooms of TABLE, whose body begins with row BODY_START.

    The padding is the least distance of a text from its cell's left edge. Names in a header may fill their cells
    or leave them, and so may a line in the middle of its cell that ends with a mark.
    """
    ruled = _WITHOUT_RULES.isdisjoint(table.finder.split("+"))
    indents: list[float] = []
    turned: list[float] = []  # of lines that run sideways
    sideways = False
    widest: dict[int, float] = {}
    last_at: dict[int, float] = {}
    for cell in table.cells:
        in_body = cell.row >= body_start
        for fragment in cell.fragments if cell.lines else ():
            page, around = fragment.page, fragment.bbox
            for line in cell.lines:
                box = line.box
                if box is None or line.page != page:
                    continue
                is_turned = runs_sideways(line)
                sideways |= is_turned
                if line.at >= last_at.get(page, line.at):
                    last_at[page] = line.at
                if not ruled:
                    if cell.colspan == 1:
                        widest[cell.col] = max(box.width_pt, widest.get(cell.col, 0.0))
                elif in_body and not line.text.endswith(_HANGING):
                    if is_turned:  # it begins at the nearer end
                        turned.append(min(box.top - around.top, around.bottom - box.bottom))
                    else:
                        indents.append(box.x0 - around.x0)
    padding = min(turned if len(turned) > len(indents) else indents, default=_MOST_PADDING_PT)
    return Widths(max(0.0, min(padding, _MOST_PADDING_PT)), widest, last_at, ruled, table.cells, sideways)
