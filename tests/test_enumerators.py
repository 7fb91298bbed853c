"""Enumerators: what opens an entry, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from schema.enumerators import chinese_number, counted_decimals, read_enumerator

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "enumerators.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "label", "number"), CASES["must_come_out"])
def test_an_enumerator_is_read_with_its_label_and_its_ordinal(text: str, label: str, number: int) -> None:
    found = read_enumerator(text)
    assert found is not None
    assert (found.label, found.number) == (label, number)


@pytest.mark.parametrize("text", CASES["must_be_left_alone"])
def test_a_number_of_the_sentence_is_none(text: str) -> None:
    assert read_enumerator(text) is None


@pytest.mark.parametrize(("text", "number"), CASES["doubtful"])
def test_what_may_be_either_is_read_only_on_demand(text: str, number: int) -> None:
    found = read_enumerator(text, doubtful=True)
    assert read_enumerator(text) is None
    assert found is not None
    assert (found.number, found.doubtful) == (number, True)


@pytest.mark.parametrize("number", range(1, 100))
def test_chinese_numerals_count_from_one_to_ninety_nine(number: int) -> None:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    assert chinese_number(written) == number


def ordinals(lines: list[str]) -> list[int | None]:
    return [None if found is None else found.number for found in counted_decimals(lines)]


@pytest.mark.parametrize(("lines", "numbers"), CASES["counted"])
def test_decimals_that_count_on_are_enumerators(lines: list[str], numbers: list[int | None]) -> None:
    assert ordinals(lines) == numbers


@pytest.mark.parametrize("lines", CASES["not_counted"])
def test_decimals_that_do_not_count_are_of_the_sentence(lines: list[str]) -> None:
    assert ordinals(lines) == [None] * len(lines)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=5).filter(lambda sizes: sum(sizes) > 1), st.sampled_from(".-"))
def test_every_list_of_decimals_is_counted_whole(sizes: list[int], mark: str) -> None:
    numbers = [(n, k) for n, size in enumerate(sizes, 1) for k in range(1, size + 1)]
    assert ordinals([f"{n}{mark}{k}辦理訓練" for n, k in numbers]) == [100 * n + k for n, k in numbers]


@given(st.lists(st.from_regex(r"\A\d{1,3}[.-]\d{1,3}(?:[.-]\d{1,2})?[公月日%倍前 ]?\Z"), max_size=6))
def test_what_is_counted_rises_from_a_first_one(lines: list[str]) -> None:
    numbers = [number for number in ordinals(lines) if number is not None]
    assert numbers == sorted(set(numbers))
    assert not numbers or (len(numbers) > 1 and numbers[0] % 100 == 1)
