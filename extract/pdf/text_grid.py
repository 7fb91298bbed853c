"""A table on edges that no drawn grid gives: its cells with what is painted in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.pages import PageCell, PageLine, PageTable
from extract.pdf.cells import barred, filled_colors
from extract.pdf.grid import joined
from extract.pdf.primitives import Floats, PagePrimitives
from schema.places import Box

_BAR = 0.3  # of the page's width: longer level rules are no bars of a schedule

Span = tuple[int, int, int, int]  # row, col, rowspan, colspan


def table_on(
    page: PagePrimitives,
    x: Sequence[float],
    y: Sequence[float],
    cells: Sequence[tuple[Span, tuple[PageLine, ...]]],
    finder: str,
) -> PageTable:
    """The table of FINDER with column edges X, row edges Y, in points, and CELLS, in their order."""
    boxes = np.array([[x[c], y[r], x[c + w], y[r + h]] for (r, c, h, w), _ in cells]).round(2)
    fills = filled_colors(page.fills, boxes)
    empty = np.array([not lines for _, lines in cells])
    bars = barred(page, _short_rules(page), boxes, empty) if empty.any() else [False] * len(cells)
    return PageTable(
        page=page.number,
        box=Box(round(x[0], 2), round(y[0], 2), round(x[-1], 2), round(y[-1], 2)),
        col_edges=tuple(round(edge, 2) for edge in x),
        row_edges=tuple(round(edge, 2) for edge in y),
        cells=tuple(
            PageCell(*span, Box(*box), lines, fill, bar)
            for (span, lines), box, fill, bar in zip(cells, boxes.tolist(), fills, bars, strict=True)
        ),
        finder=finder,
    )


def _short_rules(page: PagePrimitives) -> Floats:
    """(n, 4) boxes of the level rules that run through a few cells only: bars and arrows."""
    y, x0, x1, thick = joined(page.horizontal)[0].T
    boxes = np.column_stack((x0, y - thick / 2, x1, y + thick / 2))
    return np.asarray(boxes[x1 - x0 < _BAR * page.width_pt])
