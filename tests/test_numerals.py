"""Number formats of lists, and what holds for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.numerals import FORMS, numeral
from schema.enumerators import chinese_number

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "numerals.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("form", "number", "printed"), CASES["must_come_out"])
def test_a_number_prints_as_its_format_says(form: str, number: int, printed: str) -> None:
    assert numeral(number, form) == printed


@pytest.mark.parametrize(("form", "number", "printed"), CASES["must_be_left_alone"])
def test_a_number_that_a_format_has_no_sign_for_prints_in_digits(form: str, number: int, printed: str) -> None:
    assert numeral(number, form) == printed


@given(st.integers(min_value=1, max_value=99))
def test_a_chinese_numeral_reads_back_as_its_number(number: int) -> None:
    for form in ("taiwaneseCountingThousand", "taiwaneseCounting", "taiwaneseDigital", "ideographLegalTraditional"):
        assert chinese_number(numeral(number, form)) == number


@given(st.sampled_from(sorted(FORMS)), st.integers(min_value=-5, max_value=10**9))
def test_every_format_prints_every_number(form: str, number: int) -> None:
    assert isinstance(numeral(number, form), str)
