"""Word tables as logical tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.docx.reader import read_docx
from schema.tables import Document, Table
from tests.shown import cell_at
from tests.wordfiles import p, run, save, tbl, tc, tr

GREY = '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'
SPAN_2, SPAN_3 = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'
MERGE, BELOW = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEADER = "<w:tblHeader/>"


def read(folder: Path, *body: str) -> Document:
    return read_docx(save(folder, "".join(body)), "plan.docx")


def only_table(folder: Path, *body: str) -> Table:
    (table,) = read(folder, *body).tables
    return table


def drawn(table: Table) -> list[list[str]]:
    """The texts of a table's rows; a place that a merged cell covers shows `^` or `<`."""
    shown = []
    for row in range(table.n_rows):
        line = []
        for col in range(table.n_cols):
            cell = table.at(row, col)
            if cell is None:
                line.append(".")
            else:
                line.append(cell.text if (cell.row, cell.col) == (row, col) else "^" if cell.row < row else "<")
        shown.append(line)
    return shown


def filled(table: Table) -> list[tuple[int, int]]:
    return [(cell.row, cell.col) for cell in table.cells if cell.filled]


def test_merged_cells_are_one_cell(tmp_path: Path) -> None:
    table = only_table(
        tmp_path,
        tbl(
            tr("項目", tc("期程", SPAN_2)),
            tr(tc("一、形象", MERGE), "1月", "2月"),
            tr(tc("", BELOW), "3月", "4月"),
            widths_pt=(80, 40, 40),
        ),
    )
    assert drawn(table) == [["項目", "期程", "<"], ["一、形象", "1月", "2月"], ["^", "3月", "4月"]]


def test_a_cell_cut_by_a_stroke_names_the_columns_above_it(tmp_path: Path) -> None:
    cut = '<w:tcBorders><w:tl2br w:val="single" w:sz="4"/></w:tcBorders>'
    header = "".join((p("月份"), p("工作項目")))
    table = only_table(tmp_path, tbl(tr(tc(header, cut), "單位"), tr("清掃", "各課")))
    corner = cell_at(table, 0, 0)
    assert (corner.text, corner.corner, corner.below_corner) == ("月份工作項目", "月份", "工作項目")
    assert [cell.corner for cell in table.cells[1:]] == ["", "", ""]


def test_a_row_that_begins_or_ends_inside_the_grid_leaves_its_places_open(tmp_path: Path) -> None:
    before = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'
    rows = (tr("甲", "乙", "丙"), tr("丁", properties=before))
    assert drawn(only_table(tmp_path, tbl(*rows, widths_pt=(50, 50, 50)))) == [["甲", "乙", "丙"], [".", "丁", "."]]


def test_cells_merged_the_old_way_are_one_cell(tmp_path: Path) -> None:
    old = tr(tc("標題", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"))
    assert drawn(only_table(tmp_path, tbl(old, tr("甲", "乙"), widths_pt=(50, 50)))) == [["標題", "<"], ["甲", "乙"]]


def test_columns_that_differ_by_a_hair_are_one(tmp_path: Path) -> None:
    table = only_table(
        tmp_path,
        tbl(
            tr(tc("甲", SPAN_2), "乙"),
            tr("丙", tc("丁", SPAN_2)),
            widths_pt=(100, 2, 100),
        ),
    )
    assert drawn(table) == [["甲", "乙"], ["丙", "丁"]]


def test_a_narrow_column_with_cells_of_its_own_stays(tmp_path: Path) -> None:
    assert only_table(tmp_path, tbl(tr("甲", "", "乙"), tr("丙", "", "丁"), widths_pt=(100, 3, 100))).n_cols == 3


def test_a_row_in_which_no_cell_begins_is_no_row(tmp_path: Path) -> None:
    rows = (tr(tc("甲", MERGE), tc("乙", MERGE)), tr(tc("", BELOW), tc("", BELOW)), tr("丙", "丁"))
    assert drawn(only_table(tmp_path, tbl(*rows, widths_pt=(50, 50)))) == [["甲", "乙"], ["丙", "丁"]]


def test_deleted_and_hidden_rows_and_deleted_cells_are_left_out(tmp_path: Path) -> None:
    table = only_table(
        tmp_path,
        tbl(
            tr("甲", "乙", tc("刪", '<w:cellDel w:id="1"/>')),
            tr("刪", "刪", properties='<w:del w:id="1"/>'),
            tr("藏", "藏", properties="<w:hidden/>"),
            tr("丙", "丁", properties='<w:ins w:id="1"/>'),
            widths_pt=(50, 50, 50),
        ),
    )
    assert drawn(table) == [["甲", "乙"], ["丙", "丁"]]


def test_rows_and_cells_in_content_controls_are_read(tmp_path: Path) -> None:
    cell = f"<w:sdt><w:sdtContent>{tc('乙')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr('丙', '丁')}</w:sdtContent></w:sdt>"
    assert drawn(only_table(tmp_path, tbl(tr("甲", cell), row, widths_pt=(50, 50)))) == [["甲", "乙"], ["丙", "丁"]]


def test_a_table_in_a_cell_becomes_lines_of_that_cell(tmp_path: Path) -> None:
    inner = tbl(tr("上午", "宣導"), tr("下午", "檢討"), widths_pt=(40, 40))
    table = only_table(tmp_path, tbl(tr("日期", "內容"), tr("5月", tc(p("活動：") + inner + p())), widths_pt=(50, 90)))
    assert [line.text for line in cell_at(table, 1, 1).lines] == ["活動：", "上午宣導", "下午檢討"]


def test_a_frame_is_not_the_table_but_what_it_holds(tmp_path: Path) -> None:
    inner = tbl(tr("項目", "單位"), tr("一、宣導", "研考"), widths_pt=(50, 50))
    found = read(tmp_path, tbl(tr(tc(p("計畫名稱") + inner + p())), widths_pt=(120,)))
    assert [block.text for block in found.blocks] == ["計畫名稱"]
    assert drawn(found.tables[0]) == [["項目", "單位"], ["一、宣導", "研考"]]


def test_a_form_of_names_and_contents_is_a_frame_around_a_wider_table(tmp_path: Path) -> None:
    inner = tbl(tr("事項", "單位", "期限"), tr("導覽", "文化課", "3月"), widths_pt=(50, 50, 50))
    found = read(tmp_path, tbl(tr("目的", "行銷。"), tr("分工", tc(inner + p())), widths_pt=(40, 160)))
    assert [block.text for block in found.blocks] == ["目的", "行銷。", "分工"]
    assert [drawn(table) for table in found.tables] == [[["事項", "單位", "期限"], ["導覽", "文化課", "3月"]]]


def test_a_single_cell_around_text_is_text(tmp_path: Path) -> None:
    found = read(tmp_path, tbl(tr("注意事項"), widths_pt=(100,)))
    assert ([block.text for block in found.blocks], found.tables) == (["注意事項"], ())


@pytest.mark.parametrize(
    ("shading", "is_filled"),
    [
        (GREY, True),
        ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', False),
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>', False),
        ('<w:shd w:val="pct25" w:color="auto" w:fill="auto"/>', True),
        ('<w:shd w:val="diagStripe" w:color="000000" w:fill="FFFFFF"/>', True),
        ('<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>', True),
        ('<w:shd w:val="nil"/>', False),
        ("", False),
    ],
)
def test_a_shaded_cell_is_filled(tmp_path: Path, shading: str, is_filled: bool) -> None:
    table = only_table(tmp_path, tbl(tr("一、宣導", tc("", shading)), tr("二、檢討", ""), widths_pt=(50, 20)))
    assert filled(table) == ([(0, 1)] if is_filled else [])


def test_the_headers_own_shading_marks_only_blank_cells(tmp_path: Path) -> None:
    header = tr(tc("項目", GREY), tc("1月", GREY), tc("2月", GREY), properties=HEADER)
    section = tr(tc("壹、形象", SPAN_3 + GREY))
    body = tr("一、宣導", tc("", GREY), "")
    table = only_table(tmp_path, tbl(header, section, body, widths_pt=(80, 20, 20)))
    assert (table.header_rows, filled(table)) == (1, [(2, 1)])


def anchored(x_pt: float, width_pt: float, geometry: str = "rightArrow") -> str:
    def emu(points: float) -> int:
        return int(points * 12700)

    return (
        "<w:r><w:drawing><wp:anchor>"
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{emu(x_pt)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{emu(5)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{emu(width_pt)}" cy="{emu(6)}"/>'
        f'<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="{geometry}"/></wps:spPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


OLD_LINE = '<w:r><w:pict><v:line style="position:absolute" from="0pt,6pt" to="50pt,6pt"/></w:pict></w:r>'


@pytest.mark.parametrize(
    ("shape", "marked"),
    [
        (anchored(0, 55), [(1, 1), (1, 2)]),
        (anchored(30, 80, "straightConnector1"), [(1, 2), (1, 3), (1, 4)]),
        (OLD_LINE, [(1, 1), (1, 2)]),
        (anchored(0, 55, "smileyFace"), []),
    ],
)
def test_a_bar_drawn_over_cells_fills_them(tmp_path: Path, shape: str, marked: list[tuple[int, int]]) -> None:
    header = tr("項目", "1月", "2月", "3月", "4月", properties=HEADER)
    rows = (tr("一、宣導", tc(p(shape)), "", "", ""), tr("二、檢討", "", "", "", ""))
    table = only_table(tmp_path, tbl(header, *rows, widths_pt=(60, 30, 30, 30, 30)))
    assert filled(table) == marked


BODY = (tr("一、宣導", "1.辦理法令宣導活動，並公告週知。"), tr("二、檢討", "1.按月檢討辦理情形。"))


def test_header_rows_are_those_that_the_file_marks(tmp_path: Path) -> None:
    rows = (tr(tc("項目", MERGE), tc("作法"), properties=HEADER), tr(tc("", BELOW), "(說明)"), *BODY)
    assert only_table(tmp_path, tbl(*rows, widths_pt=(80, 200))).header_rows == 2


def test_unmarked_header_rows_are_told_by_type_shading_or_short_names(tmp_path: Path) -> None:
    bold = tr(tc(p(run("項目", "<w:b/>"))), tc(p(run("作法", "<w:b/>"))))
    shaded = tr(tc("項目", GREY), tc("作法", GREY))
    for header in (bold, shaded, tr("項目", "作法")):
        assert only_table(tmp_path, tbl(header, *BODY, widths_pt=(80, 200))).header_rows == 1


def test_a_table_that_begins_with_an_entry_has_no_header(tmp_path: Path) -> None:
    assert only_table(tmp_path, tbl(*BODY, widths_pt=(80, 200))).header_rows == 0


def test_a_header_of_two_rows_is_told_by_its_spans(tmp_path: Path) -> None:
    rows = (
        tr(tc("項目", MERGE), tc("辦理期程", SPAN_2)),
        tr(tc("", BELOW), "上半年", "下半年"),
        tr("一、辦理法令宣導活動，並公告週知。", "", ""),
    )
    assert only_table(tmp_path, tbl(*rows, widths_pt=(80, 40, 40))).header_rows == 2


def test_a_header_copied_into_the_middle_is_dropped(tmp_path: Path) -> None:
    header = tr("項目", "作法", properties=HEADER)
    table = only_table(tmp_path, tbl(header, BODY[0], tr("項目", "作法"), BODY[1], widths_pt=(80, 200)))
    assert [row[0] for row in drawn(table)] == ["項目", "一、宣導", "二、檢討"]


@pytest.mark.parametrize("between", ["", p(), p("(續)"), p("接下頁") + p()])
@pytest.mark.parametrize("again", [True, False])
def test_a_table_cut_in_two_is_one(tmp_path: Path, between: str, again: bool) -> None:
    header = tr("項目", "作法", properties=HEADER)
    upper = tbl(header, BODY[0], widths_pt=(80, 200))
    lower = tbl(*([header] if again else []), BODY[1], widths_pt=(80, 200))
    table = only_table(tmp_path, upper, between, lower)
    assert [row[0] for row in drawn(table)] == ["項目", "一、宣導", "二、檢討"]
    ats = [cell.lines[0].at for cell in table.cells if cell.col == 0]
    assert ats == sorted(ats)


@pytest.mark.parametrize(
    ("between", "header"),
    [(p("附件二 執行情形"), ("項目", "作法")), (p(), ("名稱", "說明"))],
)
def test_tables_under_captions_or_headers_of_their_own_stay_apart(
    tmp_path: Path, between: str, header: tuple[str, str]
) -> None:
    upper = tbl(tr("項目", "作法", properties=HEADER), BODY[0], widths_pt=(80, 200))
    lower = tbl(tr(*header, properties=HEADER), BODY[1], widths_pt=(80, 200))
    found = read(tmp_path, upper, between, lower)
    assert [table.table_no for table in found.tables] == [1, 2]


def test_a_table_with_other_columns_and_no_header_stays_apart(tmp_path: Path) -> None:
    upper = tbl(tr("項目", "作法", properties=HEADER), BODY[0], widths_pt=(80, 200))
    assert len(read(tmp_path, upper, p(), tbl(BODY[1], widths_pt=(200, 80))).tables) == 2


def test_a_caption_is_the_short_line_right_above(tmp_path: Path) -> None:
    table = tbl(*BODY, widths_pt=(80, 200))
    found = read(tmp_path, p("附件 工作要項執行表"), p(), table, p("本計畫奉核後實施，修正時亦同。"), table)
    assert [t.caption for t in found.tables] == ["附件工作要項執行表", ""]
    assert [(b.text[:2], b.before_table) for b in found.blocks] == [("附件", 0), ("本計", 1)]


def unruled(*sides: str) -> str:
    return "<w:tcBorders>" + "".join(f'<w:{side} w:val="nil"/>' for side in sides) + "</w:tcBorders>"


def test_rows_without_a_rule_between_them_are_one(tmp_path: Path) -> None:
    """Entries in step, each set as a row of its own beside a cell that is merged over them."""
    first, last = unruled("bottom"), unruled("top")
    table = only_table(
        tmp_path,
        tbl(
            tr("策略", "作法", "單位"),
            tr(tc("一、環境", MERGE), tc("1.清掃。", first), tc("總務", first)),
            tr(tc("", BELOW), tc("2.美化。", last), tc("各課", last)),
            tr("二、流程", "1.簡化。", "研考"),
        ),
    )
    assert drawn(table) == [
        ["策略", "作法", "單位"],
        ["一、環境", "1.清掃。2.美化。", "總務各課"],
        ["二、流程", "1.簡化。", "研考"],
    ]
    lines = cell_at(table, 1, 1).lines, cell_at(table, 1, 2).lines
    assert [line.text for line in lines[0]] == ["1.清掃。", "2.美化。"]
    assert [line.at for line in lines[0]] == [line.at for line in lines[1]]


@pytest.mark.parametrize("middle", [unruled("top"), unruled("bottom"), ""])
def test_a_rule_that_one_of_two_cells_has_parts_their_rows(tmp_path: Path, middle: str) -> None:
    ends = unruled("top", "bottom")
    rows = [tr("策略", "作法"), *(tr(tc(text, ends), tc(text, middle)) for text in "一二三")]
    assert only_table(tmp_path, tbl(*rows)).n_rows == 4


def test_rows_of_a_table_without_any_rules_stay_apart(tmp_path: Path) -> None:
    ends = unruled("top", "bottom")
    rows = [tr(tc(text, ends), tc(text, ends)) for text in ("策略", "一", "二", "三")]
    assert only_table(tmp_path, tbl(*rows)).n_rows == 4


@pytest.mark.parametrize("between", ["", p(), p("（續）")])
def test_a_header_cut_from_its_table_heads_it_still(tmp_path: Path, between: str) -> None:
    widths = {"widths_pt": (90, 160, 80)}
    header = tbl(tr("工作項目", "具體作法", "承辦單位"), **widths)
    rows = tbl(tr("一、機關形象", "美化環境", "秘書室"), tr("二、服務", "訓練", "人事室"), **widths)
    table = only_table(tmp_path, header, between, rows)
    assert (table.n_rows, table.header_rows, [c.header for c in table.cells[:4]]) == (3, 1, [True] * 3 + [False])
    other = tbl(tr("一、機關形象", "美化環境", "秘書室"), tr("二、服務", "訓練", "人事室"), widths_pt=(40, 240, 50))
    assert len(read(tmp_path, header, between, other).tables) == 2


def test_a_row_whose_months_are_all_shaded_is_no_header(tmp_path: Path) -> None:
    months = [tc("", GREY)] * 6
    bold = "<w:b/>"
    table = only_table(
        tmp_path,
        tbl(
            tr(*(tc(p(run(text, bold))) for text in ("項目", "承辦", *"123456"))),
            tr("路平", "蔡明宏", *months),
            tr("綠美化", "許惠玲", *[""] * 4, *months[:2]),
            widths_pt=(80, 60, *[20] * 6),
        ),
    )
    assert (table.header_rows, len(filled(table))) == (1, 8)
