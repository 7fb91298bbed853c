"""Where a table goes on over a page: does its last row go on too, and which merged cells do?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.joining.drafts import Draft
from extract.joining.evidence import TAGGED, Meeting, weight
from extract.joining.habits import Habit
from extract.joining.parts import Part
from extract.joining.tagged import TaggedBreak, is_same_cell
from extract.joining.twice import printed_twice
from extract.joining.wraps import blank_above, blank_below
from extract.pages import PageCell
from schema.enumerators import read_enumerator

_DOUBT = 1.0
_LIKELY = 2.0
_PLAIN = 3.0
_NEW = -2.0
_NOTHING_OWN = 1.0


@dataclass(frozen=True, slots=True)
class Break:
    """The reading of one page break. CUT: the row goes on, in all columns.

    Else a new row begins, and LINKED columns hold cells merged over the break. AGAIN are those whose
    lower part only prints the cell's text once more; TWICE those whose lower part begins with the line that the
    upper one ends with, which the cut goes through.
    """

    cut: bool
    linked: frozenset[int] = frozenset()
    again: frozenset[int] = frozenset()
    doubtful: bool = False
    twice: frozenset[int] = frozenset()


def read_break(
    above: Sequence[Draft | None],
    below: Sequence[PageCell | None],
    habits: Sequence[Habit],
    rules_tell: bool = False,
    told: TaggedBreak | None = None,
) -> Break:
    """How the rows ABOVE and BELOW a page break belong together; both hold a cell for every column.

    RULES_TELL: what printed the table leaves cells open that the page cuts. TOLD: what its tags tell.
    """
    meetings = _meetings(above, below, habits, rules_tell, told)
    if not meetings:
        return Break(cut=False)
    twice = printed_twice(meetings)
    weights = {col: _PLAIN if col in twice else weight(meeting) for col, meeting in meetings.items()}
    total = _row_weight(meetings, weights)
    if told is not None and told.cut is not None:
        total += TAGGED if told.cut else -TAGGED
    whole = len(meetings) == len({(c.row, c.col) for c in below if c is not None})
    again = frozenset(col for col, meeting in meetings.items() if meeting.prints_again)
    doubtful = abs(total) < _DOUBT
    if whole and total > 0:
        return Break(True, frozenset(meetings), again, doubtful, twice)
    linked = _linked(meetings, weights)
    return Break(False, linked, again & linked, doubtful and whole, twice & linked)


def _row_weight(meetings: dict[int, Meeting], weights: dict[int, float]) -> float:
    """What all columns together say of the row: above 0, it goes on.

    A merged cell may go on while a new row begins beside it, so it speaks only against. But a row whose
    every word stands in such cells says nothing of its own: all of it may be the rest of the row above.
    """
    written = [meeting for meeting in meetings.values() if meeting.below.lines]
    if all(meeting.may_be_merged for meeting in written):
        return sum(weights.values()) + (_NOTHING_OWN if written else 0.0)
    return sum(min(told, 0.0) if meetings[col].may_be_merged else told for col, told in weights.items())


def _meetings(
    above: Sequence[Draft | None],
    below: Sequence[PageCell | None],
    habits: Sequence[Habit],
    rules_tell: bool,
    told: TaggedBreak | None,
) -> dict[int, Meeting]:
    """Where a cell stands over one of the same columns, by its first column.

    Where the page before closes some of its last cells with a rule and leaves others open, it tells by that which
    ones go on, though the next page begins with no rule at all.
    """
    pairs = {
        low.col: (up, low)
        for up, low in zip(above, below, strict=True)
        if up is not None and low is not None and (up.col, up.colspan) == (low.col, low.colspan)
    }
    parted = rules_tell and len({up.last.open_bottom for up, _ in pairs.values()}) > 1
    fullest = min((blank_below(up.last) for up, _ in pairs.values() if up.last.lines), default=0.0)
    highest = min((blank_above(low) for _, low in pairs.values() if low.lines), default=0.0)
    return {
        col: Meeting(
            up,
            low,
            habits[col],
            blank_below(up.last) - fullest,
            blank_above(low) - highest,
            (up.last.open_bottom or (low.open_top and not parted)) if rules_tell else None,
            None if told is None else is_same_cell(up.last, low, told),
        )
        for col, (up, low) in pairs.items()
    }


def _linked(meetings: dict[int, Meeting], weights: dict[int, float]) -> frozenset[int]:
    """Columns whose cells are merged over the break, though a new row begins.

    Merged cells nest from the left: right of a level that begins anew, the other levels do.
    """
    linked = _counted_on(meetings)
    fresh: dict[int, Meeting] = {}
    is_level = True
    for col, meeting in sorted(meetings.items()):
        if col in linked:
            continue
        if not meeting.may_be_merged:
            is_level = not linked and not fresh  # right of the rows' own columns are others that go with a level
            continue
        told = weights[col]
        ends = bool(fresh) if is_level else _ends_with(meeting, told, fresh.values(), linked.values())
        is_beside = told > _NEW and any(_spans_like(meeting, other) for other in linked.values())
        if not ends and (_is_one_cell(meeting, told) or is_beside):
            linked[col] = meeting
        elif meeting.below.lines:
            fresh[col] = meeting
    return frozenset(linked)


def _counted_on(meetings: dict[int, Meeting]) -> dict[int, Meeting]:
    """The first columns, left blank below, whose entries the next column counts on: `(二)` under nothing goes on
    with what `(一)` stands under.

    Where cells that no page cuts are blank too, blank is no rest of the cell above.
    """
    blank: dict[int, Meeting] = {}
    for col, meeting in sorted(meetings.items()):
        if not meeting.below.lines and meeting.lines_above and not meeting.habit.empty:
            blank[col] = meeting
            continue
        above, entry = read_enumerator(meeting.text_above), meeting.entry
        if above is None or entry is None or above.form != entry.form or entry.number != above.number + 1:
            return {}
        return blank
    return {}


def _ends_with(meeting: Meeting, told: float, fresh: Iterable[Meeting], linked: Iterable[Meeting]) -> bool:
    """Does the cell end where a level ends with which it began? FRESH levels begin anew, LINKED ones go on.

    Having begun with one of either, it goes on if nothing stands below or what does plainly goes on.
    """
    with_fresh = any(other.above.row == meeting.above.row for other in fresh)
    with_linked = any(other.above.row == meeting.above.row for other in linked)
    goes_on = with_linked and (not meeting.below.lines or told >= _PLAIN)
    return with_fresh and not goes_on


def _spans_like(meeting: Meeting, other: Meeting) -> bool:
    """Do both columns hold cells of one entry: merged over the same rows, or OTHER its running number?"""
    if meeting.above.row != other.above.row:
        return False
    return other.text_above.isdecimal() or (meeting.is_merged and meeting.below.rowspan == other.below.rowspan)


def _is_one_cell(meeting: Meeting, told: float) -> bool:
    """Is the cell, one that may be merged, the same above and below the break?"""
    if meeting.tagged_same is not None:
        return meeting.tagged_same
    if meeting.prints_again:
        return True
    if meeting.below.lines:
        return told >= _LIKELY
    if meeting.habit.marks:
        return False
    return meeting.is_merged or (bool(meeting.lines_above) and meeting.habit.is_never_empty)


def leaves_open(parts: Sequence[Part]) -> bool:
    """Does what printed the table leave a row open that the page cuts, so that a rule there tells?"""
    if not all(part.is_ruled for part in parts):
        return False
    return any(
        any(cell.open_bottom for cell in above.table.cells) or any(cell.open_top for cell in below.table.cells)
        for above, below in pairwise(parts)
    )
