"""Word tables as logical tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shown import cell_at, picture
from tests.wordfiles import BELOW, MERGE, SPAN_2, only_table, p, read, tbl, tc, tr


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
    assert picture(table) == [["項目", "期程", "<"], ["一、形象", "1月", "2月"], ["^", "3月", "4月"]]


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
    assert picture(only_table(tmp_path, tbl(*rows, widths_pt=(50, 50, 50)))) == [["甲", "乙", "丙"], [".", "丁", "."]]


def test_cells_merged_the_old_way_are_one_cell(tmp_path: Path) -> None:
    old = tr(tc("標題", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"))
    assert picture(only_table(tmp_path, tbl(old, tr("甲", "乙"), widths_pt=(50, 50)))) == [["標題", "<"], ["甲", "乙"]]


def test_columns_that_differ_by_a_hair_are_one(tmp_path: Path) -> None:
    table = only_table(
        tmp_path,
        tbl(
            tr(tc("甲", SPAN_2), "乙"),
            tr("丙", tc("丁", SPAN_2)),
            widths_pt=(100, 2, 100),
        ),
    )
    assert picture(table) == [["甲", "乙"], ["丙", "丁"]]


def test_a_narrow_column_with_cells_of_its_own_stays(tmp_path: Path) -> None:
    assert only_table(tmp_path, tbl(tr("甲", "", "乙"), tr("丙", "", "丁"), widths_pt=(100, 3, 100))).n_cols == 3


def test_a_row_in_which_no_cell_begins_is_no_row(tmp_path: Path) -> None:
    rows = (tr(tc("甲", MERGE), tc("乙", MERGE)), tr(tc("", BELOW), tc("", BELOW)), tr("丙", "丁"))
    assert picture(only_table(tmp_path, tbl(*rows, widths_pt=(50, 50)))) == [["甲", "乙"], ["丙", "丁"]]


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
    assert picture(table) == [["甲", "乙"], ["丙", "丁"]]


def test_rows_and_cells_in_content_controls_are_read(tmp_path: Path) -> None:
    cell = f"<w:sdt><w:sdtContent>{tc('乙')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr('丙', '丁')}</w:sdtContent></w:sdt>"
    assert picture(only_table(tmp_path, tbl(tr("甲", cell), row, widths_pt=(50, 50)))) == [["甲", "乙"], ["丙", "丁"]]


def test_a_table_in_a_cell_becomes_lines_of_that_cell(tmp_path: Path) -> None:
    inner = tbl(tr("上午", "宣導"), tr("下午", "檢討"), widths_pt=(40, 40))
    table = only_table(tmp_path, tbl(tr("日期", "內容"), tr("5月", tc(p("活動：") + inner + p())), widths_pt=(50, 90)))
    assert [line.text for line in cell_at(table, 1, 1).lines] == ["活動：", "上午宣導", "下午檢討"]


def test_a_frame_is_not_the_table_but_what_it_holds(tmp_path: Path) -> None:
    inner = tbl(tr("項目", "單位"), tr("一、宣導", "研考"), widths_pt=(50, 50))
    found = read(tmp_path, tbl(tr(tc(p("計畫名稱") + inner + p())), widths_pt=(120,)))
    assert [block.text for block in found.blocks] == ["計畫名稱"]
    assert picture(found.tables[0]) == [["項目", "單位"], ["一、宣導", "研考"]]


def test_a_form_of_names_and_contents_is_a_frame_around_a_wider_table(tmp_path: Path) -> None:
    inner = tbl(tr("事項", "單位", "期限"), tr("導覽", "文化課", "3月"), widths_pt=(50, 50, 50))
    found = read(tmp_path, tbl(tr("目的", "行銷。"), tr("分工", tc(inner + p())), widths_pt=(40, 160)))
    assert [block.text for block in found.blocks] == ["目的", "行銷。", "分工"]
    assert [picture(table) for table in found.tables] == [[["事項", "單位", "期限"], ["導覽", "文化課", "3月"]]]


def test_a_single_cell_around_text_is_text(tmp_path: Path) -> None:
    found = read(tmp_path, tbl(tr("注意事項"), widths_pt=(100,)))
    assert ([block.text for block in found.blocks], found.tables) == (["注意事項"], ())


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
    assert picture(table) == [
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
