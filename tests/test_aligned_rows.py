"""Rows of tables without vertical rules: told by the step between lines, over pages too."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from extract.pages import PageLine
from extract.pdf.leading import rows_of
from extract.pdf.overleaf import rest_of
from schema.places import Box
from tests.drawn import draw
from tests.drawn_lines import PAD, PICTURE, PITCH, SIZE, X, printed, read, ruled_sections, tables, three_lines
from tests.sheets import Sheet
from tests.shown import texts

EDGES = (50.0, 140.0, 230.0, 350.0)  # of the columns of the lists of lines below


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


def test_a_ruled_table_goes_on_below_the_title_of_a_section_on_every_page() -> None:
    rows = ["項目|作法|期限|單位"]
    for n, section in enumerate("一二三四"):
        rows += [f"{section}、服務", *(f"({k})宣導|定期清掃{n}|每月|各課" for k in "一二三四五六七")]
    (table,) = tables(ruled_sections(rows[:28], 120), ruled_sections(rows[28:]))
    assert texts(table) == [(row.split("|") + [""] * 3)[:4] for row in rows]


def ruled_parts(parts: list[list[str]], top: float = 60) -> Sheet:
    """PARTS of lines, with a level rule above and below each."""
    sheet, y = Sheet(), top
    for part in parts:
        sheet.rule(X[0], y, X[4], y)
        for n, line in enumerate(part):
            for x, text in zip(X, line.split("|"), strict=False):
                sheet.text(x + PAD, y + 6 + n * PITCH, text, SIZE)
        y += len(part) * PITCH + 10
    return sheet.rule(X[0], y, X[4], y)


DATES = ("每月", "隨時辦理", "每季", "經常性", "全年")


def test_a_line_that_leaves_its_column_overleaf_ends_no_table() -> None:
    lines = [f"|{sign}辦理環境教育研習帶領同仁前往訪|{when}|各課" for sign, when in zip("ABCDE", DATES, strict=True)]
    parts = [[f"{level}{lines[0]}", *lines[1:]] for level in "甲乙丙丁"]
    (layout,) = read(ruled_parts([["項目|作法|期限|單位"], *parts[:2]]))
    overleaf = ruled_parts([parts[1], [*parts[2][:3], "|F修剪花木||各課", *parts[2][3:]], parts[3]])
    overleaf.text(282, 66 + 8 * PITCH + 10, "每季末月底前", SIZE)  # over the place where other lines' actions end
    rest = rest_of(printed(overleaf), structs.replace(layout.tables[0], open_bottom=True))
    assert rest is not None
    assert len(rest.inner) == 2


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


HEIGHTS = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=8)


@settings(max_examples=60)
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


def test_a_lone_rule_ends_the_level_above_it_where_the_next_one_stands_in_the_middle_of_its_rows() -> None:
    sheet, y = Sheet().rule(X[0], 80, X[4], 80).rule(X[0], 100, X[4], 100), 110.0
    for x, name in zip(X, ("項目", "作法", "期限", "單位"), strict=False):
        sheet.text(x + PAD, 85, name, SIZE)
    for n in range(6):
        if n == 3:
            sheet.rule(X[0], y, X[4], y)
            y += PAD
        if n in (0, 4):
            sheet.text(X[0] + PAD, y, "一、形象" if n == 0 else "二、流程", SIZE)
        for x, text in zip(X[1:], (f"({n % 3 + 1})辦理清掃工作", "每月", "各課"), strict=False):
            sheet.text(x + PAD, y, text, SIZE)
        sheet.text(X[1] + PAD, y + PITCH, "並且列管追蹤。", SIZE)
        y += 2 * PITCH + PAD
    (table,) = tables(sheet.rule(X[0], y, X[4], y))
    assert [row[0] for row in texts(table)] == ["項目", *["一、形象"] * 3, *["二、流程"] * 3]


def test_a_lone_deadline_in_the_middle_of_its_row_begins_none() -> None:
    def lines(col: int, *middles: float) -> list[PageLine]:
        return [PageLine("推動作法", Box(60.0 + 90 * col, y - 5, 100.0 + 90 * col, y + 5), SIZE) for y in middles]

    whole = rows_of([lines(0, 100), lines(1, 100, 115, 130, 145), lines(2, 125)], EDGES)
    assert [[(stack.first_row, stack.last_row) for stack in column] for column in whole.columns] == [[(0, 0)]] * 3
    two = rows_of([lines(0, 100), lines(1, 100, 115, 130, 145), lines(2, 100, 125)], EDGES)
    assert [len(column) for column in two.columns] == [1, 1, 2]


def test_a_level_beside_the_middle_of_a_longer_action_begins_no_row() -> None:
    def lines(col: int, *middles: float) -> list[PageLine]:
        return [PageLine("推動作法", Box(60.0 + 90 * col, y - 5, 100.0 + 90 * col, y + 5), SIZE) for y in middles]

    columns = [lines(0, 110), lines(1, 100, 115, 135, 150), lines(2, 100, 135), lines(2, 100, 135)]
    found = rows_of(columns, (*EDGES, 440.0))
    assert [[(stack.first_row, stack.last_row) for stack in column] for column in found.columns] == [
        [(0, 0)],
        [(0, 0), (1, 1)],
        [(0, 0), (1, 1)],
        [(0, 0), (1, 1)],
    ]


def test_a_few_wrapped_lines_tell_the_step_inside_cells_where_most_rows_have_one_line() -> None:
    y = 100.0
    columns: list[list[PageLine]] = [[], [], []]
    for n in range(12):
        for col, text in enumerate((f"作業{n}", f"汰換逾使用年限之器材{n}", "民政課")):
            columns[col].append(line_at(col, y, text))
        if n in (4, 9):
            y += PITCH
            columns[1].append(line_at(1, y, "並建立清冊。"))
        y += PITCH + 8
    assert len(rows_of(columns, (50.0, 140.0, 260.0, 350.0)).starts) == 12


def test_a_step_far_less_than_all_others_is_that_from_line_to_line_however_rare() -> None:
    """Nothing else is wrapped, and the rows of one line stand at one step too."""
    rows = [
        ("汰換器材", "總務組", "每月"),
        ("訪視牧場", "防疫課", ""),
        ("建立名冊", "各課", "3月"),
        ("檢驗水質", "檢驗課", ""),
    ]
    y = 100.0
    columns: list[list[PageLine]] = [[], [], []]
    for n, row in enumerate(rows * 3):
        for col, text in enumerate(row):
            columns[col] += [line_at(col, y, text)] if text else []
        if n == 7:
            columns[1].append(line_at(1, y + PITCH, "秘書室"))
            y += PITCH
        y += PITCH + 8
    found = rows_of(columns, (50.0, 140.0, 260.0, 350.0))
    assert len(found.starts) == 12
    assert [line.text for line in found.columns[1][7].lines] == ["檢驗課", "秘書室"]


def test_rows_of_several_short_lines_are_no_list_of_one_line_rows() -> None:
    """Their columns are too narrow to tell full lines; each of them begins at the top of a row and ends above its end."""
    rows = [(["美化"], ["總務", "組"], ["3月", "底"]), (["訪視", "牧場", "場主"], ["防疫", "課"], ["每月"])]
    rows += [(["檢驗", "水質"], ["檢驗", "課"], ["7月", "底前"]), (["造冊", "列管"], ["各課"], ["每季", "一次"])]
    y = 100.0
    columns: list[list[PageLine]] = [[], [], []]
    for row in rows:
        for col, lines in enumerate(row):
            columns[col] += [line_at(col, y + PITCH * k, text) for k, text in enumerate(lines)]
        y += PITCH * max(map(len, row)) + 8
    found = rows_of(columns, (50.0, 140.0, 260.0, 350.0))
    assert [[len(stack.lines) for stack in stacks] for stacks in found.columns] == [
        [1, 3, 2, 2],
        [2, 2, 2, 1],
        [2, 1, 2, 2],
    ]


def test_where_rows_stand_as_near_as_lines_one_text_that_fills_its_line_joins_no_two_rows() -> None:
    """The text beside it has room left; where most lines are full, they go on."""

    def columns(*texts: str) -> list[list[PageLine]]:
        lines = [line_at(col, 100 + PITCH * row, text) for row in (0, 1) for col, text in enumerate(texts)]
        return [[], lines[::3], lines[1::3], lines[2::3]]

    edges = (20.0, 45.0, 138.0, 258.0, 400.0)
    assert (
        len(rows_of(columns("汰換老舊器", "滿意度達百分之八十", "各課"), (20.0, 45.0, 200.0, 258.0, 400.0)).starts) == 2
    )
    assert len(rows_of(columns("汰換老舊器材", "滿意度達百分之八十", "各課"), edges).starts) == 1


def line_at(col: int, y: float, text: str) -> PageLine:
    x = (50.0, 140.0, 260.0)[col]
    return PageLine(text, Box(x, y, x + len(text) * SIZE, y + SIZE), SIZE)
