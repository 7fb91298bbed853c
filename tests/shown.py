"""Tables shown as rows of texts, to be compared with what was drawn."""

from __future__ import annotations

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
