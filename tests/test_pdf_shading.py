"""Fills shade cells, or name columns above them; bars run through the cells that they cover."""

from __future__ import annotations

import pytest

from tests.drawn import draw
from tests.drawn_grids import edges, schedule, tables, text_of
from tests.sheets import Sheet


def months(sheet: Sheet, *, by: str) -> list[int]:
    (found,) = tables(sheet)
    assert len(found.cells) == 26
    return [c.col for c in found.cells if c.row == 1 and (c.bar if by == "bar" else c.fill is not None)]


def test_a_shaded_cell_tells_its_colour_and_white_is_none() -> None:
    drawn = draw("| 甲 | # | |\n| 乙 | | # |", header_rows=0)
    white = Sheet().fill(0, 0, 595, 842, (1, 1, 1)).fill(100, 130, 150, 160, (1, 1, 1))
    (found,) = tables(white.table(drawn, [50, 100, 150, 200], edges(2, 30)))
    grey = (204, 204, 204)
    assert [c.fill for c in found.cells] == [None, grey, None, None, None, grey]


def headed(names: list[str], x: list[float]) -> Sheet:
    """Rules around the rows only; above them a coloured band with NAMES, at X."""
    rows = draw("| 1.美化環境 | 每月 | 各課 |\n|---|---|---|\n| 2.清掃 | 每週 | 總務 |", header_rows=0)
    sheet = Sheet().fill(50, 76, 200, 100, (0.4, 0.6, 0.5)).fill(200, 76, 380, 100, (0.4, 0.6, 0.5))
    for at, name in zip(x, names, strict=True):
        sheet.text(at, 82, name, 10)
    return sheet.table(rows, [50, 200, 300, 380], [100, 130, 160])


def test_a_coloured_band_with_names_above_the_rules_is_the_header() -> None:
    (found,) = tables(headed(["推動作法", "期限", "單位"], [60, 210, 310]))
    assert [text_of(c) for c in found.cells][:4] == ["推動作法", "期限", "單位", "1.美化環境"]
    assert found.row_edges == (76.0, 100.0, 130.0, 160.0)


@pytest.mark.parametrize(("names", "x"), [(["各課室年度重點工作一覽表"], [150]), (["一、重點工作"], [60])])
def test_a_title_in_a_coloured_band_above_the_rules_is_no_header(names: list[str], x: list[float]) -> None:
    (found,) = tables(headed(names, x))
    assert text_of(found.cells[0]) == "1.美化環境"


def test_one_fill_over_several_cells_shades_each() -> None:
    assert months(schedule().fill(190, 130.2, 250, 159.8), by="fill") == [3, 4, 5]


def test_shading_in_pieces_shades_the_cell() -> None:
    pieces = schedule().fill(190, 130, 210, 138).fill(190, 138, 210, 146).fill(190, 146, 210, 154)
    assert months(pieces, by="fill") == [3]


def test_white_over_a_shading_clears_it() -> None:
    assert months(schedule().fill(190, 130, 250, 160).fill(210, 130, 230, 160, (1, 1, 1)), by="fill") == [3, 5]


def test_a_ground_behind_the_whole_table_shades_no_cell() -> None:
    sheet = Sheet().fill(40, 90, 400, 300, (1, 1, 0.8))
    sheet.ops += schedule().ops
    assert months(sheet, by="fill") == []


def test_a_thick_bar_runs_through_the_months_it_covers() -> None:
    assert months(schedule().fill(195, 142, 248, 149), by="bar") == [3, 4, 5]


def test_a_thin_arrow_runs_through_the_months_it_covers_and_parts_no_row() -> None:
    assert months(schedule().rule(192, 145, 268, 145, thick=1.5), by="bar") == [3, 4, 5, 6]


def test_a_bar_from_edge_to_edge_parts_no_row() -> None:
    assert months(schedule().rule(190, 145, 250, 145, thick=2.5, rgb=(0, 0, 1)), by="bar") == [3, 4, 5]


def test_a_marked_word_is_no_bar() -> None:
    sheet = schedule().fill(53, 134, 75, 144, (1, 1, 0))
    assert months(sheet.text(53, 134, "甲案", 10), by="bar") == []
