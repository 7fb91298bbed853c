"""Ditto marks that stand for a whole text cell: the cell above it in the same column is meant."""

from __future__ import annotations

from dataclasses import replace

from normalize.columns import Layout
from normalize.ditto import is_ditto
from schema.tables import Cell, Line, Table

TEXT_ROLES = ("level", "action", "criteria", "method", "benefit", "remark", "")


def with_text_dittos_resolved(table: Table, layout: Layout) -> Table:
    """TABLE with each ditto cell of a text column holding the lines of the cell above it.

    Columns of owners and deadlines are left alone: a cell there may hold several values and dittos.
    """
    text_columns = {column.index for column in layout.columns if column.role in TEXT_ROLES}
    last: dict[int, Cell] = {}
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.col in text_columns and cell.colspan == 1 and cell.row >= layout.body_start and cell.text:
            above = last.get(cell.col)
            if above is not None and is_ditto(cell.text):
                cell = replace(cell, lines=_moved(above, cell))
            last[cell.col] = cell
        cells.append(cell)
    return table if cells == list(table.cells) else replace(table, cells=tuple(cells))


def _moved(above: Cell, ditto: Cell) -> tuple[Line, ...]:
    """The lines above as if printed where the mark stands."""
    mark = ditto.lines[0]
    first = above.lines[0].at
    return tuple(replace(line, at=mark.at + line.at - first, page=mark.page, box=mark.box) for line in above.lines)
