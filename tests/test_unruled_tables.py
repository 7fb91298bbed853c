"""Tables without any rule: told by names or figures that stand side by side; forms, letters and prose are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pdf.unruled_figures import is_value
from tests.drawn_lines import tables
from tests.sheets import Sheet
from tests.shown import texts

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "unruled.yaml").read_text("utf-8"))
SIZE, PITCH = 10.0, 15.0
X = [60.0, 140, 360, 450]
HEADER = "計畫項目 | 執行內容 | 權責單位 | 完成期限"


def sheet(at: list[float], lines: list[str], top: float = 80, pitch: float = PITCH) -> Sheet:
    page = Sheet()
    for n, line in enumerate(lines):
        for x, text in zip(at, line.split("|"), strict=False):
            if text.strip():
                page.text(x, top + n * pitch, text.strip(), SIZE)
    return page


def entries(first: int, last: int) -> list[str]:
    """Rows of two lines with a blank line behind each."""
    return [
        line
        for n in range(first, last)
        for line in (f"{n}.業務 | 辦理環境教育研習帶領同仁參訪綠建築 | 民政課 | {n}月", " | 及濕地保育現場。", "")
    ]


@pytest.mark.parametrize("case", CASES["tables"], ids=lambda case: case["what"])
def test_text_side_by_side_is_a_table(case: dict[str, Any]) -> None:
    (table,) = tables(sheet(case["at"], case["lines"]))
    assert (table.finder, table.n_rows, table.n_cols) == ("unruled", case["rows"], len(case["at"]))


@pytest.mark.parametrize("case", CASES["none"], ids=lambda case: case["what"])
def test_text_side_by_side_is_no_table(case: dict[str, Any]) -> None:
    assert tables(sheet(case["at"], case["lines"])) == []


def test_a_wrapped_cell_stays_one_cell_to_its_last_line() -> None:
    (table,) = tables(sheet(X, [HEADER, "", *entries(1, 4)]))
    assert texts(table)[-1] == ["3.業務", "辦理環境教育研習帶領同仁參訪綠建築及濕地保育現場。", "民政課", "3月"]


def test_a_title_two_lines_above_the_entries_of_its_section_is_a_row_of_its_own() -> None:
    at = [60.0, 300, 400]
    lines = ["工作內容 | 主辦單位 | 完成期限", ""]
    for section in "一二":
        for k in "一二三":
            lines += [f"{section}、業務", ""] if k == "一" else []
            lines += [f"({k})辦理環境教育研習帶領同仁參訪 | 民政課 | 3月", "綠建築及濕地保育現場。", "並留存紀錄。", ""]
    (table,) = tables(sheet(at, lines))
    firsts = [row[0][:4] for row in texts(table)]
    assert firsts == ["工作內容", "一、業務", "(一)辦", "(二)辦", "(三)辦", "二、業務", "(一)辦", "(二)辦", "(三)辦"]


def test_a_table_without_rules_goes_on_over_the_page_with_its_header_or_without() -> None:
    first = sheet(X, [HEADER, "", *entries(1, 15)], top=60)
    for head in ([HEADER, ""], []):
        (table,) = tables(first, sheet(X, [*head, *entries(15, 17)], top=60))
        assert (table.pages, table.n_rows) == ((1, 2), 17)
        assert [row[0] for row in texts(table)[-2:]] == ["15.業務", "16.業務"]


def test_a_row_cut_below_a_header_printed_again_is_whole_again() -> None:
    body = entries(1, 15)
    body[-2:] = []
    again = [HEADER, " | 及濕地保育現場。", "", *entries(15, 17)]
    (table,) = tables(sheet(X, [HEADER, "", *body], top=60), sheet(X, again, top=60))
    assert (table.n_rows, texts(table)[14][1]) == (17, "辦理環境教育研習帶領同仁參訪綠建築及濕地保育現場。")


def test_an_entry_wider_than_its_column_on_the_page_before_is_read_whole() -> None:
    below = sheet(X, [line.replace("15月", "經常性辦理") for line in entries(15, 17)], top=60)
    (table,) = tables(sheet(X, [HEADER, "", *entries(1, 15)], top=60), below)
    assert [row[3] for row in texts(table)[-2:]] == ["經常性辦理", "16月"]


def test_a_table_in_a_column_of_text_is_found() -> None:
    prose = "為提升服務品質並落實便民措施各單位應依本計"
    left = [f"{prose} |" for _ in range(14)]
    right = [prose] * 4 + ["Weekly | 71.15", "Biweekly | 142.31", "Monthly | 308.33", "Yearly | 3,700.00"] + [prose] * 6
    lines = [f"{one} {other}" for one, other in zip(left, right, strict=True)]
    (table,) = tables(sheet([60, 320, 450], lines))
    assert texts(table)[0] == ["Weekly", "71.15"]
    assert (table.n_rows, table.n_cols) == (4, 2)


def test_figures_in_frames_around_several_columns_are_told_apart() -> None:
    at = [60.0, 200, 250, 300, 360, 410, 460]
    lines = [" | ".join((f"Offense {n}", *(f"{n * k}.5" for k in range(1, 7)))) for n in range(1, 11)]
    page = sheet(at, lines)
    for y in (75, 235):
        page.rule(55, y, 500, y)
    for x in (55, 190, 350, 500):
        page.rule(x, 75, x, 235)
    (table,) = tables(page)
    assert (table.finder, table.n_rows, table.n_cols) == ("unruled", 10, 7)


def test_text_below_a_table_without_rules_ends_it() -> None:
    after = "各單位應於每季結束後填報執行情形送研考單位彙整檢討改進並於網站公告以供民眾查詢及監督"
    page = sheet(X, [HEADER, "", *entries(1, 5), after])
    below = sheet(X, [*entries(5, 7)], top=60)
    assert next(table.pages for table in tables(page, below)) == (1,)


def test_the_curve_of_a_chart_over_figures_makes_them_no_table() -> None:
    lines = [f"{n}00 | {n}5 | {n}7 | {n}9" for n in range(9, 3, -1)]
    page = sheet(X, lines)
    assert len(tables(page)) == 1
    for n in range(6):
        page.rule(80 + 60 * n, 90 + 20 * (n % 2), 140 + 60 * n, 90 + 20 * ((n + 1) % 2))
    assert tables(page) == []


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(4, 40), min_size=6, max_size=30))
def test_prose_in_one_column_is_never_a_table(lengths: list[int]) -> None:
    assert tables(sheet([60.0], ["字" * length for length in lengths])) == []


@given(st.text("天地玄黃宇宙洪荒", min_size=1, max_size=9))
def test_words_are_no_figures(text: str) -> None:
    assert not is_value(text)
    assert not is_value(f"12{text}")


def test_a_name_of_two_lines_beside_names_of_one_and_a_last_unit_of_two_lines_are_whole() -> None:
    at = [60.0, 90, 330, 430]
    page = Sheet().text(at[0], 72.5, "序", SIZE).text(at[0], 87.5, "號", SIZE)
    for x, text in zip(at[1:], ("執行措施", "主辦單位", "完成期限"), strict=True):
        page.text(x, 80, text, SIZE)
    for n in range(5):
        y = 110 + 34 * n
        page.text(at[0], y, str(n + 1), SIZE).text(at[1], y, f"辦理防汛搶險隊演練第{n}梯次。", SIZE)
        page.text(at[2], y, "水利科、鄉鎮", SIZE).text(at[2], y + PITCH, "市公所", SIZE)
        page.text(at[3], y, f"{n + 2}月", SIZE)
    (table,) = tables(page)
    assert texts(table)[0] == ["序號", "執行措施", "主辦單位", "完成期限"]
    assert texts(table)[-1][2] == "水利科、鄉鎮市公所"


def test_names_tell_columns_that_full_lines_hide() -> None:
    page, y = Sheet(), 80.0
    for x, text in zip((60, 150, 348), ("項次", "執行措施", "業務單位"), strict=True):
        page.text(x, y, text, SIZE)
    for n in range(6):
        y += 28
        full = "邀請專家學者辦理性別平等教育課程研習七場次及測驗"[:24] if n % 2 else "編印宣導摺頁。"
        page.text(65, y, str(n + 1), SIZE).text(100, y, full, SIZE).text(345, y, ("人事室", "教務處")[n % 2], SIZE)
        if n % 2:
            y += PITCH
            page.text(100, y, "並留存紀錄。", SIZE)
    (table,) = tables(page)
    assert (table.n_rows, table.n_cols) == (7, 3)
    assert texts(table)[2] == ["2", "邀請專家學者辦理性別平等教育課程研習七場次及測驗並留存紀錄。", "教務處"]
