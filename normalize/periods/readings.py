"""What a whole expression says: its kind, its days, its rule (自…起至…止, 前, 、 …)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct, structs

from normalize.periods.phrases import Phrase
from normalize.periods.points import Point
from normalize.periods.recurrences import is_valid_rule
from normalize.periods.spans import Calendar, NoSuchDateError, Span, UnreadError
from schema.plan import PeriodKind

_PARTS = re.compile("P(?:至P)?")
_INTERVAL = re.compile(r"INTERVAL=\d+")


class Reading(Struct, frozen=True):
    """What an expression says. `told`: are its dates certain? Where not, they are no better than a guess."""

    kind: PeriodKind
    start: date | None = None
    end: date | None = None
    recurrence: str = ""
    months: tuple[str, ...] = ()
    told: bool = True
    doubtful: bool = False


def _resolved(points: Sequence[Point], calendar: Calendar) -> list[Span]:
    """The spans of a list of points, each inheriting from the one before."""
    spans: list[Span] = []
    for point in points:
        spans.append(calendar.resolve(point, spans[-1] if spans else None))
    return spans


def _single(phrase: Phrase, calendar: Calendar) -> Reading:
    point = phrase.points()[0]
    if point.edge == "end":
        return _until(phrase, calendar)
    if point.edge:
        raise UnreadError
    span = calendar.resolve(point)
    kind: PeriodKind = point.unit if point.unit in ("day", "month") else "range"  # type: ignore[assignment]
    return _of(span, "date" if point.unit == "day" else kind, doubtful="內" in phrase.kinds)


def _of(span: Span, kind: PeriodKind, *, doubtful: bool = False) -> Reading:
    return Reading(kind, span.start, span.end, told=span.told, doubtful=doubtful or span.doubtful)


def _between(phrase: Phrase, calendar: Calendar) -> Reading:
    first, last = phrase.points()[:2]
    left, right = _range(first, last, calendar)
    return Reading(
        "range", left.start, right.end, told=left.told and right.told, doubtful=left.doubtful or right.doubtful
    )


def _range(first: Point, last: Point, calendar: Calendar) -> tuple[Span, Span]:
    if first.edge == "middle" or last.edge in ("start", "middle"):
        raise UnreadError
    if first.year is None and first.offset is None and last.year is not None and first.month is not None:
        right = calendar.resolve(last)
        left = calendar.until(first, right)
    else:
        left = calendar.resolve(first)
        right = calendar.resolve(last, left, onward=True)
    if last.doubtful and first.day is not None and not first.doubtful:
        right = structs.replace(right, doubtful=False)  # 105.3.1~4.30: the first of them tells that it is a date
    if first.edge == "end":
        left = structs.replace(left, start=left.end, doubtful=True)
    if right.end < left.start:
        raise NoSuchDateError
    return left, right


def _until(phrase: Phrase, calendar: Calendar) -> Reading:
    point = phrase.points()[-1]
    if point.edge in ("start", "middle"):
        raise UnreadError
    span = calendar.resolve(point)
    vague = "前" in phrase.kinds and not point.edge and point.unit in ("month", "quarter", "half_year", "year")
    return Reading("range", None, span.end, told=span.told, doubtful=vague or span.doubtful)


def _deadlines(phrase: Phrase, calendar: Calendar) -> Reading:
    """Several deadlines in one cell: the last of them holds, and a person should look."""
    spans = _resolved(phrase.points(), calendar)
    last = max(spans, key=lambda span: span.end)
    return Reading("range", None, last.end, told=all(span.told for span in spans), doubtful=True)


def _since(phrase: Phrase, calendar: Calendar) -> Reading:
    point = phrase.points()[0]
    if point.edge in ("middle", "end"):
        raise UnreadError
    span = calendar.resolve(point)
    return Reading("range", span.start, None, told=span.told, doubtful=span.doubtful)


def _open_ended(phrase: Phrase, calendar: Calendar) -> Reading:
    """A range whose end is left open (`112.03~`) or no date (`起至計畫結束`): its start alone is known."""
    return structs.replace(_since(phrase, calendar), doubtful=True)


def _several(phrase: Phrase, calendar: Calendar) -> Reading:
    """A list of points and ranges: from the first day to the last; months where all of them are whole months."""
    if any(point.edge == "end" for point in phrase.points()) and "至" not in phrase.kinds:
        return _deadlines(phrase, calendar)
    spans: list[Span] = []
    points = iter(phrase.points())
    for part in _PARTS.findall(phrase.kinds):
        first = next(points)
        if len(part) > 1:
            left, right = _range(first, next(points), calendar)
            spans.append(
                structs.replace(
                    left, end=right.end, told=left.told and right.told, doubtful=left.doubtful or right.doubtful
                )
            )
        elif first.edge:
            raise UnreadError
        else:
            spans.append(calendar.resolve(first, spans[-1] if spans else None))
    if all((span.start, span.end) == (spans[0].start, spans[0].end) for span in spans):
        return _of(spans[0], "range")  # 第1季(1-3月) says one thing twice
    fine = any(point.unit in ("day", "ten_days", "half_month") for point in phrase.points())
    is_run = all(point.unit == "ten_days" for point in phrase.points())
    return Reading(
        "range",
        min(span.start for span in spans),
        max(span.end for span in spans),
        months=() if fine else tuple(sorted({month for span in spans for month in _months(span)})),
        told=all(span.told for span in spans),
        doubtful=(fine and not is_run) or "內" in phrase.kinds or any(span.doubtful for span in spans),
    )


def _months(span: Span) -> Iterator[str]:
    year, month = span.start.year, span.start.month
    while (year, month) <= (span.end.year, span.end.month):
        yield f"{year:04d}-{month:02d}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _whole(phrase: Phrase, calendar: Calendar) -> Reading:
    return _of(calendar.whole(), "range")


def _always(kind: PeriodKind) -> Callable[[Phrase, Calendar], Reading]:
    """A kind that holds through the plan's year, or through the days that are printed beside it."""

    def read(phrase: Phrase, calendar: Calendar) -> Reading:
        start, end, told, doubtful = _bounds(phrase, calendar)
        return Reading(kind, start, end, told=told, doubtful=doubtful)

    return read


def _bounds(phrase: Phrase, calendar: Calendar) -> tuple[date, date, bool, bool]:
    """(start, end, told, doubtful): the plan's year, narrowed by a range or a point printed in PHRASE."""
    whole = calendar.whole()
    points = phrase.points()
    if not points:
        return whole.start, whole.end, whole.told, False
    if "P至P" in phrase.kinds or "P起至P" in phrase.kinds:
        left, right = _range(points[0], points[1], calendar)
        return left.start, right.end, left.told and right.told, left.doubtful or right.doubtful
    span = calendar.resolve(points[0])
    if "至P" in phrase.kinds or "P前" in phrase.kinds or points[0].edge == "end":
        return _ordered(whole.start, span.end, whole.told and span.told)
    if "自P" in phrase.kinds or "P起" in phrase.kinds:
        return _ordered(span.start, whole.end, whole.told and span.told)
    return span.start, span.end, span.told, span.doubtful


def _ordered(start: date, end: date, told: bool) -> tuple[date, date, bool, bool]:
    if end < start:
        raise UnreadError
    return start, end, told, False


def _recurring(phrase: Phrase, calendar: Calendar) -> Reading:
    told = phrase.recurrence()
    if told.yearly and phrase.points() and all(p.year is p.offset is None and p.month for p in phrase.points()):
        return _in_each_year(phrase, calendar)
    start, end, certain, doubtful = _bounds(phrase, calendar)
    doubtful = doubtful or told.doubtful or "需" in phrase.kinds
    return Reading("recurring", start, end, told.rule, told=certain, doubtful=doubtful)


def _in_each_year(phrase: Phrase, calendar: Calendar) -> Reading:
    """Months and days that come in each year: 每年3月、9月; 每半年(6月、12月); 每年三月底前."""
    told, points = phrase.recurrence(), phrase.points()
    if any(p.year is not None or p.offset is not None or p.month is None for p in points):
        return _recurring(phrase, calendar)
    if "至" in phrase.kinds:
        if not told.yearly:
            return _recurring(phrase, calendar)
        if len(points) != 2 or any(p.unit != "month" or p.edge for p in points):
            raise UnreadError
        left, right = _range(points[0], points[1], calendar)
        months = [int(month[5:]) for month in _months(structs.replace(left, end=right.end))]
        rule, doubtful = _rule(months, ""), True
    else:
        if len(points) == 1 and not told.yearly:
            return _recurring(phrase, calendar)
        days = {_day_in_month(point, "前" in phrase.kinds) for point in points[-1:]}
        days |= {_day_in_month(point, False) for point in points[:-1]} if "前" not in phrase.kinds else set()
        interval = _INTERVAL.search(told.rule) if told.yearly else None
        rule = _rule([p.month or 0 for p in points], days.pop() if len(days) == 1 else "", interval)
        doubtful = bool(days)
    if not is_valid_rule(rule):
        raise NoSuchDateError
    whole = calendar.whole()
    for point in points:
        calendar.resolve(point)  # a date that does not exist stops here
    return Reading("recurring", whole.start, whole.end, rule, told=whole.told, doubtful=doubtful)


def _rule(months: Sequence[int], day: str, interval: re.Match[str] | None = None) -> str:
    step = f";{interval[0]}" if interval is not None else ""
    by_month = ",".join(str(month) for month in sorted(set(months)))
    return f"FREQ=YEARLY{step};BYMONTH={by_month}" + (f";BYMONTHDAY={day}" if day else "")


def _day_in_month(point: Point, is_deadline: bool) -> str:
    if point.unit == "day":
        return str(point.day)
    if point.edge == "end":
        return "-1"
    if point.unit == "ten_days" and is_deadline:
        return {1: "10", 2: "20", 3: "-1"}[point.part or 3]
    return ""


_RANGE = "[自起]?P起?至P[前止]?"
_BOUND = f"(?:全|P|{_RANGE}|自?P起|自P|至?P[前止]?)"
# (letters of a phrase, reading), in order of trial.
PHRASES: tuple[tuple[re.Pattern[str], Callable[[Phrase, Calendar], Reading]], ...] = tuple(
    (re.compile(letters), read)
    for letters, read in (
        ("P內?|P,?全", _single),
        (_RANGE + "內?", _between),
        ("e至P[前止]?", _until),
        ("至?P(?:前|止)|至P", _until),
        ("自?P起|自P", _since),
        ("[自起]?P起?至底?止?", _open_ended),
        ("P(?:,?P)+[前止]", _deadlines),
        ("(?:P|P至P)(?:,?(?:P|P至P))+內?", _several),
        ("全", _whole),
        (f"續+|(?:{_BOUND},?)續+|續+,?{_BOUND}", _always("ongoing")),
        ("全?,?需|需,?全", _always("as_needed")),
        ("R", _recurring),
        (r"R,?P(?:,?P)*前?|R,?P至P", _in_each_year),
        (f"{_BOUND},?R|R,?{_BOUND}|P(?:,P)+前?,?R", _recurring),
        (f"(?:{_BOUND},?)?[續需]+,?R|R,?[續需]+", _recurring),
    )
)


def read_phrase(phrase: Phrase, calendar: Calendar) -> Reading | None:
    """What PHRASE says; None where no rule fits. Raises `NoSuchDateError` or `UnreadError`."""
    if phrase.kinds.endswith(("P次", "前次")):  # 各1次: one at each of them
        phrase = Phrase(phrase.kinds[:-1], phrase.values[:-1])
    read = _rule_for(phrase.kinds)
    return None if read is None else read(phrase, calendar)


@lru_cache(maxsize=1024)  # most deadlines are of the same few kinds
def _rule_for(kinds: str) -> Callable[[Phrase, Calendar], Reading] | None:
    return next((read for letters, read in PHRASES if letters.fullmatch(kinds)), None)
