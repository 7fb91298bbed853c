"""The logical grid of a word-processor table: columns that differ by a hair are one, merged cells are one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from extract.flow.model import FlowCell, FlowRow, FlowTable

_SAME_EDGE_PT = 4.5  # column edges nearer than this were meant to be one


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its place on the logical grid, with its spans and the x of its left edge in points."""

    row: int
    col: int
    rowspan: int
    colspan: int
    x_pt: float
    cell: FlowCell


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells in their places; `edges_pt` are the n_cols + 1 column edges."""

    rows: tuple[FlowRow, ...]
    edges_pt: tuple[float, ...]
    cells: tuple[Placed, ...]

    @property
    def n_cols(self) -> int:
        return max(0, len(self.edges_pt) - 1)


def grid_of(table: FlowTable) -> Grid:
    """TABLE on its logical grid; rows in which no cell begins are no rows."""
    edges = _edges(table)
    columns = _columns(table, edges)
    placed = _place(table, edges, columns)
    begun = {cell.row for cell in placed}
    kept = [row for row in range(len(table.rows)) if row in begun]
    new_row = {row: n for n, row in enumerate(kept)}
    cells = tuple(
        replace(
            cell,
            row=new_row[cell.row],
            rowspan=sum(1 for row in range(cell.row, cell.row + cell.rowspan) if row in begun),
        )
        for cell in placed
    )
    first_of = {column: edge for edge, column in sorted(columns.items(), reverse=True)}
    edges_pt = tuple(edges[first_of[column]] for column in range(len(first_of)))
    return Grid(tuple(table.rows[row] for row in kept), edges_pt, cells)


def _edges(table: FlowTable) -> list[float]:
    """x of every edge of the format's grid; evenly spread where the format states no widths."""
    needed = max((cell.first + cell.span for row in table.rows for cell in row.cells), default=0)
    widths = list(table.widths_pt[:needed])
    stated = [width for width in widths if width > 0]
    usual = sum(stated) / len(stated) if stated else 72.0
    widths = [width if width > 0 or stated else usual for width in widths]
    widths += [usual] * (needed - len(widths))
    return [0.0, *accumulate(widths)]


def _columns(table: FlowTable, edges: Sequence[float]) -> dict[int, int]:
    """Edge of the format's grid to edge of the logical grid, for the edges at which a cell begins or ends."""
    spans = {(cell.first, cell.first + cell.span) for row in table.rows for cell in row.cells}
    used = sorted({edge for span in spans for edge in span})
    group: list[int] = []
    columns: dict[int, int] = {}
    column = -1
    for edge in used:
        near = group and edges[edge] - edges[group[0]] <= _SAME_EDGE_PT
        if not near or any((start, edge) in spans for start in group):
            group = []
            column += 1
        group.append(edge)
        columns[edge] = column
    return columns


def _place(table: FlowTable, edges: Sequence[float], columns: dict[int, int]) -> list[Placed]:
    placed: list[Placed] = []
    above: dict[tuple[int, int], int] = {}  # (col, colspan) of the row above -> index in `placed`
    for n, row in enumerate(table.rows):
        current: dict[tuple[int, int], int] = {}
        for cell in row.cells:
            col = columns[cell.first]
            key = (col, columns[cell.first + cell.span] - col)
            if cell.below and key in above:
                index = above[key]
                placed[index] = replace(placed[index], rowspan=n - placed[index].row + 1)
            else:
                index = len(placed)
                placed.append(Placed(n, col, 1, key[1], edges[cell.first], cell))
            current[key] = index
        above = current
    return placed
