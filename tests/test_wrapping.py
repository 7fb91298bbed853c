"""Line breaking: how many lines a text takes in a column."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.wrapping import LIBREOFFICE, WORD, Face, Measure, Text, count_lines

KAI = Face(12.0)
TEXTS = st.text(alphabet="提升服務品質，。、「」（）()AB12 .-", max_size=80)


def lines(text: str, width_em: float, first_em: float = 0.0) -> int:
    return count_lines([Text(text, KAI)], Measure(width_em * 12, first_em * 12))


def test_a_blank_text_takes_one_line() -> None:
    assert lines("", 10) == 1


def test_ideographs_are_one_em_wide_and_digits_half() -> None:
    assert lines("提升服務品質", 6) == 1
    assert lines("提升服務品質一", 6) == 2
    assert lines("1234567890123456", 8) == 1


def test_a_mark_that_may_not_begin_a_line_takes_its_neighbour_along() -> None:
    assert lines("提升服務，品質計畫", 4) == 3  # 提升服 / 務，品質 / 計畫


def test_a_comma_hangs_over_the_edge_in_word_only() -> None:
    texts, four = [Text("提升服務，品質計畫", KAI)], Measure(4 * 12)
    assert count_lines(texts, four, WORD) == 2
    assert count_lines(texts, four, LIBREOFFICE) == 3


def test_a_latin_word_is_not_broken() -> None:
    assert lines("使用QRCODE", 4) == 2


def test_a_hanging_indent_gives_its_first_line_more_room() -> None:
    assert lines("一二三四五六", 4, first_em=0) == 2
    assert lines("一二三四五六", 4, first_em=-2) == 1


def test_a_tab_goes_to_the_next_stop() -> None:
    texts = [Text("1.\t提升服務", KAI)]
    assert count_lines(texts, Measure(6 * 12, 0.0, tab_pt=24)) == 1
    assert count_lines(texts, Measure(6 * 12 - 1, 0.0, tab_pt=24)) == 2
    assert count_lines(texts, Measure(4 * 12, -24.0, tab_pt=24)) == 1  # up to the hanging indent


@given(TEXTS, st.floats(2, 20), st.floats(0, 10))
def test_a_wider_column_never_takes_more_lines(text: str, width_em: float, more_em: float) -> None:
    assert lines(text, width_em + more_em) <= lines(text, width_em)


@given(TEXTS, TEXTS, st.floats(2, 20))
def test_a_longer_text_never_takes_fewer_lines(text: str, more: str, width_em: float) -> None:
    assert lines(text + more, width_em) >= lines(text, width_em)


@given(TEXTS, st.floats(2, 20))
def test_lines_are_never_fewer_than_the_width_of_the_text_asks_for(text: str, width_em: float) -> None:
    inked = sum(0.5 if char.isascii() else 1.0 for char in text if char != " ")
    assert lines(text, width_em) >= int(inked / (width_em + 0.1))
