"""Is a text a whole value of its column? Tells two short values from one that wraps."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from normalize.officers import read_officers
from normalize.periods import read_period
from normalize.plan_year import plan_year_of
from normalize.simplified import simplified
from normalize.units.lists import split_units
from normalize.units.words import is_unit, unit_words

Complete = Callable[[str, Sequence[str]], bool]  # (text, other texts of its column)
_ANY_YEAR = plan_year_of(100)  # only whether a text reads as a period is asked


# a year has a number or is pointed at; 上半年 and 全年 say all by themselves
_COARSE_END = re.compile(r"((?<=[\d○〇零一二三四五六七八九十百每本今當当明次翌隔同該该前去])年度?)$|(月)$")
_DIGIT_END = re.compile(r"\d\s*$")
_ONLY_ITS_UNIT = re.compile(r"\s*(?:[日號号](?!常|間|间|夜)|月|季|年(?![底初終终中內内]))")
_FINER_START = re.compile(
    r"^\s*(?:(?:\d{1,2}(?:[、,，~～\-－至到]\d{1,2})*|[一二三四五六七八九十元]{1,3})\s*(月)|(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(日)|([上中下]旬|底|初))"
)
_OPENS = re.compile(r"[\d年月日號号起季旬週周組组課课科股]\s*$")
_DATE_END = re.compile(r"[\d年月日號号季旬週周底]\s*$")
_RANGE_SIGN = re.compile(r"[至到迄~～\-－–—]")
_WEEKDAY = re.compile(r"[(（](?:星期|週|周|禮拜|礼拜)?[一二三四五六日][)）]")
_ONLY_A_LIMIT = re.compile(r"\s*[以之]?[前止起內内](?:完成|辦理|办理)?\s*[。．]?\s*")


def is_split_date(above: str, below: str) -> bool:
    """Is one date wrapped after its year or month, after a number, or before the word that limits it?

    BELOW begins with what is missing.

    >>> is_split_date("民國103年", "9月30日"), is_split_date("5月", "10月"), is_split_date("105年12月", "底前")
    (True, False, True)
    >>> is_split_date("上半年", "11月"), is_split_date("112年3月1", "日至112年5"), is_split_date("105.6.30", "年底前")
    (False, True, False)
    >>> is_split_date("109年10月31日", "前"), is_split_date("每月", "前往訪視"), is_split_date("6月16日", "(五)14時")
    (True, False, True)
    >>> is_split_date("113 年 10 月", "31 日前"), is_split_date("112年", "3、6、9月")
    (True, True)
    """
    if (_ONLY_A_LIMIT.fullmatch(below) or _WEEKDAY.match(below)) and _DATE_END.search(above):
        return True
    if _ONLY_ITS_UNIT.match(below) and _DIGIT_END.search(above):
        return True
    end, start = _COARSE_END.search(above), _FINER_START.match(below)
    if end is None or start is None:
        return False
    return bool(start[2] or start[3]) if end[2] else bool(start[1])


def is_split_range(above: str, below: str) -> bool:
    """Is one range wrapped before the word or sign that joins its ends? So does BELOW begin, and ABOVE has none.

    >>> is_split_range("113年3月", "至5月"), is_split_range("第一組", "~第七組"), is_split_range("每月5日前", "至年底")
    (True, True, False)
    >>> is_split_range("1月-3月", "-每季"), is_split_range("3月", "—")
    (False, False)
    """
    begins = _RANGE_SIGN.match(below) is not None and len(below) > 1
    return begins and _RANGE_SIGN.search(above) is None and _OPENS.search(above) is not None


def _is_period(text: str, others: Sequence[str]) -> bool:
    if _is_plain_period(text):
        return True
    alike = [other for other in others if len(other) == len(text)]  # a misprint is as long as its neighbours
    return bool(alike and read_period(text, _ANY_YEAR, alike)[0].kind)


@lru_cache(maxsize=4096)
def _is_plain_period(text: str) -> bool:
    period, flags = read_period(text, _ANY_YEAR)
    return period.kind != "" and not flags


def _are_units(text: str, others: Sequence[str]) -> bool:
    unknown = _no_units(text)
    return unknown is not None and all(part in others for part in unknown)


@lru_cache(maxsize=4096)
def _no_units(text: str) -> tuple[str, ...] | None:
    """What of the list TEXT does not read like a unit by itself; None where it lists nothing, or its end is open."""
    parts = split_units(text)
    if not parts or (len(parts) > 1 and _is_begun(parts)):
        return None
    return tuple(part for part in parts if not is_unit(part) and not _ends_as_unit(part))


def _are_officers(text: str, others: Sequence[str]) -> bool:
    """Does TEXT name persons, each behind a title? A bare name tells too little."""
    names = read_officers(text)
    return bool(names) and all(map(_has_title, names))


@lru_cache(maxsize=4096)
def _has_title(name: str) -> bool:
    folded = simplified(name)
    return any(folded.startswith(title) and 2 <= len(folded) - len(title) <= 3 for title in unit_words().titles)


def _is_begun(parts: Sequence[str]) -> bool:
    """Is the last of PARTS the bare name of a work (`社會`) behind names that say what kind of unit they are?

    Then its own kind may stand on the next line.
    """
    words = unit_words()
    *before, last = map(simplified, parts)
    return last in words.topics and all(words.ending.search(part) is not None for part in before)


def _ends_as_unit(text: str) -> bool:
    """Does TEXT end in the whole name of a unit (`雙語研考`)?"""
    return simplified(text).endswith(unit_words().whole_endings)


COMPLETE: Mapping[str, Complete] = {
    "period": _is_period,
    "units": _are_units,
    "supporting_units": _are_units,
    "officers": _are_officers,
}
