"""Rows without rules: inside a cell lines follow each other at one pitch, and a new row breaks the step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pages import PageLine
from schema.enumerators import read_enumerator

_OFF_STEP_PT = 1.2  # a line this far off the step begins something new
_LEAST_STEP = 0.6  # of the pitch: lines nearer than this stand on one line
_COMMON = 0.15  # of the steps
_LARGEST_PITCH = 2.4  # of the size
_FEWEST_COLUMNS = 3  # of a list of one-line rows
_LISTED = 0.6  # of the places of such a list have text
_WRAPPED = 0.25  # of the lines at most are full
_TOGETHER = 0.5  # of the rows begin with more than one cell
_FULL_EM = 1.2  # a line ending nearer than this to its column's right side is full
_NARROW_EM = 4.0  # in a column so narrow every line is full


@dataclass(frozen=True, slots=True)
class Stack:
    """A cell found in a column: the rows of its first and its last line, and its lines."""

    first_row: int
    last_row: int
    lines: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Where rows begin (middle of their first lines, points from the page's top), and every column's cells.

    `sure`: the steps between lines tell the rows; else only how many columns have text on a line does.
    """

    starts: tuple[float, ...]
    columns: tuple[tuple[Stack, ...], ...]
    sure: bool


def rows_of(columns: Sequence[Sequence[PageLine]]) -> Rows:
    """The rows of a table's body, given the lines of every column from top to bottom (one at least)."""
    pitch = pitch_of(columns)
    if pitch is None:
        starts = _distinct(line.box.middle for lines in columns for line in lines)
        return Rows(tuple(starts), tuple(by_row(lines, starts) for lines in columns), sure=False)
    if _is_list(columns):
        starts = _starts_of_list(columns, pitch)
        return Rows(tuple(starts), tuple(by_row(lines, starts) for lines in columns), sure=True)
    starts = _starts_by_step(columns, pitch)
    if len(starts) > 1 and _begin_together(columns, starts):
        stacks = tuple(_by_step(lines, starts, pitch) for lines in columns)
        return Rows(tuple(starts), stacks, sure=True)
    if len(starts) > 1:
        return _centered_rows(columns, pitch)
    starts = _starts_by_fill(columns, pitch)
    return Rows(tuple(starts), tuple(by_row(lines, starts) for lines in columns), sure=len(starts) == 1)


def pitch_of(columns: Sequence[Sequence[PageLine]]) -> float | None:
    """The least step from line to line inside columns that is common; None where no line follows another closely.

    The steps from row to row are larger, and in a table of short cells there may be more of them.
    """
    steps: Counter[float] = Counter()
    for lines in columns:
        for step, lower in _steps(lines):
            if lower.size_pt <= step <= _LARGEST_PITCH * lower.size_pt:
                steps[round(step * 4) / 4] += 1
    if not steps:
        return None
    needed = max(1.0, _COMMON * sum(steps.values()))
    for least in sorted(steps):
        near = {step: n for step, n in steps.items() if 0 <= step - least <= _OFF_STEP_PT / 2}
        if sum(near.values()) >= needed:
            return sum(step * n for step, n in near.items()) / sum(near.values())
    return None


def _steps(lines: Sequence[PageLine]) -> Iterator[tuple[float, PageLine]]:
    for upper, lower in pairwise(lines):
        yield lower.box.middle - upper.box.middle, lower


def _off(distance: float, pitch: float) -> float:
    """How far DISTANCE is from a whole number of pitches."""
    return abs(distance - round(distance / pitch) * pitch)


def _starts_by_step(columns: Sequence[Sequence[PageLine]], pitch: float) -> list[float]:
    """Where a row begins: a line is off the step of the one above it in its column.

    Where the row's start stands between the two, the step is counted from that.
    """
    steps = [
        (line.box.middle, lines[k - 1].box.middle if k else 0.0) for lines in columns for k, line in enumerate(lines)
    ]
    steps.sort()
    starts = [steps[0][0]]
    for y, above in steps:
        from_line = above if above > starts[-1] - _OFF_STEP_PT else 0.0
        in_row = y - starts[-1] <= _OFF_STEP_PT or (not from_line and _off(y - starts[-1], pitch) <= _OFF_STEP_PT)
        in_cell = above and (y - above < _LEAST_STEP * pitch or _off(y - above, pitch) <= _OFF_STEP_PT)
        if not in_row and not in_cell:
            starts.append(y)
    return starts


def _begin_together(columns: Sequence[Sequence[PageLine]], starts: Sequence[float]) -> bool:
    """Do the cells of most rows begin side by side? Not where they stand in the middle of their rows."""
    beside = [sum(any(_is_at(line, y) for line in lines) for lines in columns) for y in starts]
    return sum(n > 1 for n in beside) >= _TOGETHER * len(starts)


def _centered_rows(columns: Sequence[Sequence[PageLine]], pitch: float) -> Rows:
    """Rows whose cells stand in their middle: a row ends where its highest cell does.

    A merged cell cannot be told from one in the row that its text stands beside.
    """
    blocks = sorted(
        (block[0].box.middle, block[-1].box.middle, col, block)
        for col, lines in enumerate(columns)
        for block in _blocks(lines, pitch)
    )
    rows: list[dict[int, tuple[PageLine, ...]]] = []
    end = 0.0
    for first, last, col, block in blocks:
        if not rows or col in rows[-1] or first > end + pitch / 2:
            rows.append({})
            end = last
        rows[-1][col] = block
        end = max(end, last)
    starts = tuple(min(block[0].box.middle for block in row.values()) for row in rows)
    stacks = tuple(
        tuple(Stack(n, n, row[col]) for n, row in enumerate(rows) if col in row) for col in range(len(columns))
    )
    return Rows(starts, stacks, sure=False)


def _blocks(lines: Sequence[PageLine], pitch: float) -> Iterator[tuple[PageLine, ...]]:
    """LINES of a column in the pieces that follow each other at the pitch."""
    block: list[PageLine] = []
    for line in lines:
        if block and abs(line.box.middle - block[-1].box.middle - pitch) > _OFF_STEP_PT:
            yield tuple(block)
            block = []
        block.append(line)
    if block:
        yield tuple(block)


def _distinct(heights: Iterator[float] | Sequence[float]) -> list[float]:
    distinct: list[float] = []
    for y in sorted(heights):
        if not distinct or y - distinct[-1] > _OFF_STEP_PT:
            distinct.append(y)
    return distinct


def _by_step(lines: Sequence[PageLine], starts: Sequence[float], pitch: float) -> tuple[Stack, ...]:
    """The cells of a column: lines at the pitch stay together, even where rows begin beside them."""
    stacks: list[Stack] = []
    for line in lines:
        row = _row_at(line, starts)
        if stacks and (stacks[-1].last_row == row or _goes_on(stacks[-1], line, starts[row], pitch)):
            above = stacks[-1]
            stacks[-1] = Stack(above.first_row, row, (*above.lines, line))
        else:
            stacks.append(Stack(row, row, (line,)))
    return tuple(stacks)


def _goes_on(above: Stack, line: PageLine, start: float, pitch: float) -> bool:
    step = line.box.middle - above.lines[-1].box.middle
    if abs(step - pitch) <= _OFF_STEP_PT or step < _LEAST_STEP * pitch:
        return True
    in_row = _off(line.box.middle - start, pitch) <= _OFF_STEP_PT
    return not in_row and _off(step, pitch) <= _OFF_STEP_PT


def by_row(lines: Sequence[PageLine], starts: Sequence[float]) -> tuple[Stack, ...]:
    """The cells of a column whose rows begin at STARTS, where no cell goes on from row to row."""
    rows: dict[int, list[PageLine]] = {}
    for line in lines:
        rows.setdefault(_row_at(line, starts), []).append(line)
    return tuple(Stack(row, row, tuple(held)) for row, held in rows.items())


def _row_at(line: PageLine, starts: Sequence[float]) -> int:
    """The row that LINE stands in: the last to begin above it or beside it."""
    above = sum(start <= line.box.middle + _OFF_STEP_PT for start in starts)
    return max(above - 1, 0)


def _starts_by_fill(columns: Sequence[Sequence[PageLine]], pitch: float) -> list[float]:
    """Where half of the columns, the first one too, have text on a line that goes on with none above it."""
    heights = _distinct(line.box.middle for lines in columns for line in lines)
    starts = heights[:1]
    needed = max(2, (len(columns) + 1) // 2)
    first = next(lines for lines in columns if lines)
    for y in heights[1:]:
        here = [(lines, k) for lines in columns for k in range(len(lines)) if _is_at(lines[k], y)]
        begins = any(_is_at(line, y) for line in first) and len(here) >= needed
        if begins and not any(_is_wrapped(lines, k, pitch) for lines, k in here):
            starts.append(y)
    return starts


def _is_list(columns: Sequence[Sequence[PageLine]]) -> bool:
    """Is every line a row, as in statistics: most columns have text on it, and no text is wrapped?"""
    heights = _distinct(line.box.middle for lines in columns for line in lines)
    used = [lines for lines in columns if lines]
    filled = sum(len(lines) for lines in used)
    if len(used) < _FEWEST_COLUMNS or filled < _LISTED * len(used) * len(heights):
        return False
    pairs = [k for lines in used for k in range(1, len(lines))]
    wrapped = sum(_is_full(lines, k - 1) for lines in used for k in range(1, len(lines)))
    return wrapped < _WRAPPED * len(pairs)


def _is_full(lines: Sequence[PageLine], k: int) -> bool:
    """Does line K of a column run from its left to its right side, in words?"""
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    line = lines[k]
    wide = right - left > _NARROW_EM * line.size_pt and any(char.isalpha() for char in line.text)
    return wide and line.box.width_pt > right - left - _FULL_EM * line.size_pt


def _starts_of_list(columns: Sequence[Sequence[PageLine]], pitch: float) -> list[float]:
    """Every line begins a row but one on which the first column goes on with a full line above it."""
    first = next(lines for lines in columns if lines)
    wrapped = [
        line.box.middle
        for k, line in enumerate(first)
        if k and _is_full(first, k - 1) and line.box.middle - first[k - 1].box.middle <= pitch + _OFF_STEP_PT
    ]
    heights = _distinct(line.box.middle for lines in columns for line in lines)
    return [y for y in heights if all(abs(y - other) > _OFF_STEP_PT for other in wrapped)] or heights[:1]


def _is_at(line: PageLine, y: float) -> bool:
    return abs(line.box.middle - y) <= _OFF_STEP_PT


def _is_wrapped(lines: Sequence[PageLine], k: int, pitch: float) -> bool:
    """Is line K of a column the rest of the one above it?"""
    if k == 0 or read_enumerator(lines[k].text) is not None:
        return False
    left = min(line.box.x0 for line in lines)
    right = max(line.box.x1 for line in lines)
    above, size = lines[k - 1], lines[k].size_pt
    close = lines[k].box.middle - above.box.middle <= pitch + _OFF_STEP_PT
    wide = right - left > _NARROW_EM * size
    return close and wide and above.box.x1 > right - _FULL_EM * size
