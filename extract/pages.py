"""What a page of a format with pages gives: printed lines and the tables drawn on it, before pages are joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from schema.once import Once
from schema.places import Box
from schema.text import join_lines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class PageLine(Struct, frozen=True, gc=False):
    """One printed line (of a cell, or outside tables), cleaned by `schema.text.clean`."""

    text: str
    box: Box
    size_pt: float  # of most of its characters
    bold: bool = False
    spills: bool = False  # leaves its cell, or is printed over other text
    corner: bool = False  # stands above the stroke that cuts its cell from top left to bottom right


_MARGIN = 0.12  # of the longer side of a page

RowNumber = tuple[int, int]  # a row in the structure tree: its group among the table's children, its place in it


@dataclass(frozen=True, slots=True)
class Element:
    """A cell of the file's structure tree that a cell on a page shows, all or a part of it.

    `row` is the row it begins in; `rowspan` is None where the tree does not state it.
    """

    row: RowNumber
    place: int  # in its row
    rowspan: int | None


@dataclass(frozen=True, slots=True)
class Tags:
    """What the structure tree says of a table on a page. `path` leads from its root to the table's element, which
    is the same on every page that shows a part of the table.

    `rows` has the numbers in the tree of every row on the page: several where no rule parts them, none where the
    tree does not tell.
    `doubt` says how the tree's reading differs; empty where it does not.
    """

    path: tuple[int, ...]
    rows: tuple[tuple[RowNumber, ...], ...]
    header_rows: int = 0  # leading ones of header cells only
    spans_told: bool = False
    doubt: str = ""


class PageCell(Struct, frozen=True, dict=True):
    """A cell as drawn on one page; `row` and `col` count from 0 within the page's table.

    `open_top` / `open_bottom`: it stands at that end of the page's table, and no rule closes it there.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    box: Box
    lines: tuple[PageLine, ...] = ()
    fill: tuple[int, int, int] | None = None  # RGB 0..255; None: no fill, or white
    bar: bool = False  # a drawn bar or arrow runs through it
    open_top: bool = False
    open_bottom: bool = False
    elements: tuple[Element, ...] = ()  # of a structure tree, from top to bottom; none where none tells

    @Once
    def text(self) -> str:
        """All lines joined as running text; read several times where pages are joined."""
        return join_lines(line.text for line in self.lines)


class PageTable(Struct, frozen=True, dict=True):
    """A table as drawn on one page. Edges are in points, ascending.

    `open_top` / `open_bottom`: no rule closes it there (a row goes on over the page break, perhaps). `rows_ruled`:
    level rules part its rows, so that they tell which cells are merged, though none parts its columns.
    """

    page: int  # from 1
    box: Box
    col_edges: tuple[float, ...]  # n_cols + 1
    row_edges: tuple[float, ...]  # n_rows + 1
    cells: tuple[PageCell, ...]
    finder: str
    confidence: float = 1.0
    open_top: bool = False
    open_bottom: bool = False
    tags: Tags | None = None  # None where no structure tree tells
    rows_ruled: bool = False

    @Once
    def rows(self) -> tuple[tuple[PageCell, ...], ...]:
        """For every row the cells that begin in it, in their order."""
        begun: list[list[PageCell]] = [[] for _ in self.row_edges[1:]]
        for cell in self.cells:
            begun[cell.row].append(cell)
        return tuple(map(tuple, begun))


class Found(NamedTuple):
    """What a finder saw on a page."""

    tables: list[PageTable]  # from top to bottom
    outside: tuple[PageLine, ...] | None = None  # lines of all text outside TABLES; None where they are yet to be built
    beyond: NDArray[np.bool_] | None = None  # which of the page's characters are of TABLES, though outside their boxes


class PageLayout(Struct, frozen=True, gc=False):
    """One page: its size in points as displayed, its lines outside tables, its tables from top to bottom."""

    number: int  # from 1
    width_pt: float
    height_pt: float
    lines: tuple[PageLine, ...]
    tables: tuple[PageTable, ...]

    @property
    def margin_pt(self) -> float:
        """How far from its head and foot page numbers and running lines stand: as far on a page laid sideways as on
        an upright one."""
        return _MARGIN * max(self.width_pt, self.height_pt)
