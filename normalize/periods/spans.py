"""Points of time into days of the calendar; what they leave out comes from the plan's year or the point before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from msgspec import Struct, structs

from normalize.periods.points import Point
from normalize.plan_year import PlanYear

_ANY_YEAR = PlanYear(date(2000, 1, 1), date(2000, 12, 31))  # a leap year, for plans whose year nobody knows
_LONGEST_YEAR = 366  # days
_FARTHEST_YEARS = 20  # a year farther from the plan's is no year of it
_MONTHS_OF = {"quarter": 3, "half_year": 6}


def _is_long(plan: PlanYear) -> bool:
    """Is it a plan of several years? Then a printed year is but one of them."""
    return (plan.end - plan.start).days > _LONGEST_YEAR


class NoSuchDateError(Exception):
    """A date that the calendar does not have (2月30日)."""


class UnreadError(Exception):
    """A point that does not tell which days it means."""


class Span(Struct, frozen=True):
    """Days, both inclusive. `told`: is the year certain (printed, or the plan's own)? `printed`: printed with it?"""

    start: date
    end: date
    told: bool = True
    printed: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Resolves points within a plan's year; None where the plan's year is unknown."""

    plan: PlanYear | None

    @property
    def year(self) -> PlanYear:
        return self.plan or _ANY_YEAR

    def whole(self) -> Span:
        return Span(self.year.start, self.year.end, told=self.plan is not None)

    def resolve(self, point: Point, before: Span | None = None, *, onward: bool = False) -> Span:
        """The days of POINT. BEFORE gives what it leaves out; ONWARD: it must not lie before BEFORE.

        Raises `NoSuchDateError` or `UnreadError`.
        """
        if before is not None and point.month is None and point.year is None and point.unit in ("day", "ten_days"):
            point = structs.replace(point, year=before.start.year, offset=None, month=before.start.month)
            return structs.replace(self._printed(point), told=before.told, printed=before.printed)
        if point.unit in ("day", "ten_days") and point.month is None:
            raise UnreadError
        if point.year is not None:
            return self._printed(point)
        if point.offset is not None:
            return self._by_offset(point, before)
        if before is not None and before.printed:
            return self._from(point, before)
        span = self._within_plan(point)
        if before is not None and onward and span.start < before.start:
            return self._from(point, before)
        return span

    def until(self, point: Point, after: Span) -> Span:
        """The last days of POINT, printed without a year, that do not lie behind AFTER."""
        span = _days(point, after.start.year)
        if span.start > after.start:
            span = _days(point, after.start.year - 1)
        return structs.replace(span, printed=True, told=after.told, doubtful=span.doubtful or not self._holds(span))

    def _from(self, point: Point, before: Span) -> Span:
        """The first days of POINT that do not lie before BEFORE; doubtful where a year ends between them."""
        span = _days(point, before.start.year)
        if span.start < before.start:
            span = _days(point, before.start.year + 1)
            span = structs.replace(span, doubtful=not (self._holds(span) and self._holds(before)))
        return structs.replace(span, told=before.told, printed=before.printed)

    def _printed(self, point: Point) -> Span:
        assert point.year is not None
        plan = self.plan
        if plan is not None and abs(point.year - plan.start.year) > _FARTHEST_YEARS:
            raise UnreadError
        if point.unit == "year" and plan is not None and point.year == plan.start.year and not _is_long(plan):
            return Span(plan.start, plan.end, printed=True, doubtful=plan.is_school_year)
        return structs.replace(_days(point, point.year), printed=True)

    def _by_offset(self, point: Point, before: Span | None) -> Span:
        """A year told by a word: 次年 counts from the span before it, else from the plan's year."""
        assert point.offset is not None
        told = self.plan is not None
        bare = structs.replace(point, offset=None)
        if point.unit not in ("year", "school_year", "plan_year"):
            if point.offset == 0:
                return structs.replace(self._within_plan(bare), told=told, printed=True)
            base = before.start.year if before is not None else self.year.start.year
            return structs.replace(_days(bare, base + point.offset), told=told, printed=True)
        start, end = _moved(self.year.start, point.offset), _moved(self.year.end, point.offset)
        if point.unit == "school_year" and told and not self.year.is_school_year:
            raise UnreadError
        if point.edge == "end" and point.unit == "year":
            end = date(end.year if end.month == 12 else start.year, 12, 31)
        return Span(start, end, told, printed=True)

    def _within_plan(self, point: Point) -> Span:
        """The days of a point without a year that fall inside the plan's year."""
        first = self.year.start.year - (point.unit == "term")
        spans: list[Span] = []
        impossible: NoSuchDateError | None = None
        for year in range(first, self.year.end.year + 1):
            try:
                spans.append(_days(point, year))
            except NoSuchDateError as error:  # 2月29日 may exist in the other year
                impossible = error
        if impossible is not None and not spans:
            raise impossible
        is_term = point.unit == "term"
        inside = [s for s in spans if (self.year.start <= s.start <= self.year.end if is_term else self._holds(s))]
        if len(inside) != 1:
            return structs.replace((inside or spans)[0], told=False)
        doubtful = point.unit in _MONTHS_OF and not _is_calendar(self.year)
        doubtful = doubtful or inside[0].doubtful or (is_term and not self.year.is_school_year)
        return structs.replace(inside[0], told=self.plan is not None, doubtful=doubtful)

    def _holds(self, span: Span) -> bool:
        return self.year.start <= span.start and span.end <= self.year.end


def _is_calendar(year: PlanYear) -> bool:
    return (year.start.month, year.start.day) == (1, 1)


def _moved(day: date, years: int) -> date:
    """DAY in another year; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _days(point: Point, year: int) -> Span:
    """The days of POINT in YEAR (for terms: in the school year of that number)."""
    try:
        return _by_unit(point, year)
    except ValueError as error:
        raise NoSuchDateError from error


def _by_unit(point: Point, year: int) -> Span:
    month, part = point.month or 0, point.part or 0
    if point.unit == "day":
        day = date(year, month, point.day or 0)
        return Span(day, day, doubtful=point.doubtful)
    if point.unit == "month":
        return Span(date(year, month, 1), _month_end(year, month))
    if point.unit == "ten_days":
        first = date(year, month, 10 * part - 9)
        return Span(first, first.replace(day=10 * part) if part < 3 else _month_end(year, month))
    if point.unit == "half_month":
        middle = date(year, month, 15)
        return Span(date(year, month, 1), middle) if part == 1 else Span(date(year, month, 16), _month_end(year, month))
    if point.unit in _MONTHS_OF:
        size = _MONTHS_OF[point.unit]
        return Span(date(year, size * (part - 1) + 1, 1), _month_end(year, size * part))
    if point.unit == "term":
        if part not in (1, 2):
            raise ValueError(part)
        first_term = Span(date(year, 8, 1), date(year + 1, 1, 31))
        return first_term if part == 1 else Span(date(year + 1, 2, 1), date(year + 1, 7, 31))
    if point.unit == "school_year":
        return Span(date(year, 8, 1), date(year + 1, 7, 31))
    return Span(date(year, 1, 1), date(year, 12, 31))


def _month_end(year: int, month: int) -> date:
    """The last day of a month. Raises ValueError where there is no such month."""
    first = date(year, month, 1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
