"""What a page of a format with pages gives: printed lines and the tables drawn on it, before pages are joined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from schema.places import Box
from schema.text import join_lines


@dataclass(frozen=True, slots=True)
class PageLine:
    """One printed line (of a cell, or outside tables), cleaned by `schema.text.clean`."""

    text: str
    box: Box
    size_pt: float  # of most of its characters
    bold: bool = False


@dataclass(frozen=True)
class PageCell:
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

    @cached_property
    def text(self) -> str:
        """All lines joined as running text; read several times where pages are joined."""
        return join_lines(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table as drawn on one page. Edges are in points, ascending.

    `open_top` / `open_bottom`: no rule closes it there (a row goes on over the page break, perhaps).
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


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page: its size in points as displayed, its lines outside tables, its tables from top to bottom."""

    number: int  # from 1
    width_pt: float
    height_pt: float
    lines: tuple[PageLine, ...]
    tables: tuple[PageTable, ...]
