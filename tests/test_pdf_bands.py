"""Rows and columns that no rule parts: figures in step with names, blocks in step, values under ruled names."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.logical import join_pages
from extract.pdf.reader import read_pages
from schema.tables import Table
from tests.drawn_lines import tables
from tests.sheets import Sheet
from tests.shown import cell_at, texts

X = (60.0, 220.0, 320.0, 420.0)
TOP, HEAD, SIZE = 100.0, 120.0, 10.0


def only_table(sheet: Sheet) -> Table:
    (table,) = tables(sheet)
    return table


def framed(header: list[str], lines: list[list[str]], step: float = 14.0, *, closed: bool = True) -> Sheet:
    """A table with all its columns ruled, and one rule below the header only: LINES stand in one ruled row."""
    sheet, bottom = Sheet(), HEAD + step * len(lines) + 6
    for y in (TOP, HEAD, bottom) if closed else (TOP, HEAD):
        sheet.rule(X[0], y, X[-1], y)
    for x in X:
        sheet.rule(x, TOP, x, bottom)
    for n, line in enumerate([header, *lines]):
        for x, text in zip(X, line, strict=False):
            if text:
                sheet.text(x + 4, TOP + 5 if n == 0 else HEAD + 4 + step * (n - 1), text, SIZE)
    return sheet


def test_names_with_figures_in_step_are_rows_though_no_rule_parts_them() -> None:
    rows = [["現場受理", "1,530", "85.1%"], ["線上受理", "1,253", "14.9%"], ["合計", "2,783", "100%"]]
    assert texts(only_table(framed(["受理方式", "件數", "比率"], rows)))[1:] == rows


def test_a_name_that_had_no_room_on_its_line_is_one_row() -> None:
    lines = [
        ["服務中心現場受理及電話受理之", "", ""],
        ["人民陳情案件", "1,530", "85.1%"],
        ["線上受理", "1,253", "14.9%"],
    ]
    found = texts(only_table(framed(["受理方式", "件數", "比率"], lines)))
    assert [row[0] for row in found[1:]] == ["服務中心現場受理及電話受理之人民陳情案件", "線上受理"]


def test_numbered_entries_with_their_figures_stay_in_their_ruled_row() -> None:
    lines = [["1.現場受理", "1,530", "85.1%"], ["2.線上受理", "1,253", "14.9%"]]
    assert only_table(framed(["受理方式", "件數", "比率"], lines)).n_rows == 2


def test_actions_with_their_units_in_step_stay_in_their_ruled_row() -> None:
    lines = [["美化環境", "各課室", "每月"], ["定期清掃", "秘書室", "每週"]]
    assert only_table(framed(["推動作法", "承辦單位", "期限"], lines)).n_rows == 2


def test_marks_of_a_schedule_are_no_figures() -> None:
    lines = [["籌備", "●", "●"], ["執行", "●", "●"]]
    assert only_table(framed(["工作", "1月", "2月"], lines)).n_rows == 2


def test_blocks_that_begin_together_after_a_blank_line_are_rows() -> None:
    lines = [
        ["固定污染源", "排放十噸以上", "煉油廠"],
        ["", "之有害物質", "鋼鐵廠"],
        ["", "", ""],
        ["移動污染源", "行駛於道路", "客車"],
        ["", "之車輛", "貨車"],
    ]
    found = texts(only_table(framed(["來源", "定義", "例示"], lines)))
    assert [row[0] for row in found] == ["來源", "固定污染源", "移動污染源"]


def test_a_name_beside_several_blocks_keeps_them_in_its_row() -> None:
    lines = [["污染源", "排放十噸以上", "煉油廠"], ["", "", ""], ["", "行駛於道路", "客車"]]
    assert only_table(framed(["來源", "定義", "例示"], lines)).n_rows == 2


ROOMY = [
    ["甲藥", "1,000", "1.浸種後播種"],
    ["(粉劑)", "", "2.可再用一次"],
    ["", "", ""],
    ["乙藥", "60倍", "直接消毒後催芽"],
    ["", "", ""],
    ["丙藥", "800", "1.陰乾後播種"],
    ["(乳劑)", "", "2.不必水洗"],
]


def roomy(lines: list[list[str]], *, closed: bool = True) -> Sheet:
    """A table of LINES with half a line of room wherever one of them is blank; one not CLOSED ends with the page."""
    halves = [half for line in lines for half in ([line, ["", "", ""]] if any(line) else [line])]
    return framed(["藥名", "倍數", "方法"], halves, step=7.0, closed=closed)


def test_rows_that_room_parts_begin_lists_of_their_own() -> None:
    found = texts(only_table(roomy(ROOMY)))
    assert found[1:] == [
        ["甲藥(粉劑)", "1,000", "1.浸種後播種2.可再用一次"],
        ["乙藥", "60倍", "直接消毒後催芽"],
        ["丙藥(乳劑)", "800", "1.陰乾後播種2.不必水洗"],
    ]


def test_rows_that_room_parts_are_told_at_a_pages_end_and_overleaf() -> None:
    """No rule closes the table at the page's end; overleaf, below the header, the last row goes on."""
    rest = [["", "", "3.可存放一年"], ["", "", ""], *ROOMY]
    (table,) = tables(roomy(ROOMY, closed=False), roomy(rest))
    assert [row[0] for row in texts(table)] == ["藥名", *["甲藥(粉劑)", "乙藥", "丙藥(乳劑)"] * 2]
    assert cell_at(table, 3, 2).text == "1.陰乾後播種2.不必水洗3.可存放一年"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([[a, b, c.replace("1.陰", "3.陰")] for a, b, c in ROOMY], id="a list that goes on below the room"),
        pytest.param([[a.replace("乙藥", ""), b, c] for a, b, c in ROOMY], id="a name that holds for what is below"),
        pytest.param([[a.replace("乙藥", "2.乙藥"), b, c] for a, b, c in ROOMY], id="names that are a list"),
        pytest.param([[a.replace("丙藥", "（續）"), b, c] for a, b, c in ROOMY], id="a bracket behind the name above"),
        pytest.param([[a, b.replace("800", ""), c] for a, b, c in ROOMY], id="two columns only begin anew"),
        pytest.param([line for line in ROOMY if line[0]], id="no room"),
    ],
)
def test_rows_are_not_parted_by_room_where_it_may_part_paragraphs(lines: list[list[str]]) -> None:
    assert only_table(roomy(lines)).n_rows == 2


def test_the_rows_of_a_real_table_that_only_room_parts_are_told() -> None:
    path = Path(__file__).resolve().parents[2] / "shared" / "real" / "zh" / "rice-seed-table.pdf"
    if not path.exists():
        pytest.skip("no rice-seed-table.pdf here")
    (table,) = join_pages(read_pages(path))[1]
    rows = texts(table)[1:]
    assert (len(rows), table.pages) == (12, (1, 2))
    assert [row[0][:6] for row in rows[:3]] == ["25.9%得", "50%免賴得", "40%免賴地"]
    assert rows[5][:3] == ["30%佈生乳劑(TCMTB)", "", "60倍（每100公斤稻種用藥量110公撮）"]
    assert [row[4][:2] for row in rows if row[4]] == ["1.", "1.", "稻種", "藥液", "1.", "1."]


def level_rows(rows: list[list[str]], step: float = 18.0) -> Sheet:
    """A table whose header only has its columns ruled; below it every row is."""
    sheet, bottom = Sheet(), TOP + step * len(rows)
    for n, row in enumerate(rows):
        sheet.rule(X[0], TOP + step * n, X[-1], TOP + step * n)
        for x, text in zip(X, row, strict=False):
            sheet.text(x + 4, TOP + step * n + 4, text, SIZE)
    sheet.rule(X[0], bottom, X[-1], bottom)
    for x in X[1:-1]:
        sheet.rule(x, TOP, x, TOP + step)
    for x in (X[0], X[-1]):
        sheet.rule(x, TOP, x, bottom)
    return sheet


def test_values_under_ruled_names_stand_in_cells_of_their_own() -> None:
    rows = [["里別", "件數", "比率"], ["東里", "12", "4%"], ["西里", "30", "9%"], ["南里", "7", "2%"]]
    assert texts(only_table(level_rows(rows))) == rows


def test_a_section_over_the_whole_width_is_not_parted() -> None:
    rows = [["里別", "件數", "比率"], ["壹、便民服務"], ["貳、為民服務"], ["參、行政透明"]]
    assert [table_row[0] for table_row in texts(only_table(level_rows(rows)))[1:]] == [row[0] for row in rows[1:]]
    assert all(cell.colspan == 3 for cell in only_table(level_rows(rows)).cells if cell.row)


def test_figures_in_the_middle_beside_a_name_of_two_lines_are_in_its_row() -> None:
    lines = [["現場受理", "", ""], ["（含電話）", "", ""], ["線上受理", "1,253", "14.9%"]]
    sheet = framed(["受理方式", "件數", "比率"], lines)
    for x, text in zip(X[1:], ("1,530", "85.1%"), strict=False):
        sheet.text(x + 4, HEAD + 4 + 7, text, SIZE)
    assert texts(only_table(sheet))[1:] == [["現場受理（含電話）", "1,530", "85.1%"], lines[2]]


def header_over(names: list[tuple[float, str]]) -> Sheet:
    """A table of four ruled columns under a header row with no rule between NAMES, each at a place of its own."""
    sheet, x = Sheet(), (60.0, 160.0, 260.0, 360.0, 460.0)
    for y in (TOP, TOP + 20, TOP + 40, TOP + 60):
        sheet.rule(x[0], y, x[-1], y)
    for each in x:
        sheet.rule(each, TOP if each in (x[0], x[-1]) else TOP + 20, each, TOP + 60)
    for at, name in names:
        sheet.text(at, TOP + 5, name, SIZE)
    for n in range(2):
        for each in x[:-1]:
            sheet.text(each + 4, TOP + 25 + 20 * n, "件數" if n == 0 else "12", SIZE)
    return sheet


def test_names_each_in_the_middle_over_some_columns_are_cells_of_the_header() -> None:
    table = only_table(header_over([(145.0, "一月"), (345.0, "二月")]))
    assert [(cell.col, cell.colspan, cell.text) for cell in table.cells if cell.row == 0] == [
        (0, 2, "一月"),
        (2, 2, "二月"),
    ]


def test_a_title_whose_words_stand_apart_is_one_cell() -> None:
    table = only_table(header_over([(180.0, "工作"), (290.0, "計畫")]))
    assert [cell.colspan for cell in table.cells if cell.row == 0] == [4]


def test_names_in_opposite_corners_of_a_cell_are_one_cell() -> None:
    sheet = header_over([]).text(64.0, TOP + 9, "執行項目" * 4, SIZE).text(276.0, TOP + 1, "預定完成月份" * 3, SIZE)
    assert [cell.colspan for cell in only_table(sheet).cells if cell.row == 0] == [4]
