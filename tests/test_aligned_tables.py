"""Tables without vertical rules: columns by blank strips, rows by the step between lines; prose is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.logical import join_pages
from extract.pages import PageLayout, PageLine
from extract.pdf.leading import rows_of
from extract.pdf.overleaf import cores_of
from extract.pdf.reader import read_pages
from extract.pdf.strips import Name, apart
from schema.places import Box
from schema.tables import Table
from tests.drawn import draw
from tests.drawn_pages import pages
from tests.sheets import Sheet, write_pdf

X = [60.0, 130, 290, 400, 500]
EDGES = (50.0, 140.0, 230.0, 350.0)  # of the columns of the lists of lines below
PITCH, SIZE, PAD = 15.0, 10.0, 5.0


def read(*sheets: Sheet) -> list[PageLayout]:
    with TemporaryDirectory() as folder:
        return read_pages(write_pdf(Path(folder) / "plan.pdf", *sheets))


def tables(*sheets: Sheet) -> list[Table]:
    return list(join_pages(read(*sheets))[1])


def three_lines(
    picture: str,
    sheet: Sheet | None = None,
    *,
    top: float = 80,
    rows_apart: float = 4,
    header: bool = True,
    end: bool = True,
) -> Sheet:
    """PICTURE's table with rules above and below its header and at its END only, rows a little apart."""
    sheet = Sheet() if sheet is None else sheet
    drawn = draw(picture, header_rows=1 if header else 0)
    x = X[: drawn.n_cols + 1]
    lines = [(cell, line) for cell in drawn.cells for line in cell.lines]
    for cell, line in lines:
        y = top + line.at * PITCH + cell.row * rows_apart + (PAD if cell.row else 0)
        sheet.text(x[cell.col] + PAD, y - SIZE / 2, line.text, SIZE)
    height = max(line.at for _, line in lines) * PITCH + drawn.n_rows * rows_apart + PAD
    if header:
        below = top + max(line.at for cell, line in lines if cell.row == 0) * PITCH + PITCH / 2 + 2
        sheet.rule(x[0], top, x[-1], top, thick=1.5).rule(x[0], below, x[-1], below)
    return sheet.rule(x[0], top + height + 8, x[-1], top + height + 8, thick=1.5) if end else sheet


def texts(table: Table) -> list[list[str]]:
    return [[table.grid[row, col].text for col in range(table.n_cols)] for row in range(table.n_rows)]


PICTURE = """
    | 執行項目 | 推動作法         | 期限     | 單位 |
    |----------|------------------|----------|------|
    | 一、形象 | 1.美化辦公環境， | 每月     | 各課 |
    |          | 並定期清掃廁所。 |          |      |
    |          | 2.設置無障礙設施 | 每季     | 總務 |
    |----------|------------------|----------|------|
    |          | 3.改善夜間照明。 | 隨時辦理 | 各課 |
    |----------|------------------|----------|------|
    | 二、流程 | 1.簡化申請書表。 | 每月     | 研考 |
"""


def test_rows_are_told_by_the_step_between_lines() -> None:
    (table,) = tables(three_lines(PICTURE))
    assert (table.finder, table.header_rows, table.n_rows) == ("aligned", 1, 4)
    assert texts(table)[1:] == [
        ["一、形象", "1.美化辦公環境，並定期清掃廁所。2.設置無障礙設施", "每月每季", "各課總務"],
        ["一、形象", "3.改善夜間照明。", "隨時辦理", "各課"],
        ["二、流程", "1.簡化申請書表。", "每月", "研考"],
    ]


def test_a_level_is_merged_down_to_the_next_one() -> None:
    (table,) = tables(three_lines(PICTURE))
    assert [(c.row, c.rowspan) for c in table.cells if c.col == 0] == [(0, 1), (1, 2), (3, 1)]


def test_a_row_cut_by_the_page_is_made_whole() -> None:
    header = PICTURE.split("\n", 3)
    rest = (
        "\n".join(header[:3])
        + "\n| | 及遮雨棚，並每年 | | |\n| | 檢討一次。 | | |\n|---|---|---|---|\n| 三、資訊 | 1.公開法令。 | 每月 | 研考 |"
    )
    first = three_lines(PICTURE.replace("簡化申請書表。", "增設等候座椅以"), end=False)
    (table,) = tables(first, three_lines(rest))
    assert texts(table)[3:] == [
        ["二、流程", "1.增設等候座椅以及遮雨棚，並每年檢討一次。", "每月", "研考"],
        ["三、資訊", "1.公開法令。", "每月", "研考"],
    ]


def test_a_level_whose_action_stands_overleaf_alone_is_still_merged() -> None:
    head = "\n".join(PICTURE.split("\n", 3)[:3])
    first = PICTURE.rstrip() + "\n|---|---|---|---|\n| 三、資訊 | | 每月 | 研考 |"
    rest = (
        head
        + "\n| | 1.公開相關法令， | | |\n| | 並定期更新。 | | |\n|---|---|---|---|\n| | 2.公開流程。 | 每季 | 兵役課 |"
    )
    (table,) = tables(three_lines(first, end=False), three_lines(rest))
    assert [row[0] for row in texts(table)[1:]] == ["一、形象", "一、形象", "二、流程", "三、資訊", "三、資訊"]


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


def test_a_page_without_a_header_goes_on_in_the_same_columns() -> None:
    rest = "| 三、資訊 | 1.公開相關的法令 | 每月 | 研考 |\n|---|---|---|---|\n| 四、創新 | 1.導入行動服務。 | 每季 | 資訊 |"
    first = three_lines(PICTURE, top=640, end=False)
    (table,) = tables(first, three_lines(rest, header=False))
    assert table.pages == (1, 2)
    assert [row[0] for row in texts(table)[3:]] == ["二、流程", "三、資訊", "四、創新"]


def test_a_lone_rule_parts_two_rows_whose_lines_stand_as_near_as_those_of_one() -> None:
    picture = (
        "| 項目 | 實施方式 | 時程 | 單位 |\n| 諮詢 | 設置專線。 | 全年 | 動物所 |\n| 觀摩 | 辦理兩場。 | 6月 | 推廣組 |"
    )
    first, second = (cell.lines[0].at for cell in draw(picture).cells if cell.col == 0 and cell.row)
    between = 80 + (first + second) / 2 * PITCH + PAD
    sheet = three_lines(picture, rows_apart=0).rule(X[0], between, X[4], between)
    (table,) = tables(sheet)
    assert [row[0] for row in texts(table)] == ["項目", "諮詢", "觀摩"]


def test_a_line_longer_than_its_column_makes_the_column_no_wider() -> None:
    table = pages("| 推動作法 | 期限 |\n| 定期清掃 | 每月 |")[0].tables[0]
    edges = (table.col_edges[0], table.col_edges[1] - 15, table.col_edges[2])
    (first, second) = cores_of(replace(table, col_edges=edges))
    assert first[1] <= edges[1] <= second[0]


def with_months(sheet: Sheet, x: Sequence[float], top: float) -> Sheet:
    """SHEET with a month over each column of X but the first, from TOP on, and two rows of projects below."""
    for month, left in enumerate(x[1:-1], start=1):
        sheet.text(left + 10, top, f"{month}月", SIZE)
    for row, name in enumerate(("市容查報及道路巡檢", "里幹事服勤及考核")):
        y = top + 25 + 22 * row
        sheet.text(65, y, name, SIZE).text(x[row + 1] + 14, y, "→", SIZE)
    return sheet


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


def under_names(*names: tuple[float, float, float, str]) -> Sheet:
    """A table of four months under NAMES: left, right and top of a short rule below each, and its text above that."""
    x = [60.0, 200, 250, 300, 350, 400]
    sheet = Sheet().rule(x[0], 80, x[-1], 80, thick=1.5).rule(x[0], 140, x[-1], 140)
    sheet.rule(x[0], 220, x[-1], 220, thick=1.5).text(65, 110, "專案名稱", SIZE)
    for left, right, y, text in names:
        sheet.text((left + right - len(text) * SIZE) / 2, y - SIZE - 3, text, SIZE).rule(left, y, right, y)
    return with_months(sheet, x, 124)


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


def test_in_a_list_of_figures_every_line_is_a_row() -> None:
    rows = "\n".join(f"| 第{n}區 | {n * 731} | {n * 97} | {n}.5% |" for n in "123456789" for n in [int(n)])
    (table,) = tables(three_lines(f"| 區域 | 申請件數 | 核准件數 | 比率 |\n{rows}", rows_apart=0))
    assert table.n_rows == 10


def test_rules_between_rows_part_them() -> None:
    sheet = three_lines(PICTURE, rows_apart=10)
    for row in (1, 2):
        y = 80 + (3 if row == 1 else 4) * PITCH + PITCH / 2 + row * 10 + PAD + 8
        sheet.rule(X[0], y, X[4], y)
    (table,) = tables(sheet)
    assert [row[1] for row in texts(table)] == [
        "推動作法",
        "1.美化辦公環境，並定期清掃廁所。2.設置無障礙設施",
        "3.改善夜間照明。",
        "1.簡化申請書表。",
    ]


def ruled_sections(rows: list[str], top: float = 80) -> Sheet:
    """ROWS, a line each, with a level rule above and below every one; a section's title stands in one alone."""
    sheet, y = Sheet(), top
    for row in rows:
        sheet.rule(X[0], y, X[4], y)
        for x, text in zip(X, row.split("|"), strict=False):
            sheet.text(x + PAD, y + 6, text, SIZE)
        y += 24
    return sheet.rule(X[0], y, X[4], y)


def test_a_ruled_table_goes_on_below_the_title_of_a_section_on_every_page() -> None:
    rows = ["項目|作法|期限|單位"]
    for n, section in enumerate("一二三四"):
        rows += [f"{section}、服務", *(f"({k})宣導|定期清掃{n}|每月|各課" for k in "一二三四五六七")]
    (table,) = tables(ruled_sections(rows[:28], 120), ruled_sections(rows[28:]))
    assert texts(table) == [(row.split("|") + [""] * 3)[:4] for row in rows]


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


def test_between_two_rules_a_blank_level_goes_on_and_a_blank_owner_stays_blank() -> None:
    rows = ["項目|作法|期限|單位", "一|定期清掃|每月|各課", "|美化環境||", "三|修剪花木|每月|各課"]
    (table,) = tables(ruled_sections(rows))
    assert texts(table) == [row.split("|") for row in (*rows[:2], "一|美化環境||", rows[3])]


def test_cells_in_the_middle_of_their_rows_belong_to_them() -> None:
    columns: list[list[PageLine]] = [[], [], []]
    y = 100.0
    for heights in ((1, 3, 2), (2, 4, 1), (1, 2, 5), (3, 1, 1)):
        for col, lines in enumerate(heights):
            for n in range(lines):
                middle = y + (max(heights) - lines) * PITCH / 2 + n * PITCH
                columns[col].append(
                    PageLine("推動作法", Box(60.0 + 90 * col, middle - 5, 100.0 + 90 * col, middle + 5), SIZE)
                )
        y += max(heights) * PITCH + 5
    found = rows_of(columns, EDGES)
    assert [[len(stack.lines) for stack in column] for column in found.columns] == [
        [1, 2, 1, 3],
        [3, 4, 2, 1],
        [2, 1, 5, 1],
    ]


def test_a_level_in_the_middle_of_several_rows_is_merged_over_them() -> None:
    def lines(col: int, *middles: float) -> list[PageLine]:
        return [PageLine("推動作法", Box(60.0 + 90 * col, y - 5, 100.0 + 90 * col, y + 5), SIZE) for y in middles]

    rows = [(100, 115, 130), (150, 165), (185, 200, 215, 230)]
    columns = [lines(0, 132.5, 207.5), lines(1, *(y for row in rows for y in row)), lines(2, 115, 157.5, 207.5)]
    found = rows_of(columns, EDGES)
    assert [(stack.first_row, stack.last_row) for stack in found.columns[0]] == [(0, 1), (2, 2)]


def test_a_closing_rule_with_gaps_still_ends_the_table() -> None:
    sheet = three_lines(PICTURE, end=False).rule(130, 240, 290, 240, thick=1.5).rule(400, 240, 500, 240, thick=1.5)
    found = tables(sheet.text(65, 260, "備註：本表每年檢討一次。", SIZE))
    assert [(table.n_rows, table.grid[3, 3].text) for table in found] == [(4, "研考")]


def test_a_header_alone_at_the_foot_of_a_page_belongs_to_the_rows_overleaf() -> None:
    header = "| 執行項目 | 推動作法 | 期限 | 單位 |"
    rest = "| 一、形象 | 1.美化辦公環境，定期清 | 每月 | 研考 |\n| | 掃。 | | |\n|---|---|---|---|\n| 二、流程 | 1.簡化書表。 | 每季 | 資訊 |"
    (table,) = tables(three_lines(header, top=740, end=False), three_lines(rest, header=False))
    assert (table.header_rows, [row[0] for row in texts(table)]) == (1, ["執行項目", "一、形象", "二、流程"])


def test_a_list_of_words_between_two_rules_without_a_header_is_read_with_camelot() -> None:
    sheet = Sheet().rule(60, 80, 500, 80).rule(60, 260, 500, 260)
    for row in range(9):
        for col in range(4):
            sheet.text(X[col] + 5, 92 + row * 18, f"No{row}{col}", SIZE)
    (layout,) = read(sheet)
    (table,) = layout.tables
    assert (table.finder, len(table.row_edges) - 1, len(table.col_edges) - 1) == ("camelot", 9, 4)


def prose(sheet: Sheet, top: float, lines: int) -> Sheet:
    for n in range(lines):
        sheet.text(65, top + n * PITCH, "依本計畫之規定各課室應於年度開始前研提具體作法並送秘書室彙整", SIZE)
    return sheet


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


HEIGHTS = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(heights=HEIGHTS, apart=st.floats(2.0, 7.0))
def test_rows_come_back_however_high_their_cells_are(heights: list[tuple[int, int, int]], apart: float) -> None:
    columns: list[list[PageLine]] = [[], [], []]
    y = 100.0
    for row in heights:
        for col, lines in enumerate(row):
            for n in range(lines):
                middle = y + n * PITCH
                box = Box(60.0 + 100 * col, middle - 5, 120.0 + 100 * col, middle + 5)
                columns[col].append(PageLine("推動作法辦理", box, SIZE))
        y += max(row) * PITCH + apart
    found = rows_of(columns, EDGES)
    if all(max(row) > 1 or len(heights) == 1 for row in heights):
        assert len(found.starts) == len(heights)
    for col, lines in enumerate(columns):
        assert [line for stack in found.columns[col] for line in stack.lines] == lines
