"""A logical cell in the making: the pieces of it that single pages show."""

from __future__ import annotations

from msgspec import Struct

from extract.pages import PageCell, PageLine
from schema.text import join_lines


class Piece(Struct, frozen=True):
    """What one page shows of a cell. `again`: its text only repeats what an earlier page printed; `twice`: its first
    line does."""

    page: int
    offset_pt: float
    cell: PageCell
    again: bool = False
    twice: bool = False

    @property
    def lines(self) -> tuple[PageLine, ...]:
        """Those that no page before printed."""
        return () if self.again else self.cell.lines[1:] if self.twice else self.cell.lines


class Draft(Struct):
    """A logical cell in the making; it grows from page to page."""

    row: int
    col: int
    rowspan: int
    colspan: int
    header: bool
    pieces: list[Piece]

    @property
    def last(self) -> PageCell:
        """What the last page so far shows of it."""
        return self.pieces[-1].cell

    @property
    def lines(self) -> list[PageLine]:
        return [line for piece in self.pieces for line in piece.lines]

    @property
    def text(self) -> str:
        return join_lines(line.text for line in self.lines)
