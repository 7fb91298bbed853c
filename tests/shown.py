"""Tables shown as rows of texts, to be compared with what was drawn."""

from __future__ import annotations

from extract.pages import PageTable
from schema.tables import Cell, Table


def cell_at(table: Table, row: int, col: int) -> Cell:
    """The cell of TABLE that covers COL in ROW; fails where none does."""
    cell = table.at(row, col)
    assert cell is not None, f"no cell covers row {row}, column {col}"
    return cell


def texts(table: Table) -> list[list[str]]:
    """The texts of all rows, a merged cell's at each place that it covers."""
    return [[cell_at(table, row, col).text for col in range(table.n_cols)] for row in range(table.n_rows)]


def body(table: Table) -> list[list[str]]:
    """Those of the rows below the header."""
    return texts(table)[table.header_rows :]


def shape(table: PageTable | Table) -> list[tuple[int, int, int, int, str]]:
    """(row, col, rowspan, colspan, its lines parted by `/`) of each cell, row by row."""
    return [
        (c.row, c.col, c.rowspan, c.colspan, "/".join(line.text for line in c.lines))
        for c in sorted(table.cells, key=lambda c: (c.row, c.col))
    ]


def picture(table: Table) -> list[list[str]]:
    """The texts of a table's rows; a place that a merged cell covers shows `^` or `<`."""
    shown = []
    for row in range(table.n_rows):
        line = []
        for col in range(table.n_cols):
            cell = table.at(row, col)
            if cell is None:
                line.append(".")
            else:
                line.append(cell.text if (cell.row, cell.col) == (row, col) else "^" if cell.row < row else "<")
        shown.append(line)
    return shown
