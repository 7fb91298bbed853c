"""Columns of tables without vertical rules: told by blank strips and by the names above them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec import structs

from extract.pdf.names import Name
from extract.pdf.overleaf import cores_of
from extract.pdf.strips import apart
from tests.drawn_lines import PAD, SIZE, X, ruled_sections, tables
from tests.drawn_pages import pages
from tests.sheets import Sheet
from tests.shown import cell_at, texts


def with_months(sheet: Sheet, x: Sequence[float], top: float) -> Sheet:
    """SHEET with a month over each column of X but the first, from TOP on, and two rows of projects below."""
    for month, left in enumerate(x[1:-1], start=1):
        sheet.text(left + 10, top, f"{month}月", SIZE)
    for row, name in enumerate(("市容查報及道路巡檢", "里幹事服勤及考核")):
        y = top + 25 + 22 * row
        sheet.text(65, y, name, SIZE).text(x[row + 1] + 14, y, "→", SIZE)
    return sheet


def under_names(*names: tuple[float, float, float, str]) -> Sheet:
    """A table of four months under NAMES: left, right and top of a short rule below each, and its text above that."""
    x = [60.0, 200, 250, 300, 350, 400]
    sheet = Sheet().rule(x[0], 80, x[-1], 80, thick=1.5).rule(x[0], 140, x[-1], 140)
    sheet.rule(x[0], 220, x[-1], 220, thick=1.5).text(65, 110, "專案名稱", SIZE)
    for left, right, y, text in names:
        sheet.text((left + right - len(text) * SIZE) / 2, y - SIZE - 3, text, SIZE).rule(left, y, right, y)
    return with_months(sheet, x, 124)


def test_a_line_longer_than_its_column_makes_the_column_no_wider() -> None:
    table = pages("| 推動作法 | 期限 |\n| 定期清掃 | 每月 |")[0].tables[0]
    edges = (table.col_edges[0], table.col_edges[1] - 15, table.col_edges[2])
    (first, second) = cores_of(structs.replace(table, col_edges=edges))
    assert first[1] <= edges[1] <= second[0]


@pytest.mark.parametrize("bracket", [True, False])
def test_a_name_over_several_columns_is_one_cell(bracket: bool) -> None:
    x = [60.0, 200, 240, 280, 320]
    sheet = (
        Sheet().rule(x[0], 80, x[-1], 80, thick=1.5).rule(x[0], 122, x[-1], 122).rule(x[0], 200, x[-1], 200, thick=1.5)
    )
    sheet.text(65, 96, "專案名稱", SIZE).text(243, 84, "113年", SIZE)
    if bracket:
        sheet.rule(x[1] + 4, 100, x[-1] - 4, 100)
    (table,) = tables(with_months(sheet, x, 105))
    assert table.header_rows == 2
    assert [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in table.cells if c.header] == [
        ("專案名稱", 0, 0, 2, 1),
        ("113年", 0, 1, 1, 3),
        ("1月", 1, 1, 1, 1),
        ("2月", 1, 2, 1, 1),
        ("3月", 1, 3, 1, 1),
    ]


def test_names_over_names_over_columns_are_a_row_each() -> None:
    sheet = under_names((204, 396, 99, "辦理進度"), (204, 296, 118, "第一期"), (304, 396, 118, "第二期"))
    (table,) = tables(sheet)
    assert table.header_rows == 3
    assert [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in table.cells if c.header] == [
        ("專案名稱", 0, 0, 3, 1),
        ("辦理進度", 0, 1, 1, 4),
        ("第一期", 1, 1, 1, 2),
        ("第二期", 1, 3, 1, 2),
        ("1月", 2, 1, 1, 1),
        ("2月", 2, 2, 1, 1),
        ("3月", 2, 3, 1, 1),
        ("4月", 2, 4, 1, 1),
    ]


def test_names_on_one_line_do_not_stand_over_one_column() -> None:
    years = [(Name(200, 236, 90, SIZE), 3, 8), (Name(300, 336, 91, SIZE), 8, 14), (Name(220, 280, 70, SIZE), 3, 14)]
    assert [(first, last) for _, first, last in apart(years)] == [(3, 7), (8, 14), (3, 14)]


def test_a_mark_that_hangs_into_the_next_column_crosses_no_strip() -> None:
    rows = ["項目|作法|期限|單位"]
    rows += [f"{n}|辦理環境教育研習帶領同仁，|每月|各課" for n in range(1, 6)]
    sheet = ruled_sections([row if not n else "|||" for n, row in enumerate(rows)])
    for n, row in enumerate(rows[1:], start=1):
        for x, text in zip((65, 165, 287, 405), row.split("|"), strict=True):
            sheet.text(x, 86 + 24 * n, text, SIZE)  # the mark ends at 295, the next column begins at 287
    (table,) = tables(sheet)
    assert texts(table)[1:] == [row.split("|") for row in rows[1:]]


def test_names_whose_letters_are_set_apart_are_one_column_each() -> None:
    rows = ["項目|作 法|期|單 位", "一|定期清掃|每月|各課", "二|美化環境|每季|總務、會計、人事", "三|修剪|每月|各課"]
    (table,) = tables(ruled_sections(rows))
    assert texts(table)[1:] == [row.split("|") for row in rows[1:]]


def test_a_piece_of_a_name_with_nothing_below_is_no_column() -> None:
    rows = ["項目|預定完|單位", "一|每月|各課", "二|105年3月|總務", "三|3月至12月每月底前填報|各課"]
    (table,) = tables(ruled_sections(rows).text(X[1] + 60, 86, "成", SIZE))
    assert table.n_cols == 3
    assert texts(table)[3] == ["三", "3月至12月每月底前填報", "各課"]


def test_text_a_little_behind_a_mark_that_ends_a_line_stands_in_the_next_column() -> None:
    rows = ["項目|作法|期限|單位", *(f"{n}|辦理研習||" for n in range(1, 5))]
    sheet = ruled_sections(rows)
    for n in range(1, 5):
        y = 86 + 24 * n
        sheet.text(X[2] + PAD, y, "違規裁罰相關業務、", SIZE).text(X[2] + PAD + 9.25 * SIZE, y, "每季", SIZE)
    (table,) = tables(sheet)
    assert texts(table)[1:] == [[str(n), "辦理研習", "違規裁罰相關業務、", "每季"] for n in range(1, 5)]


def test_a_page_with_a_few_lines_has_the_columns_of_the_page_before_under_the_same_names() -> None:
    rows = ["項目||期限|單位", *(f"一|({n})定期清掃辦公環境|每月|各課" for n in range(1, 27))]
    first = ruled_sections(rows).text(245, 86, "作法", SIZE)
    (table,) = tables(first, ruled_sections([rows[0], "|列管。||"]).text(245, 86, "作法", SIZE))
    assert (table.pages, cell_at(table, table.n_rows - 1, 1).text[-3:]) == ((1, 2), "列管。")


def test_letters_of_a_name_set_apart_are_no_columns_where_hardly_a_line_stands_below() -> None:
    sheet = Sheet().rule(X[0], 80, X[4], 80).rule(X[0], 100, X[4], 100).rule(X[0], 150, X[4], 150)
    for n, letter in enumerate("實施要項"):
        sheet.text(X[0] + PAD + 1.5 * SIZE * n, 85, letter, SIZE)
    rows = ["作法|期限|單位", "(1)清掃|每月|各課", "", *(f"({n})清掃|每月|各課" for n in range(1, 15))]
    for n, row in enumerate(rows):
        for x, text in zip(X[1:], row.split("|"), strict=False):
            sheet.text(x + PAD, 85 + 24 * n, text, SIZE)
    (table,) = tables(sheet.text(X[0] + PAD, 85 + 24 * 9, "三、公共服務", SIZE).rule(X[0], 490, X[4], 490))
    assert (table.n_cols, texts(table)[0]) == (4, ["實施要項", "作法", "期限", "單位"])
