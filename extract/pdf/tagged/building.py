"""A table built from tags alone, where its cells stand in rows and columns on the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import structs

from extract.pages import Element, PageLine, PageTable, Tags
from extract.pdf.lines import OUTSIDE, printed_lines
from extract.pdf.primitives import PagePrimitives
from extract.pdf.tagged.columns import Before, Placement, Strips, placed, strips_of
from extract.pdf.tagged.overleaf import rows_begun, what_goes_on
from extract.pdf.tagged.shown import Shown
from extract.pdf.tags import TaggedRow
from extract.pdf.text_grid import Span, table_on
from schema.places import Box
from schema.text import key_of

NAME = "tagged"
_CONFIDENCE = 0.8
_OVER = 0.3  # of the size: so far may the texts of two rows or columns overlap
_PAD_PT = 2.0  # a table is said to reach so far beyond its texts
_SIDE_BY_SIDE = 0.5  # share of the rows with texts in two columns: else it is prose in a frame

Told = tuple[Span, tuple[PageLine, ...], Element | None]  # a cell, what it says, which tagged one it is


def built(page: PagePrimitives, shown: Shown, above: PageTable | None) -> PageTable | None:
    """The table that the tags of SHOWN tell on PAGE; None where its texts do not stand as the tags say.

    ABOVE is the same table on the page before; None where it begins here. Every cell's text has to stand in its
    column and row alone, nothing else may stand in the table, and most rows have texts side by side.
    """
    rows = shown.rows if above is None else rows_begun(shown, above)
    before = Before() if above is None else what_goes_on(above, [row.number for row in rows])
    made = placed(shown, rows, before)
    if made is None or made.n_cols < 2 or shown.table.n_rows < 2:
        return None
    if above is None and not _is_side_by_side(made, len(rows)):
        return None
    texts = {shown.element(index): index for index, box in enumerate(shown.boxes) if box is not None}
    made.spans.update((texts[element], span) for span, element in before.carried if element in texts)
    size = float(np.median(page.chars.sizes[shown.written]))
    x = _col_edges(strips_of(shown, made), made.n_cols, size, above)
    y = _row_edges(shown, made, len(rows), size)
    if x is None or y is None or _has_others(page, shown, Box(x[0], y[0], x[-1], y[-1])):
        return None
    lines = printed_lines(page.chars.take(shown.owners != OUTSIDE), shown.owners[shown.owners != OUTSIDE])
    cells: list[Told] = [(span, lines.get(index, ()), shown.element(index)) for index, span in made.spans.items()]
    cells += [(span, (), element) for span, element in before.carried if element not in texts]
    cells += [(span, (), element) for span, element in made.blank]
    return _table(page, x, y, cells, _tags(shown, rows), above)


def _is_side_by_side(made: Placement, n_rows: int) -> bool:
    cols = [{col for r, col, rowspan, _ in made.spans.values() if r <= row < r + rowspan} for row in range(n_rows)]
    return sum(1 for own in cols if len(own) > 1) >= _SIDE_BY_SIDE * n_rows


def _col_edges(strips: Strips, n_cols: int, size: float, above: PageTable | None) -> list[float] | None:
    """The sides of the columns: those of the page before where the texts stand between them, else the middle of
    the blank between texts; None where columns overlap or one has no text to tell its place."""
    if above is not None:
        edges = list(above.col_edges)
        if all(edges[c] - _PAD_PT <= x0 and x1 <= edges[c + 1] + _PAD_PT for c, (x0, x1) in strips.items()):
            return edges
    if len(strips) < n_cols:
        return None
    found = [strips[col] for col in range(n_cols)]
    if any(one[1] > other[0] + _OVER * size for one, other in pairwise(found)):
        return None
    inner = [(one[1] + other[0]) / 2 for one, other in pairwise(found)]
    return _ascending([found[0][0] - _PAD_PT, *inner, found[-1][1] + _PAD_PT])


def _row_edges(shown: Shown, made: Placement, n_rows: int, size: float) -> list[float] | None:
    """The heights between rows; None where the texts of two rows stand beside each other."""
    tops, bottoms = [float("inf")] * n_rows, [float("-inf")] * n_rows
    for index, (row, _, rowspan, _) in made.spans.items():
        box = shown.boxes[index]
        if box is not None:
            tops[row] = min(tops[row], box.top)
            bottoms[row + rowspan - 1] = max(bottoms[row + rowspan - 1], box.bottom)
    edges = [tops[0] - _PAD_PT]
    lowest = bottoms[0]
    for row in range(1, n_rows):
        if lowest > tops[row] + _OVER * size:
            return None
        edges.append((max(lowest, edges[-1]) + tops[row]) / 2 if lowest > 0 else tops[row] - _PAD_PT)
        lowest = max(lowest, bottoms[row])
    return _ascending([*edges, lowest + _PAD_PT])


def _ascending(edges: list[float]) -> list[float] | None:
    return edges if all(b > a for a, b in pairwise(edges)) else None


def _has_others(page: PagePrimitives, shown: Shown, box: Box) -> bool:
    """Stands text inside BOX that no cell of the table holds?"""
    x, y = page.chars.centers
    inside = (x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom) & (shown.owners == OUTSIDE)
    return any(not page.chars.text[i].isspace() for i in np.flatnonzero(inside))


def _tags(shown: Shown, rows: Sequence[TaggedRow]) -> Tags:
    heads = [all(cell.header for cell in row.cells) for row in rows]
    header_rows = heads.index(False) if False in heads else 0
    return Tags(shown.table.path, tuple((row.number,) for row in rows), header_rows, shown.table.spans_told)


def _table(
    page: PagePrimitives, x: list[float], y: list[float], told: list[Told], tags: Tags, above: PageTable | None
) -> PageTable:
    header = None if above is None else _header_again(page, above, y[0])
    if header is not None and above is not None:
        heads, head_edges = header
        n = len(head_edges)
        y = [*head_edges, *y]
        told = heads + [((row + n, col, h, w), lines, element) for (row, col, h, w), lines, element in told]
        tags = Tags(tags.path, (*(() for _ in range(n)), *tags.rows), n, tags.spans_told)
    taken = {(r, c) for (row, col, h, w), _, _ in told for r in range(row, row + h) for c in range(col, col + w)}
    blank = [((r, c, 1, 1), (), None) for r in range(len(y) - 1) for c in range(len(x) - 1) if (r, c) not in taken]
    cells = sorted([*told, *blank], key=lambda cell: cell[0][:2])
    table = table_on(page, x, y, [(span, lines) for span, lines, _ in cells], NAME)
    return structs.replace(
        table,
        cells=tuple(
            structs.replace(cell, bar=cell.bar and cell.fill is None, elements=_only(element))
            for cell, (_, _, element) in zip(table.cells, cells, strict=True)
        ),
        confidence=_CONFIDENCE,
        open_top=above is not None and header is None,
        tags=tags,
    )


def _only(element: Element | None) -> tuple[Element, ...]:
    return () if element is None else (element,)


def _header_again(page: PagePrimitives, above: PageTable, top: float) -> tuple[list[Told], list[float]] | None:
    """The header of ABOVE where PAGE prints it again right over TOP without a tag: its cells and the upper edges of
    its rows. Word processors take a header on later pages for an ornament."""
    n = above.tags.header_rows if above.tags is not None else 0
    heads = [cell for cell in above.cells if cell.row < n]
    lines = [line.box for cell in heads for line in cell.lines]
    loose = page.chars.marks is not None and (page.chars.marks < 0)
    _, y = page.chars.centers
    if not lines or loose is False:
        return None
    over = np.flatnonzero(loose & (y < top))
    if not len(over):
        return None
    down = float(page.chars.boxes[over, 3].max()) - max(box.bottom for box in lines)
    told: list[Told] = []
    x, _ = page.chars.centers
    for cell in heads:
        box = cell.box
        inside = loose & (x > box.x0) & (x < box.x1) & (y > box.top + down) & (y < box.bottom + down) & (y < top)
        own = printed_lines(page.chars.take(inside), np.zeros(np.count_nonzero(inside), np.int64)).get(0, ())
        if key_of("".join(line.text for line in own)) != key_of("".join(line.text for line in cell.lines)):
            return None
        told.append(((cell.row, cell.col, cell.rowspan, cell.colspan), own, None))
    return told, [edge + down for edge in above.row_edges[:n]]
