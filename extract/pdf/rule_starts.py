"""Columns without vertical rules under one name: rules between rows that begin further on tell where the first of them
ends, beside a cell merged over these rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extract.pdf.level_rules import Rule
from extract.pdf.names import CLEAR_GAP, names_of
from extract.pdf.primitives import Chars
from extract.pdf.strips import Columns, Over, is_crossed

_SAME_PT = 6.0  # rules of one table end this near to each other
_NARROWEST_PT = 15.0  # column


def parted_by_rules(columns: Columns, header: Chars, body: Chars, rules: Sequence[Rule]) -> Columns:
    """COLUMNS, one under a single name of HEADER parted where RULES between rows of BODY begin and no line of text
    runs across."""
    left, right = columns.edges[0], columns.edges[-1]
    starts = sorted(r.x0 for r in rules if r.x0 > left + _NARROWEST_PT and r.x1 > right - _SAME_PT)
    for start in starts:
        columns = _parted(columns, header, body, start)
    return columns


def _parted(columns: Columns, header: Chars, body: Chars, x: float) -> Columns:
    edges = columns.edges
    at = int(np.searchsorted(np.array(edges), x))
    if not 0 < at < len(edges) or min(x - edges[at - 1], edges[at] - x) < _NARROWEST_PT:
        return columns
    middle, _ = body.centers
    sides = [(middle > a) & (middle < b) for a, b in ((edges[at - 1], x), (x, edges[at]))]
    if not all(side.any() for side in sides) or is_crossed(Columns((edges[0], x, edges[-1])), body, most=0):
        return columns
    col = at - 1
    own = [name for name in names_of(header, CLEAR_GAP) if edges[col] <= name.center <= edges[at]]
    if len(own) != 1 or any(first <= col <= last for _, first, last in columns.groups):
        return columns
    moved: list[Over] = [(name, a + (a > col), z + (z > col)) for name, a, z in columns.groups]
    return replace(columns, edges=(*edges[:at], x, *edges[at:]), groups=(*moved, (own[0], col, col + 1)))
