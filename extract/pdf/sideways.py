"""Pages whose text runs sideways though nothing in the file says so: wide tables that were printed turned.

They are turned upright to be read, and what was read is put back to where the page shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from msgspec import structs

from extract.pdf.chars import turn_upright
from extract.pdf.primitives import Fills, Floats, PagePrimitives, Rules
from schema.places import Box, Fragment
from schema.tables import Block, Cell, Table

_MOST = 0.6  # share of a page's characters that is turned when the page is
_FEWEST = 20


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page's text is turned: by `quarters` clockwise, on a page of this size as displayed."""

    quarters: int
    width_pt: float
    height_pt: float

    def upright(self, boxes: Floats) -> Floats:
        """(n, 4) BOXES on the page turned so that its text is upright; its top left is the origin again."""
        shift = ((0.0, 0.0), (0.0, self.width_pt), (self.width_pt, self.height_pt), (self.height_pt, 0.0))
        x, y = shift[self.quarters]
        return np.asarray(turn_upright(boxes, self.quarters) + np.array([x, y, x, y]))

    @property
    def back(self) -> Turn:
        """The turn that undoes this one."""
        odd = self.quarters % 2 == 1
        width, height = (self.height_pt, self.width_pt) if odd else (self.width_pt, self.height_pt)
        return Turn((4 - self.quarters) % 4, width, height)

    def box(self, box: Box) -> Box:
        """`upright` of a single box."""
        x0, top, x1, bottom = self.upright(np.array([[box.x0, box.top, box.x1, box.bottom]]))[0].tolist()
        return Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def turn_of(page: PagePrimitives) -> Turn | None:
    """The turn of PAGE; None where most of its text is upright."""
    quarters = np.bincount(page.chars.turns, minlength=4)
    most = int(quarters.argmax())
    if most == 0 or quarters[most] < max(_FEWEST, _MOST * len(page.chars)):
        return None
    return Turn(most, page.width_pt, page.height_pt)


def upright(page: PagePrimitives, turn: Turn) -> PagePrimitives:
    """PAGE with its text upright."""
    horizontal, vertical = (
        _turned(rules, turn, flat) for rules, flat in ((page.horizontal, True), (page.vertical, False))
    )
    if turn.quarters % 2:
        horizontal, vertical = vertical, horizontal
    return structs.replace(
        page,
        width_pt=turn.back.width_pt,
        height_pt=turn.back.height_pt,
        chars=structs.replace(
            page.chars,
            boxes=turn.upright(page.chars.boxes),
            turns=(page.chars.turns - turn.quarters) % 4,
            clips=None if page.chars.clips is None else turn.upright(page.chars.clips),
        ),
        horizontal=horizontal,
        vertical=vertical,
        fills=Fills(turn.upright(page.fills.boxes), page.fills.rgb),
        images=turn.upright(page.images),
        strokes=turn.upright(page.strokes),
    )


def _turned(rules: Rules, turn: Turn, flat: bool) -> Rules:
    at, start, end, thick = rules.lines.T
    boxes = np.column_stack((start, at, end, at) if flat else (at, start, at, end))
    boxes = turn.upright(boxes)
    if flat == (turn.quarters % 2 == 0):
        lines = np.column_stack((boxes[:, 1], boxes[:, 0], boxes[:, 2], thick))
    else:
        lines = np.column_stack((boxes[:, 0], boxes[:, 1], boxes[:, 3], thick))
    return Rules(lines, rules.rgb)


def table_back(table: Table, turns: Mapping[int, Turn]) -> Table:
    """TABLE with its places on the turned pages (TURNS, by page number) as those pages are displayed."""
    if not turns.keys() & set(table.pages):
        return table
    return replace(table, cells=tuple(_cell_back(cell, turns) for cell in table.cells))


def _cell_back(cell: Cell, turns: Mapping[int, Turn]) -> Cell:
    fragments = tuple(Fragment(f.page, _box_back(f.bbox, f.page, turns)) for f in cell.fragments)
    lines = tuple(
        line if line.box is None else structs.replace(line, box=_box_back(line.box, line.page, turns))
        for line in cell.lines
    )
    return structs.replace(cell, fragments=fragments, lines=lines)


def block_back(block: Block, turns: Mapping[int, Turn]) -> Block:
    """BLOCK, its place as `table_back` has it."""
    if block.box is None or block.page not in turns:
        return block
    return replace(block, box=_box_back(block.box, block.page, turns))


def _box_back(box: Box, page: int | None, turns: Mapping[int, Turn]) -> Box:
    turn = None if page is None else turns.get(page)
    return box if turn is None else turn.back.box(box)
