"""A value of several lines that reads as two where it stands beside two entries: `114年度` over `10月底前`.

Read alone it may be one value, wrapped. The entries beside it tell: a line that is whole by itself, at the first line
of an entry that has no value else, is that entry's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from normalize.complete import Complete, is_split_date, is_split_range
from normalize.entries import GOES_ON
from normalize.steps import Slot, stands_at
from normalize.values import Value
from schema.tables import Line, text_of

_WHOLE_YEAR = "年度"


def parted(values: Sequence[Value], slots: Sequence[Slot], complete: Complete) -> tuple[tuple[Value, ...], bool]:
    """(VALUES, those that stand beside several of SLOTS in as many parts; may one of these be one value, wrapped?).

    COMPLETE tells a whole value. Where there is one value only, nothing tells that values are in step at all.
    """
    if len(values) >= len(slots):
        return tuple(values), False  # mostly
    free = [slot.at for slot in slots if not any(stands_at(value.lines[0], slot.at) for value in values)]
    parts = [_parts(value, free, complete) for value in values]
    found = tuple([part for own in parts for part in own])
    unsure = any(_may_be_wrapped(above, below) for own in parts for above, below in pairwise(own))
    alone = len(values) == 1 < len(found)
    return (tuple(values), False) if alone and unsure else (found, unsure or alone)


def _parts(value: Value, free: Sequence[float], complete: Complete) -> list[Value]:
    for n, line in enumerate(value.lines[1:], start=1):
        if not any(stands_at(line, at) for at in free) or value.text != text_of(value.lines):
            continue
        above, below = _value(value.lines[:n]), _value(value.lines[n:])
        if _is_whole(above, complete) and _is_whole(below, complete) and not is_split_range(above.text, below.text):
            return [above, *_parts(below, free, complete)]
    return [value]


def _may_be_wrapped(above: Value, below: Value) -> bool:
    """Does BELOW say a part of the year or month ABOVE (`114年` over `3月底前`)? A fiscal year (`114年度`) says all."""
    return is_split_date(above.text, below.text) and not above.text.endswith(_WHOLE_YEAR)


def _is_whole(value: Value, complete: Complete) -> bool:
    return not value.text.endswith(GOES_ON) and complete(value.text, ())


def _value(lines: tuple[Line, ...]) -> Value:
    return Value(lines, text_of(lines), lines[0].at, lines[0].height)
