"""Columns in step: which values of a narrow column (owner, deadline …) belong to which entry beside them.

By equal enumerator where both carry one, else by vertical position on the page. Where neither tells, a
column holds whole for every entry; where two readings are close, the reading is marked doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, structs

from normalize.complete import Complete, is_split_date, is_split_range
from normalize.ditto import ditto_run, is_ditto
from normalize.entries import GOES_ON, begins_anew
from normalize.simplified import simplified
from normalize.units.lines import is_scrap, is_split_unit
from normalize.units.words import unit_words
from normalize.widths import Room, has_blank_between
from schema.enumerators import ENUMERATOR_STARTS, Enumerator, counted_decimals, follows, read_enumerator
from schema.tables import Line
from schema.text import join_lines

_BLANK = re.compile(r"\s*[-—–─－‐]{1,3}\s*")
_DAY_END = re.compile(r"[\d年月日]\s*$")
_JOINT = re.compile(r"\s*(?:[、,，及和與与]|(?P<to>[~～\-–至到]))?\s*")
_CUT = re.compile(r"[、，,；;][^\W_]$")  # no name in a list has one character: `政風室、竹` over `南分局`
_PARTS = tuple("、，,；;")  # begins no value, though a program may begin a line with it
_BETWEEN = " 、，,；;"  # what may part the values of a list that runs on
_IDEOGRAPHS = "㐀"  # the first of them
_PITCH = 1.7  # of a line's height: lines further apart than this have a blank line between them
_NO_CHANCE = 4  # as many values as entries by chance: fewer may be
_MOST_WRAPPED = 4  # lines of one value of a narrow column
NEAR = 0.65  # of a line's height: a value this close to an entry's first line stands beside it


class Value(Struct, frozen=True):
    """One value of a cell: lines that belong together."""

    lines: tuple[Line, ...]
    text: str
    at: float
    height: float
    enumerator: Enumerator | None = None

    @property
    def is_ditto(self) -> bool:
        return is_ditto(self.text)

    @property
    def may_be_numbered(self) -> bool:
        """Does it begin with an enumerator, or with a figure that may be one?"""
        return self.enumerator is not None or self.text[:1].isdecimal()


class Slot(Struct, frozen=True):
    """Where an entry stands: from its first line's middle to the next entry's."""

    at: float
    end: float


class Assignment(Struct, frozen=True):
    """The values of each slot; `whole`: they were not told apart and hold for every slot."""

    of_slot: tuple[tuple[Value, ...], ...]
    whole: bool = False
    doubtful: bool = False


def values_of(lines: Sequence[Line], room: Room | None, complete: Complete | None = None) -> tuple[Value, ...]:
    """The values that a narrow cell lists: wrapped lines joined, dittos and runs of dittos apart.

    ROOM tells which lines are full (None: unknown). COMPLETE tells a whole value of the column.
    """
    groups: list[list[Line]] = []
    texts: list[str] = []
    for n, line in enumerate(lines):
        if groups and not _is_apart(groups[-1][-1], texts, lines[n:], room, complete):
            groups[-1].append(line)
            texts[-1] = join_lines([one.text for one in groups[-1]])
        else:
            groups.append([line])
            texts.append(line.text)
    found: list[Value] = []
    for group, text in zip(groups, texts, strict=True):
        for value in _values(group, text):
            found += [value] if complete is None or value.enumerator is None else _run_on(value, complete)
    return tuple(found)


def _is_apart(
    last: Line, texts: Sequence[str], lines: Sequence[Line], room: Room | None, complete: Complete | None
) -> bool:
    """Does the first of LINES begin a value of its own below the values with TEXTS, of which LAST is the last line?"""
    line = lines[0]
    if is_ditto(line.text) or is_ditto(last.text):
        return True
    if _BLANK.fullmatch(line.text) or _BLANK.fullmatch(last.text):
        return not _DAY_END.search(last.text)  # a dash says that the entry has no value; behind a date, that it goes on
    if last.text.endswith(GOES_ON) or line.text[:1] in _PARTS or _CUT.search(last.text):
        return False  # `3月、6月、` over `9月`, though the first line reads as a whole value
    apart = begins_anew(last, line, room)
    if complete is None:
        return apart
    if is_split_range(texts[-1], line.text):
        return False
    if line.paragraph is not None:
        return apart and (has_blank_between(last, line, room) or not _is_broken_off(texts[-1], line.text, complete))
    if is_split_date(last.text, line.text):
        return False
    *others, above = texts
    if _counts_on(above, line.text):
        return True
    if line.text in (above, *others) and len(line.text) > 1:
        return True  # printed again: no rest of a wrapped line reads like a whole value
    near = line.page != last.page or not has_blank_between(last, line, room)
    short = len(line.text) == 1  # `各課` over `室`: no value is so short
    of_one = short and (_is_broken_off(above, line.text, complete) or _is_last_of(last.text, line.text))
    if near and (of_one or (not apart and is_split_unit(last.text, line.text))):
        return False
    if complete(above, others):
        return apart or complete(line.text, [*others, above]) or _is_whole(lines, room, complete)
    return apart and not (near and _is_wrapped(above, line.text, others, complete))


def _is_wrapped(above: str, below: str, others: Sequence[str], complete: Complete) -> bool:
    """Is BELOW hardly a value by itself, but one with ABOVE?"""
    scrap = not complete(below, others) or is_scrap(below)
    return scrap and complete(join_lines([above, below]), others)


def _is_last_of(above: str, below: str) -> bool:
    """Is BELOW one ideograph that says nothing by itself, as the last of a name is (`林明` over `哲`)?"""
    return len(above) > 1 and below >= _IDEOGRAPHS and simplified(below) not in unit_words().nobody


def _counts_on(above: str, below: str) -> bool:
    """Does BELOW begin with the number that follows the one ABOVE begins with (`2.醫療組` over `3.藥師`)?"""
    one = read_enumerator(above)
    other = None if one is None else read_enumerator(below)
    return one is not None and other is not None and follows(one, other)


def _is_whole(lines: Sequence[Line], room: Room | None, complete: Complete) -> bool:
    """Is the first of LINES, a full one, with those that go on with it a value by itself (`數位創新中` over `心`)?"""
    if lines[0].text.startswith(GOES_ON):
        return False
    for n, (line, below) in enumerate(pairwise(lines[:_MOST_WRAPPED])):
        if begins_anew(line, below, room):
            return False
        if complete(join_lines(one.text for one in lines[: n + 2]), ()):
            return True
    return False


def _is_broken_off(above: str, below: str, complete: Complete) -> bool:
    """Is one value written as two paragraphs (`持續` over `辦理`): is BELOW none by itself, but one behind ABOVE?"""
    numbered = read_enumerator(below) is not None
    return not numbered and not complete(below, ()) and complete(join_lines([above, below]), ())


def _values(group: Sequence[Line], text: str) -> list[Value]:
    """The values of the lines of GROUP, which read as TEXT."""
    at, height = group[0].at, group[0].height
    numbered = read_enumerator(text)
    if numbered is not None and is_ditto(text[len(numbered.label) :]):
        return [Value(tuple(group), text, at, height, numbered)]  # `2.〃` is one value
    run = ditto_run(text)
    if run is not None and len(run) > 1:
        return [Value(tuple(group), part, at, height) for part in run]
    return [Value(tuple(group), text, at, height, numbered)]


def _run_on(value: Value, complete: Complete) -> list[Value]:
    """VALUE, a numbered one, as the numbered values that it lists one behind the other: `(一)4月(二)5月`."""
    mark = value.enumerator
    parts: list[tuple[Enumerator, str]] = []
    rest = value.text
    while mark is not None:
        inside = rest[len(mark.label) :]
        at, following = _next_in(inside, mark)
        parts.append((mark, inside[:at].strip(_BETWEEN)))
        mark, rest = following, inside[at:]
    whole = len(parts) > 1 and parts[0][0].number == 1 and all(complete(text, ()) for _, text in parts)
    return [structs.replace(value, text=m.label + text, enumerator=m) for m, text in parts] if whole else [value]


def _next_in(text: str, mark: Enumerator) -> tuple[int, Enumerator | None]:
    """Where in TEXT, which stands behind MARK, the next enumerator of its list begins, and it; the end, if none."""
    for at in range(1, len(text)):
        if text[at] not in ENUMERATOR_STARTS or (text[at - 1].isdecimal() and text[at].isdecimal()):
            continue
        found = read_enumerator(text[at:])
        if found is not None and follows(mark, found):
            return at, found
    return len(text), None


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
    close = all(below - above <= _PITCH * height for above, below in pairwise(lines))
    return close and max(places) + 1 < len(slots) and places == list(range(len(values)))


def _are_spaced(values: Sequence[Value]) -> bool:
    """Is there room between most VALUES, as between those set beside the entries that they belong to?"""
    steps = _room_between(values)
    return len(values) > 2 and 2 * sum(steps) > len(steps)


def _all_spaced(values: Sequence[Value]) -> bool:
    """Is there room between any two VALUES?"""
    return all(_room_between(values))


def _room_between(values: Sequence[Value]) -> list[bool]:
    return [below.at - above.lines[-1].at > _PITCH * below.height for above, below in pairwise(values)]


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
    """Are as many values as slots far enough apart to be one each, though some drifted off their line?"""
    drift = [abs(value.at - slot.at) / max(value.height, 1e-6) for value, slot in zip(values, slots, strict=True)]
    span = (slots[-1].at - slots[0].at) / max(values[0].height, 1e-6)
    return max(drift) <= max(2.5, 0.25 * span)


def _is_close(values: Sequence[Value], slots: Sequence[Slot], places: Sequence[int]) -> bool:
    """Does a value that stands at no first line lie nearly as well beside the next slot?"""
    for value, place in zip(values, places, strict=True):
        if _offset(value, slots[place]) > NEAR and place + 1 < len(slots):
            own, following = _offset(value, slots[place]), _offset(value, slots[place + 1])
            shared = sum(1 for other in places if other == place) > 1
            if following <= 1.2 and (shared or following < own) and not value.is_ditto:
                return True
    return False
