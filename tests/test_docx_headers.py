"""Headers and captions of Word tables, and tables that their author cut in two."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shown import picture
from tests.wordfiles import BELOW, GREY, HEADER, MERGE, SPAN_2, only_table, p, read, run, tbl, tc, tr

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
    assert [row[0] for row in picture(table)] == ["項目", "一、宣導", "二、檢討"]


@pytest.mark.parametrize("between", ["", p(), p("(續)"), p("接下頁") + p()])
@pytest.mark.parametrize("again", [True, False])
def test_a_table_cut_in_two_is_one(tmp_path: Path, between: str, again: bool) -> None:
    header = tr("項目", "作法", properties=HEADER)
    upper = tbl(header, BODY[0], widths_pt=(80, 200))
    lower = tbl(*([header] if again else []), BODY[1], widths_pt=(80, 200))
    table = only_table(tmp_path, upper, between, lower)
    assert [row[0] for row in picture(table)] == ["項目", "一、宣導", "二、檢討"]
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


@pytest.mark.parametrize("between", ["", p(), p("（續）")])
def test_a_header_cut_from_its_table_heads_it_still(tmp_path: Path, between: str) -> None:
    widths = {"widths_pt": (90, 160, 80)}
    header = tbl(tr("工作項目", "具體作法", "承辦單位"), **widths)
    rows = tbl(tr("一、機關形象", "美化環境", "秘書室"), tr("二、服務", "訓練", "人事室"), **widths)
    table = only_table(tmp_path, header, between, rows)
    assert (table.n_rows, table.header_rows, [c.header for c in table.cells[:4]]) == (3, 1, [True] * 3 + [False])
    other = tbl(tr("一、機關形象", "美化環境", "秘書室"), tr("二、服務", "訓練", "人事室"), widths_pt=(40, 240, 50))
    assert len(read(tmp_path, header, between, other).tables) == 2
