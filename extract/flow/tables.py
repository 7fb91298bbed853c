"""Word-processor tables as logical tables: lines in their vertical place, shaded cells, cells under drawn bars."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from msgspec import structs

from extract.flow.grid import Grid, Placed, grid_of
from extract.flow.headers import Look, header_rows_of
from extract.flow.measure import Content, Heights, heights_of
from extract.flow.model import Flow, FlowTable, Paragraph
from extract.flow.open_rows import joined, open_rows_of
from extract.grounds import Shade, marked
from schema.tables import Cell, Line, Table

_COVERED_SHARE = 0.4  # of a cell's width that a bar runs over


def logical_table(table: FlowTable, finder: str) -> Table:
    """TABLE as one logical table, numbered 0 and without caption."""
    grid = grid_of(table)
    heights = heights_of(grid)
    unit = _usual_pitch(heights)
    looks = [_look(placed) for placed in grid.cells]
    made = Table(
        table_no=0,
        n_rows=len(grid.rows),
        n_cols=grid.n_cols,
        cells=tuple(
            Cell(p.row, p.col, p.rowspan, p.colspan, _lines(p, content, heights, unit))
            for p, content in zip(grid.cells, heights.contents, strict=True)
        ),
        finder=finder,
    )
    stated = _stated_header_rows(grid)
    header_rows = header_rows_of(made, looks, stated)
    filled = _filled(grid, heights, header_rows)
    cells = [
        structs.replace(cell, header=cell.row < header_rows, filled=index in filled)
        for index, cell in enumerate(made.cells)
    ]
    n_rows, open_rows = made.n_rows, open_rows_of(grid, header_rows)
    if open_rows:
        cells, n_rows = joined(cells, open_rows, n_rows)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))
    return replace(made, n_rows=n_rows, header_rows=header_rows, cells=ordered)


def _stated_header_rows(grid: Grid) -> int:
    """Rows at the top that the format itself calls header rows."""
    count = 0
    for row in grid.rows:
        if not row.header:
            break
        count += 1
    return count if count < len(grid.rows) else 0


def _usual_pitch(heights: Heights) -> float:
    """The line height that most lines of the table have: the unit of `Line.at`."""
    lines: Counter[float] = Counter()
    for content in heights.contents:
        for part in content.parts:
            if part.text:
                lines[round(part.pitch_pt, 2)] += part.n_lines
    return lines.most_common(1)[0][0] if lines else 12.0


def _lines(placed: Placed, content: Content, heights: Heights, unit: float) -> tuple[Line, ...]:
    top = heights.tops_pt[placed.row] + heights.shift(placed, content)
    parts = [part for part in content.parts if part.text]
    # Above a stroke stand all paragraphs but the last.
    last = max((n for n, part in enumerate(parts) if part.begins), default=0) if placed.cell.cut else 0
    return tuple(
        Line(
            part.text,
            round((top + part.top_pt + part.pitch_pt / 2) / unit, 3),
            round(part.pitch_pt / unit, 3),
            paragraph=part.begins,
            corner=n < last,
        )
        for n, part in enumerate(parts)
    )


def _paragraphs(flow: Flow) -> list[Paragraph]:
    return [block for block in flow if isinstance(block, Paragraph) and any(block.pieces)]


def _look(placed: Placed) -> Look:
    paragraphs = _paragraphs(placed.cell.flow)
    return Look(
        bold=bool(paragraphs) and all(p.bold for p in paragraphs),
        fill=placed.cell.fill,
    )


def _filled(grid: Grid, heights: Heights, header_rows: int) -> set[int]:
    """Indices of body cells that are marked: in a colour of their own, or under a drawn bar."""
    shades = [
        Shade(p.row, p.col, p.rowspan, p.colspan, p.cell.fill, bool(content.parts_with_text), p.row < header_rows)
        for p, content in zip(grid.cells, heights.contents, strict=True)
    ]
    found = marked(shades)
    for index, p in enumerate(grid.cells):
        content = heights.contents[index]
        top = heights.tops_pt[p.row] + heights.shift(p, content)
        left = p.x_pt + p.cell.margin_pt[0]
        for bar in content.bars:
            found |= _under(grid, heights, left + bar.x0, left + bar.x1, top + bar.y)
    return {index for index in found if grid.cells[index].row >= header_rows}


def _under(grid: Grid, heights: Heights, x0: float, x1: float, y: float) -> set[int]:
    """Indices of the cells that a bar from X0 to X1 at height Y runs over."""
    found = set()
    for index, p in enumerate(grid.cells):
        right = grid.edges_pt[p.col + p.colspan]
        top, bottom = heights.tops_pt[p.row], heights.tops_pt[p.row + p.rowspan]
        covered = min(x1, right) - max(x0, p.x_pt)
        if top <= y < bottom and covered >= _COVERED_SHARE * (right - p.x_pt) > 0:
            found.add(index)
    return found
