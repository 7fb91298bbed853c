"""Rows without rules where every line with certain entries is one, and words beside them may need more lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.pages import PageLine
from extract.pdf.stacks import Rows, Stack
from schema.enumerators import read_enumerator

_LEVEL = 0.4  # of the size: lines nearer in height stand side by side
NEAR = 0.75  # of the step from row to row: words nearer than this to a row's entries belong to them
_ROOMY = 1.4  # times the least step from line to line: more is room between rows
_CONTINUED = 1  # the row, below a header printed again, that the page before began
_MOST_LINES = 1.5  # of the first column to a row; more of them are rows of their own
_EVERY = 0.8  # of a body's lines have an entry of a column that tells rows


def rows_at(columns: Sequence[Sequence[PageLine]], telling: Sequence[int]) -> Rows:
    """The rows of COLUMNS, the lines of a body, each with an entry in one of those numbered TELLING.

    Words alone on a line are a row of their own, a section's title, unless they stand too near for that.
    """
    rows = levels_of([line for col in telling for line in columns[col]])
    step = median([b - a for a, b in pairwise(rows)]) if len(rows) > 1 else 0.0
    others = [line for col, lines in enumerate(columns) if col not in telling for line in lines]
    titles = levels_of([line for line in others if _distance(line, rows) >= max(NEAR * step, _LEVEL * line.size_pt)])
    starts = sorted([*rows, *titles])
    return Rows(tuple(starts), tuple(_nearest(lines, starts) for lines in columns), sure=True)


def rows_by_room(columns: Sequence[Sequence[PageLine]]) -> Rows | None:
    """The rows of COLUMNS that have more room between them than lines have; None where that does not part them,
    or parts some that have no entry in the first column."""
    levels = levels_of([line for lines in columns for line in lines])
    steps = [b - a for a, b in pairwise(levels)]
    if not steps or max(steps) <= _ROOMY * min(steps):
        return None
    starts = [levels[0], *(level for level, step in zip(levels[1:], steps, strict=True) if step > _ROOMY * min(steps))]
    stacks = tuple(_from(lines, starts) for lines in columns)
    begun = {stack.first_row for stack in stacks[0]}
    unbegun = [row for row in range(len(starts)) if row not in begun]
    is_whole = not unbegun or (unbegun[0] <= _CONTINUED and len(unbegun) == 1)
    if not is_whole or not 1 < len(starts) < len(levels):
        return None
    if len(columns[0]) > _MOST_LINES * len(starts) and not _are_entries(stacks[0]):
        return None
    return Rows(tuple(starts), stacks, sure=True)


def _are_entries(stacks: Sequence[Stack]) -> bool:
    """Is each of STACKS, but for the name above them and a rest from the page before, one numbered entry: does its
    first line begin with an enumerator and no other one?"""
    numbered = [[read_enumerator(line.text) is not None for line in stack.lines] for stack in stacks[1:]]
    return len(numbered) > 1 and all(lines[0] and not any(lines[1:]) for lines in numbered[1:])


def columns_of_every_line(columns: Sequence[Sequence[PageLine]]) -> list[int]:
    """Those of COLUMNS that have an entry on nearly every line: in a list of short rows two at least."""
    n = len(levels_of([line for lines in columns for line in lines]))
    return [col for col, lines in enumerate(columns) if len(lines) >= _EVERY * n]


def levels_of(lines: Sequence[PageLine]) -> list[float]:
    """The heights at which LINES stand, those side by side counted once."""
    found: list[float] = []
    for line in sorted(lines, key=lambda line: line.box.middle):
        if not found or line.box.middle - found[-1] > _LEVEL * line.size_pt:
            found.append(line.box.middle)
    return found


def _distance(line: PageLine, rows: Sequence[float]) -> float:
    return min(abs(line.box.middle - y) for y in rows)


def _from(lines: Sequence[PageLine], starts: Sequence[float]) -> tuple[Stack, ...]:
    """The cells of a column: each line in the row that begins last above it, or beside it."""
    held: dict[int, list[PageLine]] = {}
    for line in lines:
        row = sum(start <= line.box.middle + _LEVEL * line.size_pt for start in starts) - 1
        held.setdefault(row, []).append(line)
    return tuple(Stack(row, row, tuple(own)) for row, own in sorted(held.items()))


def _nearest(lines: Sequence[PageLine], starts: Sequence[float]) -> tuple[Stack, ...]:
    held: dict[int, list[PageLine]] = {}
    for line in lines:
        row = min(range(len(starts)), key=lambda k: abs(starts[k] - line.box.middle))
        held.setdefault(row, []).append(line)
    return tuple(Stack(row, row, tuple(own)) for row, own in sorted(held.items()))
