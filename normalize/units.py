"""Responsible units: a cell's lines into the list of those who do the work, and of those who help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalize.simplified import simplified
from normalize.unit_words import is_unit, unit_words
from schema.enumerators import split_enumerator
from schema.text import join_lines

_SEPARATORS = "、，；,;/／"
_CONJUNCTIONS = "及與和暨与"
_OPEN, _CLOSE = "（([〔【", "）)]〕】"
_FULL_LINE = 0.8  # of the cell's width: a line this long may have been wrapped
_AND_OTHERS = re.compile(
    r"(?<![平高中初同均優优特])等(?:[\d一二三四五六七八九十]+|各|相關|相关|有關|有关)?個?个?"
    r"(?:單位|单位|機關|机关|部門|部门|課室|课室|科室|處室|处室|局處|局处|人)?$"
)


@dataclass(frozen=True, slots=True)
class Responsibilities:
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
    logical, flags = join_unit_lines(lines, widths)
    told = _responsibilities(logical)
    return told.units_raw, (*told.units, *told.supporting), flags


def read_responsibilities(lines: Sequence[str], widths: Sequence[float] | None = None) -> Responsibilities:
    """Like `read_units`, with 主辦 and 協辦 told apart where the cell itself does so.

    >>> told = read_responsibilities(["主辦單位：民政課；協辦單位：社會課、兵役課"])
    >>> told.units, told.supporting
    (('民政課',), ('社會課', '兵役課'))
    """
    logical, flags = join_unit_lines(lines, widths)
    told = _responsibilities(logical)
    return Responsibilities(told.units_raw, told.units, told.supporting, flags)


def _responsibilities(logical: Sequence[str]) -> Responsibilities:
    raw = ""
    units: list[str] = []
    supporting: list[str] = []
    helping = False
    for line in logical:
        raw += line if not raw or raw[-1] in _SEPARATORS or line[0] in _SEPARATORS else "、" + line
        for is_help, part in _by_role(line, helping):
            (supporting if is_help else units).extend(unit for unit in split_units(part))
            helping = is_help
    return Responsibilities(raw, _unique(units), _unique(supporting))


def _by_role(line: str, helping: bool) -> Iterator[tuple[bool, str]]:
    """(is it of those who help, text) for each part of LINE that 主辦/協辦 introduces."""
    words, folded = unit_words(), simplified(line)
    marks = sorted(
        [(found.start(), found.end(), False) for found in words.lead.finditer(folded)]
        + [(found.start(), found.end(), True) for found in words.support.finditer(folded)]
    )
    at = 0
    for start, end, is_help in marks:
        if start < at:
            continue
        yield helping, line[at:start]
        helping, at = is_help, end
    yield helping, line[at:]


def split_units(text: str) -> tuple[str, ...]:
    """The units that TEXT lists, in order; brackets behind a unit stay with it.

    >>> split_units("警察局(金城分局、金湖分局)及衛生局、中和區公所等")
    ('警察局(金城分局、金湖分局)', '衛生局', '中和區公所')
    """
    parts = [part for piece in _outside_brackets(text) for part in _at_conjunctions(piece)]
    tidy = (_AND_OTHERS.sub("", part.strip(" 。.：:")).strip() for part in parts)
    return tuple(part for part in tidy if part)


def _outside_brackets(text: str) -> list[str]:
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
    depth = 0
    for at, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth == 0 and char in _CONJUNCTIONS:
            left, right = text[:at].rstrip(), text[at + 1 :].lstrip()
            first = next((n for n, c in enumerate(right) if c in _CONJUNCTIONS), len(right))
            if is_unit(left) and (is_unit(right) or is_unit(right[:first])):
                return [left, *_at_conjunctions(right)]
    return [text]


def join_unit_lines(
    lines: Sequence[str], widths: Sequence[float] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(logical lines, flags): a unit that a narrow cell wrapped is whole again; enumerators are dropped.

    >>> join_unit_lines(["民", "政", "課"])[0], join_unit_lines(["各課室", "地用課"])[0]
    (('民政課',), ('各課室', '地用課'))
    """
    printed = [line.strip() for line in lines]
    fill = list(widths) if widths is not None and len(widths) == len(printed) else None
    kept = [(line, None if fill is None else fill[n]) for n, line in enumerate(printed) if line]
    if len(kept) > 1 and all(len(line) == 1 for line, _ in kept):
        return (join_lines(line for line, _ in kept),), ()
    logical: list[str] = []
    flags: set[str] = set()
    longest = max((len(line) for line, _ in kept), default=0)
    before: float | None = None
    for line, filled in kept:
        enumerator, rest = split_enumerator(line)
        if enumerator is not None:
            line = rest
        if not line:
            continue
        share = filled if filled is not None else len(line) / longest
        if logical and enumerator is None:
            sure, joined = _goes_on(logical[-1], line, before if before is not None else 0.0, fill is not None)
            if joined:
                logical[-1] = join_lines([logical[-1], line])
                if not sure:
                    flags.add("units_doubtful")
                before = share
                continue
        logical.append(line)
        before = share
    return tuple(logical), tuple(sorted(flags))


def _goes_on(one: str, other: str, filled: float, measured: bool) -> tuple[bool, bool]:
    """(sure?, does OTHER go on with line ONE, which filled this part of the width?)."""
    if one[-1] in _SEPARATORS or other[0] in _SEPARATORS + _CLOSE or _is_open(one):
        return True, True
    if other[0] in _OPEN:
        return True, True
    last, first = _last_piece(one), _first_piece(other)
    folded = simplified(first)
    if len(first) == 1 or (unit_words().bare_ending.fullmatch(folded) and is_unit(last + first)):
        alone = is_unit(last) and len(first) > 1 and folded in unit_words().people
        return True, not alone
    if is_unit(last):
        return True, False
    if measured and filled < _FULL_LINE:
        return True, False
    if is_unit(last + first):
        return True, not is_unit(first) or filled >= _FULL_LINE
    long_text = len(last) >= 5 and filled >= _FULL_LINE
    return not long_text, long_text


def _is_open(text: str) -> bool:
    return sum((char in _OPEN) - (char in _CLOSE) for char in text) > 0


def _last_piece(text: str) -> str:
    return _outside_brackets(text)[-1].strip()


def _first_piece(text: str) -> str:
    return _outside_brackets(text)[0].strip()


def _unique(units: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(units))
