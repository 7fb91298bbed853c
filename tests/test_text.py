"""Text clean-up: named steps that can be replayed, and what they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from schema.text import CLEANING, apply, clean, clean_lines, join_lines

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "text.yaml").read_text(encoding="utf-8"))

texts = st.text(
    st.sampled_from("⼀⼈⻑一二里臺（）()「」、。１０Ａａab 12\u3000\u00a0\u200b\ufeff︵﹂豈更ｶ\t\n"), max_size=30
)


@pytest.mark.parametrize(("printed", "wanted"), CASES["must_come_out"])
def test_what_a_font_or_a_printer_chose_is_made_ordinary(printed: str, wanted: str) -> None:
    assert clean(printed) == wanted


@pytest.mark.parametrize("printed", CASES["must_be_left_alone"])
def test_what_the_author_wrote_stays(printed: str) -> None:
    assert clean(printed) == printed


@given(texts)
def test_one_pass_over_a_text_does_what_the_named_steps_do(text: str) -> None:
    assert clean(text) == apply(CLEANING, text)[0]


@given(st.lists(texts))
def test_lines_cleaned_together_are_those_cleaned_one_by_one(lines: list[str]) -> None:
    assert clean_lines(lines) == [clean(line) for line in lines]


@given(texts)
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(texts)
def test_the_recorded_steps_lead_from_the_raw_text_to_the_clean_one(text: str) -> None:
    after, steps = apply(CLEANING, text)
    for step in steps:
        assert step.before == text
        text = step.after
    assert text == after


def test_lines_are_joined_with_a_space_only_between_two_latin_words() -> None:
    assert join_lines(["提供Wi-Fi", "Hotspot服務", "及FAQ", "2則"]) == "提供Wi-Fi Hotspot服務及FAQ2則"
