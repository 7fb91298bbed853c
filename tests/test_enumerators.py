"""Enumerators: what opens an entry, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from schema.enumerators import chinese_number, read_enumerator

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
