"""Headings of sections in tables without upright rules: numbered lines alone in their row, set over all columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from extract.pages import PageLine
from extract.pdf.text_grid import Span
from schema.enumerators import read_enumerator
from schema.places import Box
from schema.text import join_lines

_WORD_GAP = 0.3  # of the size: pieces of one text stand no further apart
_CENTERED = 1.0  # of the size: so exactly does a heading stand in the middle of its table

Told = tuple[Span, tuple[PageLine, ...]]  # a cell and what it says


def with_titles(cells: Sequence[Told], edges: Sequence[float], first_row: int) -> list[Told]:
    """CELLS, from top to bottom, of a table with column EDGES; from FIRST_ROW on each row that is a heading is one cell
    over all columns."""
    lefts = _lefts(cells, first_row)
    kept: list[Told] = []
    for row, own in groupby(cells, key=lambda cell: cell[0][0]):
        told = list(own)
        line = _title(told, edges, lefts) if row >= first_row and len(told) == len(edges) - 1 else None
        kept += told if line is None else [((row, 0, 1, len(edges) - 1), (line,))]
    return kept


def _lefts(cells: Sequence[Told], first_row: int) -> set[tuple[int, int]]:
    """Where lines begin in each column, in rows with text in several; places are whole points."""
    found: set[tuple[int, int]] = set()
    for row, own in groupby(cells, key=lambda cell: cell[0][0]):
        written = [(col, lines) for (_, col, _, _), lines in own if lines]
        if row >= first_row and len(written) > 1:
            found.update((col, round(line.box.x0)) for col, lines in written for line in lines)
    return found


def _title(row: Sequence[Told], edges: Sequence[float], lefts: set[tuple[int, int]]) -> PageLine | None:
    """The heading that ROW is; None where it is an ordinary row. LEFTS: where lines of a column begin elsewhere."""
    written = [(col, lines) for (_, col, _, _), lines in row if lines]
    if not written or any(span[2] > 1 for span, _ in row) or any(len(lines) > 1 for _, lines in written):
        return None
    pieces = [lines[0] for _, lines in written]
    size = pieces[0].size_pt
    if any(abs(b.box.x0 - a.box.x1) > _WORD_GAP * size for a, b in pairwise(pieces)):
        return None
    text = "".join(line.text for line in pieces) if len(pieces) > 1 else pieces[0].text
    if read_enumerator(text) is None:
        return None
    x0, x1 = pieces[0].box.x0, pieces[-1].box.x1
    centered = abs((x0 + x1) - (edges[0] + edges[-1])) / 2 <= _CENTERED * size
    is_over = len(pieces) > 1 or x1 > edges[written[0][0] + 1]
    alone = all((written[0][0], round(x0) + off) not in lefts for off in (-1, 0, 1))
    if not is_over and not (centered and alone):
        return None
    box = Box(x0, min(line.box.top for line in pieces), x1, max(line.box.bottom for line in pieces))
    return PageLine(join_lines([text]), box, size, all(line.bold for line in pieces))
