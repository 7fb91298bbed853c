"""Tables drawn as coloured blocks, a little apart and without a rule: the gaps part the cells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.pdf.grid import groups, joined
from extract.pdf.primitives import Bools, Fills, Floats, Rules
from schema.places import Box

_GAP_PT = 3.0  # blocks that make up a table stand no further apart
_LEAST_GAP_PT = 0.2  # nearer ones are one shading, drawn in pieces
_EDGE_PT = 0.5  # a block stands inside another one although it sticks out by this
_MOST = 1000  # more than this are a picture made of pieces
_FEWEST = 4
_LEAST_PT = 6.0  # no cell is lower or narrower


def block_edges(fills: Fills, taken: Sequence[Box]) -> tuple[Floats, Floats]:
    """The edges of all blocks, as horizontal and vertical rules (joined, as `joined` gives them).

    Fills on TAKEN, the tables with drawn rules, are not looked at.
    """
    none = np.zeros((0, 4))
    blocks = _blocks(fills, taken) if len(fills) else none
    if len(blocks) < _FEWEST:
        return none, none
    right, below = _gaps(blocks)
    kept = np.zeros(len(blocks), np.bool_)
    near = right | right.T | below | below.T | np.eye(len(blocks), dtype=np.bool_)
    for members, _ in groups(near):
        ways = [way[np.ix_(members, members)].any(axis=1).sum() for way in (right, below)]
        kept[members] = len(members) >= _FEWEST and min(ways) >= _FEWEST // 2
    x0, top, x1, bottom = blocks[kept].T
    thick = np.zeros(len(x0))
    level = np.concatenate((np.column_stack((top, x0, x1, thick)), np.column_stack((bottom, x0, x1, thick))))
    upright = np.concatenate((np.column_stack((x0, top, bottom, thick)), np.column_stack((x1, top, bottom, thick))))
    rgb = np.zeros((len(level), 3), np.uint8)
    horizontal, vertical = joined(Rules(level, rgb), Rules(upright, rgb))
    return horizontal, vertical


def _blocks(fills: Fills, taken: Sequence[Box]) -> Floats:
    """The boxes of FILLS that may be cells: seen on their ground, and not inside one another."""
    boxes = fills.boxes
    size = boxes[:, 2:] - boxes[:, :2]
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    free = (size >= _LEAST_PT).all(axis=1)
    for box in taken:
        free &= ~((x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom))
    coloured = fills.coloured
    if not (free & coloured).any() or np.count_nonzero(free) > _MOST:
        return np.zeros((0, 4))
    boxes, coloured = boxes[free], coloured[free]
    inside = _inside(boxes)
    grounds = np.count_nonzero(inside, axis=0) >= _FEWEST
    on_ground = (inside & (grounds & coloured)[None, :]).any(axis=1)
    seen = (coloured | on_ground) & ~grounds
    boxes = boxes[seen]
    return _whole(boxes[~_inside(boxes).any(axis=1)]) if len(boxes) else boxes


def _inside(boxes: Floats) -> Bools:
    """(n, n): does the one lie inside the other, larger or painted first?"""
    low = (boxes[:, None, :2] >= boxes[None, :, :2] - _EDGE_PT).all(axis=2)
    inside = low & (boxes[:, None, 2:] <= boxes[None, :, 2:] + _EDGE_PT).all(axis=2)
    return np.asarray(inside & ~(inside.T & np.triu(np.ones_like(inside))))


def _whole(boxes: Floats) -> Floats:
    """BOXES with pieces that stand on each other, equally wide, made one."""
    made: list[list[float]] = []
    for box in boxes[np.lexsort((boxes[:, 1], boxes[:, 0].round()))].tolist():
        last = made[-1] if made else None
        if last and max(abs(last[0] - box[0]), abs(last[2] - box[2])) <= _EDGE_PT and box[1] - last[3] <= _LEAST_GAP_PT:
            last[3] = max(last[3], box[3])
        else:
            made.append(box)
    return np.array(made)


def _gaps(blocks: Floats) -> tuple[Bools, Bools]:
    """(n, n) each: does the other block stand a small gap to the right of the one; below it?"""
    x0, top, x1, bottom = blocks.T
    found = []
    for start, end, low, high in ((x0, x1, top, bottom), (top, bottom, x0, x1)):
        gap = start[None, :] - end[:, None]
        shared = np.minimum(high[:, None], high) - np.maximum(low[:, None], low)
        smaller = np.minimum((high - low)[:, None], high - low)
        found.append((gap >= _LEAST_GAP_PT) & (gap <= _GAP_PT) & (shared > smaller / 2))
    return found[0], found[1]
