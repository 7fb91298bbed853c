"""Rows without rules: inside a cell lines follow each other at one pitch, and a new row breaks the step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pages import PageLine

_OFF_STEP_PT = 1.2  # a line so far from the step begins something new
_SAME_PT = 1.5  # lines of one row begin as near to each other in height
_LARGEST_PITCH = 2.4  # of the size
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Rows:
    """Where rows begin (middle of their first lines, in points), and for every column its cells:
    (row of its first line, row of its last line, its lines)."""

    starts: tuple[float, ...]
    cells: tuple[tuple[tuple[int, int, tuple[PageLine, ...]], ...], ...]


def pitch_of(columns: Sequence[Sequence[PageLine]]) -> float | None:
    """The commonest step from line to line inside columns; None where no line follows another closely."""
    steps: Counter[float] = Counter()
    for lines in columns:
        for upper, lower in pairwise(lines):
            step = lower.box.middle - upper.box.middle
            if step <= _LARGEST_PITCH * lower.size_pt:
                steps[round(step * 4) / 4] += 1
    if not steps:
        return None
    commonest = max(steps, key=lambda step: (steps[step], -step))
    near = {step: n for step, n in steps.items() if abs(step - commonest) <= _OFF_STEP_PT / 2}
    return sum(step * n for step, n in near.items()) / sum(near.values())


def rows_of(columns: Sequence[Sequence[PageLine]]) -> Rows:
    """The rows of a table's body, given the lines of every column from top to bottom."""
    pitch = pitch_of(columns)
    starts = _starts_by_step(columns, pitch) if pitch else []
    if len(starts) < 2:
        starts = _starts_by_fill(columns) if not pitch or _is_listed(columns, pitch) else starts
    return Rows(tuple(starts), tuple(_cells(lines, starts, pitch) for lines in columns))
