"""Characters become printed lines, owner by owner."""

from __future__ import annotations

import numpy as np
import pytest

from extract.pages import PageLine
from extract.pdf.lines import OUTSIDE, printed_lines
from extract.pdf.primitives import Chars, codes_of


def chars(*runs: tuple[float, float, str], size: float = 10, advance: float = 10) -> Chars:
    """Characters of RUNS (x, top, text), each as wide as ADVANCE; Latin ones half as wide."""
    text, boxes = "", []
    for x, top, run in runs:
        for char in run:
            width = advance / 2 if char < "\x7f" else advance
            boxes.append((x, top, x + width, top + size))
            x += width
        text += run
    n = len(text)
    return Chars(
        codes_of(text), np.array(boxes, float).reshape(-1, 4), np.full(n, size), np.zeros(n, bool), np.zeros(n, int)
    )


def lines(some: Chars, gap_em: float | None = None) -> tuple[PageLine, ...]:
    return printed_lines(some, np.full(len(some), OUTSIDE), gap_em).get(OUTSIDE, ())


def texts(some: Chars, gap_em: float | None = None) -> list[str]:
    return [line.text for line in lines(some, gap_em)]


def test_lines_come_from_top_to_bottom_whatever_the_order_of_the_file() -> None:
    assert texts(chars((20, 30, "第二行"), (20, 10, "第一行"))) == ["第一行", "第二行"]


def test_a_raised_character_stays_in_its_line() -> None:
    assert texts(chars((20, 10, "面積"), (40, 7.5, "2"), (45, 10, "公頃"))) == ["面積2公頃"]


def test_each_owner_has_its_own_lines() -> None:
    both = chars((20, 10, "經常性"), (51, 10, "研考"), (20, 22, "辦理"))
    owners = np.array([0, 0, 0, 1, 1, 0, 0])
    found = printed_lines(both, owners)
    assert {k: [line.text for line in v] for k, v in found.items()} == {0: ["經常性", "辦理"], 1: ["研考"]}


def test_a_gap_of_the_layout_is_no_space_between_ideographs() -> None:
    assert texts(chars((20, 10, "課"), (45, 10, "長"))) == ["課長"]


def test_a_gap_between_two_latin_words_is_a_space() -> None:
    assert texts(chars((20, 10, "free"), (44, 10, "wifi"), (80, 10, "80"), (94, 10, "90"))) == ["free wifi 80 90"]


def test_no_space_between_a_number_and_the_ideograph_beside_it() -> None:
    assert texts(chars((20, 10, "105"), (39, 10, "年"))) == ["105年"]


def test_a_typed_space_stays_between_words_and_goes_between_ideographs() -> None:
    assert texts(chars((20, 10, "1. 推 動 wifi 點"))) == ["1. 推動 wifi 點"]


@pytest.mark.parametrize("offset", [0.0, 0.3, 0.9])
def test_a_line_drawn_twice_for_bold_is_there_once_and_bold(offset: float) -> None:
    (line,) = lines(chars((20, 10, "人人"), (20 + offset, 10, "人人")))
    assert (line.text, line.bold) == ("人人", True)


def test_a_doubled_word_is_no_bold() -> None:
    (line,) = lines(chars((20, 10, "人人AA")))
    assert (line.text, line.bold) == ("人人AA", False)


def test_far_apart_pieces_are_lines_of_their_own_where_asked() -> None:
    apart = chars((20, 10, "承辦人"), (200, 10, "主管"))
    assert texts(apart) == ["承辦人主管"]
    assert texts(apart, 3.0) == ["承辦人", "主管"]


def test_blank_lines_are_left_out() -> None:
    assert texts(chars((20, 10, "甲"), (20, 30, "  　"), (20, 50, "乙"))) == ["甲", "乙"]


def test_a_line_tells_the_size_of_most_of_its_characters_and_its_box() -> None:
    mixed = chars((20, 10, "甲乙丙丁"))
    mixed.sizes[3] = 8
    (line,) = lines(mixed)
    assert line.size_pt == 10
    assert (line.box.x0, line.box.top, line.box.x1, line.box.bottom) == (20, 10, 60, 20)


def test_upright_characters_below_each_other_are_lines_of_one_character() -> None:
    assert texts(chars((20, 10, "民"), (20, 22, "政"), (20, 34, "課"))) == ["民", "政", "課"]


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_turned_text_is_read_along_its_own_direction(turn: int) -> None:
    n = 4
    step = {1: (0, 10), 2: (-10, 0), 3: (0, -10)}[turn]
    boxes = np.array([(100 + step[0] * k, 100 + step[1] * k) * 2 for k in range(n)], float)
    boxes[:, 2:] += 10
    shuffled = [2, 0, 3, 1]
    text = "".join("推動作法"[k] for k in shuffled)
    some = Chars(codes_of(text), boxes[shuffled], np.full(n, 10.0), np.zeros(n, bool), np.full(n, turn))
    (line,) = lines(some)
    assert line.text == "推動作法"
    assert (line.box.x0, line.box.top) == (boxes[:, 0].min(), boxes[:, 1].min())
