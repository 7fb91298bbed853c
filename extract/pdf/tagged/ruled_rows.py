"""Tagged rows and drawn rules: where some rows are parted by rules, those between two rules are one row.

Authors put entries that are in step into rows of their own and draw rules only around what belongs together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from msgspec import structs

from extract.pages import PageCell, PageTable
from extract.pdf.level_rules import level_rules
from extract.pdf.primitives import PagePrimitives
from schema.places import Box

_FEWEST = 2  # so many rules between rows, and rows are told by them
_HALF = 0.5  # of the table's width: shorter rules part no rows
_TOUCH_PT = 1.0  # a rule touches a text so far


def rows_by_rules(page: PagePrimitives, table: PageTable) -> PageTable:
    """TABLE, as tags tell it, with rows that no rule parts put together, if rules part others on PAGE."""
    parted = _parted(page, table)
    body = parted[_header_rows(table) :]
    if sum(body[1:]) < _FEWEST or all(body[1:]):
        return table
    row_of = [n - 1 for n in accumulate(int(is_parted) for is_parted in parted)]
    merged: dict[tuple[int, int, int, int], list[PageCell]] = {}
    for cell in table.cells:
        first, last = row_of[cell.row], row_of[cell.row + cell.rowspan - 1]
        merged.setdefault((first, cell.col, last - first + 1, cell.colspan), []).append(cell)
    n_rows = row_of[-1] + 1
    if sum(rowspan * colspan for _, _, rowspan, colspan in merged) != n_rows * (len(table.col_edges) - 1):
        return table  # columns differ within what the rules hold together
    edges = [y for y, is_parted in zip(table.row_edges, parted, strict=False) if is_parted]
    tags = table.tags
    if tags is not None:
        rows = [
            tuple(n for old, new in zip(tags.rows, row_of, strict=True) if new == r for n in old) for r in range(n_rows)
        ]
        tags = replace(tags, rows=tuple(rows))
    cells = tuple(_one(span, own) for span, own in sorted(merged.items()))
    return structs.replace(table, row_edges=(*edges, table.row_edges[-1]), cells=cells, tags=tags)


def _header_rows(table: PageTable) -> int:
    return table.tags.header_rows if table.tags is not None else 0


def _parted(page: PagePrimitives, table: PageTable) -> list[bool]:
    """For every row of TABLE: is it parted from the one above by a rule? Rows of the header are, whatever is drawn."""
    rules = [rule.y for rule in level_rules(page) if rule.drawn_pt >= _HALF * table.box.width_pt]
    n_rows = len(table.row_edges) - 1
    ends, starts = [0.0] * n_rows, [float("inf")] * (n_rows + 1)
    for cell in table.cells:
        last = cell.row + cell.rowspan - 1
        for line in cell.lines:
            ends[last] = max(ends[last], line.box.bottom)
            starts[cell.row] = min(starts[cell.row], line.box.top)
    lowest = list(accumulate(ends, max))
    highest = list(accumulate(reversed(starts), min))[::-1]
    first = _header_rows(table)
    return [
        row <= first or any(lowest[row - 1] - _TOUCH_PT <= y <= highest[row] + _TOUCH_PT for y in rules)
        for row in range(n_rows)
    ]


def _one(span: tuple[int, int, int, int], cells: Sequence[PageCell]) -> PageCell:
    row, col, rowspan, colspan = span
    fills = {cell.fill for cell in cells}
    return PageCell(
        row,
        col,
        rowspan,
        colspan,
        Box.around(cell.box for cell in cells),
        tuple(line for cell in cells for line in cell.lines),
        fills.pop() if len(fills) == 1 else None,
        any(cell.bar for cell in cells),
        elements=tuple(element for cell in cells for element in cell.elements),
    )
