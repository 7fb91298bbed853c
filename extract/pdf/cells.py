"""What is painted in a cell: its shading, and bars or arrows drawn through it."""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Fills, Floats, PagePrimitives

_WHITE = 250
_MOST = 0.5  # a fill that covers more than this share of a cell shades it


def filled_colors(fills: Fills, cells: Floats) -> list[tuple[int, int, int] | None]:
    """The colour that each of CELLS ((n, 4) boxes) is shaded in; None: in none, or in white."""
    if not len(fills) or not len(cells):
        return [None] * len(cells)
    share = shared_area(cells, fills.boxes) / np.maximum(_area(cells), 1e-6)[:, None]
    covers = share > _MOST
    order = np.arange(1, len(fills) + 1)
    last = np.where(covers, order, 0).max(axis=1) - 1  # the fill painted last lies on top
    white = fills.rgb.min(axis=1) >= _WHITE
    colors: list[tuple[int, int, int] | None] = []
    for k, top in enumerate(last.tolist()):
        if top < 0:
            top = _patched(share[k], fills, white)
        if top < 0 or white[top]:
            colors.append(None)
        else:
            r, g, b = fills.rgb[top].tolist()
            colors.append((r, g, b))
    return colors


def _patched(share: Floats, fills: Fills, white: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    """A fill of the one colour whose pieces together cover the cell; -1 where none does."""
    parts = np.flatnonzero((share > 0.01) & ~white)
    if len(parts) < 2 or share[parts].sum() <= _MOST:
        return -1
    alike = (fills.rgb[parts] == fills.rgb[parts[0]]).all(axis=1)
    return int(parts[0]) if share[parts[alike]].sum() > _MOST else -1


def shared_area(one: Floats, other: Floats) -> Floats:
    """(len(one), len(other)) areas that boxes share."""
    width = np.minimum(one[:, 2, None], other[:, 2]) - np.maximum(one[:, 0, None], other[:, 0])
    height = np.minimum(one[:, 3, None], other[:, 3]) - np.maximum(one[:, 1, None], other[:, 1])
    return np.asarray(np.maximum(width, 0) * np.maximum(height, 0))


def _area(boxes: Floats) -> Floats:
    return np.asarray((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))


def spanned_bars(page: PagePrimitives, cells: Floats) -> list[bool]:
    """Does a drawn bar or arrow run through each of CELLS?"""
    return [False] * len(cells)
