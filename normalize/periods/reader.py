"""The way from a cell's text to a period: repairs, the grammar, and what is said where it does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, structs

from normalize.periods.phrases import Phrase, phrase_of
from normalize.periods.points import with_shared_units
from normalize.periods.readings import Reading, read_phrase
from normalize.periods.spans import Calendar, NoSuchDateError, UnreadError
from normalize.periods.tokens import Tokens, is_conditional, is_season, names_occasion, tokenize
from normalize.plan_year import PlanYear
from normalize.simplified import simplified
from schema.enumerators import read_enumerator
from schema.plan import Period

UNREAD = "period_unread"
IMPOSSIBLE = "period_impossible_date"
REPAIRED = "period_repaired"
DOUBTFUL = "period_doubtful"

_LONGEST = 120  # characters; what is longer is prose
_MISPRINTS = re.compile(r"[曰辨辩]|(?<=[\d十])目")
_MEANT = {"曰": "日", "目": "日", "辨": "办", "辩": "办"}
_LETTER_DIGIT = re.compile(r"(?<=[\d年月至~-])[OoQ](?=[\d年月日])|(?<=\d)[OoQlI|]|(?<![A-Za-z\d])[lI|](?=\d*[年月日])")
_LETTERS = frozenset("OoQlI|")
_QUARTER = re.compile(r"第?Q([1-4])(?!\d*[年月日\d])|(?<!\d)([1-4])Q(?![A-Za-z\d年月日])")
_BARE_YEAR = re.compile(r"(?<!\d)(1\d\d|20\d\d)(?=第[1-4一二三四]季|[上下]半年)")
_IDLE_STOP = re.compile(r"(?<=\d\.\d)\.(?=[及和与、,至~-])|(?<=\.\d\d)\.(?=[及和与、,至~-])")
_ENTRY = re.compile(r"(?:^|(?<=[月日季年前底止理。,;]))(\d)[.、](?=\d)")  # 1.3月2.9月
_RUN_ON = re.compile(r"[月日]\d{2,4}年")  # 112年4月112年5月
_SMALL = re.compile(r"\d{1,2}(?!\d*年)")  # it may be a day or a month
_NUMBERS_ONLY = re.compile(r"[\d、,.~至-]+")


class _Outcome(Struct, frozen=True):
    """A reading or none, the flags for a person, and how well the text was understood."""

    reading: Reading | None
    flags: tuple[str, ...] = ()


def read_period(
    text: str, year: PlanYear | None, neighbours: Sequence[str] = (), header: str = ""
) -> tuple[Period, tuple[str, ...]]:
    """(period, flags) of a cell's TEXT, in a plan of YEAR.

    NEIGHBOURS: the other cells of its column, by which a plain misprint is told; HEADER: its column's
    header, since under 月份 a bare number is a month. Where YEAR is None, dates without a year stay empty.

    >>> from normalize.plan_year import plan_year_of
    >>> period, flags = read_period("10月底前", plan_year_of(105)); period.kind, period.start, str(period.end), flags
    ('range', None, '2016-10-31', ())
    >>> read_period("100年12日", plan_year_of(100), ["100年12月"])[1]
    ('period_repaired',)
    """
    if not text.strip():
        return Period(), ()
    outcome = _read(text, year, "月" in header)
    if outcome.reading is None and neighbours:
        outcome = _by_neighbours(text, year, neighbours) or outcome
    told = outcome.reading
    if told is None:
        return Period(raw=text), outcome.flags
    return Period(text, told.kind, told.start, told.end, told.recurrence, told.months), outcome.flags


@lru_cache(maxsize=16384)
def _read(text: str, year: PlanYear | None, months: bool) -> _Outcome:
    folded = _folded(text)
    if len(folded) > _LONGEST:
        return _Outcome(None, (UNREAD,))
    if months and _NUMBERS_ONLY.fullmatch(folded):
        folded += "月"
    repaired = _repaired(folded)
    outcome = _first_read(repaired, Calendar(year))
    if repaired != folded and outcome.reading is not None:
        return structs.replace(outcome, flags=_flags(*outcome.flags, REPAIRED))
    return outcome


def _folded(text: str) -> str:
    """TEXT as the grammar reads it: quarters by their names (`Q3`, `3Q`), a year with its unit (`114下半年`)."""
    folded = "".join(simplified(text).split()).strip("。.,;:!、")
    if "." in folded:
        folded = _IDLE_STOP.sub("", folded)
    if "Q" in folded:
        folded = _QUARTER.sub(lambda found: f"第{found[1] or found[2]}季", folded)
    if "季" in folded or "半年" in folded:
        folded = _BARE_YEAR.sub(r"\1年", folded)
    return folded


def _repaired(folded: str) -> str:
    """FOLDED with the misprints mended that are plain by themselves: 曰 for 日, 辨 for 辦, O and l among digits."""
    if _MISPRINTS.search(folded) is not None:
        folded = _MISPRINTS.sub(lambda found: _MEANT[found[0]], folded)
    if not _LETTERS.isdisjoint(folded):
        folded = _LETTER_DIGIT.sub(lambda found: "1" if found[0] in "lI|" else "0", folded)
    return folded


def _first_read(folded: str, calendar: Calendar) -> _Outcome:
    """FOLDED as it stands, or else without its enumerators."""
    outcome = _attempt(folded, calendar)
    if outcome.reading is not None:
        is_run_on = _RUN_ON.search(folded) is not None  # the one may be struck out, and the other stand for it
        return structs.replace(outcome, flags=_flags(*outcome.flags, DOUBTFUL)) if is_run_on else outcome
    bare, doubtful = _without_enumerators(folded)
    if bare and bare != folded:
        second = _attempt(bare, calendar)
        if second.reading is not None:
            return structs.replace(second, flags=_flags(*second.flags, DOUBTFUL)) if doubtful else second
        if IMPOSSIBLE in second.flags:
            return second
    return outcome


def _without_enumerators(folded: str) -> tuple[str, bool]:
    """(FOLDED without the enumerators of its entries, may what was taken off be a number of the date?)."""
    marks = list(_ENTRY.finditer(folded))
    if len(marks) > 1 and [int(mark[1]) for mark in marks] == list(range(1, len(marks) + 1)):
        return _ENTRY.sub(",", folded).strip(","), False
    found = read_enumerator(folded, doubtful=True)
    if found is None:
        return "", False
    rest = folded[len(found.label) :]
    return rest, found.doubtful and _SMALL.match(rest) is not None


def _attempt(folded: str, calendar: Calendar) -> _Outcome:
    try:
        for phrase, doubtful in _phrases(folded):
            reading = read_phrase(phrase, calendar)
            if reading is not None:
                return _checked(reading, doubtful)
    except NoSuchDateError:
        return _Outcome(None, (IMPOSSIBLE,))
    except UnreadError:
        return _Outcome(None, (UNREAD,))
    return _Outcome(None, (UNREAD,))


@lru_cache(maxsize=4096)  # a text is read for itself, as a whole value, and in the plan's own year
def _phrases(folded: str) -> tuple[tuple[Phrase, bool], ...]:
    """(what FOLDED says, is that doubtful?) for each way to take it, in order of trial."""
    shared = ((with_shared_units(way), doubtful) for doubtful, way in _ways(tokenize(folded)))
    return tuple((phrase_of(tokens), doubtful or tokens.near) for tokens, doubtful in shared)


def _checked(reading: Reading, doubtful: bool) -> _Outcome:
    flags = (DOUBTFUL,) if doubtful or reading.doubtful or not reading.told else ()
    if not reading.told:
        reading = structs.replace(reading, start=None, end=None, months=())
    return _Outcome(reading, flags)


def _flags(*flags: str) -> tuple[str, ...]:
    return tuple(sorted(set(flags)))


_WITHIN_YEAR = frozenset("月日d旬季週w半上望期t")  # what tells less than a year
_EXPLAINED = re.compile(r"(?:x|中x)(?P<before>前?)\((?P<told>[^()x]+)\)")
_IDLE_BRACKET = re.compile(r"\((?:次|w|n|日|,|)*\)")  # a weekday, a count: (五), (第1次)


def _ways(tokens: Tokens) -> Iterator[tuple[bool, Tokens]]:
    """(is it doubtful?, tokens) in order of trial: brackets as lists, then without words that tell nothing."""
    plain = _without_brackets(tokens)
    yield False, plain
    bare = plain.kinds.rstrip("x,")
    within_year = _WITHIN_YEAR.isdisjoint(bare)
    if bare != plain.kinds and not any(_depends(v, within_year) for k, v in _pairs(plain, len(bare)) if k == "x"):
        yield True, Tokens(bare, plain.values[: len(bare)], plain.near)
    explained = _explained(tokens)
    if explained is not None:
        yield True, explained


def _explained(tokens: Tokens) -> Tokens | None:
    """The bracket of TOKENS behind words that tell no day, which says when that is: `汛期前(4月30日)`."""
    found = _EXPLAINED.fullmatch(tokens.kinds)
    if found is None or not all(is_season(v) for k, v in _pairs(tokens, 0) if k == "x" and isinstance(v, str)):
        return None
    begin, end = found.span("told")
    if found["before"] and not tokens.kinds.endswith("前", 0, end):
        return Tokens(tokens.kinds[begin:end] + "前", (*tokens.values[begin:end], "前"), tokens.near)
    return Tokens(tokens.kinds[begin:end], tokens.values[begin:end], tokens.near)


def _pairs(tokens: Tokens, start: int) -> list[tuple[str, object]]:
    return list(zip(tokens.kinds[start:], tokens.values[start:], strict=True))


def _depends(value: object, within_year: bool) -> bool:
    """Does VALUE, text behind a date, make it depend on what is not told, or, WITHIN_YEAR, name days that it leaves
    open?"""
    return isinstance(value, str) and (is_conditional(value) or (within_year and names_occasion(value)))


def _without_brackets(tokens: Tokens) -> Tokens:
    """TOKENS with idle brackets left out and what other brackets hold listed: `每半年(6月、12月)`."""
    if "(" not in tokens.kinds and ")" not in tokens.kinds:
        return tokens
    kinds, values = tokens.kinds, list(tokens.values)
    found = _IDLE_BRACKET.search(kinds)
    while found is not None and "(" in kinds:
        if found[0] == kinds:
            break
        kinds = kinds[: found.start()] + kinds[found.end() :]
        del values[found.start() : found.end()]
        found = _IDLE_BRACKET.search(kinds)
    kept = [
        ("," if kind == "(" else kind, value)
        for at, (kind, value) in enumerate(zip(kinds, values, strict=True))
        if kind != ")" and not (kind == "(" and at == 0)
    ]
    return Tokens("".join(kind for kind, _ in kept), tuple(value for _, value in kept), tokens.near)


# A misprint that the neighbours make plain: (pattern, what it should be, what a neighbour looks like), folded.
_Y, _M, _EDGE = r"(?:\d{2,4})年", r"(?:1[0-2]|0?[1-9])", "(底?前?)"
_YEAR_MONTH = re.compile(f"{_Y}{_M}月{_EDGE}")
_BY_NEIGHBOURS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str], re.Pattern[str]], ...] = (
    (re.compile(f"({_Y}{_M})日{_EDGE}"), lambda found: f"{found[1]}月{found[2]}", _YEAR_MONTH),
    (re.compile(f"({_Y}{_M})"), lambda found: f"{found[1]}月", _YEAR_MONTH),
    (re.compile(rf"(\d{{2,3}})月({_M}月{_EDGE})"), lambda found: f"{found[1]}年{found[2]}", _YEAR_MONTH),
    (re.compile(f"({_M})日{_EDGE}"), lambda found: f"{found[1]}月{found[2]}", re.compile(f"{_M}月{_EDGE}")),
)


def _by_neighbours(text: str, year: PlanYear | None, neighbours: Sequence[str]) -> _Outcome | None:
    """TEXT read with the misprint mended that its neighbours make plain; None where they make none plain."""
    folded = _repaired(_folded(text))
    for wrong, right, pattern in _BY_NEIGHBOURS:
        found = wrong.fullmatch(folded)
        if found is None:
            continue
        others = {_folded(neighbour) for neighbour in neighbours}
        if any(pattern.fullmatch(other) for other in others):
            outcome = _read(right(found), year, False)
            if outcome.reading is not None:
                return structs.replace(outcome, flags=_flags(*outcome.flags, REPAIRED))
    return None
