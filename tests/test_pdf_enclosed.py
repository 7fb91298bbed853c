"""A table is what its rules enclose: charts, boxes near a table and strips at a page's end are none of it."""

from __future__ import annotations

import pytest

from tests.drawn import draw
from tests.drawn_grids import PICTURE, X, edges, tables
from tests.sheets import Rgb, Sheet
from tests.shown import shape

STEPS = ["規劃", "執行", "考核", "檢討"]
SMALL = "| 甲 | 乙 |\n| 丙 | 丁 |"


def chart(sheet: Sheet, top: float) -> Sheet:
    """Four boxes with lines between them, as a flow chart has."""
    for k, step in enumerate(STEPS):
        x = 70 + 120 * k
        sheet.frame(x, top, x + 70, top + 26).text(x + 20, top + 7, step)
        if k:
            sheet.rule(x - 50, top + 13, x, top + 13, thick=1)
    return sheet


def test_boxes_joined_by_lines_are_no_table() -> None:
    assert tables(chart(Sheet(), 300)) == []


def axes(sheet: Sheet) -> Sheet:
    """Level lines between two axes, with a figure at each."""
    for k in range(6):
        sheet.rule(100, 300 + 30 * k, 400, 300 + 30 * k).text(104, 304 + 30 * k, f"{60 - 10 * k}")
    for x in (100, 250, 400):
        sheet.rule(x, 300, x, 450)
    return sheet


def test_bars_that_stand_on_an_axis_are_no_table() -> None:
    sheet = Sheet().rule(100, 450, 400, 450)
    for k, height in enumerate((120, 60, 90, 30)):
        x = 100 + 70 * k
        for edge in (x, x + 40):
            sheet.rule(edge, 450 - height, edge, 450)
        sheet.rule(x, 450 - height, x + 40, 450 - height).text(x + 10, 440 - height / 2, f"{height}")
    assert tables(sheet) == []


def test_lines_with_a_curve_between_them_are_no_table() -> None:
    sheet = axes(Sheet())
    assert len(tables(sheet)) == 1
    for k in range(8):
        sheet.rule(110 + 30 * k, 320 + 60 * (k % 2), 140 + 30 * k, 320 + 60 * ((k + 1) % 2), thick=1)
    assert tables(sheet) == []


def test_arrows_between_lines_leave_the_table() -> None:
    sheet = axes(Sheet())
    for k in range(8):
        sheet.rule(130 + 30 * k, 380, 134 + 30 * k, 376).rule(130 + 30 * k, 380, 134 + 30 * k, 384)
    assert len(tables(sheet)) == 1


def test_rows_beside_cells_that_are_open_above_and_below_are_a_table() -> None:
    """A spreadsheet draws no rule where the page cuts cells that are merged over the rows of two pages."""
    sheet = Sheet()
    for x in (60, 100, 200, 400, 500):
        sheet.rule(x, 300, x, 420)
    for k in range(5):
        sheet.rule(60, 300 + 30 * k, 100, 300 + 30 * k).rule(200, 300 + 30 * k, 500, 300 + 30 * k)
    sheet.rule(60, 360, 500, 360)
    for k in range(4):
        sheet.text(70, 308 + 30 * k, str(k)).text(210, 308 + 30 * k, "汰換器材。").text(410, 308 + 30 * k, "各課")
    (found,) = tables(sheet.text(110, 350, "一、防疫"))
    assert (len(found.row_edges), len(found.col_edges)) == (5, 5)


def test_boxes_right_below_a_box_of_prose_are_no_table() -> None:
    assert tables(chart(Sheet().frame(50, 200, 545, 260).text(60, 210, "說明"), 260.8)) == []


def test_boxes_right_below_a_table_or_above_it_are_no_rows_of_it() -> None:
    drawn = draw(SMALL)
    x, y = [50.0, 300, 545], [200.0, 230, 260]
    for top in (260.8, 173.2):
        (found,) = tables(chart(Sheet().table(drawn, x, y), top))
        assert shape(found) == shape(drawn)


@pytest.mark.parametrize("height", [6, 30])
def test_a_frame_drawn_on_to_the_pages_end_is_no_row(height: float) -> None:
    sheet = Sheet().table(draw(SMALL), [50, 100, 150], edges(2, 30, 700))
    for x in (50.0, 150):
        sheet.rule(x, 760, x, 760 + height)
    (found,) = tables(sheet)
    assert (len(found.row_edges), found.open_bottom) == (3, False)


def test_a_row_that_begins_at_the_pages_end_stays() -> None:
    sheet = Sheet().table(draw(SMALL), [50, 100, 150], edges(2, 30, 700))
    for x in (50.0, 100, 150):
        sheet.rule(x, 760, x, 790)
    (found,) = tables(sheet)
    assert (len(found.row_edges), found.open_bottom) == (4, True)


def blocks(sheet: Sheet, gap: float, rgb: Rgb = (0.9, 0.9, 0.95)) -> Sheet:
    """PICTURE as blocks without a rule."""
    y = edges(4, 40)
    for cell in draw(PICTURE).cells:
        half = gap / 2
        x0, top = X[cell.col] + half, y[cell.row] + half
        sheet.fill(x0, top, X[cell.col + cell.colspan] - half, y[cell.row + cell.rowspan] - half, rgb)
    return sheet.table(draw(PICTURE), X, y, rules="none")


@pytest.mark.parametrize("gap", [0.75, 1.5, 2.9])
def test_coloured_blocks_with_gaps_are_cells(gap: float) -> None:
    (found,) = tables(blocks(Sheet(), gap))
    assert shape(found) == shape(draw(PICTURE))
    assert found.col_edges[1:-1] == pytest.approx(X[1:-1], abs=0.6)


def test_white_blocks_on_a_coloured_ground_are_cells() -> None:
    ground = Sheet().fill(X[0], 100, X[-1], 260, (0.6, 0.6, 0.6))
    (found,) = tables(blocks(ground, 1, (1, 1, 1)))
    assert shape(found) == shape(draw(PICTURE))


def test_white_blocks_on_white_paper_are_none() -> None:
    assert tables(blocks(Sheet(), 1.5, (1, 1, 1))) == []


def test_shading_in_pieces_that_touch_is_no_table() -> None:
    assert tables(blocks(Sheet(), 0)) == []


def test_shaded_paragraphs_below_each_other_are_no_table() -> None:
    sheet = Sheet()
    for k in range(8):
        sheet.fill(50, 100 + 20 * k, 500, 118 + 20 * k).text(55, 102 + 20 * k, "注意事項")
    assert tables(sheet) == []
