"""Where a table without vertical rules ends, and what is none: prose, letter heads, lists of contents."""

from __future__ import annotations

import pytest

from tests.drawn_lines import PAD, PICTURE, PITCH, SIZE, X, read, tables, three_lines
from tests.sheets import Sheet
from tests.shown import cell_at, texts


def ruled_rows(foot: list[list[str]], *, thick: float = 0.5) -> Sheet:
    """Rows near the foot of a page with a rule above each, one THICK below them all, and FOOT below that."""
    sheet, y = Sheet(), 700.0
    rows = [["項目", "作法", "期限", "單位"], *([f"{n}年", "定期清掃", "每月", "各課"] for n in "一二三")]
    for row in rows:
        sheet.rule(X[0], y, X[4], y)
        for x, text in zip(X, row, strict=False):
            sheet.text(x + PAD, y + 6, text, SIZE)
        y += 24
    sheet.rule(X[0], y, X[4], y, thick=thick)
    for n, row in enumerate(foot):
        for x, text in zip(X, row, strict=False):
            sheet.text(x + PAD, y + 6 + n * PITCH, text, SIZE)
    return sheet


CUT = [["四年", "美化環境", "每季", "秘書室"], ["", "及廁所", "", ""]]


def prose(sheet: Sheet, top: float, lines: int) -> Sheet:
    for n in range(lines):
        sheet.text(65, top + n * PITCH, "依本計畫之規定各課室應於年度開始前研提具體作法並送秘書室彙整", SIZE)
    return sheet


def test_a_row_below_the_last_rule_that_the_page_cuts_is_in_the_table() -> None:
    page = read(ruled_rows(CUT))[0]
    (table,) = page.tables
    assert table.open_bottom
    assert [line.text for cell in table.cells if cell.row == 4 for line in cell.lines][:2] == ["四年", "美化環境"]


@pytest.mark.parametrize(
    "sheet",
    [
        ruled_rows(CUT, thick=2.5),
        ruled_rows([["備註：本表所列事項由各課室依權責辦理並按季填報，逾期未報者列入考核。"], ["又及"]]),
    ],
    ids=["below a heavy rule", "a note"],
)
def test_text_below_the_end_of_a_table_stays_out(sheet: Sheet) -> None:
    (table,) = read(sheet)[0].tables
    assert max(cell.row for cell in table.cells) == 3
    assert not table.open_bottom


def test_a_closing_rule_with_gaps_still_ends_the_table() -> None:
    sheet = three_lines(PICTURE, end=False).rule(130, 240, 290, 240, thick=1.5).rule(400, 240, 500, 240, thick=1.5)
    found = tables(sheet.text(65, 260, "備註：本表每年檢討一次。", SIZE))
    assert [(table.n_rows, cell_at(table, 3, 3).text) for table in found] == [(4, "研考")]


def test_prose_between_rules_is_no_table() -> None:
    sheet = prose(Sheet().rule(60, 80, 500, 80).rule(60, 110, 500, 110), 120, 8)
    sheet.text(65, 90, "承辦人：王大明 電話：02-12345678", SIZE).rule(60, 260, 500, 260)
    assert tables(sheet) == []


def test_a_letter_head_is_no_table() -> None:
    sheet = Sheet().text(200, 60, "臺北市大同區公所 函", 16).rule(60, 90, 500, 90)
    for n, line in enumerate(("地址：臺北市昌吉街57號", "承辦人：王大明", "電話：02-25975323")):
        sheet.text(330, 95 + n * PITCH, line, SIZE)
    assert tables(prose(sheet.rule(60, 145, 500, 145), 160, 10)) == []


def test_a_table_of_contents_is_no_table() -> None:
    sheet = Sheet().rule(60, 80, 500, 80)
    for n, name in enumerate(("壹、依據", "貳、目標", "參、實施要領", "肆、考核")):
        sheet.text(65, 100 + n * PITCH, name, SIZE).text(480, 100 + n * PITCH, str(n + 1), SIZE)
    assert tables(sheet.rule(60, 200, 500, 200)) == []


def test_a_row_cut_by_the_page_below_the_first_row_is_of_the_table_though_its_cells_stand_close() -> None:
    rows = [
        "項次|工作內容|主辦單位|期限",
        "1|辦理防火宣導及演練。|民政課|3月",
        "2|結合民間團體推動巡查，|督察組|每月",
    ]
    page, y = Sheet(), 560.0
    for row in rows:
        page.rule(60, y, 300, y)
        for x, text in zip((60.0, 90, 206, 268), row.split("|"), strict=True):
            page.text(x + 2, y + 6, text, 10)
        y += 100 if row is rows[0] or row is rows[1] else 14
    page.text(92, y + 6, "擴大服務範圍，", 10)
    (table,) = tables(page)
    assert (table.n_rows, texts(table)[-1][2]) == (3, "督察組")
