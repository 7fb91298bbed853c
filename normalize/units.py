"""Responsible units: a cell's lines into the list of those who do the work, and of those who help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from normalize.confusions import mended
from normalize.simplified import simplified
from normalize.unit_numbers import is_numbered, with_shared_endings
from normalize.unit_words import is_unit, is_whole_name, unit_words
from schema.enumerators import Enumerator, read_enumerator, split_enumerator
from schema.text import join_lines

_SEPARATORS = "、，；,;/／"
_CONJUNCTIONS = "及與和暨与·‧•・.．&＆+＋\\＼→"
_SEPARATED, _CONJOINED = (re.compile(f"[{re.escape(marks)}]") for marks in (_SEPARATORS, _CONJUNCTIONS))
_OPEN, _CLOSE = "（([〔【", "）)]〕】"
_LEADING_AND = "及與暨与"  # 和 begins names: 和平區公所
_ENUMERATOR = re.compile(
    r"[①-⑳]|[（(](?:\d|[一二三四五六七八九十]){1,2}[)）]|(?<![A-Za-z])[A-Z][.．、]|(?:(?<=^)|(?<=[^\d第]))\d{1,2}[.．、](?=[^\d])"
)
_SIGNS = "◎●○★☆◆◇▲△※*"  # that point units out; what they say of them where they differ is not told
_AROUND = f" 。.：:─—{_SIGNS}"
_SHORTEST = 2  # characters of a name; what is as short behind a mark and ends a full line is more often cut
_WITH_OFFICES = "区乡镇市"  # places that have offices of their own: 各區清潔隊
_WHOSE = "各本全縣县市府院校區区鄉乡鎮镇農农"
_ALL_OF = "各本全"  # 各校, 本所: whole names of two characters
_FULL_LINE = 0.8  # of the cell's width: a line this long may have been wrapped
_AND_OTHERS = re.compile(
    r"(?<![平高中初同均優优特])等(?:[\d一二三四五六七八九十]+|各|相關|相关|有關|有关)?個?个?"
    r"(?:單位|单位|機關|机关|部門|部门|課室|课室|科室|處室|处室|局處|局处|人)?$"
)


class Responsibilities(Struct, frozen=True):
    """Who does the work: as printed, the units in charge, those that support them, and doubts."""

    units_raw: str
    units: tuple[str, ...]
    supporting: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def read_units(
    lines: Sequence[str], widths: Sequence[float] | None = None
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """(units_raw, units, flags) of a cell's lines; WIDTHS: which part of the cell's width each line fills.

    >>> read_units(["各課、研考"])[1], read_units(["登記課、測", "量課、地價", "課"])[0]
    (('各課', '研考'), '登記課、測量課、地價課')
    """
    told = read_responsibilities(lines, widths)
    return told.units_raw, (*told.units, *told.supporting), told.flags


def read_responsibilities(lines: Sequence[str], widths: Sequence[float] | None = None) -> Responsibilities:
    """Like `read_units`, with 主辦 and 協辦 told apart where the cell itself does so.

    >>> told = read_responsibilities(["主辦單位：民政課；協辦單位：社會課、兵役課"])
    >>> told.units, told.supporting
    (('民政課',), ('社會課', '兵役課'))
    """
    return _read(tuple(lines), None if widths is None else tuple(widths))


@lru_cache(maxsize=4096)  # the same few units own most items of a plan
def _read(lines: tuple[str, ...], widths: tuple[float, ...] | None) -> Responsibilities:
    flags: tuple[str, ...] = ()
    if len(lines) == 1 and unit_words().is_one(lines[0]):
        told = Responsibilities(lines[0], split_units(lines[0]))
    else:
        logical, flags = join_unit_lines(lines, widths)
        told = _responsibilities(logical)
    units, supporting = _mended(told.units), _mended(told.supporting)
    if (units, supporting) != (told.units, told.supporting):
        flags = (*flags, "units_repaired")
    return Responsibilities(told.units_raw, units, supporting, tuple(sorted({*flags, *told.flags})))


def _mended(units: Sequence[str]) -> tuple[str, ...]:
    """UNITS with plain misreadings mended (`夕課` → `各課`); only what becomes a word of the vocabulary is."""
    return _unique([_mended_unit(unit) for unit in units])


@lru_cache(maxsize=4096)
def _mended_unit(unit: str) -> str:
    return mended(unit, is_whole_name) or unit


def _responsibilities(logical: Sequence[str]) -> Responsibilities:
    raw = ""
    units: list[str] = []
    supporting: list[str] = []
    helping = False
    flags: tuple[str, ...] = ()
    for line in logical:
        raw += line if not raw or raw[-1] in _SEPARATORS or line[0] in _SEPARATORS else "、" + line
        for is_help, part in _by_role(_roles_apart(line), helping):
            helping = is_help
            for clause, role, sure in _clauses(part):
                flags = flags if sure else ("units_doubtful",)
                for unit in split_units(clause):
                    bare, own_role = _own_role(unit)
                    told = next((r for r in (own_role, role) if r is not None), is_help)
                    (supporting if told else units).append(bare)
    signs = [char for char in raw if char in _SIGNS]
    if signs and (len(set(signs)) > 1 or len(signs) < len(units) + len(supporting)):
        flags = ("units_doubtful",)
    return Responsibilities(raw, _unique(units), _unique(supporting), flags)


def _roles_apart(line: str) -> str:
    """LINE with a mark behind each role that stands behind a unit and before the next: `民政課(主辦)社會課(協辦)`."""
    folded = simplified(line)
    last = unit_words().own_role.search(folded) or unit_words().plain_role.search(folded)
    if last is None and folded[:1] in _OPEN:
        return line  # the roles stand before their units
    told = unit_words().role_inside.finditer(folded)
    cuts = [found.end() for found in told if last is not None or found[0][-1] in _CLOSE]
    return "、".join(line[begin:end] for begin, end in pairwise([0, *cuts, len(line)]))


def _clauses(part: str) -> Iterator[tuple[str, bool | None, bool]]:
    """(text, does a word behind it say that it helps?, is that sure?) for each part of PART that has such a word.

    It holds for the names before it, back to the last such word: 民政課主辦，社會課、人文課協辦. Where nothing
    before them leads, only the name right before the word is said to help, and that is not sure.
    """
    names: list[str] = []
    led = False
    for piece in _outside_brackets(part):
        found = unit_words().plain_role.search(simplified(piece.rstrip(" 。.")))
        if found is None:
            names.append(piece)
            continue
        helps = found["support"] is not None
        bare = piece[: found.start()]
        if helps and names and not led:
            yield "、".join(names), None, True
            yield bare, True, False
        else:
            yield "、".join([*names, bare]), helps, True
        led, names = True, []
    if names:
        yield (part if not led else "、".join(names)), None, True


def _by_role(line: str, helping: bool) -> Iterator[tuple[bool, str]]:
    """(is it of those who help, text) for each part of LINE that 主辦/協辦 introduces, before it or in a bracket."""
    bracket = unit_words().helpers.search(simplified(line))
    if bracket is not None:
        yield from _by_role(line[: bracket.start()], helping)
        yield True, line[bracket.start("names") : bracket.end("names")]
        yield from _by_role(line[bracket.end() :], helping)
        return
    at = 0
    for start, end, is_help in unit_words().introducers(simplified(line)):
        yield helping, line[at:start]
        helping, at = is_help, end
    yield helping, line[at:]


def _own_role(unit: str) -> tuple[str, bool | None]:
    """(UNIT without the bracket that tells its role, does it help?): `社會課(協辦)`; None where none tells."""
    found = unit_words().own_role.search(simplified(unit))
    return (unit, None) if found is None else (unit[: found.start()].rstrip(), found["support"] is not None)


@lru_cache(maxsize=4096)
def split_units(text: str) -> tuple[str, ...]:
    """The units that TEXT lists, in order; brackets behind a unit stay with it.

    >>> split_units("警察局(金城分局、金湖分局)及衛生局、中和區公所等")
    ('警察局(金城分局、金湖分局)', '衛生局', '中和區公所')
    >>> split_units("各分部及供銷部等")
    ('各分部', '供銷部')
    >>> split_units("第一、二課"), split_units("①民政課②社會課")
    (('第一課', '第二課'), ('民政課', '社會課'))
    """
    if simplified(text.strip(" 。")) in unit_words().nobody:
        return ()
    if unit_words().is_one(text):
        return (text,)
    pieces = [piece for entry in _entries(text) for piece in _outside_brackets(entry)]
    parts = [part for piece in with_shared_endings(pieces) for part in _at_conjunctions(_AND_OTHERS.sub("", piece))]
    tidy = (_tidy(part, is_first=at == 0) for at, part in enumerate(parts))
    return tuple(part for part in tidy if part)


def _tidy(part: str, *, is_first: bool) -> str:
    part = _AND_OTHERS.sub("", part.strip(_AROUND)).strip()
    part = _without_lone_brackets(part)
    begins_with_and = not is_first and part[:1] in _LEADING_AND and is_unit(part[1:])
    part = part[1:].lstrip() if begins_with_and else part
    part = part[1:-1] if _is_enclosed(part) and is_unit(part[1:-1]) else part
    return part if any(map(str.isalnum, part)) else ""  # a dash alone says that there is none


def _without_lone_brackets(part: str) -> str:
    """PART without a bracket at an end whose partner stands in another part."""
    opened, closed = (sum(char in marks for char in part) for marks in (_OPEN, _CLOSE))
    if closed > opened and part[-1:] in _CLOSE:
        return part[:-1].rstrip()
    return part[1:].lstrip() if opened > closed and part[:1] in _OPEN else part


def _is_enclosed(text: str) -> bool:
    """Does one bracket stand around TEXT?"""
    is_one = sum(char in _OPEN + _CLOSE for char in text) == 2
    return is_one and text[0] in _OPEN and text[-1] in _CLOSE


def _entries(text: str) -> list[str]:
    """TEXT at its enumerators, which count from one; the enumerators themselves are left out."""
    marks = list(_ENUMERATOR.finditer(text))
    enumerators = [read_enumerator(mark[0]) for mark in marks]
    numbers = [enumerator.number for enumerator in enumerators if enumerator is not None]
    if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)):
        return [text]
    return [part for part in _ENUMERATOR.split(text) if part.strip()]


def _outside_brackets(text: str) -> list[str]:
    """TEXT at its separators, but for those inside brackets."""
    if _SEPARATED.search(text) is None:
        return [text]
    parts, depth = [""], 0
    for char in text:
        depth += (char in _OPEN) - (char in _CLOSE)
        if char in _SEPARATORS and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _at_conjunctions(text: str) -> list[str]:
    """TEXT split where 及, 與, 和 or 暨 stands between two units, outside brackets."""
    if _CONJOINED.search(text) is None:
        return [text]
    depth = 0
    for at, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth == 0 and char in _CONJUNCTIONS:
            left, right = text[:at].rstrip(), text[at + 1 :].lstrip()
            first = next((n for n, c in enumerate(right) if c in _CONJUNCTIONS), len(right))
            if _are_two(left, right) or _are_two(left, right[:first]):
                return [left, *_at_conjunctions(right)]
    return [text]


def _are_two(left: str, right: str) -> bool:
    """Are LEFT and RIGHT units of their own? 社會及家庭署 is one."""
    topics = unit_words().topics
    is_part = simplified(left) in topics and simplified(right) not in topics
    return is_unit(left) and is_unit(right) and not is_part


def join_unit_lines(
    lines: Sequence[str], widths: Sequence[float] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(logical lines, flags): a unit that a narrow cell wrapped is whole again; enumerators are dropped.

    >>> join_unit_lines(["民", "政", "課"])[0], join_unit_lines(["各課室", "地用課"])[0]
    (('民政課',), ('各課室', '地用課'))
    """
    printed = [line.strip() for line in lines]
    fill = list(widths) if widths is not None and len(widths) == len(printed) else None
    kept = [(line, 0.0 if fill is None else fill[n]) for n, line in enumerate(printed) if line]
    if len(kept) > 1 and all(len(line) == 1 for line, _ in kept):
        return (join_lines(line for line, _ in kept),), ()
    logical: list[str] = []
    flags: set[str] = set()
    before = 0.0
    for line, filled in kept:
        entries = _entries(line)
        enumerator, rest = _without_enumerator(line) if len(entries) == 1 else (None, "")
        if not rest:
            logical += [entry.strip() for entry in entries] if len(entries) > 1 else []
            continue
        if logical and enumerator is None:
            joined, sure = _goes_on(logical[-1], rest, before if fill is not None else None)
            if joined:
                logical[-1] = join_lines([logical[-1], rest])
                flags.update(() if sure else ("units_doubtful",))
                before = filled
                continue
        logical.append(rest)
        before = filled
    return tuple(logical), tuple(sorted(flags))


def _without_enumerator(line: str) -> tuple[Enumerator | None, str]:
    """LINE's enumerator and what follows it; `一、二科` begins with none: it is short for two units."""
    found, rest = split_enumerator(line)
    is_list = found is not None and found.label[-1] in "、." and is_numbered(_first_piece(rest))
    return (None, line) if is_list else (found, rest)


def _goes_on(one: str, other: str, filled: float | None) -> tuple[bool, bool]:
    """(does OTHER go on with line ONE?, is that sure?); ONE filled this part of the width, None: not known."""
    if unit_words().stands_behind(simplified(one), simplified(other)):
        return True, True
    if unit_words().introducer.match(simplified(other)):
        return False, True
    if one[-1] in _SEPARATORS + _CONJUNCTIONS or other[0] in _SEPARATORS + _CLOSE + _OPEN or _is_open(one):
        return True, True
    if other[0] in _LEADING_AND and is_unit(other[1:]):
        return True, True
    words, last, first = unit_words(), _last_piece(one), _first_piece(other)
    folded = simplified(first)
    if folded in words.rests and is_unit(last + first):
        return True, True
    if words.is_introducer(simplified(last)) or simplified(last) in words.unfinished:
        return True, True
    if len(first) == 1 or len(last) == 1:  # no unit has a name of one character
        return True, True
    if folded in words.of_places and words.place.search(simplified(last)):
        return True, True
    if words.bare_ending.fullmatch(folded) and folded not in words.of_places and is_unit(last + first):
        return not (is_unit(last) and folded in words.people), True
    return _may_go_on(last, first, filled)


def _may_go_on(last: str, first: str, filled: float | None) -> tuple[bool, bool]:
    """What `_goes_on` tells where neither marks nor words do: LAST and FIRST are the names around the line's end."""
    if filled is not None and filled >= _FULL_LINE and unit_words().is_part_of(simplified(first), simplified(last)):
        return True, False
    if is_unit(last) or (filled is not None and filled < _FULL_LINE):
        return False, True
    if is_unit(last + first):
        return not is_unit(first) or filled is not None, True
    return filled is not None, False


@lru_cache(maxsize=4096)
def is_split_unit(above: str, below: str) -> bool:
    """Was one name wrapped behind what reads like a name too? ABOVE is a full line of a list, BELOW the next.

    >>> is_split_unit("股、綜所", "稅股"), is_split_unit("各里", "辦公"), is_split_unit("法制", "專員")
    (True, True, True)
    >>> is_split_unit("各區", "清潔隊"), is_split_unit("各鄉鎮市", "公所"), is_split_unit("各區", "各校")
    (True, True, False)
    >>> is_split_unit("縣政府", "衛生局"), is_split_unit("健保署", "中區業務組"), is_split_unit("教育局", "中正國小")
    (True, True, False)
    >>> is_split_unit("社會課、本所", "各課"), is_split_unit("各里", "社會課"), is_split_unit("民政課", "專員")
    (False, False, False)
    """
    words, last = unit_words(), simplified(_last_piece(above))
    first = simplified(_first_piece(below))
    if words.is_part_of(first, last):
        return True
    if words.place.search(last):
        if last[0] == "各" and last[-1] in _WITH_OFFICES and first[0] != "各":
            return True
        return any(name.startswith(first) or first.startswith(name) for name in words.of_places if len(first) > 1)
    if last in words.topics:
        return first in words.people
    listed = len(last) < len(above) and len(last) == _SHORTEST and last not in words.whole
    return listed and is_unit(last) and last[0] not in _ALL_OF and last[-1] not in words.flat


@lru_cache(maxsize=4096)
def is_scrap(text: str) -> bool:
    """Does TEXT only look like a unit, as it is so short? Names of two characters are known, or begin with what tells
    whose they are.

    >>> is_scrap("收科"), is_scrap("各課"), is_scrap("研考"), is_scrap("縣府"), is_scrap("總務科")
    (True, False, False, False, False)
    """
    folded, words = simplified(text), unit_words()
    whole = folded in words.whole or folded in words.topics or folded in words.people
    return len(folded) == _SHORTEST and not whole and folded[0] not in _WHOSE


def _is_open(text: str) -> bool:
    return sum((char in _OPEN) - (char in _CLOSE) for char in text) > 0


def _last_piece(text: str) -> str:
    return _outside_brackets(text)[-1].strip()


def _first_piece(text: str) -> str:
    return _outside_brackets(text)[0].strip()


def _unique(units: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(units))
