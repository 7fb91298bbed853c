"""Pages that draw fewer columns of a table: its first ones are blank there."""

from __future__ import annotations

from msgspec import structs

from extract.joining.parts import SAME_EDGE_PT
from extract.pages import PageCell, PageTable
from schema.places import Box

_FEWEST, _FEWEST_CLOSED = 2, 3  # columns that a page draws of a table: open above, or closed by a rule


def with_first_columns(table: PageTable, above: PageTable) -> PageTable:
    """TABLE with the first columns of ABOVE, as blank cells over all its rows, where it stands right of them in the
    places of the others; TABLE as it is where it does not. Where a rule closes it above, fewer tell too little."""
    missing = len(above.col_edges) - len(table.col_edges)
    if missing <= 0 or len(table.col_edges) <= (_FEWEST if table.open_top else _FEWEST_CLOSED):
        return table
    if any(abs(a - b) > SAME_EDGE_PT for a, b in zip(above.col_edges[missing:], table.col_edges, strict=True)):
        return table
    edges = (*above.col_edges[:missing], *table.col_edges)
    box = Box(edges[0], table.box.top, table.box.x1, table.box.bottom)
    blank = [
        PageCell(
            0,
            col,
            len(table.row_edges) - 1,
            1,
            Box(edges[col], box.top, edges[col + 1], box.bottom),
            open_top=table.open_top,
            open_bottom=table.open_bottom,
        )
        for col in range(missing)
    ]
    cells = [*blank, *(structs.replace(cell, col=cell.col + missing) for cell in table.cells)]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return structs.replace(table, box=box, col_edges=edges, cells=tuple(cells))
