"""Tables of tagged PDFs: what tags add where nothing is drawn, and what they must not spoil where rules are."""

from __future__ import annotations

from itertools import accumulate, product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extract.formats import read_document
from extract.pdf.reader import read_pages
from schema.tables import Cell, Document, Line, Table
from tests.drawn import draw
from tests.sheets import Sheet
from tests.shown import cell_at, shape
from tests.tagging import PITCH, Tagged, write_tagged

X = [50.0, 130, 290, 370, 450]
PLAN = draw("""
    | 執行項目   | 推動作法               | 期限   | 單位 |
    |------------|------------------------|--------|------|
    | 一、形象   | 1.美化環境             | 每月   | 各課 |
    |            | 種植花木               |        |      |
    |------------|------------------------|--------|------|
    | ^          | 2.清掃                 | 每週   | 總務 |
    |------------|------------------------|--------|------|
    | 二、研考   | 1.公開                 |        | 研考 |
    |------------|------------------------|--------|------|
    | ^          | 2.檢索                 | 每季   | 資訊 |
""")


def read(tmp_path: Path, sheets: list[Sheet], *tables: Tagged) -> Document:
    return read_document(write_tagged(tmp_path / "plan.pdf", sheets, *tables), "plan.pdf")


@st.composite
def layouts(draw_from: st.DrawFn) -> Table:
    """A table with any merged cells, each with a text: rectangles put on a grid until it is full."""
    n_rows, n_cols = draw_from(st.integers(2, 5)), draw_from(st.integers(2, 5))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, col in product(range(n_rows), range(n_cols)):
        if (row, col) in taken:
            continue
        free = next((c for c in range(col, n_cols) if (row, c) in taken), n_cols) - col
        colspan = min(draw_from(st.sampled_from([1, 1, 2, 3])), free)
        rowspan = min(draw_from(st.sampled_from([1, 1, 2])), n_rows - row)
        taken |= set(product(range(row, row + rowspan), range(col, col + colspan)))
        cells.append(Cell(row, col, rowspan, colspan, (Line(f"甲{row}{col}", 0, 1),)))
    return Table(1, n_rows, n_cols, tuple(cells))


def differ(document: Document) -> list[int | None]:
    return [issue.page for issue in document.issues if issue.code == "tags_differ"]


@given(layouts(), st.lists(st.integers(40, 90), min_size=5, max_size=5))
@settings(max_examples=50, deadline=None)
def test_any_merged_cells_are_read_as_tagged_or_not_at_all(drawn: Table, widths: list[int]) -> None:
    # A row that no cell begins is not seen, nor where a column stands that no cell has for itself.
    assume({cell.row for cell in drawn.cells} == set(range(drawn.n_rows)))
    assume({cell.col for cell in drawn.cells if cell.colspan == 1} == set(range(drawn.n_cols)))
    sheet, tagged = Sheet(), Tagged(drawn)
    tagged.on(sheet, list(accumulate(widths, initial=40.0)), 100)
    with TemporaryDirectory() as folder:
        (page,) = read_pages(write_tagged(Path(folder) / "plan.pdf", [sheet], tagged))
    for table in page.tables:
        found = [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in table.cells]
        assert found == [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in drawn.cells]
    if all(cell.rowspan == cell.colspan == 1 for cell in drawn.cells):
        assert len(page.tables) == 1


@pytest.mark.parametrize("blanks", [True, False])
def test_a_table_without_any_rule_is_read_from_its_tags(tmp_path: Path, blanks: bool) -> None:
    sheet, tagged = Sheet(), Tagged(PLAN, blanks=blanks)
    tagged.on(sheet.text(50, 40, "實施計畫"), X, 100)
    document = read(tmp_path, [sheet.text(50, 300, "附註：無")], tagged)
    (table,) = document.tables
    assert shape(table) == shape(PLAN)
    assert (table.finder, table.header_rows) == ("tagged", 1)
    assert [block.text for block in document.blocks] == ["實施計畫", "附註：無"]


def test_a_table_whose_cells_and_rows_go_on_over_the_page_is_one(tmp_path: Path) -> None:
    first, second, tagged = Sheet(), Sheet(), Tagged(PLAN)
    tagged.on(first, X, 700, [0])
    cut = cell_at(PLAN, 1, 1)
    for cell in (cell_at(PLAN, 1, 0), cell_at(PLAN, 1, 2), cell_at(PLAN, 1, 3)):
        tagged.put(first, cell, X[cell.col] + 3, 720, [line.text for line in cell.lines])
    tagged.put(first, cut, X[1] + 3, 720, [cut.lines[0].text])
    tagged.put(second, cut, X[1] + 3, 52, [cut.lines[1].text])
    tagged.on(second, X, 70, [2, 3, 4])
    (table,) = read(tmp_path, [first, second], tagged).tables
    assert shape(table) == shape(PLAN)
    assert table.pages == (1, 2)


def test_a_header_printed_again_without_a_tag_is_there_once(tmp_path: Path) -> None:
    first, second, tagged = Sheet(), Sheet(), Tagged(PLAN)
    tagged.on(first, X, 700, [0, 1, 2])
    for cell in PLAN.row_cells(0):
        second.text(X[cell.col] + 3, 52, cell.text, 10)
    tagged.on(second, X, 68, [3, 4])
    document = read(tmp_path, [first, second], tagged)
    (table,) = document.tables
    assert shape(table) == shape(PLAN)
    assert document.blocks == ()


def test_rules_and_tags_that_agree_change_nothing(tmp_path: Path) -> None:
    sheet, tagged = Sheet(), Tagged(PLAN)
    tagged.on(sheet, X, 100, rules=True)
    document = read(tmp_path, [sheet], tagged)
    (table,) = document.tables
    assert (shape(table), table.finder, table.confidence) == (shape(PLAN), "ruled", 1.0)
    assert differ(document) == []


def test_the_same_element_joins_what_looks_like_two_tables(tmp_path: Path) -> None:
    first, second, tagged = Sheet(), Sheet(), Tagged(PLAN)
    tagged.on(first, X, 600, [0, 1, 2], rules=True)
    first.text(50, 700, "本頁以下空白")
    tagged.on(second, X, 70, [3, 4], rules=True)
    tables = read(tmp_path, [first, second], tagged).tables
    assert [table.n_rows for table in tables] == [5]


def test_rows_that_no_rule_parts_stay_one_row(tmp_path: Path) -> None:
    sheet, tagged = Sheet(), Tagged(PLAN)
    y = tagged.on(sheet, X, 100)
    for at in (100, 118, 118 + 6 + 2 * PITCH + 6 + PITCH, y):
        sheet.rule(X[0], at, X[-1], at)
    for x in X:
        sheet.rule(x, 100, x, y)
    document = read(tmp_path, [sheet], tagged)
    (table,) = document.tables
    assert (table.n_rows, table.finder) == (3, "ruled")
    assert cell_at(table, 1, 1).text == "1.美化環境種植花木2.清掃"
    assert differ(document) == []


def test_tags_that_put_texts_into_wrong_cells_spoil_no_ruled_table(tmp_path: Path) -> None:
    sheet, wrong = Sheet(), Tagged(draw("| 甲 | 乙 |\n| 丙 | 丁 |"))
    y = [100.0, 130, 170, 200, 230, 260]
    for n, cell in enumerate(PLAN.cells):
        texts = [line.text for line in cell.lines]
        wrong.put(sheet, wrong.table.cells[n % 4], X[cell.col] + 3, y[cell.row] + 2, texts)
        sheet.frame(X[cell.col], y[cell.row], X[cell.col + cell.colspan], y[cell.row + cell.rowspan])
    document = read(tmp_path, [sheet], wrong)
    (table,) = document.tables
    assert (shape(table), table.finder) == (shape(PLAN), "ruled")
    assert differ(document) == []  # such tags do not add up to a table, so they say nothing


def test_columns_that_rules_leave_out_are_taken_from_tags_and_told(tmp_path: Path) -> None:
    plain = draw("| 執行項目 | 推動作法 | 單位 |\n| 一、形象 | 1.美化環境 | 各課 |\n| 二、研考 | 2.公開 | 研考 |")
    sheet, tagged = Sheet(), Tagged(plain)
    y = tagged.on(sheet, X, 100)
    for at in (100.0, 118, 136, y):
        sheet.rule(X[0], at, X[3], at)
    for x in (X[0], X[1], X[3]):
        sheet.rule(x, 100, x, y)
    document = read(tmp_path, [sheet], tagged)
    assert shape(document.tables[0]) == shape(plain)
    (issue,) = document.issues
    assert (issue.code, issue.page, issue.table_no) == ("tags_differ", 1, 1)
    assert "3 rows by 3 columns" in issue.message
    assert "3 rows by 2 columns" in issue.message


@pytest.mark.parametrize(
    "picture",
    ["| 全文在一格 |", "| 左欄文字 | 右欄文字 |", "| 一、依據 |\n| 二、目標 |\n| 三、對象 |"],
)
def test_tables_that_only_lay_out_a_page_are_none(tmp_path: Path, picture: str) -> None:
    sheet, tagged = Sheet(), Tagged(draw(picture))
    tagged.on(sheet, X, 100)
    document = read(tmp_path, [sheet], tagged)
    assert document.tables == ()
    assert len(document.blocks) > 0


def test_text_among_the_cells_that_no_tag_holds_makes_tags_unheard(tmp_path: Path) -> None:
    sheet, tagged = Sheet(), Tagged(PLAN)
    tagged.on(sheet, X, 100)
    (page,) = read_pages(write_tagged(tmp_path / "plan.pdf", [sheet.text(200, 140, "未標", 10)], tagged))
    assert [table for table in page.tables if table.finder == "tagged" or table.tags is not None] == []


def test_tagged_texts_that_stand_across_each_other_make_no_table(tmp_path: Path) -> None:
    sheet, tagged = Sheet(), Tagged(PLAN)
    tagged.on(sheet, [50.0, 60, 70, 80, 90], 100)
    (page,) = read_pages(write_tagged(tmp_path / "plan.pdf", [sheet], tagged))
    assert page.tables == ()


def test_columns_are_found_where_no_span_is_stated(tmp_path: Path) -> None:
    bare = draw(
        "| 項目 | 作法 | 單位 |\n| 一、形象 | 1.美化 | 各課 |\n| 甲、小計 | < | < |\n| 二、研考 | 2.公開 | 研考 |"
    )
    sheet, tagged = Sheet(), Tagged(bare, spans=False)
    tagged.on(sheet, X, 100)
    (table,) = read(tmp_path, [sheet], tagged).tables
    assert shape(table) == shape(bare)
