"""Tables in the one form in which tools and truths are compared. Only the standard library, for
other tools' workers use it.

A grid is {"page", "n_rows", "n_cols", "cells": [{"row", "col", "rowspan", "colspan", "text"}]}; a merged cell is one
cell with its spans, places without a cell are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

Box = tuple[float, float, float, float]  # x0, top, x1, bottom; any unit, y growing downwards


class Cell(TypedDict):
    """One cell; `row` and `col` count from 0."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str


class Grid(TypedDict):
    """One table. `page` counts from 1; 0 where it is not known."""

    page: int
    n_rows: int
    n_cols: int
    cells: list[Cell]


def from_cells(cells: Iterable[Cell], page: int = 0) -> Grid:
    """The grid that CELLS span."""
    held = sorted(cells, key=lambda cell: (cell["row"], cell["col"]))
    n_rows = max((cell["row"] + cell["rowspan"] for cell in held), default=0)
    n_cols = max((cell["col"] + cell["colspan"] for cell in held), default=0)
    return Grid(page=page, n_rows=n_rows, n_cols=n_cols, cells=held)


def from_rows(rows: Sequence[Sequence[str | None]], page: int = 0) -> Grid:
    """A grid of single cells from ROWS of texts; None is an empty cell."""
    return from_cells(
        (
            Cell(row=i, col=j, rowspan=1, colspan=1, text=text or "")
            for i, row in enumerate(rows)
            for j, text in enumerate(row)
        ),
        page,
    )


def from_boxes(cells: Iterable[tuple[Box, str | None]], page: int = 0, tolerance: float = 2.0) -> Grid:
    """A grid from the boxes of cells: edges nearer than TOLERANCE are one edge, and spans count the edges."""
    held = list(cells)
    columns = _edges((x for box, _ in held for x in (box[0], box[2])), tolerance)
    rows = _edges((y for box, _ in held for y in (box[1], box[3])), tolerance)
    placed: dict[tuple[int, int], Cell] = {}
    for box, text in held:
        col, right = _nearest(columns, box[0]), _nearest(columns, box[2])
        row, below = _nearest(rows, box[1]), _nearest(rows, box[3])
        if right > col and below > row:
            cell = Cell(row=row, col=col, rowspan=below - row, colspan=right - col, text=text or "")
            placed.setdefault((row, col), cell)
    return from_cells(placed.values(), page)


def flat(grid: Grid) -> Grid:
    """GRID as rows of texts show it: the text of a merged cell stands at its first place, spans are gone."""
    return from_cells((Cell(**{**cell, "rowspan": 1, "colspan": 1}) for cell in grid["cells"]), grid["page"])


def _edges(values: Iterable[float], tolerance: float) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > tolerance:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
