"""Tables with a drawn grid."""

from __future__ import annotations

from itertools import accumulate, chain

import numpy as np
from msgspec import Struct, structs

from extract.pages import Found, PageCell, PageLine, PageTable
from extract.pdf.bands import with_text_edges
from extract.pdf.blocks import block_edges
from extract.pdf.cells import arrow_heads, barred, filled_colors
from extract.pdf.corners import with_corner
from extract.pdf.enclosed import enclosed
from extract.pdf.grid import Grid, grid_of, groups, joined, level_boxes, touching
from extract.pdf.hanging import may_hang, where_written
from extract.pdf.lines import COLUMN_GAP_EM, OUTSIDE, printed_lines
from extract.pdf.open_bands import over_bands
from extract.pdf.open_columns import over_columns
from extract.pdf.primitives import Chars, Floats, Ints, PagePrimitives, within
from extract.pdf.row_begun import with_row_begun
from extract.pdf.shaded_head import with_shaded_head
from extract.pdf.side_columns import with_sides
from extract.pdf.spills import gathered, sticking_out
from extract.pdf.upright import upright_grid
from schema.places import Box

Span = tuple[int, int, int, int]  # row, col, rowspan, colspan
Place = tuple[float, float, float, float]  # x0, top, x1, bottom in points, as outputs have them
Told = tuple[Span, tuple[PageLine, ...]]  # a cell and what it says
Edges = tuple[list[float], list[float]]  # of a grid's columns and rows in points, as outputs have them
Rgb = tuple[int, int, int]

_PAGE_END = 0.85  # share of the page's height from where a table may be cut by the page's end
_LINE_GAP = 0.6  # of the size: lines of one cell stand no further apart
_MOST_LINES = 3
_MOST_RULES = 1500  # in one direction on a page
_BESIDE_PT = 1.0


class Parts(Struct, frozen=True):
    """The cells that the rules of a grid part, and the number of the cell at every unit, as `Grid.units` counts."""

    spans: list[Span]
    numbers: list[list[int]]


class Ruled:
    """Finds tables whose cells are told apart by drawn rules in both directions."""

    name = "ruled"

    def find(self, page: PagePrimitives) -> Found:
        """The tables of PAGE. Boxes around prose and sets of level rules are none."""
        grids = _grids(page)
        if not grids:
            return Found([])
        parts = [parts_of(grid) for grid in grids]
        firsts = [0, *accumulate(len(part.spans) for part in parts)]
        edges = [_rounded(grid) for grid in grids]
        boxes = [_boxes(own, part.spans) for own, part in zip(edges, parts, strict=True)]
        places = np.array(list(chain.from_iterable(boxes)))
        owners, runs_on = gathered(page.chars, _owners(page.chars, grids, parts, firsts), places)
        held = owners != OUTSIDE
        spilled = sticking_out(page.chars, places.take(owners, axis=0))
        if spilled.any():
            spilled &= ~may_hang(page.chars)
        spilled = (spilled | runs_on) & held
        lines = printed_lines(page.chars, owners, COLUMN_GAP_EM, spilled=spilled)
        tables = []
        for grid, at, part, own, first in zip(grids, edges, parts, boxes, firsts[:-1], strict=True):
            texts = [lines.get(cell, ()) for cell in range(first, first + len(part.spans))]
            if any(texts):
                cells = _cells(grid, page, list(zip(part.spans, texts, strict=True)), own)
                tables.append(_table(page.number, grid, at, cells))
        tables.sort(key=lambda table: (table.box.top, table.box.x0))
        inside = within(page.chars.centers, [table.box for table in tables])
        is_rest = bool((inside <= held).all())
        return Found(tables, lines.get(OUTSIDE, ()) if is_rest else None, held & ~inside)


def _cells(grid: Grid, page: PagePrimitives, told: list[Told], boxes: list[Place]) -> tuple[PageCell, ...]:
    """The cells of GRID, TOLD with their BOXES, with what is drawn in them."""
    parted = _parted(grid, page, told)
    if parted is not told:
        told, boxes = parted, _boxes(_rounded(grid), [span for span, _ in parted])
    if len(page.strokes):
        told = [(span, with_corner(lines, box, page.strokes)) for (span, lines), box in zip(told, boxes, strict=True)]
    looks = _looks(grid, page, told, boxes)
    top, bottom, last = grid.across[0], grid.across[-1], grid.n_rows
    return tuple(
        PageCell(
            row,
            col,
            rowspan,
            colspan,
            Box(*box),
            lines,
            fill,
            bar,
            row == 0 and not all(top[col : col + colspan]),
            row + rowspan == last and not all(bottom[col : col + colspan]),
        )
        for ((row, col, rowspan, colspan), lines), box, (fill, bar) in zip(told, boxes, looks, strict=True)
    )


def _parted(grid: Grid, page: PagePrimitives, told: list[Told]) -> list[Told]:
    """TOLD, the blank cells over several columns parted where something is drawn over some of these."""
    wide = {span for span, lines in told if span[3] > 1 and not lines and _may_part(grid, span)}
    if not wide:
        return told
    units = [unit for one in told for unit in (_units(one) if one[0] in wide else (one,))]
    spans = [span for span, _ in units]
    looks = dict(zip(spans, _looks(grid, page, units, _boxes(_rounded(grid), spans)), strict=True))
    kept: list[Told] = []
    for one in told:
        own = _units(one) if one[0] in wide else (one,)
        kept += own if len({looks[unit[0]] for unit in own}) > 1 else (one,)
    return kept


def _units(one: Told) -> tuple[Told, ...]:
    (row, col, rowspan, colspan), lines = one
    return tuple(((row, col + k, rowspan, 1), lines) for k in range(colspan))


def _may_part(grid: Grid, span: Span) -> bool:
    """Are the columns under a cell told apart somewhere above, as the months of a header are?"""
    row, col, _, colspan = span
    return all(any(above[edge] for above in grid.down[:row]) for edge in range(col + 1, col + colspan))


def _looks(grid: Grid, page: PagePrimitives, told: list[Told], boxes: list[Place]) -> list[tuple[Rgb | None, bool]]:
    """The colour that each cell, in its one of BOXES, is shaded in, and whether a bar runs through it instead."""
    if not (len(page.fills) or len(grid.loose) or len(page.images) or len(page.strokes)):
        return [(None, False)] * len(told)
    places = np.array(boxes)
    fills = filled_colors(page.fills, places)
    bars = barred(page, grid.loose, places, np.array([not lines for _, lines in told]))
    return [(fill, bar and fill is None) for fill, bar in zip(fills, bars, strict=True)]


def _grids(page: PagePrimitives) -> list[Grid]:
    heads = arrow_heads(page)
    horizontal, vertical = joined(page.horizontal, page.vertical)
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
    hanging = over_columns(groups(touch), horizontal, vertical)
    for rows, cols in over_bands(hanging, horizontal, vertical, page.chars):
        grid = grid_of(horizontal[rows], vertical[cols], apart, page.chars, heads)
        if grid is not None:
            grid = with_row_begun(_reached(with_sides(grid, sides), page), vertical[cols], page)
            grid = enclosed(grid, page)
        if grid is not None and any(any(row[1:-1]) for row in grid.down):
            found.append(with_shaded_head(with_text_edges(grid, page.chars), page))
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
    bottom = grid.row_edges[-1]
    if bottom < _PAGE_END * page.height_pt or all(grid.across[-1]):
        return grid
    x, y = page.chars.centers
    for _ in range(_MOST_LINES):
        next_line = (y > bottom) & (page.chars.boxes[:, 1] < bottom + _LINE_GAP * page.chars.sizes)
        if not next_line.any() or not _in_open_columns(grid, page.chars.boxes[next_line], x[next_line]):
            break
        bottom = float(page.chars.boxes[next_line, 3].max())
    return grid if bottom == grid.row_edges[-1] else structs.replace(grid, row_edges=(*grid.row_edges[:-1], bottom))


def _in_open_columns(grid: Grid, boxes: Floats, x: Floats) -> bool:
    """Do all characters, their BOXES with the middle at X, keep inside columns of GRID that no rule closes below?"""
    edges = np.array(grid.col_edges)
    col = edges.searchsorted(x, side="right")
    if col.min() == 0 or col.max() > grid.n_cols or np.array(grid.across[-1])[col - 1].any():
        return False
    inside = (boxes[:, 0] >= edges[col - 1] - _BESIDE_PT) & (boxes[:, 2] <= edges[col] + _BESIDE_PT)
    return bool(inside.all())


def parts_of(grid: Grid) -> Parts:
    """The cells of GRID: the areas of units that no rule cuts, by row, then column.

    An area that is no rectangle (a piece of a rule is missing) is cut into rectangles from its top left.
    """
    across, down, n_rows, n_cols = grid.across, grid.down, grid.n_rows, grid.n_cols
    numbers = [[OUTSIDE] * (n_cols + 2) for _ in range(n_rows + 2)]
    spans: list[Span] = []
    for r in range(n_rows):
        taken, sides = numbers[r + 1], down[r]
        c = 0
        while c < n_cols:
            if taken[c + 1] != OUTSIDE:
                c += 1
                continue
            right = c + 1
            while right < n_cols and not sides[right] and taken[right + 1] == OUTSIDE:
                right += 1
            low = r + 1
            while low < n_rows and True not in across[low][c:right] and True not in down[low][c + 1 : right]:
                low += 1
            own = [len(spans)] * (right - c)
            for covered in numbers[r + 1 : low + 1]:
                covered[c + 1 : right + 1] = own
            spans.append((r, c, low - r, right - c))
            c = right
    return Parts(spans, numbers)


def _rounded(grid: Grid) -> Edges:
    return np.array(grid.col_edges).round(2).tolist(), np.array(grid.row_edges).round(2).tolist()


def _boxes(edges: Edges, spans: list[Span]) -> list[Place]:
    """x0, top, x1, bottom of the cells."""
    x, y = edges
    return [(x[col], y[row], x[col + colspan], y[row + rowspan]) for row, col, rowspan, colspan in spans]


def _owners(chars: Chars, grids: list[Grid], parts: list[Parts], firsts: list[int]) -> Ints:
    """The number of the cell that each character stands in, counted through all tables, whose first cells have the
    numbers FIRSTS. Where a table stands inside another one, the inner one has the characters."""
    owners = np.full(len(chars), OUTSIDE)
    x, y = where_written(chars)
    size = [(g.col_edges[-1] - g.col_edges[0]) * (g.row_edges[-1] - g.row_edges[0]) for g in grids]
    for i in sorted(range(len(grids)), key=lambda i: -size[i]):
        row, col = grids[i].units(x, y)
        found = np.array(parts[i].numbers)[row, col]
        owners = np.where(found == OUTSIDE, owners, found + firsts[i])
    return owners


def _table(number: int, grid: Grid, edges: Edges, cells: tuple[PageCell, ...]) -> PageTable:
    x, y = edges
    return PageTable(
        page=number,
        box=Box(x[0], y[0], x[-1], y[-1]),
        col_edges=tuple(x),
        row_edges=tuple(y),
        cells=cells,
        finder=Ruled.name,
        open_top=not any(grid.across[0]),
        open_bottom=not any(grid.across[-1]),
    )
