"""What is painted in a cell: its shading, its hatching, and bars or arrows drawn through it."""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Bools, Fills, Floats, PagePrimitives

_MOST = 0.5  # share of a cell's area that its shading covers, and of its width that a bar does
_MOST_FILLS = 3000  # in a table
_ALL = 0.97  # share of the table that a fill behind all of it covers
_OVER_PT = 3.0  # what is drawn in a table may stick out by this
_CLEAR_PT = 1.5  # a bar keeps this clear of the cell's upper and lower edge
_SIGN_PT = 16.0  # the largest sign that is drawn and no character
_ROUND = 1.5  # times as long one way as the other, at most: a sign is no piece of a bar
_MIDDLE = 0.25  # of the cell's width: so near to its middle stands a sign
_HEAD_PT = 12.0  # the largest head of an arrow
_MEET_PT = 0.5
_PART = 0.25  # of its size, or of the cell's: what a stroke has in a cell at least
_FLAT = 4.0  # times as wide as high: no stroke of a hatching
_HATCHING = 3  # strokes; one or two strike a cell out


def filled_colors(fills: Fills, cells: Floats) -> list[tuple[int, int, int] | None]:
    """The colour that each of CELLS ((n, 4) boxes) is shaded in; None: in none, or in white."""
    fills = _in_table(fills, cells) if len(fills) else fills
    if not len(fills):
        return [None] * len(cells)
    share = shared_area(cells, fills.boxes) / np.maximum(_area(cells), 1e-6)[:, None]
    white = ~fills.coloured
    top = np.where(share > _MOST, np.arange(len(fills)), -1).max(axis=1)  # painted last, so it lies on top
    for k in np.flatnonzero((top < 0) & (share[:, ~white].sum(axis=1) > _MOST)):
        top[k] = _patched(share[k], fills, white)
    colors = fills.rgb[top].tolist()
    none = (top < 0) | white[top]
    return [None if empty else (c[0], c[1], c[2]) for c, empty in zip(colors, none.tolist(), strict=True)]


def _in_table(fills: Fills, cells: Floats) -> Fills:
    """FILLS that touch the table, without those behind all of it, which say nothing of any one cell."""
    left, top, right, bottom = cells.T
    table = np.array([[left.min(), top.min(), right.max(), bottom.max()]])
    shared = shared_area(table, fills.boxes)[0]
    near = np.flatnonzero((shared > 0) & (shared <= _ALL * _area(table)))
    if len(near) > _MOST_FILLS:  # a picture made of pieces
        near = np.sort(near[np.argsort(-shared[near], kind="stable")[:_MOST_FILLS]])
    return Fills(fills.boxes[near], fills.rgb[near])


def _patched(share: Floats, fills: Fills, white: Bools) -> int:
    """A fill of the one colour whose pieces together cover the cell; -1 where none does."""
    parts = np.flatnonzero((share > 0.01) & ~white)
    alike = (fills.rgb[parts] == fills.rgb[parts[0]]).all(axis=1)
    return int(parts[0]) if share[parts[alike]].sum() > _MOST else -1


def shared_area(one: Floats, other: Floats) -> Floats:
    """(len(one), len(other)) areas that boxes share."""
    width = np.minimum(one[:, 2, None], other[:, 2]) - np.maximum(one[:, 0, None], other[:, 0])
    height = np.minimum(one[:, 3, None], other[:, 3]) - np.maximum(one[:, 1, None], other[:, 1])
    return np.asarray(np.maximum(width, 0) * np.maximum(height, 0))


def _area(boxes: Floats) -> Floats:
    return np.asarray((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))


def barred(page: PagePrimitives, loose: Floats, cells: Floats, empty: Bools) -> list[bool]:
    """Does a drawn bar, arrow, sign or hatching run through each of CELLS ((n, 4) boxes)? Only EMPTY ones can have one.

    LOOSE are boxes of rules that are no edge of a cell.
    """
    if not empty.any() or not (len(loose) or len(page.fills) or len(page.images) or len(page.strokes)):
        return [False] * len(cells)
    drawn = _drawn_in_table(np.concatenate((loose, page.fills.boxes[page.fills.coloured], page.images)), cells)
    through = np.zeros(len(cells), np.bool_)
    through[empty] = _run_through(cells[empty], drawn) | _signed(cells[empty], drawn)
    if len(page.strokes) >= _HATCHING:
        through |= _hatched(cells, _drawn_in_table(page.strokes, cells), empty)
    return list(through.tolist())


def _drawn_in_table(drawn: Floats, cells: Floats) -> Floats:
    (x0, top, x1, bottom), (left, high, right, low) = drawn.T, cells.T
    inside = (x0 >= left.min() - _OVER_PT) & (x1 <= right.max() + _OVER_PT)
    inside &= (top >= high.min() - _OVER_PT) & (bottom <= low.max() + _OVER_PT)
    return np.asarray(drawn[inside][:_MOST_FILLS])


def _run_through(cells: Floats, drawn: Floats) -> Bools:
    if not len(drawn):
        return np.zeros(len(cells), np.bool_)
    width = np.minimum(cells[:, 2, None], drawn[:, 2]) - np.maximum(cells[:, 0, None], drawn[:, 0])
    through = width >= _MOST * (cells[:, 2] - cells[:, 0])[:, None]
    middle = (drawn[:, 1] + drawn[:, 3]) / 2
    through &= (middle > cells[:, 1, None] + _CLEAR_PT) & (middle < cells[:, 3, None] - _CLEAR_PT)
    through &= drawn[:, 3] - drawn[:, 1] <= (cells[:, 3] - cells[:, 1])[:, None] + _OVER_PT
    return np.asarray(through.any(axis=1))


def _signed(cells: Floats, drawn: Floats) -> Bools:
    """Which of CELLS have a small shape, about as high as wide, in their middle: a sign that is no character."""
    size = drawn[:, 2:] - drawn[:, :2]
    is_sign = (size.max(axis=1) <= _SIGN_PT) & (size.max(axis=1) <= _ROUND * size.min(axis=1))
    signs = drawn[is_sign]
    if not len(signs):
        return np.zeros(len(cells), np.bool_)
    inside = (signs[:, :2] >= cells[:, None, :2]).all(axis=2) & (signs[:, 2:] <= cells[:, None, 2:]).all(axis=2)
    off = np.abs((signs[:, 0] + signs[:, 2]) - (cells[:, 0] + cells[:, 2])[:, None]) / 2
    return np.asarray((inside & (off <= _MIDDLE * (cells[:, 2] - cells[:, 0])[:, None])).any(axis=1))


def arrow_heads(page: PagePrimitives) -> Floats:
    """(n, 4) boxes of what is small enough to be the head of an arrow: a triangle, or two slanted strokes that meet."""
    if not len(page.fills) and not len(page.strokes):
        return page.strokes
    drawn = page.fills.boxes
    if len(page.strokes) > 1:
        one, other = page.strokes[:-1], page.strokes[1:]
        pairs = np.column_stack((np.minimum(one, other)[:, :2], np.maximum(one, other)[:, 2:]))
        meet = (one[:, 2:] >= other[:, :2] - _MEET_PT).all(axis=1) & (other[:, 2:] >= one[:, :2] - _MEET_PT).all(axis=1)
        drawn = np.concatenate((drawn, pairs[meet]))
    small = (drawn[:, 2:] - drawn[:, :2] <= _HEAD_PT).all(axis=1)
    return np.asarray(drawn[small][:_MOST_FILLS])


def _hatched(cells: Floats, strokes: Floats, empty: Bools) -> Bools:
    """Which EMPTY ones of CELLS are hatched: several slanted STROKES in each, over most of its width and height."""
    hatched = np.zeros(len(cells), np.bool_)
    long = strokes[:, 2:] - strokes[:, :2]
    steep = long[:, 0] <= _FLAT * long[:, 1]
    strokes, long = strokes[steep], long[steep]
    for k in np.flatnonzero(empty) if len(strokes) >= _HATCHING else ():
        size = cells[k, 2:] - cells[k, :2]
        start, end = np.maximum(cells[k, :2], strokes[:, :2]), np.minimum(cells[k, 2:], strokes[:, 2:])
        own = (end - start > _PART * np.minimum(size, long)).all(axis=1) & (long[:, 1] <= size[1] + _OVER_PT)
        if np.count_nonzero(own) >= _HATCHING:
            hatched[k] = (end[own].max(axis=0) - start[own].min(axis=0) > _MOST * size).all()
    return hatched
