"""Columns between upright rules alone: a page in the middle of a table whose rows no rule parts."""

from __future__ import annotations

import numpy as np

from extract.pdf.grid import TOUCH_PT, Grid, touching
from extract.pdf.primitives import Floats, PagePrimitives
from extract.pdf.strips import Columns, is_crossed

_FEWEST = 4  # rules side by side, as long as each other: the sides of three columns
_TALL = 0.5  # of the page's height: what the page's ends cut on both sides runs over most of it
_NARROWEST_PT = 15.0  # column


def upright_grid(horizontal: Floats, vertical: Floats, page: PagePrimitives) -> Grid | None:
    """The one row, open above and below, between those of VERTICAL that no rule of HORIZONTAL touches.

    None where they are few, short or of different length, or where PAGE has text across them or in fewer than
    three columns.
    """
    free = vertical[~touching(horizontal, vertical).any(axis=0)] if len(horizontal) else vertical
    free = free[free[:, 2] - free[:, 1] > _TALL * page.height_pt]
    if len(free) < _FEWEST:
        return None
    edges = np.sort(free[:, 0])
    ends = free[:, 1:3]
    if float(np.ptp(ends, axis=0).max()) > TOUCH_PT or float(np.diff(edges).min()) < _NARROWEST_PT:
        return None
    top, bottom = float(ends[:, 0].mean()), float(ends[:, 1].mean())
    x, y = page.chars.centers
    held = page.chars.take((x > edges[0]) & (x < edges[-1]) & (y > top) & (y < bottom))
    used = np.unique(np.searchsorted(edges, held.centers[0]))
    if len(used) < _FEWEST - 1 or is_crossed(Columns(tuple(edges.tolist())), held):
        return None
    n_cols = len(edges) - 1
    drawn = (True,) * (n_cols + 1)
    return Grid(tuple(edges.tolist()), (top, bottom), ((False,) * n_cols,) * 2, (drawn,), np.zeros((0, 4)))
