"""The values that a narrow cell lists: lines that wrap one value joined, dittos and numbered values apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from normalize.complete import Complete, is_split_date, is_split_range
from normalize.ditto import ditto_run, is_ditto
from normalize.entries import GOES_ON, begins_anew
from normalize.simplified import simplified
from normalize.units.lines import is_scrap, is_split_unit
from normalize.units.pieces import names_around
from normalize.units.words import is_whole_word, unit_words
from normalize.widths import Room, has_blank_between
from schema.enumerators import ENUMERATOR_STARTS, Enumerator, follows, read_enumerator
from schema.tables import Line
from schema.text import join_lines

Named = Callable[[str], bool]  # does a column name this by itself?
_BLANK = re.compile(r"\s*[-—–─－‐]{1,3}\s*")
_DAY_END = re.compile(r"[\d年月日]\s*$")
_CUT = re.compile(r"[、，,；;及與与暨][^\W_]$")  # no name in a list has one character: `政風室、竹` over `南分局`
_PARTS = tuple("、，,；;")  # begins no value, though a program may begin a line with it
_BETWEEN = " 、，,；;"  # what may part the values of a list that runs on
_IDEOGRAPHS = "㐀"  # the first of them
_NARROW_EM = 3.0  # hardly a name is shorter
_MOST_WRAPPED = 6  # lines of one value of a narrow column


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


def values_of(
    lines: Sequence[Line], room: Room | None, complete: Complete | None = None, named: Named | None = None
) -> tuple[Value, ...]:
    """The values that a narrow cell lists: wrapped lines joined, dittos and runs of dittos apart.

    ROOM tells which lines are full (None: unknown). COMPLETE tells a whole value of the column, NAMED whether
    other cells of it name a thing by itself.
    """
    groups: list[list[Line]] = []
    texts: list[str] = []
    for n, line in enumerate(lines):
        if groups and not _is_apart(groups[-1][-1], texts, lines[n:], room, complete, named):
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
    last: Line,
    texts: Sequence[str],
    lines: Sequence[Line],
    room: Room | None,
    complete: Complete | None,
    named: Named | None,
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
    if _counts_on(above, line.text) or (line.text in (above, *others) and len(line.text) > 1):
        return True  # printed again: no rest of a wrapped line reads like a whole value
    if not apart and (told := _by_names(texts[-1], lines, room, named)) is not None:
        return told
    near = line.page != last.page or not has_blank_between(last, line, room)
    # `各課` over `室`: no value is so short. A figure is the rest of a number only, or begins a date (`7` over `月、`).
    short = len(line.text) == 1 and (not line.text.isdecimal() or last.text[-1:].isascii())
    of_one = short and (_is_broken_off(above, line.text, complete) or _is_last_of(last.text, line.text))
    if near and (of_one or (not apart and is_split_unit(last.text, line.text))):
        return False
    if complete(above, others):
        return apart or complete(line.text, [*others, above]) or _is_whole(lines, room, complete)
    return apart and not (near and _is_wrapped(above, line.text, others, complete))


def _by_names(above: str, lines: Sequence[Line], room: Room | None, named: Named | None) -> bool | None:
    """Does the first of LINES begin another name than that which the value ABOVE, a full line, ends with?

    Other cells tell, where they name both, or the two as one. In a cell too narrow for a name what reads like one tells
    nothing, but for words that are whole by themselves. None where nothing tells.
    """
    if named is None:
        return None
    last, first = names_around(above, lines[0].text)
    if named(last + first):
        return None if named(last) and named(first) else False
    if named(last) and any(named(name) for name in _begun_with(lines)):
        return True
    narrow = room is not None and room.width_pt < _NARROW_EM * lines[0].height
    whole = len(lines[0].text) >= _NARROW_EM or (is_whole_word(last) and is_whole_word(first))
    return False if narrow and not whole else None


def _begun_with(lines: Sequence[Line]) -> Iterator[str]:
    """What the name that LINES begin with may be: the first line's, or as far as one of the next lines."""
    texts = [line.text for line in lines[:_MOST_WRAPPED]]
    for n in range(1, len(texts) + 1):
        yield names_around("", "".join(texts[:n]))[1]


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
