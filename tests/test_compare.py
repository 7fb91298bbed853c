"""Two plans side by side: what is kept, new, dropped, and what changed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlift.compare.comparison import Comparison, Level, Row, Yearly, compare
from planlift.compare.periods import period_text, relative_period
from schema.plan import Indicator, Item, Period, PeriodKind
from schema.plan import Level as Heading
from schema.record import plan_record
from schema.taxonomy import load_taxonomy
from tests.handmade import made_item, made_plan

TAXONOMY = load_taxonomy()
ONE_WINDOW = "c/process/convenience/single-window"
WAITING = "c/process/convenience/waiting-time"
CONVENIENCE = "c/process/convenience"


def month(western_year: int, number: int) -> Period:
    start = date(western_year, number, 1)
    end = date(western_year + number // 12, number % 12 + 1, 1)
    return Period(f"{western_year - 1911}年{number}月", "month", start, date.fromordinal(end.toordinal() - 1))


def item(code: str = ONE_WINDOW, heading: str = "1.單一窗口", **changes: object) -> Item:
    """An item under HEADING with indicator CODE, without anything else but CHANGES."""
    plain: dict[str, object] = {"units": (), "officers": (), "period": Period(), "weight": None, "weight_unit": ""}
    where = {"path": (Heading(1, "", heading),), "indicator": Indicator(code, "名稱" if code else "")}
    return made_item(**{**plain, **where, "action": "", **changes})


def year(*items: Item, roc_year: int | None = 104) -> Yearly:
    numbered = [made_item(**{**fields(one), "item_no": n}) for n, one in enumerate(items, 1)]
    return Yearly(plan_record(made_plan(items=tuple(numbered))).items, roc_year)


def fields(one: Item) -> dict[str, object]:
    return {name: getattr(one, name) for name in Item.__struct_fields__}


def compared(a: Yearly, b: Yearly, level: Level = "indicator") -> Comparison:
    return compare(a, b, TAXONOMY, level)


def told(result: Comparison) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(row.code or row.name, row.status, row.changed) for row in result.rows]


def only(result: Comparison) -> Row:
    (row,) = result.rows
    return row


def test_an_indicator_in_both_plans_is_kept_and_one_in_either_is_dropped_or_new() -> None:
    result = compared(year(item(ONE_WINDOW), item("c/image/staff/courtesy")), year(item(ONE_WINDOW), item("c/online")))
    assert told(result) == [
        (ONE_WINDOW, "kept", ()),
        ("c/image/staff/courtesy", "dropped", ()),
        ("c/online", "new", ()),
    ]


def test_rows_stand_in_the_order_of_the_taxonomy_with_its_names() -> None:
    a, b = year(item("c/online"), item(WAITING), item("", "其他")), year(item("c/unknown/code"))
    result = compared(a, b)
    assert [row.code for row in result.rows] == [WAITING, "c/online", "c/unknown/code", ""]
    assert [row.name for row in result.rows] == ["現場等候時間", "線上服務及電子參與", "名稱", "其他"]


def test_the_same_month_of_each_plans_own_year_is_no_change() -> None:
    result = compared(year(item(period=month(2015, 12))), year(item(period=month(2016, 12)), roc_year=105))
    assert only(result).changed == ()


def test_another_month_is_a_change_and_is_said_without_the_year() -> None:
    row = only(compared(year(item(period=month(2015, 10))), year(item(period=month(2016, 12)), roc_year=105)))
    assert (row.changed, row.only_in_a("deadlines"), row.only_in_b("deadlines")) == (
        ("deadlines",),
        ("10月",),
        ("12月",),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Period("2月底前", "range", None, date(2015, 2, 28)), Period("2月29日前", "range", None, date(2016, 2, 29))),
        (Period("104年寒假"), Period("105年寒假")),
        (
            Period("第1季", "range", date(2015, 1, 1), date(2015, 3, 31)),
            Period("", "range", date(2016, 1, 1), date(2016, 3, 31), months=("2016-01", "2016-02", "2016-03")),
        ),
        (
            Period("持續辦理", "ongoing", date(2015, 1, 1), date(2015, 12, 31)),
            Period("經常性辦理", "ongoing", date(2016, 1, 1), date(2016, 12, 31)),
        ),
        (
            Period("104學年度", "range", date(2015, 8, 1), date(2016, 7, 31)),
            Period("105學年度", "range", date(2016, 8, 1), date(2017, 7, 31)),
        ),
    ],
)
def test_deadlines_that_mean_the_same_in_their_own_year_are_the_same(one: Period, other: Period) -> None:
    assert relative_period(one, 104) == relative_period(other, 105)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Period("寒假"), Period("暑假")),
        (month(2015, 12), Period("12月底前", "range", None, date(2015, 12, 31))),
        (
            Period("每月", "recurring", date(2015, 1, 1), date(2015, 12, 31), "FREQ=MONTHLY"),
            Period("每季", "recurring", date(2015, 1, 1), date(2015, 12, 31), "FREQ=MONTHLY;INTERVAL=3"),
        ),
        (
            Period("", "range", date(2015, 1, 1), date(2015, 6, 30), months=("2015-01", "2015-06")),
            Period("1-6月", "range", date(2015, 1, 1), date(2015, 6, 30)),
        ),
        (Period(), month(2015, 12)),
    ],
)
def test_deadlines_that_mean_something_else_are_told_apart(one: Period, other: Period) -> None:
    assert relative_period(one, 104) != relative_period(other, 104)


KINDS: tuple[PeriodKind, ...] = ("date", "month", "range", "recurring", "ongoing", "as_needed")


@given(
    st.sampled_from(KINDS),
    st.dates(date(2010, 1, 1), date(2012, 12, 31)),
    st.dates(date(2010, 1, 1), date(2012, 12, 31)),
    st.integers(1, 20),
)
def test_a_plan_moved_by_years_keeps_its_deadlines(kind: PeriodKind, start: date, end: date, years: int) -> None:
    def moved(day: date) -> date:
        last = 28 if (day.month, day.day) == (2, 29) else day.day
        return day.replace(year=day.year + years, day=last)

    first, last = sorted((start, end))
    period = Period("", kind, first, last)
    later = Period("", kind, moved(first), moved(last))
    assert relative_period(period, 100) == relative_period(later, 100 + years)


def test_marked_months_are_said_as_months() -> None:
    marked = ("2016-03", "2016-04", "2016-05")
    assert period_text(Period("", "range", date(2016, 3, 1), date(2016, 5, 31), months=marked), 105) == "3~5月"


def test_owners_added_and_removed_are_told_whatever_their_order_and_script() -> None:
    a = year(item(units=("各課", "台北市政府")), item(units=("研考",)))
    b = year(item(units=("臺北市政府", "資訊課")), item(units=("各课",)))
    row = only(compared(a, b))
    assert (row.only_in_a("owners"), row.only_in_b("owners")) == (("研考",), ("資訊課",))


def test_officers_are_the_owners_where_no_unit_is_named() -> None:
    row = only(compared(year(item(officers=("王小明",))), year(item(units=("研考",), officers=("王小明",)))))
    assert (row.only_in_a("owners"), row.only_in_b("owners")) == (("王小明",), ("研考",))


def test_a_weight_that_changed_is_told() -> None:
    row = only(compared(year(item(weight=20.0, weight_unit="points")), year(item(weight=15.0, weight_unit="percent"))))
    assert (row.changed, row.only_in_a("weights"), row.only_in_b("weights")) == (("weights",), ("20分",), ("15%",))


def test_a_facet_that_one_plan_never_states_is_not_compared() -> None:
    result = compared(year(item(units=("研考",))), year(item()))
    assert only(result).changed == ()
    assert ("B", "owners") in result.unsaid


def test_enumerators_points_and_words_for_the_agency_itself_are_no_change_of_heading() -> None:
    a, b = year(item(heading="1.本所內外環境（20分）")), year(item(heading="(二)單位(機關)內外環境"))
    assert only(compared(a, b)).changed == ()


def test_the_number_of_items_is_a_change() -> None:
    assert only(compared(year(item()), year(item(), item()))).changed == ("items",)


def test_an_indicator_that_the_other_plan_names_more_broadly_is_regrouped() -> None:
    result = compared(year(item(ONE_WINDOW), item(WAITING)), year(item(CONVENIENCE)))
    assert [(row.code, row.status, row.related) for row in result.rows] == [
        (CONVENIENCE, "regrouped", (ONE_WINDOW, WAITING)),
        (ONE_WINDOW, "regrouped", (CONVENIENCE,)),
        (WAITING, "regrouped", (CONVENIENCE,)),
    ]


def test_a_sister_indicator_does_not_make_it_regrouped() -> None:
    assert [row.status for row in compared(year(item(ONE_WINDOW)), year(item(WAITING))).rows] == ["dropped", "new"]


@pytest.mark.parametrize(("level", "code"), [("group", CONVENIENCE), ("domain", "c/process")])
def test_a_coarser_level_joins_what_was_regrouped(level: Level, code: str) -> None:
    row = only(compared(year(item(ONE_WINDOW), item(WAITING)), year(item(CONVENIENCE)), level))
    assert (row.code, row.status, row.changed) == (code, "kept", ("items",))


def test_headings_without_an_indicator_are_matched_where_they_are_nearly_alike() -> None:
    a = year(item("", "一、校園綠美化與環境維護"), item("", "二、防火宣導"))
    b = year(item("", "1.校園綠美化及環境維護"), item("", "2.水域安全"))
    assert told(compared(a, b)) == [
        ("一、校園綠美化與環境維護", "kept", ("headings",)),
        ("二、防火宣導", "dropped", ()),
        ("2.水域安全", "new", ()),
    ]


def test_items_are_paired_by_their_text_within_an_indicator() -> None:
    a = year(item(action="1.設置單一窗口櫃檯", units=("甲課",)), item(action="2.中午不打烊", units=("乙課",)))
    b = year(item(action="1.中午不打烊", units=("丙課",)), item(action="2.設置單一窗口櫃檯", units=("甲課",)))
    result = compared(a, b, "item")
    assert [(row.a.items[0].item_no, row.b.items[0].item_no, row.changed) for row in result.rows] == [
        (1, 2, ()),
        (2, 1, ("owners",)),
    ]


def test_an_item_under_another_indicator_has_moved() -> None:
    a, b = year(item(ONE_WINDOW, action="設置服務檯")), year(item(WAITING, action="設置服務檯"))
    row = only(compared(a, b, "item"))
    assert (row.code, row.status, row.related) == (ONE_WINDOW, "moved", (WAITING,))


def test_an_item_is_paired_by_its_heading_where_one_plan_prints_no_action() -> None:
    assert (
        only(
            compared(year(item()), year(item(action="設置服務檯"))),
        ).changed
        == ()
    )
    assert only(compared(year(item()), year(item(action="設置服務檯")), "item")).status == "kept"


codes = st.sampled_from(["", ONE_WINDOW, WAITING, CONVENIENCE, "c/online", "c/unknown"])
some_items = st.lists(
    st.builds(
        lambda code, heading, unit: item(code, heading, units=unit),
        codes,
        st.sampled_from(["1.環境", "2.環境美化工作", "三、宣導"]),
        st.sampled_from([(), ("各課",), ("研考", "各課")]),
    ),
    max_size=6,
)
LEVELS: tuple[Level, ...] = ("domain", "group", "indicator", "item")


@given(some_items, st.sampled_from(LEVELS))
def test_a_plan_beside_itself_shows_no_change(items: list[Item], level: Level) -> None:
    same = year(*items)
    assert all(row.status == "kept" and not row.changed for row in compared(same, same, level).rows)


@given(some_items, some_items, st.sampled_from(LEVELS))
def test_every_item_of_both_plans_stands_in_one_row(ones: list[Item], others: list[Item], level: Level) -> None:
    rows = compared(year(*ones), year(*others), level).rows
    assert sorted(one.item_no for row in rows for one in row.a.items) == list(range(1, len(ones) + 1))
    assert sorted(one.item_no for row in rows for one in row.b.items) == list(range(1, len(others) + 1))


@given(some_items, some_items)
def test_the_other_way_round_new_is_dropped(ones: list[Item], others: list[Item]) -> None:
    there, back = compared(year(*ones), year(*others)), compared(year(*others), year(*ones))
    assert there.count("new") == back.count("dropped")
    assert there.count("kept") == back.count("kept")


def test_a_record_is_all_that_is_needed() -> None:
    (record,) = plan_record(made_plan(items=(item(),))).items
    assert compare(Yearly([record], None), Yearly([], None), TAXONOMY).rows[0].status == "dropped"
