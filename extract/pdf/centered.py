"""Rows without rules whose cells stand in the middle of them: the highest cells of all rows lie end to end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct

from extract.pages import PageLine
from extract.pdf.stacks import OFF_STEP_PT, Rows, Stack

_TOP = attrgetter("top")
_MIDDLE_PT = 2.0  # a cell stands in the middle of its rows as exactly as this


class _Block(Struct, frozen=True):
    """Lines of one column that follow each other at the pitch. `top` and `bottom`: half a pitch beyond them."""

    col: int
    top: float
    bottom: float
    lines: tuple[PageLine, ...]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def centered_rows(columns: Sequence[Sequence[PageLine]], pitch: float) -> Rows | None:
    """The rows of COLUMNS, the lines of a table's body, one at least, PITCH apart inside cells.

    The highest cell of a row fills it. The others stand in its middle, or in the middle of several rows;
    None where more of them stand at its top.
    """
    blocks = [block for col, lines in enumerate(columns) for block in _blocks(col, lines, pitch)]
    gap = _gap(blocks)
    rows = _rows(blocks, gap)
    if not _are_centered(blocks, rows, gap):
        return None
    stacks = tuple(_stacks([b for b in blocks if b.col == col], rows) for col in range(len(columns)))
    return Rows(tuple(top + (gap + pitch) / 2 for top, _ in rows), stacks, sure=False)


def _are_centered(blocks: Sequence[_Block], rows: Sequence[tuple[float, float]], gap: float) -> bool:
    """Do more of the lower cells stand in the middle of their rows than at the top?"""
    at_top = in_middle = 0
    ordered = sorted(blocks, key=_TOP)
    tops = [block.top for block in ordered]
    for top, bottom in rows:
        for block in ordered[bisect_right(tops, top - OFF_STEP_PT) : bisect_left(tops, bottom + OFF_STEP_PT)]:
            inside = block.bottom < bottom + OFF_STEP_PT
            if inside and block.bottom - block.top < bottom - top - gap - OFF_STEP_PT:
                at_top += abs(block.top - top - gap / 2) <= OFF_STEP_PT
                in_middle += abs(block.middle - (top + bottom) / 2) <= OFF_STEP_PT
    return in_middle > at_top


def _blocks(col: int, lines: Sequence[PageLine], pitch: float) -> Iterator[_Block]:
    block: list[PageLine] = []
    for line in [*lines, None]:
        ends = line is None or (block and abs(line.box.middle - block[-1].box.middle - pitch) > OFF_STEP_PT)
        if ends and block:
            half = pitch / 2
            yield _Block(col, block[0].box.middle - half, block[-1].box.middle + half, tuple(block))
            block = []
        if line is not None:
            block.append(line)


def _gap(blocks: Sequence[_Block]) -> float:
    """The least room between two blocks of a column: that between rows whose highest cells both are."""
    rooms = (b.top - a.bottom for a, b in pairwise(blocks) if a.col == b.col)
    return min((room for room in rooms if room > OFF_STEP_PT), default=0.0)


def _rows(blocks: Sequence[_Block], gap: float) -> list[tuple[float, float]]:
    """Top and bottom of every row: from block to block, each beginning where the one before ends."""
    rest = sorted(blocks, key=lambda block: (block.top, -block.bottom))
    tops = [block.top for block in rest]
    rows: list[tuple[float, float]] = []
    bottom, begin = tops[0] - gap, 0
    while begin < len(rest):
        end = bisect_right(tops, bottom + gap + 2 * OFF_STEP_PT)
        near = [block for block in rest[begin:end] if abs(block.top - bottom - gap) <= OFF_STEP_PT]
        highest = max(near or rest[begin : begin + 1], key=lambda block: block.bottom)
        rows.append((highest.top - gap / 2, highest.bottom + gap / 2))
        bottom = highest.bottom
        begin = max(begin, bisect_right(tops, bottom))
    return rows


def _stacks(blocks: Sequence[_Block], rows: Sequence[tuple[float, float]]) -> tuple[Stack, ...]:
    """The cells of a column: each block in the fewest rows, after those of the block above, whose middle it
    stands in; in the row at its middle where there are none."""
    stacks: list[Stack] = []
    for n, block in enumerate(blocks):
        first = stacks[-1].last_row + 1 if stacks else 0
        limit = blocks[n + 1].top if n + 1 < len(blocks) else rows[-1][1]
        spans = [
            (last - row, abs((rows[row][0] + rows[last][1]) / 2 - block.middle), row, last)
            for row in range(first, len(rows))
            for last in range(row, len(rows))
            if rows[row][0] <= block.top + _MIDDLE_PT and rows[last][1] >= block.bottom - _MIDDLE_PT
            if rows[last][0] < limit
        ]
        fitting = [span for span in spans if span[1] <= _MIDDLE_PT]
        at = sum(top <= block.middle for top, _ in rows) - 1
        _, _, row, last = min(fitting, default=(0, 0.0, max(at, 0), max(at, 0)))
        if stacks and row <= stacks[-1].last_row:
            stacks[-1] = Stack(stacks[-1].first_row, max(last, stacks[-1].last_row), stacks[-1].lines + block.lines)
        else:
            stacks.append(Stack(row, last, block.lines))
    return tuple(stacks)
