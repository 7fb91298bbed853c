"""What is printed on a page comes out as characters, rules and fills in the space a reader sees."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from extract.pdf.page import read_page
from extract.pdf.primitives import PagePrimitives
from tests.sheets import Sheet, write_pdf

TURNS = [0, 90, 180, 270]


def read(tmp_path: Path, sheet: Sheet) -> PagePrimitives:
    pdf = pypdfium2.PdfDocument(write_pdf(tmp_path / "page.pdf", sheet))
    try:
        return read_page(pdf, 1)
    finally:
        pdf.close()


@pytest.mark.parametrize("rotate", TURNS)
def test_a_rotated_and_cropped_page_reads_as_it_is_displayed(tmp_path: Path, rotate: int) -> None:
    sheet = Sheet(500, 300, rotate, crop=(20, 30)).text(40, 50, "推動作法", 12).rule(30, 80, 400, 80)
    page = read(tmp_path, sheet.fill(100, 100, 150, 120).rule(60, 90, 60, 200, thick=1))
    assert (page.width_pt, page.height_pt) == (500, 300)
    assert page.chars.text == "推動作法"
    assert np.allclose(page.chars.boxes[:, 1], 50, atol=0.1)
    assert np.allclose(page.chars.boxes[:, 3], 62, atol=0.1)
    assert np.allclose(page.chars.boxes[:, 0], [40, 52, 64, 76], atol=1.5)
    assert np.allclose(page.horizontal.lines, [[80, 30, 400, 0.5]], atol=0.1)
    assert np.allclose(page.vertical.lines, [[60, 90, 200, 1]], atol=0.1)
    assert np.allclose(page.fills.boxes, [[100, 100, 150, 120]], atol=0.1)
    assert page.fills.rgb.tolist() == [[204, 204, 204]]


def test_characters_of_a_line_have_one_height_whatever_their_glyph(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().text(40, 50, "一、Ag(1)。", 12))
    assert page.chars.text == "一、Ag(1)。"
    assert np.ptp(page.chars.boxes[:, 1]) < 0.01
    assert np.allclose(page.chars.sizes, 12)
    assert (page.chars.turns == 0).all()


def test_an_advance_is_as_wide_as_printed(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().text(40, 50, "一Ag", 10))
    assert np.allclose(page.chars.boxes[:, 2] - page.chars.boxes[:, 0], [10, 6, 6], atol=0.3)


def test_typed_spaces_stay_and_spaces_of_the_layout_are_not_made_up(tmp_path: Path) -> None:
    assert read(tmp_path, Sheet().text(40, 50, "ab cd").text(200, 50, "ef")).chars.text == "ab cdef"


def test_text_that_begins_with_spaces_stands_where_its_first_letter_does(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().text(40, 50, "   ab", 10).text(40, 80, "ab", 10))
    chars, letters = page.chars, [at for at, char in enumerate(page.chars.text) if char == "a"]
    assert np.allclose(chars.boxes[letters, 1], [50, 80], atol=0.1)
    assert np.allclose(chars.boxes[letters, 2] - chars.boxes[letters, 0], 6, atol=0.3)
    assert chars.boxes[letters[0], 0] > 40 + 3 * 5


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen(tmp_path: Path) -> None:
    assert read(tmp_path, Sheet().text(50, 50, "QR-").text(50, 66, "CODE")).chars.text == "QR-CODE"


def test_text_that_nobody_can_see_is_left_out_and_counted(tmp_path: Path) -> None:
    sheet = Sheet().text(40, 50, "seen").text(40, 80, "hidden", mode=3).text(700, 50, "off")
    page = read(tmp_path, sheet.text(40, 110, "white", rgb=(1, 1, 1)))
    assert page.chars.text == "seen"
    assert page.hidden == len("hiddenoffwhite")


def test_text_too_small_to_be_read_is_hidden_unless_the_whole_page_is_small(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().text(40, 50, "readable").text(40, 80, "tiny", 1))
    assert (page.chars.text, page.hidden) == ("readable", 4)
    assert read(tmp_path, Sheet().text(40, 50, "drawn small", 1.5)).chars.text == "drawn small"


def test_white_text_on_a_dark_fill_is_seen(tmp_path: Path) -> None:
    sheet = Sheet().fill(30, 40, 200, 70, (0, 0, 0.5)).text(40, 50, "white", rgb=(1, 1, 1))
    assert read(tmp_path, sheet).chars.text == "white"


def test_a_watermark_at_an_angle_is_left_out_and_counted(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().text(40, 50, "text").turned_text(100, 300, "DRAFT", "0.7 0.7 -0.7 0.7", 60))
    assert page.chars.text == "text"
    assert (page.hidden, page.slanted) == (0, 5)


@pytest.mark.parametrize(("turn", "matrix"), [(0, "1 0 0 1"), (1, "0 -1 1 0"), (2, "-1 0 0 -1"), (3, "0 1 -1 0")])
def test_quarter_turns_of_text_are_told(tmp_path: Path, turn: int, matrix: str) -> None:
    page = read(tmp_path, Sheet().turned_text(300, 300, "Unit", matrix))
    assert page.chars.text == "Unit"
    assert (page.chars.turns == turn).all()
    wide, high = np.ptp(page.chars.boxes[:, [0, 2]]), np.ptp(page.chars.boxes[:, [1, 3]])
    assert (wide > high) == (turn in (0, 2))


def test_the_halves_of_a_pair_are_one_character(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.ops.append("BT /Pair 12 Tf 1 0 0 1 40 700 Tm (AA) Tj ET")
    page = read(tmp_path, sheet)
    assert page.chars.text == "𠮷𠮷"
    assert len(page.chars.boxes) == 2


def test_a_box_wider_and_higher_than_a_rule_is_a_fill_and_has_no_edges(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().fill(50, 50, 200, 54).fill(50, 70, 200, 72.5).fill(300, 50, 302, 90))
    assert np.allclose(page.fills.boxes, [[50, 50, 200, 54]], atol=0.1)
    assert np.allclose(page.horizontal.lines, [[71.25, 50, 200, 2.5]], atol=0.1)
    assert np.allclose(page.vertical.lines, [[301, 50, 90, 2]], atol=0.1)


def test_a_stroked_box_has_four_edges_and_no_fill(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().frame(50, 60, 200, 90))
    assert sorted(page.horizontal.lines[:, 0].round().tolist()) == [60, 90]
    assert sorted(page.vertical.lines[:, 0].round().tolist()) == [50, 200]
    assert len(page.fills) == 0


def test_a_dashed_line_is_one_rule(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().rule(50, 60, 200, 60, dash="2 2"))
    assert np.allclose(page.horizontal.lines, [[60, 50, 200, 0.5]], atol=0.1)


def test_one_path_may_hold_many_rules(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.ops.append("0.5 w 50 700 m 200 700 l 50 650 m 200 650 l 50 650 m 50 700 l 60 600 m 90 630 l S")
    page = read(tmp_path, sheet)
    assert sorted(page.horizontal.lines[:, 0].round().tolist()) == [142, 192]
    assert len(page.vertical) == 1


def test_one_filled_path_may_hold_rules_and_fills(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.ops.append("0 g 50 700 150 1 re 50 650 1 50 re 300 600 40 40 re f")
    page = read(tmp_path, sheet)
    assert (len(page.horizontal), len(page.vertical), len(page.fills)) == (1, 1, 1)


def test_a_form_is_read_through_its_matrix(tmp_path: Path) -> None:
    sheet = Sheet().rule(10, 432, 60, 432).text(10, 440, "甲乙", 10).into_form("2 0 0 2 100 -421")
    page = read(tmp_path, sheet)
    assert np.allclose(page.horizontal.lines, [[443, 120, 220, 1]], atol=0.1)
    assert page.chars.text == "甲乙"
    assert np.allclose(page.chars.sizes, 20)


def test_a_thick_stroke_is_a_fill(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().rule(50, 60, 200, 60, thick=8))
    assert len(page.horizontal) == 0
    assert np.allclose(page.fills.boxes, [[50, 56, 200, 64]], atol=0.1)


def test_a_white_rule_is_seen_only_on_a_coloured_fill(tmp_path: Path) -> None:
    assert len(read(tmp_path, Sheet().rule(50, 60, 200, 60, rgb=(1, 1, 1))).horizontal) == 0
    on_grey = Sheet().fill(40, 40, 300, 90).rule(50, 60, 200, 60, rgb=(1, 1, 1))
    assert len(read(tmp_path, on_grey).horizontal) == 1


def test_an_image_gives_its_box(tmp_path: Path) -> None:
    assert np.allclose(read(tmp_path, Sheet().picture(50, 60, 200, 100)).images, [[50, 60, 200, 100]], atol=0.1)


def test_a_thin_and_long_image_is_a_rule(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().picture(50, 60, 200, 61).picture(50, 60, 51, 300).picture(80, 80, 81, 81))
    assert np.allclose(page.horizontal.lines, [[60.5, 50, 200, 1]], atol=0.1)
    assert np.allclose(page.vertical.lines, [[50.5, 60, 300, 1]], atol=0.1)
    assert np.allclose(page.images, [[80, 80, 81, 81]], atol=0.1)


@pytest.mark.parametrize("rotate", TURNS)
def test_rules_above_and_below_the_page_are_not_seen(tmp_path: Path, rotate: int) -> None:
    sheet = Sheet(500, 300, rotate, crop=(20, 30)).rule(60, -40, 60, 200).rule(80, 310, 80, 400)
    page = read(tmp_path, sheet.rule(40, -20, 400, -20).rule(40, 100, 400, 100).rule(40, 320, 400, 320))
    assert np.allclose(page.vertical.lines, [[60, 0, 200, 0.5]], atol=0.1)
    assert np.allclose(page.horizontal.lines, [[100, 40, 400, 0.5]], atol=0.1)


def test_the_strips_that_a_picture_is_cut_into_are_no_rules(tmp_path: Path) -> None:
    sheet = Sheet(500, 300)
    for n in range(50):
        sheet.picture(40, 100 + 2 * n, 400, 102 + 2 * n)
    page = read(tmp_path, sheet)
    assert len(page.horizontal) == 0
    assert len(page.images) == 50


def test_bold_is_told_where_a_printer_strokes_the_glyphs_too(tmp_path: Path) -> None:
    page = read(tmp_path, Sheet().text(40, 50, "ab", mode=2).text(40, 90, "cd"))
    assert page.chars.bold.tolist() == [True, True, False, False]
