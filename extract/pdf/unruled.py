"""Tables without any rule: text that stands side by side line after line, under names or in columns of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
from msgspec import structs

from extract.pages import Found, PageCell, PageLine, PageTable
from extract.pdf.aligned import table_of
from extract.pdf.overleaf import without_foot
from extract.pdf.primitives import PagePrimitives, median
from extract.pdf.region import Region, by_column
from extract.pdf.row_lines import rows_at
from extract.pdf.side_by_side import Block, blocks_of, has_wide_name, hides_columns
from extract.pdf.stacks import Rows
from extract.pdf.strips import Columns, columns_of
from extract.pdf.unruled_figures import figure_columns, first_of_figures
from extract.pdf.unruled_names import rows_of_text, rows_under_names
from extract.pdf.unruled_rest import rest_of_unruled

_CONFIDENCE = 0.5  # gaps alone tell this table
_MANY_LINES = 8  # in one cell: perhaps rows that no rule parts
_FEWEST_GAPS, _FEWEST_LINES = 2, 3  # blanks in a line, and lines with so many, where columns are hidden in a cell
_FEWEST_HIDING = 2  # columns in which the text of a block stands, at least, though more are named
_MOST_STROKES = 3  # slanted strokes inside a table; more are the curve of a chart


class Unruled:
    """Finds tables by alignment alone. Prose in columns, forms, addresses and tables of contents are none."""

    name = "unruled"

    def find(self, page: PagePrimitives) -> Found:
        """The tables of PAGE."""
        blocks = blocks_of(page.chars.take(page.chars.turns == 0))
        regions = [region for block in blocks for region in _regions(page, block)]
        tables = [self._table(page, region) for region in regions]
        return Found([table for table in tables if table is not None])

    def goes_on(self, page: PagePrimitives, above: PageTable) -> PageTable | None:
        """What PAGE has of the table ABOVE, the last one on the page before, its header printed again or not."""
        if above.finder != self.name or not above.open_bottom:
            return None
        region = rest_of_unruled(page, above)
        return None if region is None else self._table(page, region)

    def instead_of(self, page: PagePrimitives, table: PageTable) -> PageTable | None:
        """The table of figures in TABLE, one of PAGE, whose rules frame its columns by groups only; None where
        they part them well, as nearly always."""
        if not any(len(cell.lines) >= _MANY_LINES and _may_hold_rows(cell) for cell in table.cells):
            return None
        x, y = page.chars.centers
        box = table.box
        inside = page.chars.take((x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom))
        if not hides_columns(inside, Columns(table.col_edges)):
            return None
        regions = [_region(page, block) for block in blocks_of(inside)]
        found = [
            region for region in regions if region is not None and len(region.columns.edges) > len(table.col_edges)
        ]
        return self._table(page, found[0]) if len(found) == 1 else None

    def _table(self, page: PagePrimitives, region: Region) -> PageTable | None:
        table = table_of(page, region, _rows(region), self.name)
        return None if table is None else structs.replace(table, confidence=_CONFIDENCE)


def _may_hold_rows(cell: PageCell) -> bool:
    """Has CELL, of many lines, some of several figures or words set apart?"""
    crowded = (line for line in cell.lines if line.text.count(" ") >= _FEWEST_GAPS)
    return len(list(islice(crowded, _FEWEST_LINES))) == _FEWEST_LINES


def _rows(region: Region) -> Rows:
    columns = by_column(region.body, region.columns)
    figures = figure_columns(columns)
    return rows_at(columns, figures) if figures else rows_of_text(columns, region.columns.edges)


def _regions(page: PagePrimitives, block: Block) -> Iterator[Region]:
    """The table that BLOCK of PAGE is; where it is text in two columns, those that stand inside these."""
    region = None if _is_drawn(page, block) else _region(page, block)
    if region is not None:
        yield region
    elif len(block.columns.edges) == 3:
        x = block.chars.centers[0]
        for left, right in pairwise(block.columns.edges):
            column = block.chars.take((x >= left) & (x <= right))
            for inner in blocks_of(column):
                found = None if _is_drawn(page, inner) else _region(page, inner)
                if found is not None:
                    yield found


def _region(page: PagePrimitives, block: Block) -> Region | None:
    """The header and the body of the table that BLOCK of PAGE is; None where it is none."""
    columns = by_column(block.chars, block.columns)
    figures = figure_columns(columns)
    if figures:
        begin = first_of_figures(columns, figures)
    else:
        rows = rows_under_names(columns, block.columns.edges)
        begin = None if rows is None or has_wide_name(block, rows.starts[1]) else rows.starts[1]
        if begin is None and (named := _in_named_columns(block, columns)) is not None:
            block, begin = named
    if begin is None:
        return None
    heights = np.bincount(block.lines, block.chars.centers[1]) / np.bincount(block.lines)
    first = int(np.argmin(np.abs(heights - begin)))
    return _parted(page, block, first)


def _in_named_columns(block: Block, columns: Sequence[Sequence[PageLine]]) -> tuple[Block, float] | None:
    """BLOCK, whose text stands in COLUMNS, in the columns that its first row names, where full lines hide some of
    the strips between them; and the height at which its second row begins. None where it names no more, or one
    that nothing stands below."""
    if len(columns) < _FEWEST_HIDING or not all(columns):
        return None
    starts = rows_of_text(columns, block.columns.edges).starts
    if len(starts) < _FEWEST_LINES:
        return None
    y, edges = block.chars.centers[1], block.columns.edges
    above = y < starts[1] - median(block.chars.sizes) / 2
    body = block.chars.take(~above)
    named = columns_of(block.chars.take(above), body, (edges[0], edges[-1]))
    if named is None or named.groups or len(named.edges) <= len(edges) or not all(by_column(body, named)):
        return None
    rows = rows_under_names(by_column(block.chars, named), named.edges)
    return None if rows is None else (replace(block, columns=named), rows.starts[1])


def _parted(page: PagePrimitives, block: Block, first: int) -> Region:
    """BLOCK of PAGE as a table whose body begins on line FIRST."""
    header, body = block.chars.take(block.lines < first), block.chars.take(block.lines >= first)
    columns = block.columns
    if len(header):
        named = columns_of(header, body, (columns.edges[0], columns.edges[-1]))
        columns = named if named is not None and len(named.edges) >= len(columns.edges) else columns
    top, bottom = float(block.chars.boxes[:, 1].min()), float(body.boxes[:, 3].max())
    below = without_foot(page.chars.take(page.chars.centers[1] > bottom), page)
    middle = (float(header.boxes[:, 3].max()) + float(body.boxes[:, 1].min())) / 2 if len(header) else top
    return Region(header, body, columns, top, middle, (), bottom, closed=len(below) > 0)


def _is_drawn(page: PagePrimitives, block: Block) -> bool:
    """Does BLOCK stand on a drawing: are its texts the ticks and names of a chart?"""
    x0, top = block.chars.boxes[:, :2].min(axis=0)
    x1, bottom = block.chars.boxes[:, 2:].max(axis=0)
    left, high, right, low = page.strokes.T
    return int(np.count_nonzero((left < x1) & (right > x0) & (high < bottom) & (low > top))) > _MOST_STROKES
