"""A browser that slices its page like a picture may print the line at the cut on both pages: it is one line."""

from __future__ import annotations

from collections.abc import Mapping

from extract.joining.evidence import Meeting
from extract.joining.wraps import ends_paragraph
from extract.pages import PageLine
from schema.text import key_of

_SAME_PT = 1.5  # the two pictures of the cut line stand this exactly in step in all columns
_LONG = 8  # signs; so long a line is not written twice, one below the other


def printed_twice(meetings: Mapping[int, Meeting]) -> frozenset[int]:
    """The columns of MEETINGS whose lower cell begins with the very line that ends the upper one.

    Two entries of one owner are two lines and no picture of one: beside these, other columns print other lines at
    the same height.
    """
    same = {col: meeting for col, meeting in meetings.items() if _is_same_line(meeting)}
    if not same:
        return frozenset()
    steps = [_last(meeting).box.top - _first(meeting).box.top for meeting in same.values()]
    step = min(steps)
    if max(steps) - step > _SAME_PT or not _shows_all(meetings, same, step):
        return frozenset()
    sure = len(same) > 1 or any(_is_one_line(meeting) for meeting in same.values())
    return frozenset(same) if sure else frozenset()


def _last(meeting: Meeting) -> PageLine:
    return meeting.above.last.lines[-1]


def _first(meeting: Meeting) -> PageLine:
    return meeting.below.lines[0]


def _is_same_line(meeting: Meeting) -> bool:
    if not meeting.above.last.lines or not meeting.below.lines or meeting.prints_again:
        return False
    return key_of(_last(meeting).text) == key_of(_first(meeting).text)


def _is_one_line(meeting: Meeting) -> bool:
    """Is the line at the cut too long to be meant twice, or the rest of a sentence that fills the line above it?"""
    cell, lines = meeting.above.last, meeting.above.last.lines
    if len(key_of(lines[-1].text)) >= _LONG:
        return True
    return len(lines) > 1 and ends_paragraph(cell, lines[-2], lines[-1].text, meeting.habit.pad_pt) is False


def _shows_all(meetings: Mapping[int, Meeting], same: Mapping[int, Meeting], step_pt: float) -> bool:
    """Is the strip of the page with the lines of SAME the only one that both pages show, STEP_PT apart?"""
    low = max(_first(meeting).box.top for meeting in same.values()) + _SAME_PT
    high = min(_last(meeting).box.top for meeting in same.values()) - _SAME_PT
    for col, meeting in meetings.items():
        upper = [line for line in meeting.above.last.lines if line.box.top >= high]
        lower = [line for line in meeting.below.lines if line.box.top <= low]
        if len(upper) != len(lower) or (upper and col not in same):
            return False
        if any(abs(a.box.top - b.box.top - step_pt) > 2 * _SAME_PT for a, b in zip(upper, lower, strict=True)):
            return False
    return True
