"""The part of a logical table that stands on one page, with its columns on the logical table's grid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from msgspec import Struct, structs

from extract.pages import PageCell, PageTable

UNRULED = frozenset({"aligned", "unruled", "camelot", "tagged"})  # finders of tables whose rows no rule parts

SAME_EDGE_PT = 4.0  # a column's edge wanders this far between the pages of one table
_SHARE_OF_COLUMN = 0.4  # ... but never so far that two edges of a narrow column are taken for one


class Part(Struct, frozen=True):
    """What one page shows of a table. `offset_pt`: from the first page's top to this page's, pages stacked.

    `header_rows` leading rows of `table` are its header, or the header printed again.
    """

    table: PageTable
    offset_pt: float
    header_rows: int = 0

    @property
    def is_ruled(self) -> bool:
        return self.table.finder not in UNRULED

    @property
    def n_rows(self) -> int:
        return len(self.table.row_edges) - 1

    @property
    def n_cols(self) -> int:
        return len(self.table.col_edges) - 1

    def row_across(self, row: int) -> tuple[PageCell | None, ...]:
        """For every column the cell that covers ROW there; None where none does."""
        found: list[PageCell | None] = [None] * self.n_cols
        for cell in chain.from_iterable(self.table.rows[: row + 1]):
            if row < cell.row + cell.rowspan:
                for col in range(cell.col, min(cell.col + cell.colspan, self.n_cols)):
                    found[col] = cell
        return tuple(found)

    def body_cells(self) -> Iterator[PageCell]:
        """The cells below the header."""
        return (cell for cell in self.table.cells if cell.row >= self.header_rows)

    def is_clean(self, row: int) -> bool:
        """Does no cell cross the line above ROW?"""
        return max([cell.row + cell.rowspan for cell in chain.from_iterable(self.table.rows[:row])], default=0) <= row

    def cut_above(self, row: int) -> Part:
        """The part with every cell that crosses the line above ROW cut there; all text is in the upper piece."""
        edge = self.table.row_edges[row]
        cells: list[PageCell] = []
        for cell in self.table.cells:
            if not cell.row < row < cell.row + cell.rowspan:
                cells.append(cell)
                continue
            upper, lower = structs.replace(cell.box, bottom=edge), structs.replace(cell.box, top=edge)
            cells.append(structs.replace(cell, rowspan=row - cell.row, box=upper, open_bottom=False))
            rest = cell.row + cell.rowspan - row
            cells.append(structs.replace(cell, row=row, rowspan=rest, box=lower, lines=(), fill=None, open_top=False))
        return structs.replace(
            self, table=structs.replace(self.table, cells=tuple(sorted(cells, key=lambda c: (c.row, c.col))))
        )


def common_edges(one: Sequence[float], other: Sequence[float], *, drawn: bool = True) -> tuple[float, ...] | None:
    """The edges of the finer of two tables where the other's are a subset of them; None where they disagree.

    A page may stand a little to the side of the one before (odd and even margins): the tables are laid
    with their left edges upon each other, if their widths agree. Edges that are not DRAWN, but guessed
    from the text on each page, may lie further apart.

    >>> common_edges((50, 100, 200), (52, 102, 151, 202))
    (50.0, 100.0, 149.0, 200.0)
    >>> common_edges((50, 100, 200), (50, 140, 200)) is None
    True
    """
    shift = other[0] - one[0]
    moved = tuple(edge - shift for edge in other)
    if abs(moved[-1] - one[-1]) > SAME_EDGE_PT:
        return None
    few, many = (tuple(one), moved) if len(one) <= len(moved) else (moved, tuple(one))
    if len(few) == 2 and len(many) > 2:
        return None  # a lone box agrees with every table of its width
    return tuple(float(edge) for edge in many) if _places(few, many, drawn) is not None else None


def on_edges(table: PageTable, edges: Sequence[float], *, drawn: bool = True) -> PageTable:
    """TABLE with its columns counted on EDGES, of which its own are a subset (but for a shift)."""
    shift = table.col_edges[0] - edges[0]
    places = _places([edge - shift for edge in table.col_edges], edges, drawn)
    if places is None:
        raise ValueError("the table's edges are no subset of the edges given")
    placed = tuple(edge + shift for edge in edges)
    if places == list(range(len(edges))):  # no edge between its own: its cells stay as they are
        return table if placed == table.col_edges else structs.replace(table, col_edges=placed)
    moved = tuple(
        structs.replace(cell, col=places[cell.col], colspan=places[cell.col + cell.colspan] - places[cell.col])
        for cell in table.cells
    )
    return structs.replace(table, col_edges=placed, cells=moved)


def _places(few: Sequence[float], many: Sequence[float], drawn: bool) -> list[int] | None:
    """For each edge of FEW its index in MANY; None where one has no partner of its own."""
    places = [_nearest(many, edge) for edge in few]
    if len(set(places)) < len(places):
        return None
    near = all(abs(many[i] - edge) <= _tolerance(many, i, drawn) for i, edge in zip(places, few, strict=True))
    return places if near else None


def _nearest(edges: Sequence[float], at: float) -> int:
    """The index of the one of EDGES, in ascending order, that is nearest to AT."""
    after = bisect_left(edges, at)
    if after and (after == len(edges) or at - edges[after - 1] <= edges[after] - at):
        return after - 1
    return after


def _tolerance(edges: Sequence[float], index: int, drawn: bool) -> float:
    gaps = [b - a for a, b in pairwise(edges[max(index - 1, 0) : index + 2])]
    tolerance = _SHARE_OF_COLUMN * min(gaps)
    return min(SAME_EDGE_PT, tolerance) if drawn else tolerance
