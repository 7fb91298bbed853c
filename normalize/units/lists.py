"""A text that lists units into their names."""

from __future__ import annotations

from functools import lru_cache

from normalize.simplified import simplified
from normalize.units.numbered import with_shared_endings
from normalize.units.pieces import CLOSE, OPEN, entries, outside_brackets
from normalize.units.words import is_unit, unit_words

_AROUND = " 。.：:─—"


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
    pieces = [piece for entry in entries(text) for piece in outside_brackets(entry)]
    parts = [part for piece in with_shared_endings(pieces) for part in _at_conjunctions(_without_others(piece))]
    tidy = (_tidy(part, is_first=at == 0) for at, part in enumerate(parts))
    return tuple(part for part in tidy if part)


def _tidy(part: str, *, is_first: bool) -> str:
    signs = unit_words().signs
    left_out = part[:1] in signs and part[:1] == part[1:2]  # ○○公司: letters that are not told, no sign
    part = _without_others(part.rstrip(_AROUND + signs).lstrip(_AROUND + ("" if left_out else signs))).strip()
    part = _without_lone_brackets(part)
    begins_with_and = not is_first and part[:1] in unit_words().leading and is_unit(part[1:])
    part = part[1:].lstrip() if begins_with_and else part
    part = part[1:-1] if _is_enclosed(part) and is_unit(part[1:-1]) else part
    return part if any(map(str.isalnum, part)) else ""  # a dash alone says that there is none


def _without_others(part: str) -> str:
    """PART without the end that only says that there are others: `等相關單位`."""
    found = unit_words().and_others.search(simplified(part)) if "等" in part else None
    return part if found is None else part[: found.start()]


def _without_lone_brackets(part: str) -> str:
    """PART without a bracket at an end whose partner stands in another part."""
    opened, closed = (sum(char in marks for char in part) for marks in (OPEN, CLOSE))
    if closed > opened and part[-1:] in CLOSE:
        return part[:-1].rstrip()
    return part[1:].lstrip() if opened > closed and part[:1] in OPEN else part


def _is_enclosed(text: str) -> bool:
    """Does one bracket stand around TEXT?"""
    is_one = sum(char in OPEN + CLOSE for char in text) == 2
    return is_one and text[0] in OPEN and text[-1] in CLOSE


def _at_conjunctions(text: str) -> list[str]:
    """TEXT split where 及, 與, 和 or 暨 stands between two units, outside brackets."""
    between = unit_words().between
    if between.isdisjoint(text):
        return [text]
    depth = 0
    for at, char in enumerate(text):
        depth += (char in OPEN) - (char in CLOSE)
        if depth == 0 and char in between:
            left, right = text[:at].rstrip(), text[at + 1 :].lstrip()
            first = next((n for n, c in enumerate(right) if c in between), len(right))
            if _are_two(left, right) or _are_two(left, right[:first]):
                return [left, *_at_conjunctions(right)]
    return [text]


def _are_two(left: str, right: str) -> bool:
    """Are LEFT and RIGHT units of their own? 社會及家庭署 is one."""
    topics = unit_words().topics
    is_part = simplified(left) in topics and simplified(right) not in topics
    return is_unit(left) and is_unit(right) and not is_part
