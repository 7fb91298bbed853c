"""Weights, and the bracket that a column's header announces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.weights import AMBIGUOUS, Weight, read_weight, split_announced

BOTH = ("weight", "officers")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("(200分)", 200.0, "points"),
        ("機關形象 (100 分)", 100.0, "points"),
        ("一、優質便民（400分）", 400.0, "points"),
        ("10%", 10.0, "percent"),
        ("10％", 10.0, "percent"),
        ("百分之十", 10.0, "percent"),
        ("百分之15", 15.0, "percent"),
        ("10.5分", 10.5, "points"),
        ("二十分", 20.0, "points"),
        ("(2分/王小明)", 2.0, "points"),
        ("配分：5分", 5.0, "points"),
    ],
)
def test_a_weight_is_read(text: str, value: float, unit: str) -> None:
    assert read_weight(text) == Weight(value, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["", "電話禮貌", "3分鐘內回應", "分局", "第2分隊", "5分類", "部分", "10", "服務(含雙語)", "0800-123", "十分重視"],
)
def test_what_states_no_weight_has_none(text: str) -> None:
    assert read_weight(text) == Weight()


@pytest.mark.parametrize("text", ["(民)10.5分/(社)8分", "(民)10.5分/高志遠(社)4.5分/邱文彬", "(民)5分/(社)5分"])
def test_two_weights_for_two_units_are_none_and_flagged(text: str) -> None:
    assert read_weight(text) == Weight(None, "", (AMBIGUOUS,))


@pytest.mark.parametrize(
    ("text", "name", "value", "officers"),
    [
        ("市容查報(2分/王小明)", "市容查報", 2.0, ("王小明",)),
        ("市容查報（2分／王小明）", "市容查報", 2.0, ("王小明",)),
        ("市容查報\n(2分/王小明、李大同)", "市容查報", 2.0, ("王小明", "李大同")),
        ("市容查報(10%/王小明)", "市容查報", 10.0, ("王小明",)),
        ("市容查報(2/王小明)", "市容查報", 2.0, ("王小明",)),
        ("市容查報(王小明/2分)", "市容查報", 2.0, ("王小明",)),
        ("志工(含導覽)管理(2分/王小明)", "志工(含導覽)管理", 2.0, ("王小明",)),
        ("整備與督考(民)10.5分/高志遠(社)4.5分/邱文彬", "整備與督考", None, ("高志遠", "邱文彬")),
        ("市容查報(2分)", "市容查報", 2.0, ()),
        ("市容查報", "市容查報", None, ()),
    ],
)
def test_an_announced_bracket_leaves_the_name(
    text: str, name: str, value: float | None, officers: tuple[str, ...]
) -> None:
    told = split_announced(text, BOTH)
    assert (told.name, told.weight.value, told.officers) == (name, value, officers)


def test_only_what_the_header_announces_is_taken() -> None:
    told = split_announced("市容查報(王小明)", ("officers",))
    assert (told.name, told.officers, told.weight) == ("市容查報", ("王小明",), Weight())
    assert split_announced("市容查報(民政課/王小明)", ("units", "officers")).units == ("民政課",)


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    read_weight(text)
    split_announced(text, BOTH)
