"""What a page has of a table without rules that goes on from the page before: lines in the same columns."""

from __future__ import annotations

import numpy as np

from extract.pages import PageTable
from extract.pdf.overleaf import cores_of, without_foot
from extract.pdf.primitives import Chars, Floats, PagePrimitives
from extract.pdf.region import Region, by_column
from extract.pdf.side_by_side import BESIDE, LOOSE, WORD_GAP
from extract.pdf.stretches import line_numbers, stretches_of
from extract.pdf.strips import Columns, columns_like
from schema.text import join_lines

_SAME_PT = 3.0  # entries of one column stand this exactly below each other
_ALIGNED = 0.8  # of the entries do
_MOST_HEADS = 2  # lines that run across a page's head


def rest_of_unruled(page: PagePrimitives, above: PageTable) -> Region | None:
    """The rest of the table ABOVE, which nothing followed on the page before PAGE; None where PAGE begins otherwise.

    It stands at the page's top, below a running head, its entries below those of ABOVE; its header, where it
    is printed again, is the body's first lines.
    """
    text = without_foot(page.chars.take(page.chars.turns == 0), page)
    text = text.take(~text.spaces)
    if not len(text):
        return None
    edges = np.array(above.col_edges)
    lines = line_numbers(text)
    stretches = stretches_of(text, WORD_GAP)
    first, end = _fitting(text, edges, stretches)
    own = stretches[(stretches[:, 0] >= first) & (stretches[:, 0] < end)]
    if end == first or not _has_entries(own, above):
        return None
    body = text.take((lines >= first) & (lines < end))
    left = min(above.col_edges[0], float(body.boxes[:, 0].min()))
    right = max(above.col_edges[-1], float(body.boxes[:, 2].max()))
    columns = columns_like(cores_of(above), body, left, right) or Columns((left, *above.col_edges[1:-1], right))
    top, bottom = float(body.boxes[:, 1].min()), float(body.boxes[:, 3].max())
    closed = end <= int(lines.max())
    head = line_numbers(body) < _lines_again(body, columns, above)
    header, rest = body.take(head), body.take(~head)
    if not len(header) or not len(rest):
        return Region(body.take(np.zeros(len(body), np.bool_)), body, columns, top, top, (), bottom, closed)
    middle = (float(header.boxes[:, 3].max()) + float(rest.boxes[:, 1].min())) / 2
    return Region(header, rest, columns, top, middle, (), bottom, closed)


def _lines_again(body: Chars, columns: Columns, above: PageTable) -> int:
    """How many lines BODY begins with that print the first row of ABOVE again: its header."""
    names = {cell.col: cell for cell in above.cells if cell.row == 0}
    least = max(len(cell.lines) for cell in names.values())
    lines = line_numbers(body)
    for count in range(least, 2 * least + 1):  # names of one line stand between the lines of others
        again = by_column(body.take(lines < count), columns)
        texts = [join_lines(line.text for line in lines) for lines in again]
        if all(text == (names[col].text if col in names else "") for col, text in enumerate(texts)):
            return count
    return 0


def _fitting(text: Chars, edges: Floats, stretches: Floats) -> tuple[int, int]:
    """The first line of TEXT that keeps the columns between EDGES apart, and the first after it that does not, or
    stands far below; the same where the page begins with other lines. A line in the first column alone, at the
    top, is the page's head."""
    lines = line_numbers(text)
    y = np.bincount(lines, text.centers[1]) / np.bincount(lines)
    size = np.bincount(lines, text.sizes) / np.bincount(lines)
    left, right = stretches[:, 1], stretches[:, 2]
    out = (left < edges[0] - _SAME_PT) | (left > edges[-1])
    out |= ((left[:, None] < edges[1:-1]) & (right[:, None] > edges[1:-1])).any(axis=1)
    fits = np.ones(len(y), np.bool_)
    fits[stretches[out, 0].astype(np.int64)] = False
    begins = fits.copy()
    begins[stretches[right < edges[1], 0].astype(np.int64)] = False
    begins |= fits & (np.bincount(stretches[:, 0].astype(np.int64), minlength=len(y)) > 1)
    first = int(np.argmax(begins))
    if not begins.any() or first > _MOST_HEADS:
        return 0, 0
    end = first + 1
    while first and fits[first - 1] and y[first] - y[first - 1] < BESIDE * size[first]:
        first -= 1
    while end < len(y) and fits[end] and y[end] - y[end - 1] <= LOOSE * size[end]:
        end += 1
    return first, end


def _has_entries(stretches: Floats, above: PageTable) -> bool:
    """Do STRETCHES begin, end or have their middle where those of ABOVE do, two of them on one line?"""
    boxes = np.array([(line.box.x0, line.box.x1) for cell in above.cells for line in cell.lines])
    x0, x1 = stretches[:, 1], stretches[:, 2]
    near = np.zeros(len(stretches), np.bool_)
    for there, here in ((boxes[:, 0], x0), (boxes[:, 1], x1), (boxes.mean(axis=1), (x0 + x1) / 2)):
        near |= (np.abs(here[:, None] - there) <= _SAME_PT).any(axis=1)
    return bool(near.mean() >= _ALIGNED and np.bincount(stretches[near, 0].astype(np.int64)).max() > 1)
