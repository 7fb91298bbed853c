"""The year a plan is for: what resolves a date that leaves its year out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

ROC_EPOCH = 1911  # year 1 of the ROC era is 1912


@dataclass(frozen=True, slots=True)
class PlanYear:
    """The days a plan covers, both inclusive: a calendar year, a school year (08-01..07-31), or several years."""

    start: date
    end: date

    @property
    def roc_year(self) -> int:
        """The ROC year in which it begins; the number a school year goes by, too."""
        return self.start.year - ROC_EPOCH

    @property
    def is_school_year(self) -> bool:
        return (self.start.month, self.start.day) == (8, 1)


@lru_cache(maxsize=256)
def plan_year_of(roc_year: int, school: bool = False) -> PlanYear:
    """The year that ROC_YEAR names; with SCHOOL, the school year (學年度) of that number.

    >>> plan_year_of(105).end.isoformat(), plan_year_of(104, school=True).end.isoformat()
    ('2016-12-31', '2016-07-31')
    """
    western_year = roc_year + ROC_EPOCH
    if school:
        return PlanYear(date(western_year, 8, 1), date(western_year + 1, 7, 31))
    return PlanYear(date(western_year, 1, 1), date(western_year, 12, 31))


def western_year_of(number: int) -> int | None:
    """The western year that a printed year number means (ROC below 200, CE from 1900); None where it is neither.

    >>> western_year_of(105), western_year_of(2016), western_year_of(1041)
    (2016, 2016, None)
    """
    if 1 <= number < 200:
        return number + ROC_EPOCH
    return number if 1900 <= number < 2200 else None
