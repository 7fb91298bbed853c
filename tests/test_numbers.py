"""Numbers in Chinese and Arabic figures, and in mixtures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.numbers import read_number

_DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """NUMBER as it is said: 一百零五, 二千零一十."""
    if number == 0:
        return "零"
    text, skipped = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            text += ("零" if skipped and text else "") + _DIGITS[digit] + sign
            skipped = False
        else:
            skipped = bool(text)
    return text.removeprefix("一") if text.startswith("一十") else text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一百零五", 105),
        ("一○五", 105),
        ("一〇五", 105),
        ("一0二", 102),
        ("一百一十三", 113),
        ("一百十三", 113),
        ("廿一", 21),
        ("卅一", 31),
        ("卅", 30),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("元", 1),
        ("零", 0),
        ("壹佰", 100),
        ("壹佰零伍", 105),
        ("拾貳", 12),
        ("贰拾叁", 23),
        ("二千零一十六", 2016),
        ("二○一六", 2016),
        ("兩", 2),
        ("兩千", 2000),
        ("九千九百九十九", 9999),
        ("105", 105),
        ("007", 7),
    ],
)
def test_a_number_is_read(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "十十", "一百五", "百", "一百零", "零零五十", "一十百", "二a", "12345", "1.5", "-1", "一萬", "²", "半"]
)
def test_what_is_no_one_number_is_none(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(0, 9999))
def test_a_spelled_number_is_read_back(number: int) -> None:
    assert read_number(spelled(number)) == number


@given(st.integers(0, 9999))
def test_a_number_digit_by_digit_is_read_back(number: int) -> None:
    assert read_number("".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))) == number


@given(st.text(max_size=10))
def test_no_text_raises(text: str) -> None:
    assert read_number(text) is None or isinstance(read_number(text), int)
