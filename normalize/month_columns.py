"""The month columns of a Gantt table, told by their headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalize.script import to_key
from schema.enumerators import chinese_number

_MONTH = re.compile(r"^(?:(\d{1,2})|([一二三四五六七八九十元]{1,2}))(月份?)?$")
_HALF = re.compile(r"^(上|下)半年度?$")
_QUARTER = re.compile(r"^(?:第?([1-4一二三四])季度?|q([1-4]))$", re.I)
_SPAN = re.compile(r"^(\d{1,2})月?[-~至到](\d{1,2})月份?$")
_THIRD = re.compile(r"^(上|中|下)旬?$")
_YEAR = re.compile(r"(?:民國)?(\d{2,4}|[〇○零一二三四五六七八九十百]{2,7})年")


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A column of a Gantt table: the months (1..12) it stands for, and the year printed above it, if any."""

    index: int
    months: tuple[int, ...]
    year_text: str = ""  # as printed (`113年`), without blanks; empty where none is
    third: int | None = None  # 上旬, 中旬, 下旬 of its one month: 0, 1, 2; None: the whole


def month_columns(stacks: Sequence[Sequence[str]]) -> tuple[MonthColumn, ...]:
    """The Gantt columns: at least four neighbouring months in order, or quarters or halves that make a year.

    Bare numbers with nothing above them are months where they are all twelve.
    """
    found = _months_in(stacks)
    for with_bare in (False, True) if found else ():
        run = _longest_run([month for month, is_bare in found if with_bare or not is_bare])
        covered = sum(len(month.months) for month in run if not month.third)
        if covered >= 12 or (len(run) >= 4 and not with_bare):
            return run
    return ()


def _months_in(stacks: Sequence[Sequence[str]]) -> list[tuple[MonthColumn, bool]]:
    """(column, is it told by a bare number that nothing stands above?) of the headers that name months."""
    found: list[tuple[MonthColumn, bool]] = []
    for index, (stack, third) in enumerate(map(_without_third, stacks)):
        months, is_bare = _months_of(stack)
        if months:
            found.append((MonthColumn(index, months, _year_over(stack), third), is_bare))
    return found


def _longest_run(found: Sequence[MonthColumn]) -> tuple[MonthColumn, ...]:
    runs: list[list[MonthColumn]] = []
    for month in found:
        last = runs[-1][-1] if runs else None
        if last is not None and month.index == last.index + 1 and _follows(last, month):
            runs[-1].append(month)
        else:
            runs.append([month])
    longest: list[MonthColumn] = max(runs, key=len, default=[])
    return tuple(longest)


def _follows(one: MonthColumn, other: MonthColumn) -> bool:
    """Does OTHER stand for what comes right after ONE?"""
    if one.third is not None and one.third < 2:
        return other.third == one.third + 1 and other.months == one.months
    return not other.third and other.months[0] == one.months[-1] % 12 + 1


def _without_third(stack: Sequence[str]) -> tuple[Sequence[str], int | None]:
    """A header without the part of the month at its foot, and that part: 0, 1 or 2."""
    found = _THIRD.match(to_key(stack[-1])) if len(stack) > 1 else None
    return (stack, None) if found is None else (stack[:-1], "上中下".index(found[1]))


def _months_of(stack: Sequence[str]) -> tuple[tuple[int, ...], bool]:
    """(the months that a header names, is it a bare number that nothing stands above?)."""
    if not stack:
        return (), False
    text = to_key(stack[-1])
    quarter = _QUARTER.match(text)
    if quarter is not None:
        digit = quarter[1] or quarter[2]
        number = int(digit) if digit.isdecimal() else chinese_number(digit) or 0
        return tuple(range(3 * number - 2, 3 * number + 1)), False
    span = _SPAN.match(text)
    if span is not None:
        first, last = int(span[1]), int(span[2])
        return (tuple(range(first, last + 1)) if first < last <= 12 else ()), False
    half = _HALF.match(text)
    if half is not None:
        return tuple(range(1, 7)) if half[1] == "上" else tuple(range(7, 13)), False
    month = _MONTH.match(text)
    if month is None:
        return (), False
    number = int(month[1]) if month[1] else (chinese_number(month[2].replace("元", "一")) or 0)
    return (number,) if 1 <= number <= 12 else (), not month[3] and len(stack) == 1


def _year_over(stack: Sequence[str]) -> str:
    above = ("".join(text.split()) for text in reversed(stack[:-1]))  # `113 年` as some programs space it
    return next((found[0] for text in above if (found := _YEAR.search(text))), "")
