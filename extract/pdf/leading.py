"""Rows without rules: inside a cell lines follow each other at one pitch, and a new row breaks the step."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.pages import PageLine
from extract.pdf.centered import centered_rows
from extract.pdf.figures import rows_of_figures
from extract.pdf.listed_rows import FULL_EM, NARROW_EM, are_full, is_list, starts_of_list
from extract.pdf.stacks import OFF_STEP_PT, Rows, Stack, distinct, is_at, steps_of
from schema.enumerators import read_enumerator

_LEAST_STEP = 0.6  # of the pitch: lines nearer than this stand on one line
_COMMON = 0.15  # of the steps
_FEWEST_WRAPS = 2  # steps below a full line
_FAR_MORE = 1.4  # times the step from line to line: no writer sets the lines of one cell so unlike each other
_FAR_EM = 4.0  # a line ending further than this from the strip beside its column has room for more
_LARGEST_PITCH = 2.4  # of the size


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a row begins. Lines of its cells are whole pitches from one of `phases`: a cell that goes on from
    the page before stands a little higher than those that begin beside it."""

    phases: tuple[float, ...]

    @property
    def y(self) -> float:
        return self.phases[0]

    def is_in_step(self, y: float, pitch: float) -> bool:
        return any(_off(y - phase, pitch) <= OFF_STEP_PT for phase in self.phases)


def rows_of(columns: Sequence[Sequence[PageLine]], edges: Sequence[float]) -> Rows:
    """The rows of a table's body, given the lines of every column from top to bottom (one at least).

    EDGES are the sides of the columns.
    """
    figures = rows_of_figures(columns, edges)
    if figures is not None:
        return Rows(tuple(figures), tuple(by_row(lines, figures) for lines in columns), sure=True)
    pitch = pitch_of(columns)
    if pitch is None:
        starts = distinct(line.box.middle for lines in columns for line in lines)
        return Rows(tuple(starts), tuple(by_row(lines, starts) for lines in columns), sure=False)
    if is_list(columns, pitch):
        starts = starts_of_list(columns, pitch)
        return Rows(tuple(starts), tuple(by_row(lines, starts) for lines in columns), sure=True)
    begins = _starts_by_step(columns, pitch)
    if len(begins) > 1 and (centered := centered_rows(columns, pitch)) is not None:
        return centered
    if len(begins) > 1:
        starts = [start.y for start in begins]
        rows = Rows(tuple(starts), tuple(_by_step(lines, begins, pitch) for lines in columns), sure=True)
        return _without(_begun_beside(rows), rows)
    starts = _starts_by_fill(columns, edges, pitch)
    return Rows(tuple(starts), tuple(by_row(lines, starts) for lines in columns), sure=len(starts) == 1)


def pitch_of(columns: Sequence[Sequence[PageLine]]) -> float | None:
    """The least step from line to line inside columns that is common; None where no line follows another closely.

    The steps from row to row are larger, and in a table of short cells there may be far more of them: so a step that
    full lines take is common sooner, and so is one that is far less than all the others.
    """
    steps: Counter[float] = Counter()
    wraps: Counter[float] = Counter()
    for lines in columns:
        full = are_full(lines) if lines else []
        for (step, lower), is_full in zip(steps_of(lines), full, strict=False):
            if lower.size_pt <= step <= _LARGEST_PITCH * lower.size_pt:
                quarters = round(step * 4) / 4
                steps[quarters] += 1
                wraps[quarters] += is_full
    if not steps:
        return None
    needed = max(1.0, _COMMON * sum(steps.values()))
    for least in sorted(steps):
        near = {step: n for step, n in steps.items() if 0 <= step - least <= OFF_STEP_PT / 2}
        more = min((step for step in steps if step > least and step not in near), default=least)
        is_told = sum(wraps[step] for step in near) >= _FEWEST_WRAPS or more > _FAR_MORE * least
        if is_told or sum(near.values()) >= needed:
            return sum(step * n for step, n in near.items()) / sum(near.values())
    return None


def _off(distance: float, pitch: float) -> float:
    """How far DISTANCE is from a whole number of pitches."""
    return abs(distance - round(distance / pitch) * pitch)


def _starts_by_step(columns: Sequence[Sequence[PageLine]], pitch: float) -> list[_Start]:
    """Where a row begins: a line is off the step of the one above it in its column.

    Where the row's start stands between the two, the step is counted from that.
    """
    steps = [
        (line.box.middle, lines[k - 1].box.middle if k else 0.0) for lines in columns for k, line in enumerate(lines)
    ]
    steps.sort()
    starts = [_Start((steps[0][0],))]
    for y, above in steps:
        last = starts[-1]
        from_line = above > last.y - OFF_STEP_PT
        in_row = y - last.y <= OFF_STEP_PT or (not from_line and last.is_in_step(y, pitch))
        in_cell = above and (y - above < _LEAST_STEP * pitch or _off(y - above, pitch) <= OFF_STEP_PT)
        if in_row or in_cell:
            continue
        if y - last.y < _LEAST_STEP * pitch:
            starts[-1] = _Start((*last.phases, y))
        else:
            starts.append(_Start((y,)))
    return starts


def _begun_beside(rows: Rows) -> set[int]:
    """Those of ROWS that only text in the middle of its cell begins, beside a cell that goes on over them: levels
    further to the left than that, in columns of fewer cells, or a cell alone that has nothing above it in its row."""
    first: dict[int, list[int]] = {}
    over: dict[int, list[int]] = {}
    for col, stacks in enumerate(rows.columns):
        for stack in stacks:
            if is_at(stack.lines[0], rows.starts[stack.first_row]):
                first.setdefault(stack.first_row, []).append(col)
            for row in range(stack.first_row + 1, stack.last_row + 1):
                over.setdefault(row, []).append(col)
    counts = [len(stacks) for stacks in rows.columns]
    return {
        row
        for row, cols in over.items()
        if _is_lone(row, first.get(row, ()), cols, rows)
        or any(all(col > level and counts[col] > counts[level] for level in first.get(row, ())) for col in cols)
    }


def _is_lone(row: int, begun: Sequence[int], over: Sequence[int], rows: Rows) -> bool:
    """Does one column alone begin ROW, blank in the row above, where others go on OVER it and more have nothing?"""
    if len(begun) != 1:
        return False
    above, here = (
        {col for col, stacks in enumerate(rows.columns) for s in stacks if s.first_row <= at <= s.last_row}
        for at in (row - 1, row)
    )
    return begun[0] not in above and here == {*over, *begun}


def _without(spurious: set[int], rows: Rows) -> Rows:
    """ROWS, each of SPURIOUS ones a part of the one above it."""
    if not spurious:
        return rows
    number = [row - sum(1 for other in spurious if other <= row) for row in range(len(rows.starts))]
    columns: list[tuple[Stack, ...]] = []
    for stacks in rows.columns:
        made: list[Stack] = []
        for stack in stacks:
            first, last = number[stack.first_row], number[stack.last_row]
            if made and made[-1].last_row == first:
                made[-1] = Stack(made[-1].first_row, last, (*made[-1].lines, *stack.lines))
            else:
                made.append(Stack(first, last, stack.lines))
        columns.append(tuple(made))
    starts = tuple(start for row, start in enumerate(rows.starts) if row not in spurious)
    return Rows(starts, tuple(columns), sure=rows.sure)


def _by_step(lines: Sequence[PageLine], starts: Sequence[_Start], pitch: float) -> tuple[Stack, ...]:
    """The cells of a column: lines at the pitch stay together, even where rows begin beside them."""
    heights = [start.y for start in starts]
    stacks: list[Stack] = []
    for line in lines:
        row = _row_at(line, heights)
        if stacks and (stacks[-1].last_row == row or _goes_on(stacks[-1], line, starts[row], pitch)):
            above = stacks[-1]
            stacks[-1] = Stack(above.first_row, row, (*above.lines, line))
        else:
            stacks.append(Stack(row, row, (line,)))
    return tuple(stacks)


def _goes_on(above: Stack, line: PageLine, start: _Start, pitch: float) -> bool:
    step = line.box.middle - above.lines[-1].box.middle
    if abs(step - pitch) <= OFF_STEP_PT or step < _LEAST_STEP * pitch:
        return True
    return not start.is_in_step(line.box.middle, pitch) and _off(step, pitch) <= OFF_STEP_PT


def by_row(lines: Sequence[PageLine], starts: Sequence[float]) -> tuple[Stack, ...]:
    """The cells of a column whose rows begin at STARTS, where no cell goes on from row to row."""
    rows: dict[int, list[PageLine]] = {}
    for line in lines:
        rows.setdefault(_row_at(line, starts), []).append(line)
    return tuple(Stack(row, row, tuple(held)) for row, held in rows.items())


def _row_at(line: PageLine, starts: Sequence[float]) -> int:
    """The row that LINE stands in: the last to begin above it or beside it."""
    return max(bisect_right(starts, line.box.middle + OFF_STEP_PT) - 1, 0)


def _starts_by_fill(columns: Sequence[Sequence[PageLine]], edges: Sequence[float], pitch: float) -> list[float]:
    """Where half of the columns, the first too, have text on a line, and most of it does not go on with one above it.

    A first column may be blank, as it goes on from the page before: then the next one tells, but for its entries.
    """
    heights = distinct(line.box.middle for lines in columns for line in lines)
    starts = heights[:1]
    needed = max(2, (len(columns) + 1) // 2)
    first = columns[0] or [
        line for line in next(lines for lines in columns if lines) if read_enumerator(line.text) is None
    ]
    for y in heights[1:]:
        here = [(col, k) for col, lines in enumerate(columns) for k in range(len(lines)) if is_at(lines[k], y)]
        begins = any(is_at(line, y) for line in first) and len(here) >= needed
        if begins and sum(_goes_on_with(columns[col], k, edges[col + 1], pitch) for col, k in here) <= 0:
            starts.append(y)
    return starts


def _goes_on_with(lines: Sequence[PageLine], k: int, edge: float, pitch: float) -> int:
    """Is line K of a column, whose right side is EDGE, the rest of the one above it? 1 if it may be, -1 if that one
    leaves it room, 0 where nothing tells."""
    if k == 0 or read_enumerator(lines[k].text) is not None:
        return 0
    left = min(line.box.x0 for line in lines)
    right = max(line.box.x1 for line in lines)
    above, size = lines[k - 1], lines[k].size_pt
    close = lines[k].box.middle - above.box.middle <= pitch + OFF_STEP_PT
    if not close or right - left <= NARROW_EM * size:
        return 0
    return 1 if above.box.x1 > max(right - FULL_EM * size, edge - _FAR_EM * size) else -1
