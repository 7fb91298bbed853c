"""Rows without rules where every line is a row, as in statistics."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.pages import PageLine
from extract.pdf.stacks import OFF_STEP_PT, distinct, is_at, steps_of

_FEWEST_COLUMNS = 3
_FEWEST_LINES = 4
_LISTED = 0.6  # of the places of such a list have text
_WRAPPED = 0.25  # of the lines at most are full
FULL_EM = 1.2  # a line ending nearer than this to its column's right side is full
NARROW_EM = 4.0  # in a column so narrow every line is full


def is_list(columns: Sequence[Sequence[PageLine]], pitch: float) -> bool:
    """Is every line a row, as in statistics: most columns have text on it, and no text is wrapped?"""
    heights = distinct(line.box.middle for lines in columns for line in lines)
    used = [lines for lines in columns if lines]
    filled = sum(len(lines) for lines in used)
    if len(used) < _FEWEST_COLUMNS or len(heights) < _FEWEST_LINES or filled < _LISTED * len(used) * len(heights):
        return False
    pairs = filled - len(used)
    wrapped = sum(sum(are_full(lines)[:-1]) for lines in used)
    return wrapped < _WRAPPED * pairs and not _runs_on(used, heights, pitch)


def _runs_on(columns: Sequence[Sequence[PageLine]], heights: Sequence[float], pitch: float) -> bool:
    """Have all COLUMNS text at the top of each of several groups of HEIGHTS, one PITCH apart, and go they on below for
    as long as each needs, some shorter than others?"""
    tops = [y for k, y in enumerate(heights) if not k or y - heights[k - 1] > pitch + OFF_STEP_PT]
    groups = [[y for y in heights if top <= y < end] for top, end in pairwise([*tops, float("inf")])]
    if len(groups) < 2:
        return False
    uneven = 0
    for group in groups:
        begun = [[any(is_at(line, y) for line in lines) for y in group] for lines in columns]
        if any(True in held[held.index(False) :] for held in begun if False in held):
            return False
        uneven += any(held[0] and not held[-1] for held in begun)
    return 2 * uneven > sum(len(group) > 1 for group in groups)


def are_full(lines: Sequence[PageLine]) -> list[bool]:
    """Which of LINES, one at least, run from the left to the right side of their column, in words?"""
    width = max([line.box.x1 for line in lines]) - min([line.box.x0 for line in lines])
    return [
        width > NARROW_EM * line.size_pt
        and line.box.width_pt > width - FULL_EM * line.size_pt
        and any(char.isalpha() for char in line.text)
        for line in lines
    ]


def starts_of_list(columns: Sequence[Sequence[PageLine]], pitch: float) -> list[float]:
    """Every line begins a row but one on which the first column goes on with a full line above it, and hardly
    another column has text, and but those that only go on, where rows stand further apart than lines."""
    first, *others = (lines for lines in columns if lines)
    wrapped = [
        line.box.middle
        for above, is_full, line in zip(first, are_full(first), first[1:], strict=False)
        if is_full and line.box.middle - above.box.middle <= pitch + OFF_STEP_PT
        if 2 * sum(any(is_at(other, line.box.middle) for other in lines) for lines in others) < len(others)
    ]
    heights = distinct(line.box.middle for lines in columns for line in lines)
    wrapped += _close_below(columns, heights, pitch)
    return [y for y in heights if all(abs(y - other) > OFF_STEP_PT for other in wrapped)] or heights[:1]


def _close_below(columns: Sequence[Sequence[PageLine]], heights: Sequence[float], pitch: float) -> list[float]:
    """Those of HEIGHTS on which every line follows the one above it in its column at the PITCH; none where rows stand
    as near to each other as that."""
    steps = [below - above for above, below in pairwise(heights)]
    near = pitch + OFF_STEP_PT
    if median(steps) <= near:
        return []
    after = [(line.box.middle, step) for lines in columns for step, line in steps_of(lines)]
    begun = [lines[0].box.middle for lines in columns if lines]
    begun += [y for y, step in after if step > near]
    return [y for y in heights if all(abs(y - other) > OFF_STEP_PT for other in begun)]
