"""Lists of figures between two rules, without one below a header: camelot's columns, our characters.

`Aligned` reads the tables that it finds better than camelot does (wrapped cells above all). Here it has no
header to go by, and camelot's network of alignments is good at plain lists of one line a row.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from extract.pages import PageCell, PageTable
from extract.pdf.level_rules import level_rules
from extract.pdf.lines import printed_lines
from extract.pdf.primitives import Chars, Floats, PagePrimitives
from extract.pdf.stretches import stretches_of
from extract.pdf.strips import Columns, is_crossed
from schema.places import Box

NAME = "camelot"
_CONFIDENCE = 0.5
_GAP = 1.0  # of the size: what stands further apart on a line are two entries
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 4
_MOSTLY = 0.6  # of the lines have at least three entries
_WIDE = 0.4  # of the page's width
_SAME_ENDS_PT = 10.0  # both ends of two rules of one table together
_FAILURES = (ValueError, LookupError, TypeError, ArithmeticError, RuntimeError, OSError)


def listed_table(path: Path, page: PagePrimitives) -> PageTable | None:
    """The list of figures on PAGE, one of PATH's, in which no other finder saw a table; None where none is."""
    box = _between_rules(page)
    if box is None:
        return None
    edges = _camelot_edges(path, page, box)
    return None if edges is None else _table(page, box, *edges)


def _between_rules(page: PagePrimitives) -> Box | None:
    """The area between the first two wide rules of PAGE that are alike, if most lines there have entries
    side by side."""
    rules = [rule for rule in level_rules(page) if rule.drawn_pt >= _WIDE * page.width_pt]
    for top, bottom in pairwise(rules):
        box = Box(top.x0, top.y, top.x1, bottom.y)
        if abs(top.x0 - bottom.x0) + abs(top.x1 - bottom.x1) < _SAME_ENDS_PT and _is_listed(page, box):
            return box
    return None


def _inside(page: PagePrimitives, box: Box) -> Chars:
    x, y = page.chars.centers
    return page.chars.take((x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom))


def _is_listed(page: PagePrimitives, box: Box) -> bool:
    inside = _inside(page, box)
    if not len(inside):
        return False
    _, counts = np.unique(stretches_of(inside, _GAP)[:, 0], return_counts=True)
    many = np.count_nonzero(counts >= _FEWEST_COLUMNS)
    return len(counts) >= _FEWEST_ROWS and bool(many >= _MOSTLY * len(counts))


def _camelot_edges(path: Path, page: PagePrimitives, box: Box) -> tuple[Floats, Floats] | None:
    """Column and row edges that camelot sees in BOX; None where it sees none."""
    from camelot.io import read_pdf  # slow to import, and seldom asked
    from playa.exceptions import PDFException

    area = f"{box.x0},{page.height_pt - box.top},{box.x1},{page.height_pt - box.bottom}"
    try:
        found = read_pdf(str(path), pages=str(page.number), flavor="network", table_areas=[area])
    except (PDFException, *_FAILURES):
        return None  # nothing is lost: the text stays outside tables, as it would without camelot
    if not len(found) or len(found[0].cols) < _FEWEST_COLUMNS or len(found[0].rows) < _FEWEST_ROWS:
        return None
    cols = np.array([box.x0, *((a[1] + b[0]) / 2 for a, b in pairwise(found[0].cols)), box.x1])
    rows = np.array([box.top, *(page.height_pt - (a[1] + b[0]) / 2 for a, b in pairwise(found[0].rows)), box.bottom])
    ascending = bool((np.diff(cols) > 0).all() and (np.diff(rows) > 0).all())
    return (cols, rows) if ascending else None


def _table(page: PagePrimitives, box: Box, cols: Floats, rows: Floats) -> PageTable | None:
    inside = _inside(page, box)
    if is_crossed(Columns(tuple(cols.tolist())), inside):
        return None
    x, y = inside.centers
    col = np.clip(np.searchsorted(cols, x, side="right") - 1, 0, len(cols) - 2)
    row = np.clip(np.searchsorted(rows, y, side="right") - 1, 0, len(rows) - 2)
    lines = printed_lines(inside, row * (len(cols) - 1) + col)
    xs, ys = cols.round(2).tolist(), rows.round(2).tolist()
    cells = tuple(
        PageCell(r, c, 1, 1, Box(xs[c], ys[r], xs[c + 1], ys[r + 1]), lines.get(r * (len(cols) - 1) + c, ()))
        for r in range(len(rows) - 1)
        for c in range(len(cols) - 1)
    )
    return PageTable(page.number, Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), cells, NAME, _CONFIDENCE)
