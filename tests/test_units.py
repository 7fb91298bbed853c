"""Units: the lists of `cases/units.yaml`, and laws of splitting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import opencc
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from normalize.units import read_responsibilities, read_units
from normalize.units.lists import split_units
from normalize.units.words import is_unit, unit_words

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases/units.yaml").read_text(encoding="utf-8"))


def as_text(case: dict[str, Any]) -> str:
    return "|".join(case["lines"])


@pytest.mark.parametrize("case", CASES["must_come_out"], ids=as_text)
def test_a_unit_cell_is_read_as_listed(case: dict[str, Any]) -> None:
    told = read_responsibilities(case["lines"], case.get("widths"))
    assert told.units == tuple(case["units"])
    assert told.supporting == tuple(case.get("supporting", ()))
    assert told.units_raw == case.get("raw", "".join(case["lines"]))
    assert told.flags == tuple(case.get("flags", ()))


@pytest.mark.parametrize("text", CASES["must_be_left_alone"])
def test_one_unit_stays_one(text: str) -> None:
    assert read_units([text]) == (text, (text,), ())


@pytest.mark.parametrize("case", CASES["known_wrong"], ids=as_text)
@pytest.mark.xfail(strict=True, reason="a known fault; move it to must_come_out once it is mended")
def test_a_known_fault_is_still_there(case: dict[str, Any]) -> None:
    assert read_responsibilities(case["lines"]).units == tuple(case["units"])


def test_both_scripts_are_split_alike() -> None:
    converter = opencc.OpenCC("t2s")
    for case in CASES["must_come_out"]:
        told = read_responsibilities(case["lines"], case.get("widths"))
        other = read_responsibilities([converter.convert(line) for line in case["lines"]], case.get("widths"))
        assert other.units == tuple(map(converter.convert, told.units))
        assert other.supporting == tuple(map(converter.convert, told.supporting))


def test_an_empty_cell_has_no_units() -> None:
    assert read_units([]) == ("", (), ())
    assert read_units(["", " "]) == ("", (), ())


NAMES = st.sampled_from(("民政課", "社會課", "人事室", "研考", "文化局", "各區公所", "行政處", "秘書室", "全體同仁"))


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), st.sampled_from("、，；/,;及與和暨"))
def test_any_separator_gives_back_the_units_it_joined(names: list[str], separator: str) -> None:
    assert split_units(separator.join(names)) == tuple(names)


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True))
def test_whole_units_on_lines_of_their_own_stay_apart(names: list[str]) -> None:
    raw, units, _ = read_units(names)
    assert units == tuple(names)
    assert raw == "、".join(names)


@given(st.lists(NAMES, min_size=1, max_size=4, unique=True), st.integers(2, 6))
def test_a_list_wrapped_anywhere_is_whole_again(names: list[str], width: int) -> None:
    printed = "、".join(names)
    lines = [printed[at : at + width] for at in range(0, len(printed), width)]
    widths = [len(line) / width for line in lines]
    assert read_units(lines, widths)[1] == tuple(names)


@given(st.lists(st.text(max_size=12), max_size=5))
def test_no_cell_raises(lines: list[str]) -> None:
    read_units(lines)
    read_units(lines, [1.0] * len(lines))


@pytest.mark.parametrize("text", ["登記課", "各课室", "區公所", "台北市政府", "臺北市政府", "相關單位", "志工", "主計"])
def test_a_unit_is_told_in_either_script(text: str) -> None:
    assert is_unit(text)


@pytest.mark.parametrize("text", ["測", "普", "推動服務", "王小明", ""])
def test_what_is_no_unit_is_told(text: str) -> None:
    assert not is_unit(text)


def test_a_plain_misreading_of_a_unit_is_mended_and_flagged() -> None:
    told = read_responsibilities(["夕課、研者"])
    assert (told.units_raw, told.units, told.flags) == ("夕課、研者", ("各課", "研考"), ("units_repaired",))


def test_a_name_that_is_no_misreading_is_left_alone() -> None:
    told = read_responsibilities(["地用課、名勝科、人事室"])
    assert (told.units, told.flags) == (("地用課", "名勝科", "人事室"), ())


@given(st.text(alphabet="民政課社會室主辦協助及與等無第一二人員各处办", min_size=1, max_size=8))
def test_what_is_surely_one_name_is_read_as_it_is_before_a_full_stop(text: str) -> None:
    if unit_words().is_one(text):
        assert split_units(text) == split_units(f"{text}。")
        assert read_units([text])[1:] == read_units([f"{text}。"])[1:]
