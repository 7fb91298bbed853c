"""What is drawn or painted over the months of a schedule marks them; what is drawn elsewhere marks nothing."""

from __future__ import annotations

import pytest

from extract.pages import PageTable
from tests.drawn import draw
from tests.drawn_grids import MONTHS, edges, schedule, tables
from tests.sheets import Sheet

MERGED = "| 甲案 | | " + "< | " * 11


def table_on(sheet: Sheet) -> PageTable:
    (found,) = tables(sheet)
    return found


def months(sheet: Sheet) -> list[int]:
    """The numbers of the months whose cell in the second row is marked; a merged cell gives all of its months."""
    table = table_on(sheet)
    assert len(table.row_edges) == 3
    marked = [c for c in table.cells if c.row == 1 and (c.bar or c.fill is not None)]
    return [month for c in marked for month in range(c.col, c.col + c.colspan)]


def hatch(sheet: Sheet, x0: float, x1: float, step: float = 4) -> Sheet:
    """Strokes from the lower left to the upper right over the second row from X0 to X1, as a clip would leave them."""
    at = x0
    while at < x1:
        length = min(30.0, x1 - at)
        sheet.rule(at, 160, at + length, 160 - length, thick=0.4)
        at += step
    return sheet


def test_hatching_marks_a_cell() -> None:
    assert months(hatch(schedule(), 190, 210)) == [3]


def test_one_hatching_over_several_cells_marks_each() -> None:
    assert months(hatch(schedule(), 190, 270)) == [3, 4, 5, 6]


def test_a_diagonal_or_a_cross_marks_nothing() -> None:
    sheet = schedule().rule(190, 130, 210, 160).rule(210, 130, 230, 160).rule(230, 130, 210, 160)
    assert months(sheet.rule(150, 130, 390, 160)) == []


def test_a_small_drawing_in_a_cell_is_no_hatching() -> None:
    assert months(schedule().rule(192, 132, 195, 136).rule(194, 132, 197, 136).rule(196, 132, 199, 136)) == []


def test_patterns_gradients_and_pictures_mark_what_they_cover() -> None:
    sheet = schedule().pattern(190, 130, 210, 160).gradient(210, 130, 230, 160).picture(230.5, 130.5, 249.5, 159.5)
    assert months(sheet) == [3, 4, 5]


def headed(sheet: Sheet, x0: float, x1: float, *, strokes: bool) -> Sheet:
    """A thin arrow from X0 to X1 in the middle of the second row."""
    sheet.rule(x0, 145, x1, 145)
    if strokes:
        return sheet.rule(x1 - 4, 142, x1, 145).rule(x1 - 4, 148, x1, 145)
    top = sheet.height - 142
    sheet.ops.append(f"0 g {x1 - 5} {top} m {x1} {top - 3} l {x1 - 5} {top - 6} l h f")
    return sheet


@pytest.mark.parametrize("strokes", [True, False])
def test_an_arrow_as_thin_as_the_rules_and_from_edge_to_edge_parts_no_row(strokes: bool) -> None:
    assert months(headed(schedule(), 190, 250, strokes=strokes)) == [3, 4, 5]


def test_a_line_with_one_end_at_an_edge_parts_no_row() -> None:
    assert months(schedule().rule(190, 145, 246, 145)) == [3, 4, 5]


@pytest.mark.parametrize("strokes", [True, False])
def test_an_arrow_over_all_months_marks_all(strokes: bool) -> None:
    assert months(headed(schedule(), 152, 388, strokes=strokes)) == list(range(1, 13))


def test_a_bar_over_a_part_of_merged_months_marks_that_part() -> None:
    assert months(schedule(MERGED).rule(194, 145, 306, 145, thick=4)) == [3, 4, 5, 6, 7, 8]
    assert months(schedule(MERGED).fill(192, 140, 229, 150, (0.2, 0.4, 0.8))) == [3, 4]


def test_a_bar_over_most_of_merged_months_marks_no_more_than_it_covers() -> None:
    assert months(schedule(MERGED).fill(170, 131, 390, 159)) == list(range(2, 13))


def test_merged_months_stay_one_cell_where_all_or_none_are_covered() -> None:
    for sheet, expected in ((schedule(MERGED), []), (schedule(MERGED).fill(150, 130, 390, 160), list(range(1, 13)))):
        assert len(table_on(sheet).cells) == 15
        assert months(sheet) == expected


def test_a_blank_cell_over_columns_that_nothing_above_tells_apart_stays_one() -> None:
    drawn = draw("| 計畫 | | < |\n| 甲 | 乙 | 丙 |", header_rows=0)
    found = table_on(Sheet().table(drawn, [50, 100, 150, 200], edges(2, 30)).fill(110, 105, 148, 125))
    assert [(c.row, c.col, c.colspan) for c in found.cells][:2] == [(0, 0, 1), (0, 1, 2)]


def test_hatching_drawn_beyond_the_cell_that_cuts_it_off_marks_that_cell_alone() -> None:
    sheet = schedule()
    sheet.ops.append(f"q 190 {sheet.height - 160} 20 30 re W n")
    for at in range(160, 212, 4):
        sheet.rule(at, 160, at + 30, 130, thick=0.4)
    sheet.ops.append("Q")
    assert months(sheet) == [3]


def test_a_small_shape_in_the_middle_of_a_cell_is_a_sign() -> None:
    assert months(schedule().fill(197, 142, 203, 148, (0, 0, 0))) == [3]


def test_a_small_shape_at_the_edge_of_a_cell_is_none() -> None:
    assert months(schedule().fill(191, 142, 195, 146, (0, 0, 0))) == []


@pytest.mark.parametrize(
    ("bar", "n_rows", "marked"),
    [((193, 160.4, 248, 165.4), 3, [3, 4, 5]), ((190, 160.2, 250, 165.4), 2, []), ((193, 140, 248, 145), 2, [])],
)
def test_a_row_begins_at_a_pages_foot_with_a_bar_alone(
    bar: tuple[float, float, float, float], n_rows: int, marked: list[int]
) -> None:
    sheet = schedule()
    for x in MONTHS:
        sheet.rule(x, 160, x, 165.5)
    found = table_on(sheet.fill(*bar, (0.4, 0.5, 0.7)))
    begun = [cell.col for cell in found.cells if cell.row == 2 and (cell.bar or cell.fill is not None)]
    assert (len(found.row_edges) - 1, begun) == (n_rows, marked)
