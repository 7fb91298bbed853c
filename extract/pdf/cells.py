"""What is painted in a cell: its shading, and bars or arrows drawn through it."""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Bools, Fills, Floats, PagePrimitives

_WHITE = 250
_MOST = 0.5  # share of a cell's area that its shading covers, and of its width that a bar does
_MOST_FILLS = 3000  # in a table
_ALL = 0.97  # share of the table that a fill behind all of it covers
_OVER_PT = 3.0  # what is drawn in a table may stick out by this
_CLEAR_PT = 1.5  # a bar keeps this clear of the cell's upper and lower edge


def filled_colors(fills: Fills, cells: Floats) -> list[tuple[int, int, int] | None]:
    """The colour that each of CELLS ((n, 4) boxes) is shaded in; None: in none, or in white."""
    fills = _in_table(fills, cells)
    if not len(fills):
        return [None] * len(cells)
    share = shared_area(cells, fills.boxes) / np.maximum(_area(cells), 1e-6)[:, None]
    white = fills.rgb.min(axis=1) >= _WHITE
    top = np.where(share > _MOST, np.arange(len(fills)), -1).max(axis=1)  # painted last, so it lies on top
    for k in np.flatnonzero((top < 0) & (share[:, ~white].sum(axis=1) > _MOST)):
        top[k] = _patched(share[k], fills, white)
    colors = fills.rgb[top].tolist()
    none = (top < 0) | white[top]
    return [None if empty else (c[0], c[1], c[2]) for c, empty in zip(colors, none.tolist(), strict=True)]


def _in_table(fills: Fills, cells: Floats) -> Fills:
    """FILLS that touch the table, without those behind all of it, which say nothing of any one cell."""
    table = np.concatenate((cells[:, :2].min(axis=0), cells[:, 2:].max(axis=0)))[None, :]
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
    """Does a drawn bar, arrow or sign run through each of CELLS ((n, 4) boxes)? Only EMPTY ones can have one.

    LOOSE are boxes of rules that are no edge of a cell.
    """
    table = np.concatenate((cells[:, :2].min(axis=0), cells[:, 2:].max(axis=0)))
    coloured = page.fills.boxes[page.fills.rgb.min(axis=1) < _WHITE]
    drawn = np.concatenate((loose, coloured, page.images))
    inside = (drawn[:, 0] >= table[0] - _OVER_PT) & (drawn[:, 2] <= table[2] + _OVER_PT)
    inside &= (drawn[:, 1] >= table[1] - _OVER_PT) & (drawn[:, 3] <= table[3] + _OVER_PT)
    drawn = drawn[inside][:_MOST_FILLS]
    if not len(drawn) or not empty.any():
        return [False] * len(cells)
    width = np.minimum(cells[:, 2, None], drawn[:, 2]) - np.maximum(cells[:, 0, None], drawn[:, 0])
    through = width >= _MOST * (cells[:, 2] - cells[:, 0])[:, None]
    middle = (drawn[:, 1] + drawn[:, 3]) / 2
    through &= (middle > cells[:, 1, None] + _CLEAR_PT) & (middle < cells[:, 3, None] - _CLEAR_PT)
    through &= drawn[:, 3] - drawn[:, 1] <= (cells[:, 3] - cells[:, 1])[:, None] + _OVER_PT
    return list((through.any(axis=1) & empty).tolist())
