"""Tables with a drawn grid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extract.pages import PageCell, PageLine, PageTable
from extract.pdf.bands import with_text_edges
from extract.pdf.blocks import block_edges
from extract.pdf.cells import arrow_heads, barred, filled_colors
from extract.pdf.enclosed import enclosed
from extract.pdf.grid import Grid, grid_of, groups, joined, level_boxes, touching
from extract.pdf.hanging import may_hang, where_written
from extract.pdf.lines import OUTSIDE, printed_lines
from extract.pdf.primitives import Chars, Floats, Ints, PagePrimitives
from extract.pdf.shaded_head import with_shaded_head
from extract.pdf.side_columns import with_sides
from extract.pdf.spills import gathered, sticking_out
from extract.pdf.upright import upright_grid
from schema.places import Box

Span = tuple[int, int, int, int]  # row, col, rowspan, colspan
Told = tuple[Span, tuple[PageLine, ...]]  # a cell and what it says
Rgb = tuple[int, int, int]

_PAGE_END = 0.85  # share of the page's height from where a table may be cut by the page's end
_LINE_GAP = 0.6  # of the size: lines of one cell stand no further apart
_MOST_LINES = 3
_MOST_RULES = 1500  # in one direction on a page
_BESIDE_PT = 1.0


class Ruled:
    """Finds tables whose cells are told apart by drawn rules in both directions."""

    name = "ruled"

    def find(self, page: PagePrimitives) -> list[PageTable]:
        """The tables of PAGE from top to bottom. Boxes around prose and sets of level rules are none."""
        grids = _grids(page)
        spans = [spans_of(grid) for grid in grids]
        if not grids:
            return []
        owners, firsts = _owners(page.chars, grids, spans)
        boxes = np.concatenate([_boxes(grid, span) for grid, span in zip(grids, spans, strict=True)])
        owners, runs_on = gathered(page.chars, owners)
        held = owners != OUTSIDE
        chars, owners = page.chars.take(held), owners[held]
        spilled = runs_on[held] | (sticking_out(chars, boxes[owners]) & ~may_hang(chars))
        lines = printed_lines(chars, owners, spilled=spilled)
        tables = []
        for grid, span, first in zip(grids, spans, firsts, strict=True):
            texts = [lines.get(first + k, ()) for k in range(len(span))]
            cells = _cells(grid, page, list(zip(span, texts, strict=True)))
            if any(cell.lines for cell in cells):
                tables.append(_table(page.number, grid, cells))
        return sorted(tables, key=lambda table: (table.box.top, table.box.x0))


def _cells(grid: Grid, page: PagePrimitives, told: list[Told]) -> tuple[PageCell, ...]:
    """The cells of GRID, the blank ones over several columns parted where something is drawn over some of these."""
    parted = [unit for one in told for unit in (_units(one) if _may_part(grid, one) else (one,))]
    looks = _looks(grid, page, parted)
    if len(parted) > len(told):
        kept: list[Told] = []
        for one in told:
            units = _units(one) if _may_part(grid, one) else (one,)
            kept += units if len({looks[unit[0]] for unit in units}) > 1 else (one,)
        parted, looks = kept, _looks(grid, page, kept)
    boxes = _boxes(grid, [span for span, _ in parted])
    return tuple(
        PageCell(*span, Box(*box), text, *looks[span], *_open_ends(grid, span))
        for (span, text), box in zip(parted, boxes.tolist(), strict=True)
    )


def _units(one: Told) -> tuple[Told, ...]:
    (row, col, rowspan, colspan), lines = one
    return tuple(((row, col + k, rowspan, 1), lines) for k in range(colspan))


def _may_part(grid: Grid, one: Told) -> bool:
    """Is the cell blank, and are the columns under it told apart somewhere above, as the months of a header are?"""
    (row, col, _, colspan), lines = one
    return not lines and colspan > 1 and bool(grid.down[:row, col + 1 : col + colspan].any(axis=0).all())


def _looks(grid: Grid, page: PagePrimitives, told: list[Told]) -> dict[Span, tuple[Rgb | None, bool]]:
    """The colour that each cell is shaded in, and whether a bar runs through it instead."""
    boxes = _boxes(grid, [span for span, _ in told])
    fills = filled_colors(page.fills, boxes)
    bars = barred(page, grid.loose, boxes, np.array([not lines for _, lines in told]))
    return {span: (fill, bar and fill is None) for (span, _), fill, bar in zip(told, fills, bars, strict=True)}


def _grids(page: PagePrimitives) -> list[Grid]:
    heads = arrow_heads(page)
    horizontal, vertical = joined(page.horizontal), joined(page.vertical)
    found = _grids_of(horizontal, vertical, page, heads)
    upright = upright_grid(horizontal, vertical, page) if not found else None
    if upright is not None:
        return [with_text_edges(upright, page.chars)]
    taken = [Box(g.col_edges[0], g.row_edges[0], g.col_edges[-1], g.row_edges[-1]) for g in found]
    return found + _grids_of(*block_edges(page.fills, taken), page, heads)


def _grids_of(horizontal: Floats, vertical: Floats, page: PagePrimitives, heads: Floats) -> list[Grid]:
    horizontal, vertical = _longest(horizontal), _longest(vertical)
    if not len(horizontal) or not len(vertical):
        return []
    found = []
    touch = touching(horizontal, vertical)
    apart = level_boxes(horizontal[~touch.any(axis=1)])
    sides = vertical[~touch.any(axis=0)]
    for rows, cols in groups(touch):
        grid = grid_of(horizontal[rows], vertical[cols], page.chars, heads)
        grid = None if grid is None else enclosed(_reached(with_sides(grid, sides), page), page)
        if grid is not None and grid.down[:, 1:-1].any():
            grid = with_shaded_head(with_text_edges(grid, page.chars), page)
            found.append(replace(grid, loose=np.concatenate((grid.loose, apart))))
    return found


def _longest(rules: Floats) -> Floats:
    """RULES, only the longest where there are more than any table has: a drawing, a map."""
    if len(rules) <= _MOST_RULES:
        return rules
    return rules[np.argsort(rules[:, 1] - rules[:, 2], kind="stable")[:_MOST_RULES]]


def _reached(grid: Grid, page: PagePrimitives) -> Grid:
    """GRID with its lower end moved down over the text that runs on below it, in columns that no rule closes.

    A browser draws a row's side rules on a page only as far as the row's shortest cell may be cut.
    """
    bottom = float(grid.row_edges[-1])
    if bottom < _PAGE_END * page.height_pt or grid.across[-1].all():
        return grid
    boxes, sizes = page.chars.boxes, page.chars.sizes
    x, y = page.chars.centers
    col = np.searchsorted(grid.col_edges, x, side="right") - 1
    held = (col >= 0) & (col < len(grid.col_edges) - 1)
    col = np.where(held, col, 0)
    held &= ~np.append(grid.across[-1], True)[col]
    held &= boxes[:, 0] >= grid.col_edges[col] - _BESIDE_PT
    held &= boxes[:, 2] <= grid.col_edges[np.minimum(col + 1, len(grid.col_edges) - 1)] + _BESIDE_PT
    for _ in range(_MOST_LINES):
        next_line = (y > bottom) & (boxes[:, 1] < bottom + _LINE_GAP * sizes)
        if not next_line.any() or not held[next_line].all():
            break
        bottom = float(boxes[next_line, 3].max())
    return replace(grid, row_edges=np.append(grid.row_edges[:-1], bottom))


def _open_ends(grid: Grid, span: Span) -> tuple[bool, bool]:
    """Is the cell's upper, and its lower, edge an end of the table that is not drawn?"""
    row, col, rowspan, colspan = span
    top = row == 0 and not grid.across[0, col : col + colspan].all()
    bottom = row + rowspan + 1 == len(grid.across) and not grid.across[-1, col : col + colspan].all()
    return top, bottom


def spans_of(grid: Grid) -> list[Span]:
    """Row, column and spans of every cell: the areas of the unit grid that no rule cuts, by row, then column.

    An area that is no rectangle (a piece of a rule is missing) is cut into rectangles from its top left.
    """
    across, down = grid.across.tolist(), grid.down.tolist()
    n_rows, n_cols = len(across) - 1, len(down[0]) - 1
    taken = [[False] * n_cols for _ in range(n_rows)]
    spans: list[Span] = []
    for r in range(n_rows):
        c = 0
        while c < n_cols:
            if taken[r][c]:
                c += 1
                continue
            right = c + 1
            while right < n_cols and not down[r][right] and not taken[r][right]:
                right += 1
            low = r + 1
            while low < n_rows and not any(across[low][c:right]) and not any(down[low][c + 1 : right]):
                low += 1
            for k in range(r, low):
                taken[k][c:right] = [True] * (right - c)
            spans.append((r, c, low - r, right - c))
            c = right
    return spans


def _boxes(grid: Grid, spans: list[Span]) -> Floats:
    """(n, 4) x0, top, x1, bottom of the cells."""
    s = np.array(spans)
    x, y = grid.col_edges, grid.row_edges
    return np.column_stack((x[s[:, 1]], y[s[:, 0]], x[s[:, 1] + s[:, 3]], y[s[:, 0] + s[:, 2]])).round(2)


def _owners(chars: Chars, grids: list[Grid], spans: list[list[Span]]) -> tuple[Ints, list[int]]:
    """The number of the cell that each character stands in (counted through all tables), and the number of
    each table's first cell. Where a table stands inside another one, the inner one has the characters."""
    owners = np.full(len(chars), OUTSIDE)
    firsts: list[int] = []
    number = 0
    for span in spans:
        firsts.append(number)
        number += len(span)
    x, y = where_written(chars), chars.centers[1]
    size = [float(np.ptp(g.col_edges) * np.ptp(g.row_edges)) for g in grids]
    for i in sorted(range(len(grids)), key=lambda i: -size[i]):
        grid = grids[i]
        cell = np.empty((len(grid.row_edges) - 1, len(grid.col_edges) - 1), np.int64)
        for k, (row, col, rowspan, colspan) in enumerate(spans[i]):
            cell[row : row + rowspan, col : col + colspan] = firsts[i] + k
        r = np.searchsorted(grid.row_edges, y, side="right") - 1
        c = np.searchsorted(grid.col_edges, x, side="right") - 1
        inside = (r >= 0) & (r < cell.shape[0]) & (c >= 0) & (c < cell.shape[1])
        owners[inside] = cell[r[inside], c[inside]]
    return owners, firsts


def _table(number: int, grid: Grid, cells: tuple[PageCell, ...]) -> PageTable:
    x, y = grid.col_edges.round(2).tolist(), grid.row_edges.round(2).tolist()
    return PageTable(
        page=number,
        box=Box(x[0], y[0], x[-1], y[-1]),
        col_edges=tuple(x),
        row_edges=tuple(y),
        cells=cells,
        finder=Ruled.name,
        open_top=not grid.across[0].any(),
        open_bottom=not grid.across[-1].any(),
    )
