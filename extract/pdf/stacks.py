"""What is found in the body of a table without rules: where rows begin, and the cells of every column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec import Struct

from extract.pages import PageLine

OFF_STEP_PT = 1.2  # a line this far off the step from line to line begins something new


class Stack(Struct, frozen=True):
    """A cell found in a column: its first and its last row, and its lines."""

    first_row: int
    last_row: int
    lines: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Where rows begin (middle of a first line, points from the page's top), and every column's cells.

    `sure`: the steps between lines tell the rows; else only how many columns have text on a line, or what
    stands in the middle of what, does.
    """

    starts: tuple[float, ...]
    columns: tuple[tuple[Stack, ...], ...]
    sure: bool


def distinct(heights: Iterable[float]) -> list[float]:
    """HEIGHTS from top to bottom, those level with each other counted once."""
    found: list[float] = []
    for y in sorted(heights):
        if not found or y - found[-1] > OFF_STEP_PT:
            found.append(y)
    return found


def is_at(line: PageLine, y: float) -> bool:
    """Stands LINE at height Y?"""
    return abs(line.box.middle - y) <= OFF_STEP_PT


def steps_of(lines: Sequence[PageLine]) -> Iterator[tuple[float, PageLine]]:
    """How far each of LINES, but for the first, stands below the one above it."""
    for upper, lower in pairwise(lines):
        yield lower.box.middle - upper.box.middle, lower
