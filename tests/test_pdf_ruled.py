"""The ruled grid finder: what is drawn as a table comes out as that table, however the rules are drawn."""

from __future__ import annotations

from itertools import accumulate
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pdf.lines import COLUMN_GAP_EM, OUTSIDE, printed_lines
from extract.pdf.ruled import Ruled
from schema.tables import Cell, Line, Table
from tests.drawn import draw
from tests.drawn_grids import PICTURE, X, edges, tables, text_of
from tests.drawn_lines import printed
from tests.sheets import Sheet
from tests.shown import shape


@pytest.mark.parametrize("rules", ["stroke", "fill", "dots"])
@pytest.mark.parametrize("rotate", [0, 90])
def test_what_is_drawn_is_found(rules: str, rotate: int) -> None:
    drawn = draw(PICTURE)
    (found,) = tables(Sheet(rotate=rotate).table(drawn, X, edges(4, 40), rules=rules))
    assert shape(found) == shape(drawn)
    assert found.col_edges == pytest.approx(X, abs=0.6)
    assert found.row_edges == pytest.approx(edges(4, 40), abs=0.6)
    assert not found.open_top
    assert not found.open_bottom


def test_the_lines_outside_that_come_with_the_tables_are_those_of_the_text_left() -> None:
    sheet = Sheet().table(draw(PICTURE), X, edges(4, 40))
    page = printed(sheet.text(50, 60, "壹、依據").text(300, 60, "附表一").text(50, 400, "備註：一併辦理。"))
    found = Ruled().find(page)
    left = page.without(tuple(table.box for table in found.tables)).chars
    alone = printed_lines(left, np.full(len(left), OUTSIDE), COLUMN_GAP_EM)[OUTSIDE]
    assert [line.text for line in alone] == ["壹、依據", "附表一", "備註：一併辦理。"]
    assert found.outside == alone


@st.composite
def layouts(draw_from: st.DrawFn) -> Table:
    """A table with any merged cells: rectangles put on a grid until it is full."""
    n_rows, n_cols = draw_from(st.integers(1, 5)), draw_from(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) in taken:
                continue
            free = next((c for c in range(col, n_cols) if (row, c) in taken), n_cols) - col
            colspan = min(draw_from(st.sampled_from([1, 1, 2, 3])), free)
            rowspan = min(draw_from(st.sampled_from([1, 1, 2])), n_rows - row)
            taken |= {(r, c) for r in range(row, row + rowspan) for c in range(col, col + colspan)}
            lines = (Line(f"甲{row}{col}", 0, 1),) if draw_from(st.booleans()) or not cells else ()
            cells.append(Cell(row, col, rowspan, colspan, lines))
    return Table(1, n_rows, n_cols, tuple(cells))


@given(layouts(), st.sampled_from(["stroke", "fill"]), st.lists(st.integers(25, 90), min_size=6, max_size=6))
@settings(max_examples=60)
def test_any_merged_cells_come_back(drawn: Table, rules: str, widths: list[int]) -> None:
    x = list(accumulate(widths[: drawn.n_cols], initial=40.0))
    found = tables(Sheet().table(drawn, x, edges(drawn.n_rows, 25), rules=rules))
    used_cols = {c.col for c in drawn.cells} | {c.col + c.colspan for c in drawn.cells}
    used_rows = {c.row for c in drawn.cells} | {c.row + c.rowspan for c in drawn.cells}
    if len(used_cols) < 3:
        assert found == []  # one column is a box around prose
        return
    cols, rows = sorted(used_cols), sorted(used_rows)  # an edge that no cell has is not drawn
    expected = [
        (
            rows.index(c.row),
            cols.index(c.col),
            rows.index(c.row + c.rowspan) - rows.index(c.row),
            cols.index(c.col + c.colspan) - cols.index(c.col),
            "".join(line.text for line in c.lines),
        )
        for c in drawn.cells
    ]
    (table,) = found
    assert shape(table) == expected


def test_narrow_neighbours_never_run_together() -> None:
    row = draw("| 經常性辦理 | 研考 |", header_rows=0)
    (found,) = tables(Sheet().table(row, [50, 104, 130], [100, 130]))
    assert [text_of(c) for c in found.cells] == ["經常性辦理", "研考"]


def test_a_mark_that_hangs_over_the_end_of_a_full_line_stays_in_its_cell() -> None:
    row = draw("| 清掃 | 研考 |", header_rows=0)
    sheet = Sheet().table(row, [50, 106, 160], [100, 180]).text(53, 140, "種植花木，", 12).text(53, 156, "並清掃。", 12)
    (found,) = tables(sheet)  # the comma begins 2 pt before the side and ends 10 pt behind it
    assert [text_of(c) for c in found.cells] == ["清掃/種植花木，/並清掃。", "研考"]


def test_a_level_that_goes_through_the_whole_page_is_a_column_though_no_rule_reaches_it() -> None:
    sheet = Sheet()
    for x in (50, 120, 200, 300, 380):
        sheet.rule(x, 60, x, 700)
    for y in (200, 400):
        sheet.rule(200, y, 380, y)
    sheet.text(60, 80, "一、形象").text(130, 80, "(一)環境")
    for y in (80, 220, 420):
        sheet.text(210, y, "1.美化").text(310, y, "各課")
    (found,) = tables(sheet)
    assert found.col_edges == (50.0, 120.0, 200.0, 300.0, 380.0)
    assert [(c.row, c.col, c.rowspan, text_of(c)) for c in found.cells if c.col < 2] == [
        (0, 0, 3, "一、形象"),
        (0, 1, 3, "(一)環境"),
    ]


def test_a_table_that_runs_on_over_the_page_is_open_there() -> None:
    sheet = Sheet()
    for x in X:
        sheet.rule(x, 40, x, 800)
    for y in (100, 200):
        sheet.rule(X[0], y, X[-1], y)
    sheet.rule(X[0], 800, X[1], 800)
    (found,) = tables(sheet.text(60, 60, "上頁續").text(210, 700, "未完"))
    assert [len(found.row_edges), found.open_top, found.open_bottom] == [4, True, False]
    assert [c.open_bottom for c in found.cells if c.row == 2] == [False, True, True, True]
    assert [c.open_top for c in found.cells if c.row < 2] == [True] * 4 + [False] * 4


def test_text_that_runs_on_below_the_side_rules_at_the_pages_end_belongs_to_the_open_cell() -> None:
    sheet = Sheet()
    for x in X:
        sheet.rule(x, 600, x, 770)
    sheet.rule(X[0], 600, X[-1], 600).rule(X[1], 770, X[-1], 770).rule(X[0], 640, X[-1], 640)
    sheet.text(53, 755, "一、服務", 12).text(53, 771, "行為", 12).text(290, 815, "3", 10)
    (found,) = tables(sheet)
    assert [text_of(c) for c in found.cells if c.row == 1] == ["一、服務/行為", "", "", ""]


def test_a_table_without_an_outer_frame_reaches_to_the_ends_of_its_rules() -> None:
    sheet = Sheet()
    for y in (100, 130, 160, 190):
        sheet.rule(50, y, 380, y)
    for x in (120, 200):
        sheet.rule(x, 100, x, 190)
    (found,) = tables(sheet.text(60, 105, "左").text(210, 135, "右"))
    assert found.col_edges == pytest.approx([50, 120, 200, 380])
    assert len(found.cells) == 9


@pytest.mark.parametrize(("text", "n_cols"), [("一、服務", 4), ("", 3)])
def test_one_rule_that_alone_reaches_a_missing_side_tells_it_where_text_stands_there(text: str, n_cols: int) -> None:
    sheet = Sheet().rule(50, 160, 380, 160)
    for y in (100, 130, 190):
        sheet.rule(120, y, 380, y)
    for x in (120, 200, 300):
        sheet.rule(x, 80, x, 210)
    sheet.text(130, 105, "1.美化").text(210, 135, "各課").text(310, 165, "每月")
    (found,) = tables(sheet.text(53, 105, text, 12) if text else sheet)
    assert (len(found.col_edges) - 1, text_of(found.cells[0])) == (n_cols, text)


def cornered(*stroke: float, upper: float = 120, lower: float = 54) -> list[str]:
    """What stands above STROKE in the first cell of a header, with a name at UPPER and one further down at LOWER."""
    sheet = Sheet().table(draw("| | 單位 |\n| 清掃 | 各課 |"), [50, 150, 250], [100, 150, 180])
    sheet.text(upper, 104, "月份", 10).text(lower, 136, "工作項目", 10).rule(*stroke)
    (found,) = tables(sheet)
    assert [line.text for line in found.cells[0].lines] == ["月份", "工作項目"]
    return [line.text for line in found.cells[0].lines if line.corner]


def test_a_stroke_from_corner_to_corner_tells_the_names_on_its_sides() -> None:
    assert cornered(50, 100, 150, 150) == ["月份"]


def test_what_a_stroke_does_not_part_clearly_is_one_name() -> None:
    assert cornered(50, 100, 120, 150) == []  # to no corner
    assert cornered(50, 150, 150, 100, upper=54, lower=104) == []  # to the other corners
    assert cornered(50, 100, 150, 150, upper=54) == []  # both on one side


def test_a_rule_that_stops_a_little_short_still_parts_two_cells() -> None:
    sheet = Sheet().frame(50, 100, 380, 190).rule(120, 104, 120, 187).rule(54, 130, 376, 130)
    (found,) = tables(sheet.text(60, 105, "甲"))
    assert len(found.cells) == 4


def test_double_rules_are_one_edge() -> None:
    sheet = Sheet().frame(50, 100, 380, 190).frame(51.8, 101.8, 378.2, 188.2)
    sheet.rule(120, 100, 120, 190).rule(121.5, 100, 121.5, 190).rule(50, 130, 380, 130)
    (found,) = tables(sheet.text(60, 105, "甲"))
    assert (len(found.col_edges), len(found.row_edges), len(found.cells)) == (3, 3, 4)


def test_edges_drawn_a_little_apart_in_different_rows_are_one_column_edge() -> None:
    sheet = Sheet().frame(50, 100, 380, 190).rule(50, 130, 380, 130)
    sheet.rule(120, 100, 120, 130).rule(125, 130, 125, 190)
    (found,) = tables(sheet.text(60, 105, "甲").text(130, 140, "乙"))
    assert [(c.row, c.col, c.colspan) for c in found.cells] == [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)]


def test_an_underline_parts_no_cell() -> None:
    sheet = Sheet().frame(50, 100, 380, 190).rule(200, 100, 200, 190).text(80, 130, "計畫名稱", 12)
    (found,) = tables(sheet.rule(80, 143, 128, 143))
    assert len(found.cells) == 2


def test_a_box_around_prose_is_no_table() -> None:
    assert tables(Sheet().frame(50, 100, 380, 190).text(60, 120, "注意事項")) == []


def test_level_rules_alone_are_left_to_another_finder() -> None:
    sheet = Sheet()
    for y in (100, 120, 190):
        sheet.rule(50, y, 380, y)
    assert tables(sheet.text(60, 105, "項目").text(200, 105, "單位")) == []


def test_a_grid_without_text_is_no_table() -> None:
    assert tables(Sheet().table(draw("| | |\n| | |"), [50, 100, 150], edges(2, 30))) == []


def test_two_tables_on_a_page_are_two() -> None:
    drawn = draw("| 甲 | 乙 |\n| 丙 | 丁 |")
    sheet = Sheet().table(drawn, [50, 100, 150], edges(2, 30)).table(drawn, [50, 90, 150], edges(2, 30, 300))
    assert [round(t.box.top) for t in tables(sheet)] == [100, 300]


def test_a_table_inside_a_page_border_is_found_alone() -> None:
    drawn = draw("| 甲 | 乙 |\n| 丙 | 丁 |")
    sheet = Sheet().frame(20, 20, 575, 822).text(40, 40, "標題").table(drawn, [50, 100, 150], edges(2, 30))
    (found,) = tables(sheet)
    assert [text_of(c) for c in found.cells] == ["甲", "乙", "丙", "丁"]


def test_a_dotted_grid_of_square_dots_is_a_grid() -> None:
    drawn = draw(PICTURE)
    sheet = Sheet().table(drawn, X, edges(4, 40), rules="none")
    for x in X:
        for k in range(107):
            sheet.fill(x, 100 + 1.5 * k, x + 0.75, 100.75 + 1.5 * k, (0, 0, 0))
    for y in edges(4, 40):
        for k in range(220):
            sheet.fill(50 + 1.5 * k, y, 50.75 + 1.5 * k, y + 0.75, (0, 0, 0))
    (found,) = tables(sheet)
    assert (len(found.col_edges), len(found.row_edges)) == (5, 5)


def test_glyphs_drawn_as_outlines_part_no_cell() -> None:
    sheet = Sheet().table(draw("| 甲 | 乙 |\n| 丙 | 丁 |"), [50, 100, 150], edges(2, 30))
    bent = "56 740 m 90 740 l 90 738 l 60 738 l 60 720 l 58 720 l 58 738 l 56 738 l h"
    sheet.ops.append(f"0.4 w {bent} S 0 g {bent} f")
    (found,) = tables(sheet)
    assert len(found.cells) == 4


def test_a_thick_frame_is_a_frame() -> None:
    sheet = Sheet().frame(50, 100, 380, 190, 4.5).rule(200, 100, 200, 190).rule(50, 130, 380, 130, thick=3)
    (found,) = tables(sheet.text(60, 105, "甲"))
    assert len(found.cells) == 4


def test_a_drawing_of_thousands_of_lines_is_no_burden() -> None:
    sheet = Sheet()
    for k in range(3000):
        sheet.rule(20 + k % 500, 300 + k % 97, 24 + k % 500, 300 + k % 97)
        sheet.rule(20 + k % 500, 300 + k % 89, 20 + k % 500, 306 + k % 89)
    sheet.table(draw(PICTURE), X, edges(4, 40))
    started = perf_counter()
    found = [t for t in tables(sheet) if t.box.top < 110]
    assert len(found) == 1
    assert perf_counter() - started < 3


def test_rules_that_rise_by_a_point_over_their_length_are_level() -> None:
    drawn = draw("| 工作 | 單位 |\n| 清掃 | 總務 |")
    sheet = Sheet().table(drawn, [50.0, 150, 250], [100.0, 140, 180], rules="none")
    for n, y in enumerate((100, 140, 180)):
        sheet.rule(50, y - (-1) ** n * 0.6, 250, y + (-1) ** n * 0.6)
    for n, x in enumerate((50, 150, 250)):
        sheet.rule(x + (-1) ** n * 0.6, 100, x - (-1) ** n * 0.6, 180)
    (found,) = tables(sheet)
    assert shape(found) == shape(drawn)
