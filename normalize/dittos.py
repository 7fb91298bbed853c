"""Ditto marks that stand for a whole text cell: the cell above it in the same column is meant."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from normalize.columns import Layout
from normalize.ditto import is_ditto
from normalize.script import to_key
from schema.continued import before_mark
from schema.tables import Cell, Line, Table

TEXT_ROLES = ("level", "action", "criteria", "method", "benefit", "remark", "")


def with_text_dittos_resolved(table: Table, layout: Layout) -> Table:
    """TABLE with each ditto cell of a text column, and each one marked as continued, holding the lines above it.

    Columns of owners and deadlines are left alone: a cell there may hold several values and dittos.
    """
    told: dict[tuple[int, int], Cell] = {}
    for column in layout.columns:
        if column.role not in TEXT_ROLES:
            continue
        above: Cell | None = None
        for cell in table.col_cells(column.index):
            if cell.colspan > 1 or cell.row < layout.body_start or not cell.text:
                continue
            if above is not None and (is_ditto(cell.text) or _is_continued(above, cell)):
                above = told[cell.row, cell.col] = structs.replace(cell, lines=_moved(above, cell))
            else:
                above = cell
    if not told:
        return table
    return replace(table, cells=tuple(told.get((cell.row, cell.col), cell) for cell in table.cells))


def _is_continued(above: Cell, cell: Cell) -> bool:
    """Is the cell above printed again overleaf, with a mark that it goes on: `二、宗教禮俗(續)`?"""
    before = before_mark(cell.text)
    return before is not None and to_key(before) == to_key(above.text)


def _moved(above: Cell, ditto: Cell) -> tuple[Line, ...]:
    """The lines above as if printed where the mark stands."""
    mark = ditto.lines[0]
    first = above.lines[0].at
    return tuple(
        structs.replace(line, at=mark.at + line.at - first, page=mark.page, box=mark.box) for line in above.lines
    )
