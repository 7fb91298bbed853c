"""Tables without any rule: told by names or figures that stand side by side; forms, letters and prose are none."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.logical import join_pages
from extract.pdf.reader import read_pages
from extract.pdf.unruled_figures import is_value
from schema.tables import Table
from tests.sheets import Sheet, write_pdf

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "unruled.yaml").read_text("utf-8"))
SIZE, PITCH = 10.0, 15.0
X = [60.0, 140, 360, 450]
HEADER = "計畫項目 | 執行內容 | 權責單位 | 完成期限"


def tables(*sheets: Sheet) -> list[Table]:
    with TemporaryDirectory() as folder:
        return list(join_pages(read_pages(write_pdf(Path(folder) / "plan.pdf", *sheets)))[1])


def sheet(at: list[float], lines: list[str], top: float = 80, pitch: float = PITCH) -> Sheet:
    page = Sheet()
    for n, line in enumerate(lines):
        for x, text in zip(at, line.split("|"), strict=False):
            if text.strip():
                page.text(x, top + n * pitch, text.strip(), SIZE)
    return page


def texts(table: Table) -> list[list[str]]:
    return [[table.grid[row, col].text for col in range(table.n_cols)] for row in range(table.n_rows)]


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


def test_a_table_without_rules_goes_on_over_the_page_with_its_header_or_without() -> None:
    first = sheet(X, [HEADER, "", *entries(1, 15)], top=60)
    for head in ([HEADER, ""], []):
        (table,) = tables(first, sheet(X, [*head, *entries(15, 17)], top=60))
        assert (table.pages, table.n_rows) == ((1, 2), 17)
        assert [row[0] for row in texts(table)[-2:]] == ["15.業務", "16.業務"]


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
