"""What the extract wing hands to the normalize wing: a document as text blocks and logical tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from schema.issues import Issue
from schema.once import Once
from schema.places import Box, Fragment
from schema.text import join_lines


class Line(Struct, frozen=True, gc=False):
    """One line of a cell, as printed (text already cleaned by `schema.text.clean`).

    `at` is the vertical middle of the line on a scale that all cells of one table share and that only
    grows downwards, over page breaks too; `height` is the line's height on the same scale. In PDF the
    scale is points (pages stacked), in DOCX, ODT and DOC it is the line number that the wrapped text would have
    (height 1). Entries in step are joined by it.
    """

    text: str
    at: float
    height: float
    page: int | None = None  # from 1; None where the format has no pages
    box: Box | None = None
    paragraph: bool | None = None  # begins a paragraph? None where the format does not tell (PDF)
    spills: bool = False  # leaves its cell on the page, or is printed over other text: it may be read wrongly
    corner: bool = False  # stands above the stroke that cuts its cell: names what is beside it, not below it


def text_of(lines: Sequence[Line]) -> str:
    """LINES joined as running text."""
    if len(lines) < 2:  # mostly
        return lines[0].text if lines else ""
    return join_lines([line.text for line in lines])


class Cell(Struct, frozen=True, dict=True):
    """One cell of a logical table; a merged cell is one cell with its spans.

    `row` and `col` count from 0. `filled`: shaded in a colour other than white (and other than its
    table's header shading), or covered by a drawn bar or arrow. Blank lines are left out of `lines`.
    """

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    lines: tuple[Line, ...] = ()
    header: bool = False
    filled: bool = False
    fragments: tuple[Fragment, ...] = ()

    @Once
    def text(self) -> str:
        """All lines joined as running text."""
        return text_of(self.lines)

    @property
    def corner(self) -> str:
        """What stands above the stroke that cuts the cell in two; empty where none does."""
        return join_lines([line.text for line in self.lines if line.corner])

    @property
    def below_corner(self) -> str:
        """What stands below that stroke; all of its text where none cuts it."""
        return join_lines([line.text for line in self.lines if not line.corner])


@dataclass(frozen=True)
class Table:
    """A logical table: whole over any number of pages, its repeated headers there once.

    The first `header_rows` rows are its header (0 where none is printed). `caption` is the line
    printed right above it, if any. `finder` names what found it, `confidence` is 0..1.
    """

    table_no: int  # from 1, reading order in the document
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]  # by row, then column
    header_rows: int = 0
    pages: tuple[int, ...] = ()
    caption: str = ""
    finder: str = ""
    confidence: float = 1.0

    @Once
    def _cols(self) -> dict[int, tuple[Cell, ...]]:
        cells: dict[int, list[Cell]] = {}
        for cell in self.cells:
            cells.setdefault(cell.col, []).append(cell)
        return {col: tuple(own) for col, own in cells.items()}

    def col_cells(self, col: int) -> tuple[Cell, ...]:
        """The cells that begin in COL, from top to bottom."""
        return self._cols.get(col, ())

    @Once
    def places(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Row by row the cell that covers each column; None where none does."""
        rows: list[list[Cell | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for cell in self.cells:
            if cell.rowspan == cell.colspan == 1:  # mostly
                rows[cell.row][cell.col] = cell
                continue
            for row in rows[cell.row : cell.row + cell.rowspan]:
                row[cell.col : cell.col + cell.colspan] = [cell] * cell.colspan
        return tuple(map(tuple, rows))

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers COL in ROW; None where none does, or where there is no such row or column."""
        return self.places[row][col] if 0 <= row < self.n_rows and 0 <= col < self.n_cols else None

    @Once
    def _rows(self) -> tuple[tuple[Cell, ...], ...]:
        beside = ((row, (None, *row)) for row in self.places)
        return tuple(
            tuple([cell for cell, left in zip(row, before, strict=False) if cell is not None and cell is not left])
            for row, before in beside
        )

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """The distinct cells that cover ROW, from left to right; none where there is no such row."""
        return self._rows[row] if 0 <= row < self.n_rows else ()

    @Once
    def _own(self) -> list[list[Cell]]:
        rows: list[list[Cell]] = [[] for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows

    def own_cells(self, row: int) -> Sequence[Cell]:
        """The cells that begin in ROW, from left to right."""
        return self._own[row]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or printed line outside the tables, in reading order."""

    text: str
    page: int | None = None
    box: Box | None = None
    size_pt: float | None = None
    bold: bool = False
    centered: bool = False
    heading_level: int | None = None  # 1.. where the format says so (a heading style)
    before_table: int | None = None  # number of tables that stand wholly before this block


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document came from."""

    file: str  # relative to the input, with forward slashes
    sha256: str
    media_type: str
    pages: int | None  # None where the format has no pages
    reader: str  # what read it, with version


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read: its text outside tables, its logical tables, and what looked odd."""

    source: Source
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
