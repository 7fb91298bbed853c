"""Periods: the lists of `cases/periods.yaml`, and laws that hold for any date and any text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import opencc
import pytest
import yaml
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from normalize.periods import IMPOSSIBLE, UNREAD, read_period
from normalize.periods.reader import _read
from normalize.periods.recurrences import is_valid_rule
from normalize.plan_year import PlanYear, plan_year_of
from schema.plan import Period

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases/periods.yaml").read_text(encoding="utf-8"))


def year_named(name: str) -> PlanYear:
    return plan_year_of(int(name.removesuffix("學年度")), name.endswith("學年度"))


def expected(text: str, reading: str, year: PlanYear) -> tuple[Period, set[str]]:
    """What a line of the list says, as a period and flags."""
    kind, *rest = reading.split()
    flags = {word[1:] for word in rest if word.startswith("!")}
    rest = [word for word in rest if not word.startswith("!")]
    start, end, rule = None, None, ""
    if rest and ".." in rest[0]:
        start, end = (date.fromisoformat(day) if day else None for day in rest.pop(0).split(".."))
    elif kind in ("recurring", "ongoing", "as_needed"):
        start, end = year.start, year.end
    if rest and rest[0].startswith("FREQ="):
        rule = rest.pop(0)
    assert not rest or rest.pop(0) == "months", reading
    months = tuple(month if "-" in month else f"{(start or end or year.start).year}-{month}" for month in rest)
    return Period(text, kind, start, end, rule, months), flags  # type: ignore[arg-type]


def lines(part: str) -> Iterator[tuple[str, str, str]]:
    for year, forms in CASES[part].items():
        for text, reading in forms.items():
            yield year, str(text), reading


@pytest.mark.parametrize(("year", "text", "reading"), list(lines("must_come_out")))
def test_a_printed_period_is_read_as_listed(year: str, text: str, reading: str) -> None:
    period, flags = read_period(text, year_named(year))
    assert (period, set(flags)) == expected(text, reading, year_named(year))


@pytest.mark.parametrize("case", CASES["among_neighbours"], ids=lambda case: case["text"])
def test_a_misprint_is_repaired_where_its_column_makes_it_plain(case: dict[str, Any]) -> None:
    year = year_named(case["year"])
    period, flags = read_period(case["text"], year, case["neighbours"])
    assert (period, set(flags)) == expected(case["text"], case["reading"], year)


@pytest.mark.parametrize("case", CASES["under_header"], ids=lambda case: case["text"])
def test_a_bare_number_under_a_header_of_months_is_a_month(case: dict[str, Any]) -> None:
    year = year_named(case["year"])
    period, flags = read_period(case["text"], year, header=case["header"])
    assert (period, set(flags)) == expected(case["text"], case["reading"], year)


@pytest.mark.parametrize("text", CASES["must_be_left_alone"])
def test_what_is_not_understood_keeps_only_its_raw_text(text: str) -> None:
    period, flags = read_period(text, plan_year_of(105))
    assert period == Period(raw=text)
    assert len(flags) == 1
    assert flags[0] in (UNREAD, IMPOSSIBLE)


@pytest.mark.parametrize(("year", "text", "reading"), list(lines("known_wrong")))
@pytest.mark.xfail(strict=True, reason="a known fault; move the line to must_come_out once it is mended")
def test_a_known_fault_is_still_there(year: str, text: str, reading: str) -> None:
    period, flags = read_period(text, year_named(year))
    assert (period, set(flags)) == expected(text, reading, year_named(year))


def test_the_list_holds_at_least_two_hundred_forms() -> None:
    assert sum(1 for _ in lines("must_come_out")) >= 200


@pytest.mark.parametrize("text", ["105年2月30日", "2月30日", "6月31日前", "13月", "1050230"])
def test_a_date_that_does_not_exist_is_called_impossible(text: str) -> None:
    assert read_period(text, plan_year_of(105))[1] == (IMPOSSIBLE,)


def test_an_empty_cell_has_an_empty_period_without_flags() -> None:
    assert read_period(" ", plan_year_of(105)) == (Period(), ())


@pytest.mark.parametrize("into", ["t2s", "s2t", "s2twp"])
def test_every_script_is_read_alike(into: str) -> None:
    converter = opencc.OpenCC(into)
    for year, text, _ in lines("must_come_out"):
        period, flags = read_period(text, year_named(year))
        other, other_flags = read_period(converter.convert(text), year_named(year))
        assert (structs.replace(other, raw=text), other_flags) == (period, flags)


def test_every_listed_rule_is_one_that_dateutil_reads() -> None:
    for year, text, _ in lines("must_come_out"):
        period, _ = read_period(text, year_named(year))
        if period.recurrence:
            rrulestr(period.recurrence, dtstart=None)


@pytest.mark.parametrize("number", [-32, -31, -1, 0, 1, 12, 13, 31, 32, 60, 61, 366, 367])
@pytest.mark.parametrize("part", ["INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY=MO,FR;BYSETPOS"])
def test_a_rule_that_is_called_valid_is_one_that_dateutil_reads(part: str, number: int) -> None:
    rule = f"FREQ=MONTHLY;{part}={number}"
    if is_valid_rule(rule):
        rrulestr(rule, dtstart=None)


def test_without_the_plan_year_only_printed_years_give_dates() -> None:
    printed, _ = read_period("105年12月", None)
    assert (printed.kind, printed.start) == ("month", date(2016, 12, 1))
    left_out, flags = read_period("12月", None)
    assert (left_out.kind, left_out.start, left_out.months, flags) == ("month", None, (), ("period_doubtful",))
    again, _ = read_period("每月", None)
    assert (again.recurrence, again.start) == ("FREQ=MONTHLY", None)


def test_a_month_that_a_plan_of_several_years_has_twice_gives_no_date() -> None:
    several = PlanYear(date(2015, 1, 1), date(2018, 12, 31))
    period, flags = read_period("3月", several)
    assert (period.kind, period.start, flags) == ("month", None, ("period_doubtful",))


def test_a_fiscal_year_holds_its_months() -> None:
    fiscal = PlanYear(date(2010, 7, 1), date(2011, 6, 30))
    assert read_period("9月", fiscal)[0].start == date(2010, 9, 1)
    assert read_period("2月", fiscal)[0].start == date(2011, 2, 1)


_CHINESE = "〇一二三四五六七八九"


def positional(number: int) -> str:
    return "".join(_CHINESE[int(digit)] for digit in str(number))


def spelled(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_CHINESE[tens] if tens > 1 else "") + ("十" if tens else "") + (_CHINESE[ones] if ones or not tens else "")


FORMS: tuple[Callable[[date], str], ...] = (
    lambda d: f"{d.year - 1911}年{d.month}月{d.day}日",
    lambda d: f"民國 {d.year - 1911} 年 {d.month:02d} 月 {d.day:02d} 日",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year - 1911}.{d.month}.{d.day}",
    lambda d: f"{d.year - 1911}/{d.month:02d}/{d.day:02d}",
    lambda d: f"{d.year - 1911:03d}{d.month:02d}{d.day:02d}",
    lambda d: d.isoformat(),
    lambda d: d.strftime("%Y/%m/%d"),
    lambda d: d.strftime("%Y%m%d"),
    lambda d: f"{positional(d.year - 1911)}年{spelled(d.month)}月{spelled(d.day)}日",
    lambda d: f"{positional(d.year)}年{spelled(d.month)}月{spelled(d.day)}日",
    lambda d: f"{d.month}月{d.day}日" if d.year == 2016 else d.isoformat(),
)
DAYS = st.dates(date(1998, 1, 1), date(2030, 12, 31))


@given(DAYS, st.sampled_from(FORMS))
def test_a_date_written_in_any_form_is_read_back(day: date, form: Callable[[date], str]) -> None:
    period, flags = read_period(form(day), plan_year_of(105))
    assert (period.kind, period.start, period.end, flags) == ("date", day, day, ())


@given(DAYS, DAYS, st.sampled_from(FORMS[:-1]), st.sampled_from(("至", "~", "－", "到")))
def test_a_range_written_in_any_form_is_read_back(one: date, other: date, form: Callable[[date], str], to: str) -> None:
    start, end = sorted((one, other))
    period, _ = read_period(f"自{form(start)}起{to}{form(end)}止", plan_year_of(105))
    assert (period.kind, period.start, period.end) == ("range", start, end)


@given(st.text(alphabet="0123456789一二三十年月日季週每前底至、~()第個旬起自 .-/上中下半學期次", max_size=24))
def test_no_text_raises_and_none_loses_its_raw_form(text: str) -> None:
    period, _ = read_period(text, plan_year_of(105))
    assert period.raw == (text if text.strip() else "")
    if period.start is not None and period.end is not None:
        assert period.start <= period.end


PRINTED = st.sampled_from([text for _, text, _ in lines("must_come_out")])


@given(PRINTED, PRINTED, st.integers(0, 12), st.integers(0, 12))
def test_no_two_forms_run_together_raise(one: str, other: str, cut: int, start: int) -> None:
    period, flags = read_period(one[:cut] + other[start:], plan_year_of(105))
    assert period.kind or not period.raw or flags


@given(st.text(max_size=40))
def test_no_text_at_all_raises(text: str) -> None:
    read_period(text, plan_year_of(104, school=True), ["100年12月"])


def test_a_hundred_thousand_cells_are_read_in_five_seconds() -> None:
    texts = [text for _, text, _ in lines("must_come_out")]
    _read.cache_clear()
    started = time.process_time()  # so that other work on the machine does not count
    for n in range(100_000):
        read_period(texts[n % len(texts)], plan_year_of(90 + n % 25))
    assert time.process_time() - started < 5


def test_a_year_that_a_plan_of_several_years_prints_is_one_of_them() -> None:
    plan = PlanYear(date(2024, 1, 1), date(2025, 12, 31))
    told = [read_period(text, plan)[0] for text in ("113年底前", "113年", "全年")]
    assert [str(period.end) for period in told] == ["2024-12-31", "2024-12-31", "2025-12-31"]
