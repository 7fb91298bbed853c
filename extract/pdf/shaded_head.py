"""A header that no rule frames: names on coloured ground right above a grid, one in each column or nearly."""

from __future__ import annotations

import numpy as np
from msgspec import structs

from extract.pdf.grid import SNAP_PT, Grid
from extract.pdf.primitives import Floats, PagePrimitives, median
from extract.pdf.stretches import stretches_of

_COVERED = 0.9  # of the grid's width has coloured ground above it
_NAMED = 0.5  # of the columns, more than that, have a name
_ON_END = 0.3  # of the size: what stands no further apart is one text
_LINES = 5.0  # times the size of its text: no header is higher


def with_shaded_head(grid: Grid, page: PagePrimitives) -> Grid:
    """GRID with the coloured band right above it as its first row, where text stands in that in GRID's columns."""
    left, right, bottom = grid.col_edges[0], grid.col_edges[-1], grid.row_edges[0]
    top = _top_of_band(page, left, right, bottom)
    if top is None:
        return grid
    x, y = page.chars.centers
    names = page.chars.take((x > left) & (x < right) & (y > top) & (y < bottom))
    names = names.take(~names.spaces)
    if not len(names) or bottom - top > _LINES * median(names.sizes):
        return grid
    inner = np.array(grid.col_edges[1:-1])
    x0, x1 = stretches_of(names, _ON_END).T[1:3]
    crossed = ((x0[:, None] < inner - 1) & (x1[:, None] > inner + 1)).any()
    columns = np.unique(np.searchsorted(grid.col_edges, names.centers[0]))
    if crossed or len(columns) < 2 or len(columns) <= _NAMED * (len(grid.col_edges) - 1):
        return grid
    across, down = (True,) * grid.n_cols, (True,) * (grid.n_cols + 1)
    return structs.replace(
        grid, row_edges=(top, *grid.row_edges), across=(across, *grid.across), down=(down, *grid.down)
    )


def _top_of_band(page: PagePrimitives, left: float, right: float, bottom: float) -> float | None:
    """Where the coloured ground begins that stands on the height BOTTOM from LEFT to RIGHT; None where none does."""
    if not len(page.fills):
        return None
    boxes: Floats = page.fills.boxes[page.fills.coloured]
    stands = (np.abs(boxes[:, 3] - bottom) <= SNAP_PT) & (boxes[:, 1] < bottom - SNAP_PT)
    boxes = boxes[stands & (boxes[:, 0] >= left - SNAP_PT) & (boxes[:, 2] <= right + SNAP_PT)]
    if not len(boxes) or np.ptp(boxes[:, 1]) > SNAP_PT:
        return None
    boxes = boxes[np.argsort(boxes[:, 0])]
    reach = np.maximum.accumulate(boxes[:, 2])
    begins = np.maximum(boxes[1:, 0], reach[:-1])
    covered = boxes[0, 2] - boxes[0, 0] + float(np.maximum(boxes[1:, 2] - begins, 0).sum())
    return float(boxes[:, 1].min()) if covered >= _COVERED * (right - left) else None
