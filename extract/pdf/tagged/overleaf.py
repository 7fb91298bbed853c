"""A tagged table that goes on from the page before: which rows begin here, and which merged cells stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.pages import Element, PageCell, PageTable, RowNumber
from extract.pdf.tagged.columns import Before, Span
from extract.pdf.tagged.shown import Shown
from extract.pdf.tags import TaggedRow


def rows_begun(shown: Shown, above: PageTable) -> list[TaggedRow]:
    """The rows of SHOWN without those of which only merged cells go on from ABOVE."""
    last = _last_row(above)
    written = {(row.number, cell.place) for (row, cell), box in zip(shown.cells, shown.boxes, strict=True) if box}
    return [
        row
        for row in shown.rows
        if last is None
        or row.number > last
        or any((row.number, cell.place) in written and (cell.rowspan or 1) == 1 for cell in row.cells)
    ]


def what_goes_on(above: PageTable, numbers: Sequence[RowNumber]) -> Before:
    """What ABOVE, the same table on the page before, tells of this page, whose rows have NUMBERS.

    Rows with lower numbers than its last one are its header, printed again.
    """
    last = _last_row(above)
    header = sum(1 for number in numbers if last is not None and number < last)
    carried: list[tuple[Span, Element]] = []
    unseen: dict[tuple[RowNumber, int], PageCell] = {}
    for cell in above.cells:
        element = cell.elements[-1] if cell.elements else None
        if element is None or element.rowspan is None or cell.row + cell.rowspan < len(above.row_edges) - 1:
            continue
        unseen[element.row, element.place] = cell
        group, first = element.row
        inside = [n for n in numbers[header:] if n[0] == group and first < n[1] < first + element.rowspan]
        if inside and inside == list(numbers[header : header + len(inside)]):
            carried.append(((header, cell.col, len(inside), cell.colspan), element))
    return Before(len(above.col_edges) - 1, dict(enumerate(pairwise(above.col_edges))), carried, unseen)


def _last_row(table: PageTable) -> RowNumber | None:
    rows = table.tags.rows if table.tags is not None else ()
    return max((number for row in rows for number in row), default=None)
