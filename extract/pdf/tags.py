"""Tables as a file's structure tree tells them on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.pages import RowNumber


@dataclass(frozen=True, slots=True)
class TaggedCell:
    """A cell that has something on the page. `place` counts all of its row's cells, seen here or not, from 0;
    spans are None where the file does not state them."""

    place: int
    marks: frozenset[int]  # the ids of its marked content on this page
    header: bool
    rowspan: int | None
    colspan: int | None


@dataclass(frozen=True, slots=True)
class TaggedRow:
    """A row that has something on the page. `n_cells` counts those that have nothing on it too."""

    number: RowNumber
    cells: tuple[TaggedCell, ...]
    n_cells: int


@dataclass(frozen=True, slots=True)
class TaggedTable:
    """What a page shows of a table. `path` leads to it from the tree's root, so it is the same on every page.

    `n_rows` counts its rows on all pages, those in groups that have nothing on this page left out.
    """

    path: tuple[int, ...]
    rows: tuple[TaggedRow, ...]
    n_rows: int

    @property
    def cells(self) -> Iterator[tuple[TaggedRow, TaggedCell]]:
        """Every cell with its row, in the tree's order."""
        return ((row, cell) for row in self.rows for cell in row.cells)

    @property
    def spans_told(self) -> bool:
        """Does the file state spans? Word leaves them out, merged or not."""
        return any(cell.rowspan is not None or cell.colspan is not None for _, cell in self.cells)
