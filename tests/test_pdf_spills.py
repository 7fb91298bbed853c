"""Text that leaves its cell on the page: it is read where it belongs, and what it stands in is flagged."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from extract.pages import PageTable
from extract.pdf.reader import read_pages, read_pdf
from normalize.plans import normalize
from planlift.pipeline import rules
from planlift.settings import Settings
from tests.drawn_lines import printed
from tests.sheets import Sheet, write_pdf

X, Y = [100.0, 160.0, 220.0, 300.0], [100.0, 120.0, 140.0, 160.0]


def grid(sheet: Sheet | None = None) -> Sheet:
    """A grid of three rows and three columns."""
    sheet = sheet or Sheet()
    for y in Y:
        sheet.rule(X[0], y, X[-1], y)
    for x in X:
        sheet.rule(x, Y[0], x, Y[-1])
    return sheet


def table(sheet: Sheet) -> PageTable:
    with TemporaryDirectory() as folder:
        (layout,) = read_pages(write_pdf(Path(folder) / "page.pdf", sheet))
    (found,) = layout.tables
    return found


def texts(sheet: Sheet) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.col): cell.text for cell in table(sheet).cells if cell.lines}


def spilling(sheet: Sheet) -> set[str]:
    return {line.text for cell in table(sheet).cells for line in cell.lines if line.spills}


CELL = (X[0], Y[1], X[1], Y[2])  # the first one of the second row


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_text_cut_off_at_the_next_cell_belongs_to_its_own(rotate: int) -> None:
    sheet = grid(Sheet(rotate=rotate)).clipped_text(103, 124, "定期清查逾期案件", CELL).text(163, 124, "地籍課")
    assert texts(sheet) == {(1, 0): "定期清查逾期案件", (1, 1): "地籍課"}
    assert spilling(sheet) == {"定期清查逾期案件"}


def test_lines_cut_off_above_and_below_a_low_row_belong_to_it() -> None:
    sheet = grid().text(103, 104, "甲項").text(103, 144, "丙項")
    for top, line in ((109, "第一行"), (124, "第二行"), (139, "第三行")):
        sheet.clipped_text(103, top, line, CELL)
    assert texts(sheet) == {(0, 0): "甲項", (1, 0): "第一行第二行第三行", (2, 0): "丙項"}


def test_a_clip_inside_a_form_is_read_in_the_space_of_the_form() -> None:
    sheet = (
        Sheet(crop=(20, 30)).clipped_text(3, 124, "定期清查逾期案件", (0, Y[1], 60, Y[2])).into_form("1 0 0 1 100 0")
    )
    assert texts(grid(sheet).text(163, 124, "地籍課")) == {(1, 0): "定期清查逾期案件", (1, 1): "地籍課"}


def test_text_that_runs_on_into_a_blank_cell_belongs_where_it_begins() -> None:
    sheet = grid().text(103, 124, "定期清查逾期案件").text(223, 124, "地籍課")
    assert texts(sheet) == {(1, 0): "定期清查逾期案件", (1, 2): "地籍課"}
    assert spilling(sheet) == {"定期清查逾期案件"}


def test_text_that_leaves_the_table_is_whole_and_told() -> None:
    sheet = grid().text(264, 124, "地籍").text(288, 124, "課")
    for number, char in enumerate("測量課室"):
        sheet.text(264 + 12 * number, 144, char)  # browsers write every sign by itself
    assert texts(sheet) == {(1, 2): "地籍課", (2, 2): "測量課室"}
    assert spilling(sheet) == {"測量課室"}


def test_a_note_beside_a_table_is_none_of_its_text() -> None:
    sheet = grid().text(264, 124, "地籍課").text(304, 124, "註一")
    assert texts(sheet) == {(1, 2): "地籍課"}
    assert spilling(sheet) == set()


def test_text_that_runs_on_over_other_text_is_left_and_told() -> None:
    sheet = grid().text(103, 124, "定期清查逾期案件").text(163, 126, "測量課")
    assert spilling(sheet) == {"定期清查逾", "期測案量件課"}


def test_a_figure_too_wide_for_its_cell_is_whole_beside_other_text() -> None:
    sheet = grid().text(180, 124, "114.9.30").text(234, 124, "地籍課").text(163, 144, "7月")
    assert texts(sheet) == {(1, 1): "114.9.30", (1, 2): "地籍課", (2, 1): "7月"}
    assert spilling(sheet) == {"114.9.30"}


def test_what_of_a_cell_stands_beside_the_table_is_no_line_of_the_page() -> None:
    sheet = grid().text(262, 124, "114.9.30").text(100, 200, "附註")
    with TemporaryDirectory() as folder:
        (layout,) = read_pages(write_pdf(Path(folder) / "page.pdf", sheet))
    assert [line.text for line in layout.lines] == ["附註"]


def test_neighbours_that_touch_are_not_joined() -> None:
    sheet = grid().text(100, 124, "五字滿一格").text(160, 124, "下一格")
    assert texts(sheet) == {(1, 0): "五字滿一格", (1, 1): "下一格"}
    assert spilling(sheet) == set()


def test_signs_set_closer_than_they_are_wide_are_no_overprint() -> None:
    sheet = grid().text(103, 124, "「甲」").text(133, 124, "，乙")
    assert texts(sheet) == {(1, 0): "「甲」，乙"}
    assert spilling(sheet) == set()


def test_items_with_text_that_leaves_its_cell_are_flagged(tmp_path: Path) -> None:
    sheet = grid()
    for x, name in zip(X, ("工作項目", "主辦單位", "辦理期限"), strict=False):
        sheet.text(x + 3, 104, name)
    sheet.clipped_text(103, 124, "定期清查逾期案件", CELL).text(163, 124, "地籍課").text(223, 124, "3月底")
    sheet.text(103, 144, "建檔").text(163, 144, "測量課").text(223, 144, "6月底")
    document = read_pdf(write_pdf(tmp_path / "plan.pdf", sheet), "plan.pdf")
    items = normalize(document, "plan", rules(Settings())).items
    assert [(item.units, "text_spills" in item.flags) for item in items] == [(("地籍課",), True), (("測量課",), False)]


def test_text_that_its_clip_shows_no_part_of_is_not_read() -> None:
    sheet = grid(Sheet()).clipped_text(103, 40, "三、社會參與", CELL).text(163, 124, "地籍課")
    assert "社會參與" not in printed(sheet).chars.text
    assert "地籍課" in printed(sheet).chars.text
