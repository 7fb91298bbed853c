"""The year a plan is for: its title, else the captions and headers of its tables, else the days that it says it runs,
else its latest dated line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from normalize.letters import days_in
from normalize.metadata_words import metadata_words
from normalize.numbers import NUMERALS, read_number
from normalize.periods import read_period
from normalize.plan_year import ROC_EPOCH, PlanYear, plan_year_of, western_year_of
from normalize.simplified import simplified
from normalize.titles import Title, labelled
from schema.enumerators import split_enumerator
from schema.plan import Revision
from schema.tables import Document

_N = rf"(?:\d{{2,4}}|(?=[^\d])[{simplified(NUMERALS)}]{{2,6}})"
_YEARS = re.compile(rf"(?<!第)(?<!\d)({_N})(?:年度?|学年度?)?(?:[-~至到]({_N}))?(学年|年)")
_BARE_YEARS = re.compile(
    r"^((?:19|20)\d\d)(?:[-~至—]((?:19|20)\d\d))?(?![\d./-])|(?<![\d./-])((?:19|20)\d\d)(?:[-~至—]((?:19|20)\d\d))?[)\]]?$"
)
_RANGE = re.compile(
    rf"{_N}[年./][^,。;、()]{{2,40}}?(?:至|到|~|-)[^,。;、()]{{2,20}}?(?:日|月|\d)(?=止|[^\d./年月日]|$)"
)
_NUMBERED = re.compile(
    r"^\s*附?[表件图]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?!\d))(?![年.])\s*"
)  # 表一112年度計畫
_EARLIEST = 1960  # western; a smaller number before 年 counts years (十二年國民基本教育)
_MOST_YEARS = 20  # of one plan
_ONE_YEAR_DAYS = range(350, 381)
_LONGEST_HEADING = 12  # characters


def year_of(document: Document, title: Title, revisions: Sequence[tuple[int, Revision]]) -> PlanYear | None:
    """The year that the plan goes by; None where the document states none."""
    for text in _names(document, title):
        year = year_in(text) or (_bare_year(text) if text is title.text else None)
        if year is not None:
            return year
    stated = _stated_year(document)
    if stated is not None:
        return stated
    dates = [revision.date for _, revision in revisions if revision.date is not None]
    if dates:
        return plan_year_of(max(dates).year - ROC_EPOCH)
    months = [year for _, revision in revisions if (year := year_in(revision.raw)) is not None]
    if months:
        return max(months, key=lambda year: year.start)
    return next((year for text in days_in(document.blocks) if (year := year_in(text)) is not None), None)


def year_in(text: str) -> PlanYear | None:
    """The plan's year that TEXT names: a year, a school year (學年度), or several (103-106年度).

    >>> year = year_in("清溪縣東河地政事務所 104 年度提升服務品質實施計畫"); year.roc_year, str(year.end)
    (104, '2015-12-31')
    >>> year_in("表一112年度工作計畫").roc_year, year_in("附表1 113年度分工").roc_year
    (112, 113)
    >>> str(year_in("新嘉國小96學年度品德教育實施計畫").start), year_in("第113次會議") is None
    ('2007-08-01', True)
    """
    bare = "".join(_NUMBERED.sub("", simplified(text)).split())
    named = ((found, _western(found[1])) for found in _YEARS.finditer(bare))
    found, first = next(((found, year) for found, year in named if year is not None), (None, None))
    if found is None or first is None:
        return None
    last = _western(found[2]) if found[2] else None
    school = found[3] == "学年"
    year = plan_year_of(first - ROC_EPOCH, school)
    if last is not None and first < last <= first + _MOST_YEARS:
        return PlanYear(year.start, plan_year_of(last - ROC_EPOCH, school).end)
    return year


def _bare_year(title: str) -> PlanYear | None:
    """The western year, or years, that TITLE begins or ends with without a word for it: `社區關懷計劃2024`."""
    found = _BARE_YEARS.search("".join(simplified(title).split()))
    if found is None:
        return None
    first, last = (found[1], found[2]) if found[1] else (found[3], found[4])
    own = plan_year_of(int(first) - ROC_EPOCH)
    end = int(last or first)
    return (
        PlanYear(own.start, plan_year_of(end - ROC_EPOCH).end) if int(first) < end <= int(first) + _MOST_YEARS else own
    )


def year_within(year: PlanYear | None, caption: str) -> PlanYear | None:
    """The year of a table with CAPTION in a plan of YEAR: where that is several years, the one that CAPTION names.

    >>> both = year_in("112-113年中程計畫")
    >>> [str(year_within(both, c).end) for c in ("表二　113年度工作計畫", "表三　分工", "114年度概算")]
    ['2024-12-31', '2024-12-31', '2024-12-31']
    >>> str(year_within(both, "表一　112年度工作計畫").end)
    '2023-12-31'
    """
    if year is None or (year.end - year.start).days < _ONE_YEAR_DAYS.stop:
        return year
    own = year_in(caption)
    return own if own is not None and year.start <= own.start and own.end <= year.end else year


def _stated_year(document: Document) -> PlanYear | None:
    """The year in which the plan says that it runs, behind a label (`實施期程：`) or below a heading; else None."""
    told = False
    for block in document.blocks:
        folded = "".join(simplified(split_enumerator(block.text)[1]).split())
        label = metadata_words().duration.match(folded)
        if label is not None or told:
            year = _year_of_days(folded[label.end() :] if label is not None else folded)
            if year is not None:
                return year
        told = label is not None and len(folded) <= _LONGEST_HEADING
    return None


def _year_of_days(text: str) -> PlanYear | None:
    """The year, or the years, that the days in TEXT cover, or that it names."""
    found = _RANGE.search(text)
    period = read_period(found[0], None)[0] if found is not None else None
    if period is None or period.start is None or period.end is None:
        return year_in(text)
    start, end = period.start, period.end
    days = (end - start).days + 1
    if start.year == end.year:
        return plan_year_of(start.year - ROC_EPOCH)
    if days > _ONE_YEAR_DAYS[-1]:
        return PlanYear(plan_year_of(start.year - ROC_EPOCH).start, plan_year_of(end.year - ROC_EPOCH).end)
    return PlanYear(start, end) if start <= end else None


def _western(digits: str) -> int | None:
    number = read_number(digits)
    western = None if number is None else western_year_of(number)
    return western if western is not None and western >= _EARLIEST else None


def _names(document: Document, title: Title) -> Iterator[str]:
    """What DOCUMENT and its tables are called, and the names of their columns."""
    yield from (title.text, title.year_line)
    yield labelled(document)
    for table in document.tables:
        yield table.caption
        yield from (cell.text for cell in table.cells if cell.row < table.header_rows)


def days_of(document: Document, year: PlanYear, title: str = "") -> PlanYear:
    """The days that a plan of YEAR covers: those that its TITLE states, or its text where it names its duration,
    if they are a year that crosses the calendar year (a fiscal or school year); else those of YEAR."""
    words = metadata_words()
    told = False
    for found in _RANGE.finditer("".join(simplified(title).split())):
        start, end = _days(found[0], year)
        if start is not None and end is not None and (end - start).days + 1 in _ONE_YEAR_DAYS:
            return PlanYear(start, end)
    for block in document.blocks:
        folded = "".join(simplified(block.text).split())
        says_so = words.duration.search(folded) is not None
        for found in _RANGE.finditer(folded) if says_so or told else ():
            start, end = _days(found[0], year)
            if start is not None and end is not None and (end - start).days + 1 in _ONE_YEAR_DAYS:
                crosses = start.year != end.year and abs(start.year - year.start.year) <= 1
                return PlanYear(start, end) if crosses else year
        told = says_so and len(folded) <= _LONGEST_HEADING  # a heading: the dates stand in the next block
    return year


def _days(text: str, year: PlanYear) -> tuple[date | None, date | None]:
    period, _ = read_period(text, year)
    return period.start, period.end
