"""Weights: points or per cent, and the bracket in which a column keeps them beside its officers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from normalize.numbers import NUMERALS, read_number
from normalize.officers import read_officers
from normalize.units.words import is_unit
from schema.plan import WeightUnit

AMBIGUOUS = "weight_ambiguous"
_ENDS = r"(?=$|[)）\]、，；/／\s。])"  # 十分 is a word too: a spelled figure stands before a mark
_FIGURE = re.compile(
    rf"(?<!第)(?<![\d.])(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>分(?![鐘钟之機机析類类局區区級级隊队層层\d])|%|％)"
    rf"|(?P<spelled>[{NUMERALS}]+)分{_ENDS}"
    rf"|百分之(?P<percent>\d+(?:\.\d+)?|[{NUMERALS}]+)"
)
_UNIT_MARK = re.compile(r"[（(\[][^（）()\[\]\d]{1,4}[)）\]]\s*(?=\d|[^\s)）\]])")  # (民), before its figure or name
_WITH_FIGURE = re.compile(
    r"[（(\[](?:[^（）()\[\]]*?\d\s*(?:分|%|％)"  # (2分/周雅琳)
    r"|\d+(?:\.\d+)?\s*[/／、，,]"  # (2/周雅琳)
    r"|[^（）()\[\]]{1,4}[)）\]]\s*\d)"  # (民)10.5分/高志遠
)
_LAST = re.compile(r"[（(\[][^（）()\[\]]*[)）\]]$")
_VALUES = re.compile(r"[（）()\[\]/／、，,；;\n]")
_BARE = re.compile(r"\d+(?:\.\d+)?")
_MARKED = re.compile(r"[（(\[][^（）()\[\]\d]{1,4}[)）\]]\s*(?=\d)")


class Weight(Struct, frozen=True):
    """A number of points (分) or per cent; `value` None where none is stated, or where two are (flagged)."""

    value: float | None = None
    unit: WeightUnit = ""
    flags: tuple[str, ...] = ()


class Announced(Struct, frozen=True):
    """A cell whose header announces a bracket: its name, and what the bracket holds."""

    name: str
    weight: Weight = Weight()
    officers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


def read_weight(text: str) -> Weight:
    """The weight that TEXT states. Two for two units (`(民)10.5分/(社)8分`) give none, and a flag.

    >>> read_weight("機關形象(100 分)"), read_weight("10.5％").unit, read_weight("電話禮貌").value is None
    (Weight(value=100.0, unit='points', flags=()), 'percent', True)
    """
    found = {weight for weight in map(_weight, _FIGURE.finditer(text)) if weight.value is not None}
    if len(found) == 1 and len(_MARKED.findall(text)) < 2:
        return found.pop()
    return Weight(flags=(AMBIGUOUS,)) if found else Weight()


def _weight(found: re.Match[str]) -> Weight:
    digits = found["number"] or found["spelled"] or found["percent"]
    value = float(digits) if digits[0].isdigit() and digits.isascii() else read_number(digits)
    if value is None:
        return Weight()
    is_percent = found["percent"] is not None or found["unit"] in ("%", "％")
    return Weight(float(value), "percent" if is_percent else "points")


@lru_cache(maxsize=1024)  # many items stand under one name
def split_announced(text: str, parts: tuple[str, ...]) -> Announced:
    """TEXT of a cell whose header announces a bracket with PARTS (roles: `weight`, `officers`, `units`).

    A cell without such a bracket is all name.

    >>> told = split_announced("市容查報(2分/周雅琳)", ("weight", "officers"))
    >>> told.name, told.weight.value, told.officers
    ('市容查報', 2.0, ('周雅琳',))
    """
    at = _announced_from(text, parts)
    if at is None:
        return Announced(text)
    name, inside = text[:at].rstrip(), text[at:]
    values = [part.strip() for part in _VALUES.split(_UNIT_MARK.sub("/", inside)) if part.strip()]
    weight = _weight_in(inside, values) if "weight" in parts else Weight()
    people = [v for v in values if not _FIGURE.fullmatch(v) and not _BARE.fullmatch(v)]
    if "units" in parts:
        named = tuple(v for v in people if is_unit(v))
        people = [v for v in people if v not in named]
        return Announced(name, weight, _officers(people, parts), named)
    return Announced(name, weight, _officers(people, parts))


def _announced_from(text: str, parts: Sequence[str]) -> int | None:
    """Where the announced part of TEXT begins: at a bracket with a figure, else at its last bracket."""
    if "weight" in parts:
        found = _WITH_FIGURE.search(text)
        if found is not None:
            return found.start()
    found = _LAST.search(text)
    return None if found is None else found.start()


def _weight_in(inside: str, values: Sequence[str]) -> Weight:
    told = read_weight(inside)
    if told.value is not None or told.flags:
        return told
    bare = [float(value) for value in values if _BARE.fullmatch(value)]
    return Weight(bare[0], "points") if len(bare) == 1 else told


def _officers(values: Sequence[str], parts: Sequence[str]) -> tuple[str, ...]:
    return read_officers("、".join(values)) if "officers" in parts else ()
