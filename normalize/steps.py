"""Columns in step: which values of a narrow column (owner, deadline …) belong to which entry beside them.

By equal enumerator where both carry one, else by vertical position on the page. Where neither tells, a
column holds whole for every entry; where two readings are close, the reading is marked doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, structs

from normalize.values import Value
from normalize.widths import BLANK
from schema.enumerators import Enumerator, counted_decimals, read_enumerator
from schema.tables import Line

_JOINT = re.compile(r"\s*(?:[、,，及和與与]|(?P<to>[~～\-–至到]))?\s*")
_NO_CHANCE = 4  # as many values as entries by chance: fewer may be
_DRIFT = 2.5  # line heights that a value one each may be off its entry
_DRIFT_OF_ALL = 0.25  # or, where that is more, this part of what the entries take
_CLOSE = 1.2  # of a line's height: a value this close to an entry's first line may stand beside it too
NEAR = 0.65  # of a line's height: a value this close to an entry's first line stands beside it


def stands_at(one: Line | Value, at: float) -> bool:
    """Does ONE stand beside the line whose middle is AT?"""
    return abs(one.at - at) <= NEAR * one.height


class Slot(Struct, frozen=True):
    """Where an entry stands: from its first line's middle to the next entry's, and the page of that line."""

    at: float
    end: float
    page: int | None = None


class Assignment(Struct, frozen=True):
    """The values of each slot; `whole`: they were not told apart and hold for every slot."""

    of_slot: tuple[tuple[Value, ...], ...]
    whole: bool = False
    doubtful: bool = False


def _one_by_one(value: Value) -> list[Value]:
    """VALUE once for each of the enumerators before it: `(1)(2)各課`, `(1)、(3)各課`, `(1)~(3)各課`."""
    if value.enumerator is None:
        return [value]
    marks, rest = [value.enumerator], value.text[len(value.enumerator.label) :]
    while (joint := _JOINT.match(rest)) is not None:
        other = read_enumerator(rest[joint.end() :])
        if other is None or other.form != marks[-1].form or other.number <= marks[-1].number:
            break
        if joint["to"]:
            marks += [structs.replace(other, number=n) for n in range(marks[-1].number + 1, other.number)]
        marks.append(other)
        rest = rest[joint.end() + len(other.label) :]
    return [structs.replace(value, text=mark.label + rest, enumerator=mark) for mark in marks]


def _without_enumerator(value: Value) -> Value:
    """The value without an enumerator that only tells what belongs together."""
    if value.enumerator is None:
        return value
    return structs.replace(value, text=value.text[len(value.enumerator.label) :].lstrip())


def _with_doubtful(values: Sequence[Value]) -> Sequence[Value]:
    """The values with numbers that may be of the text (`1.108年3月`, `1.1 各課`), where they count down the cell."""
    decimals = counted_decimals([value.text for value in values])
    if decimals and all(decimals):
        return [structs.replace(value, enumerator=decimal) for value, decimal in zip(values, decimals, strict=True)]
    found = [value.enumerator or read_enumerator(value.text, doubtful=True) for value in values]
    if any(one is None or one.number != number for number, one in enumerate(found, start=1)):
        return values
    return [structs.replace(value, enumerator=one) for value, one in zip(values, found, strict=True)]


def by_enumerator(values: Sequence[Value], wanted: Sequence[Enumerator]) -> Assignment | None:
    """The values joined to the entries of equal enumerator; None where they carry none or do not fit.

    The form may differ (`1.` beside `(1)`) where all numbers are the same. A list that begins again is joined one
    to one, where its numbers are the same from first to last.
    """
    if not values or not values[0].may_be_numbered:
        return None
    values = [each for value in _with_doubtful(values) for each in _one_by_one(value)]
    if values[0].enumerator is None:
        return None
    known = [v.enumerator for v in values if v.enumerator is not None]
    numbers = {w.number for w in wanted}
    if len(numbers) < len(wanted):
        in_turn = [None if v.enumerator is None else v.enumerator.number for v in values] == [w.number for w in wanted]
        return Assignment(tuple((_without_enumerator(v),) for v in values)) if in_turn else None
    same_form = {w.form for w in wanted} == {v.form for v in known}
    hits = {v.number for v in known} & numbers
    if not same_form and ({v.number for v in known} != numbers or len(known) != len(wanted)):
        return None
    if len(hits) < max(1, (len(known) + 1) // 2) or (len(known) == 1 and len(wanted) > 1):
        return None
    groups: dict[int, list[Value]] = {}
    number: int | None = None
    for value in values:
        number = value.enumerator.number if value.enumerator is not None else number
        if number is not None:
            groups.setdefault(number, []).append(_without_enumerator(value))
    of_slot = tuple(tuple(groups.get(w.number, ())) for w in wanted)
    return Assignment(of_slot, doubtful=not {v.number for v in known} <= numbers)


def by_position(values: Sequence[Value], slots: Sequence[Slot]) -> Assignment:
    """The values laid beside the slots, if they are in step with them; else whole, for every slot."""
    if len(slots) < 2 or len(values) < 2:
        return Assignment(tuple(tuple(values) for _ in slots), whole=True)
    if len({v.at for v in values}) == 1:  # a run collapsed on one line: only the count can tell
        if len(values) == len(slots):
            return Assignment(tuple((v,) for v in values))
        return Assignment(tuple(tuple(values) for _ in slots), whole=True, doubtful=True)
    found = [_place(value, slots) for value in values]
    places, near = [place for place, _ in found], sum([is_beside for _, is_beside in found])
    apart = len(set(places)) == len(values)  # each beside an entry of its own
    if len(values) == len(slots) and (apart or _zip_is_plausible(values, slots)):
        return Assignment(tuple((v,) for v in values), doubtful=not apart)
    if len(values) == len(slots) >= _NO_CHANCE and 2 * near < len(values):
        return Assignment(tuple((v,) for v in values), doubtful=True)
    drifted = 2 * near < len(values)
    dittos = any(value.is_ditto for value in values)
    if len(set(places)) < 2 or (drifted and not (dittos or (apart and _all_spaced(values)))):
        unclear = dittos or len(values) == len(slots) or _are_spaced(values)
        return Assignment(tuple(tuple(values) for _ in slots), whole=True, doubtful=unclear)
    groups: list[list[Value]] = [[] for _ in slots]
    for value, place in zip(values, places, strict=True):
        groups[place].append(value)
    counted = len(values) == len(slots)  # one each by the count, but not by where they stand
    doubtful = (drifted and not dittos) or _is_close(values, slots, places) or _is_block(values, slots, places)
    return Assignment(tuple(map(tuple, groups)), doubtful=counted or doubtful)


def _is_block(values: Sequence[Value], slots: Sequence[Slot], places: Sequence[int]) -> bool:
    """Is it one block of lines beside entries of a line each, and ends before they do? It may hold for all."""
    height = max(value.height for value in values)
    lines = [slot.at for slot in slots[: max(places) + 1]]
    close = all(below - above <= BLANK * height for above, below in pairwise(lines))
    return close and max(places) + 1 < len(slots) and places == list(range(len(values)))


def _are_spaced(values: Sequence[Value]) -> bool:
    """Is there room between most VALUES, as between those set beside the entries that they belong to?"""
    steps = _room_between(values)
    return len(values) > 2 and 2 * sum(steps) > len(steps)


def _all_spaced(values: Sequence[Value]) -> bool:
    """Is there room between any two VALUES?"""
    return all(_room_between(values))


def _room_between(values: Sequence[Value]) -> list[bool]:
    return [below.at - above.lines[-1].at > BLANK * below.height for above, below in pairwise(values)]


def _place(value: Value, slots: Sequence[Slot]) -> tuple[int, bool]:
    """(the slot beside VALUE: whose first line it stands at, else the one it stands within; is it the former?)."""
    at = value.at
    nearest, least = 0, float("inf")
    for n, slot in enumerate(slots):
        off = abs(slot.at - at)
        if off < least:
            nearest, least = n, off
    if _offset(value, slots[nearest]) <= NEAR:
        return nearest, True
    within = [n for n, slot in enumerate(slots) if slot.at <= at < slot.end]
    return (within[-1] if within else nearest), False


def _offset(value: Value, slot: Slot) -> float:
    return abs(value.at - slot.at) / max(value.height, 1e-6)


def _zip_is_plausible(values: Sequence[Value], slots: Sequence[Slot]) -> bool:
    """Are as many values as slots far enough apart to be one each, though some drifted off their line?

    One that a page break parts from its slot may be any distance off: a line alone stays at the foot of the page
    whose next lines, two that keep together, go overleaf.
    """
    drift = [
        0 if value.lines[0].page != slot.page else _offset(value, slot)
        for value, slot in zip(values, slots, strict=True)
    ]
    span = (slots[-1].at - slots[0].at) / max(values[0].height, 1e-6)
    return max(drift) <= max(_DRIFT, _DRIFT_OF_ALL * span)


def _is_close(values: Sequence[Value], slots: Sequence[Slot], places: Sequence[int]) -> bool:
    """Does a value that stands at no first line lie nearly as well beside the next slot?"""
    for value, place in zip(values, places, strict=True):
        if _offset(value, slots[place]) > NEAR and place + 1 < len(slots):
            own, following = _offset(value, slots[place]), _offset(value, slots[place + 1])
            shared = sum(1 for other in places if other == place) > 1
            if following <= _CLOSE and (shared or following < own) and not value.is_ditto:
                return True
    return False
