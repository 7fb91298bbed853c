"""Points of time as printed: a day, a month, ten days, a quarter …, with what the print leaves out left out."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from normalize.periods.tokens import Tokens, Value
from normalize.plan_year import western_year_of

Unit = Literal[
    "day", "month", "ten_days", "half_month", "quarter", "half_year", "year", "plan_year", "school_year", "term"
]
Edge = Literal["", "start", "middle", "end"]


class Point(Struct, frozen=True):
    """A stretch of the calendar as printed.

    `year` is western, None where none is printed; `offset` counts from the plan's year (次年: 1), None where
    no word tells the year. `part`: which ten days, quarter, half or term, from 1. `edge`: of it, only its
    beginning, middle or end is meant (月初, 月中, 月底).
    """

    unit: Unit
    year: int | None = None
    offset: int | None = None
    month: int | None = None
    day: int | None = None
    part: int | None = None
    edge: Edge = ""
    school: bool = False  # `year` is the number of a school year
    doubtful: bool = False


_EDGES: dict[str, Edge] = {"初": "start", "中": "middle", "底": "end"}
# What follows the year, if any: (letters, unit, field of each number in turn).
_BODIES: tuple[tuple[str, Unit, tuple[str, ...]], ...] = (
    ("n月n日", "day", ("month", "day")),
    (r"n\.n日?", "day", ("month", "day")),
    ("n月旬", "ten_days", ("month", "part")),
    ("n月望", "half_month", ("month", "part")),
    ("n月", "month", ("month",)),
    ("n日", "day", ("day",)),
    ("旬", "ten_days", ("part",)),
    ("第?n季", "quarter", ("part",)),
    ("上", "half_year", ("part",)),
    ("第?n期", "term", ("part",)),
    ("t", "term", ("part",)),
)
_NAMED_BODIES = tuple((f"b{n}", unit, fields) for n, (_, unit, fields) in enumerate(_BODIES))
_YEAR = r"(?P<year>n年年?|n度|n學|今年?|年(?=[初中底內])|度(?=[初中底內]|[第nt上]|$)|學(?=[底第t]))"
_POINT = re.compile(
    rf"(?P<date>d)|(?:{_YEAR},?)?(?:"
    + "|".join(f"(?P<b{n}>{letters})" for n, (letters, *_) in enumerate(_BODIES))
    + r")(?P<edge>月?[初中底])?|(?P<only>"
    + _YEAR.replace("?P<year>", "?:")
    + r")(?P<only_edge>[初中底])?"
)
POINT_STARTS = "dn今年度學旬第上t"
_SHARED = "月日季期度年學"  # units that several numbers before them share: 3、6、9月
_SHARING = re.compile(r"n[,至.]n|d至n|n\.月|月n$")
_DAYLESS = re.compile(r"(?:n\.n|d)至n$|n年n月n$")  # 5/1-15; 105年12月31
_MONTHLESS = re.compile(r"n年n月?至n$")  # 113.1-12
_FIRST_YEAR_NUMBER = 32  # a number above every day and month is a year: 105.12


def with_shared_units(tokens: Tokens) -> Tokens:
    """TOKENS with the unit repeated behind each number that shares it: `3、6月` as `3月、6月`.

    >>> from normalize.periods.tokens import tokenize
    >>> with_shared_units(tokenize("3、6、9月")).kinds, with_shared_units(tokenize("5/1-15")).kinds
    ('n月,n月,n月', 'n.n日至n日')
    """
    if _SHARING.search(tokens.kinds) is None:
        return tokens
    kinds, values = list(tokens.kinds), list(tokens.values)
    _dotted_years(kinds, values)
    for at in range(len(kinds) - 2, 0, -1):
        if kinds[at - 1 : at + 2] == ["n", ".", "月"]:  # 9. 6.月
            del kinds[at], values[at]
    near = tokens.near
    if _MONTHLESS.search("".join(kinds)) and _are_months(values):
        kinds.append("月")
        values.append("")
        near = True
    if _DAYLESS.search("".join(kinds)):
        kinds.append("日")
        values.append("")
        near = near or "年" in kinds
    for at in range(len(kinds) - 4, -1, -1):
        if kinds[at] == "n" and kinds[at + 1] in ",至." and kinds[at + 2] == "n" and kinds[at + 3] in _SHARED:
            if kinds[at + 1] == ".":
                # 1.3月 may be the first entry of a list as well as two months.
                if kinds[at + 3] != "月" or (values[at] == 1 and kinds[at + 4 : at + 5] != [","]):
                    continue
                kinds[at + 1] = ","
            kinds.insert(at + 1, kinds[at + 3])
            values.insert(at + 1, "")
    return Tokens("".join(kinds), tuple(values), near)


def _are_months(values: list[Value]) -> bool:
    """May the last two numbers of VALUES be the first and the last month of a year?"""
    first, last = [value for value in values if isinstance(value, int)][-2:]
    return first < last <= 12


def _dotted_years(kinds: list[str], values: list[Value]) -> None:
    """105.12 and 105-12 name a year and its month: the sign between them is a year sign."""
    for at in range(len(kinds) - 3, -1, -1):
        first, sign, second = values[at : at + 3]
        is_sign = kinds[at + 1] == "." or (kinds[at + 1] == "至" and sign == "-")
        if kinds[at] != "n" or kinds[at + 2] != "n" or not is_sign:
            continue
        if isinstance(first, int) and isinstance(second, int) and first >= _FIRST_YEAR_NUMBER and second <= 12:
            kinds[at + 1] = "年"
            if kinds[at + 3 : at + 4] not in (["月"], ["."]):
                kinds.insert(at + 3, "月")
                values.insert(at + 3, "")


def point_at(tokens: Tokens, at: int) -> tuple[Point, int] | None:
    """(the point that begins at token AT, where it ends); None where none begins there."""
    found = _POINT.match(tokens.kinds, at)
    if found is None or found.end() == at:
        return None
    point = _point(found, tokens)
    return None if point is None else (point, found.end())


def _point(found: re.Match[str], tokens: Tokens) -> Point | None:
    if found["date"] is not None:
        year, month, day = _triple(tokens.values[found.start()])
        return Point("day", year=year, month=month, day=day)
    name = "only" if found["only"] is not None else "year"
    year_letters = found[name] or ""
    number = tokens.values[found.start(name)] if year_letters[:1] in ("n", "今") else None
    western = western_year_of(number) if year_letters[:1] == "n" and isinstance(number, int) else None
    if year_letters[:1] == "n" and western is None:
        return None
    offset = number if year_letters[:1] == "今" and isinstance(number, int) else None
    if year_letters[:1] in ("年", "度", "學"):
        offset = 0
    school = "學" in year_letters
    edge = _EDGES.get((found["edge"] or found["only_edge"] or "")[-1:], "")
    if name == "only":
        unit: Unit = "school_year" if school else "plan_year" if year_letters == "度" else "year"
        return Point(unit, western, offset, edge=edge, school=school)
    return _with_body(found, tokens, Point("year", western, offset, edge=edge, school=school))


def _with_body(found: re.Match[str], tokens: Tokens, year: Point) -> Point:
    name, unit, fields = next(body for body in _NAMED_BODIES if found[body[0]] is not None)
    start, end = found.span(name)
    printed = tokens.values[start:end]
    told = dict(zip(fields, [value for value in printed if isinstance(value, int)], strict=False))
    return Point(
        unit,
        year.year,
        year.offset,
        month=told.get("month"),
        day=told.get("day"),
        part=told.get("part"),
        edge=year.edge,
        school=year.school or unit == "term",
        doubtful="." in printed,
    )


def _triple(value: Value) -> tuple[int, int, int]:
    assert isinstance(value, tuple)
    return value
