"""Deadlines counted from a plan's own year, so that those of plans of different years can be held side by side."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from schema.plan import Period
from schema.taxonomy.keys import folded

ROC_EPOCH = 1911
_YEAR = re.compile(r"\d{2,4}\s*年")
_WHOLE_YEAR_KINDS = ("recurring", "ongoing", "as_needed")  # their span says nothing where it is a whole year


def relative_period(period: Period, roc_year: int | None) -> str:
    """PERIOD with `Y` for the year of its plan; empty where none is stated. For comparing.

    A day in the last week of February is the same in a leap year. Without ROC_YEAR years stay as they are. What
    could not be understood is compared as it is printed, without the plan's own year.

    >>> relative_period(Period("105年12月", "month", date(2016, 12, 1), date(2016, 12, 31)), 105)
    'Y-12-01/Y-12-31'
    >>> relative_period(Period("至隔年6月", "range", None, date(2017, 6, 30)), 105)
    '/Y+1-06-30'
    >>> relative_period(Period("每月", "recurring", date(2016, 1, 1), date(2016, 12, 31), "FREQ=MONTHLY"), 105)
    'FREQ=MONTHLY'
    """
    if not period.kind or _is_bare(period):
        return folded(without_own_year(period.raw, roc_year))
    if _listed(period.months):
        return " ".join(_from_year(int(month[:4]), roc_year) + month[4:] for month in period.months)
    span = f"{_day(period.start, roc_year)}/{_day(period.end, roc_year)}"
    if period.kind not in _WHOLE_YEAR_KINDS:
        return span
    what = period.recurrence or period.kind
    return what if _is_whole_year(period) else f"{what} {span}"


def period_text(period: Period, roc_year: int | None) -> str:
    """PERIOD as a person reads it: as printed without the plan's own year; marked months where nothing is printed.

    >>> period_text(Period("105年12月", "month", date(2016, 12, 1), date(2016, 12, 31)), 105)
    '12月'
    >>> period_text(Period("", "range", months=("2016-03", "2016-04", "2016-09")), 105)
    '3、4、9月'
    """
    if period.kind == "month" and period.start and period.start.year - ROC_EPOCH == roc_year:
        return f"{period.start.month}月"  # also where a misprint (`12日`) was repaired
    if period.raw:
        return without_own_year(period.raw, roc_year)
    years = {month[:4] for month in period.months}
    numbers = [int(month[5:]) for month in period.months]
    if len(years) != 1 or roc_year is None or years != {str(roc_year + ROC_EPOCH)}:
        return relative_period(period, roc_year)
    if len(numbers) > 2 and not _listed(period.months):
        return f"{numbers[0]}~{numbers[-1]}月"
    return "、".join(map(str, numbers)) + "月"


def without_own_year(raw: str, roc_year: int | None) -> str:
    """RAW without the plan's own year before a month or season; as it is where it names two years.

    >>> without_own_year("105年10月底前", 105), without_own_year("104年11月至105年10月", 105)
    ('10月底前', '104年11月至105年10月')
    """
    if roc_year is None or len(_YEAR.findall(raw)) != 1:
        return raw
    own = rf"(?<!\d)(?:民國|民国)?\s*(?:{roc_year}|{roc_year + ROC_EPOCH})\s*年(?=\S)(?![底度中初末])\s*"
    return re.sub(own, "", raw)


def _is_bare(period: Period) -> bool:
    return period.start is None and period.end is None and not period.months and not period.recurrence


def _listed(months: tuple[str, ...]) -> bool:
    """Are MONTHS (YYYY-MM) a list with gaps? Without gaps they are a span like any other."""
    numbers = [int(month[:4]) * 12 + int(month[5:]) for month in months]
    return any(other - one != 1 for one, other in pairwise(numbers))


def _is_whole_year(period: Period) -> bool:
    if period.start is None or period.end is None:
        return False
    return 364 <= (period.end - period.start).days <= 365 and period.start.day == 1


def _day(day: date | None, roc_year: int | None) -> str:
    if day is None:
        return ""
    number = 28 if (day.month, day.day) == (2, 29) else day.day
    return f"{_from_year(day.year, roc_year)}-{day.month:02}-{number:02}"


def _from_year(western_year: int, roc_year: int | None) -> str:
    if roc_year is None:
        return str(western_year)
    distance = western_year - ROC_EPOCH - roc_year
    return f"Y{distance:+}" if distance else "Y"
