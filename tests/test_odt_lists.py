"""Automatic numbering of OpenDocument: the labels that print, as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.odt.reader import read_odt
from tests.odtfiles import list_style, listed, lvl, p, save, style

CHINESE = list_style("L", lvl("一, 二, 三, ...", "%1%、"), lvl("1", "(%2%)", 2), lvl("a", "%1%-%3%.", 3))


def texts(folder: Path, body: str, *, styles: str = CHINESE, common: str = "") -> list[str]:
    return [block.text for block in read_odt(save(folder, body, styles=styles, common=common), "plan.odt").blocks]


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("1", ["1", "2"]),
        ("A", ["A", "B"]),
        ("i", ["i", "ii"]),
        ("一, 二, 三, ...", ["一", "二"]),
        ("壹, 貳, 參, ...", ["壹", "貳"]),
        ("壹, 贰, 叁, ...", ["壹", "贰"]),
        ("甲, 乙, 丙, ...", ["甲", "乙"]),
        ("子, 丑, 寅, ...", ["子", "丑"]),
        ("①, ②, ③, ...", ["①", "②"]),
        ("１, ２, ３, ...", ["1", "2"]),  # read as half-width, as all text
    ],
)
def test_a_form_is_told_by_how_it_begins(tmp_path: Path, form: str, labels: list[str]) -> None:
    styles = list_style("L", lvl(form, "%1%、"))
    assert texts(tmp_path, listed("項", "項"), styles=styles) == [f"{label}、項" for label in labels]


def test_inner_lists_begin_anew_below_each_outer_entry(tmp_path: Path) -> None:
    inner = listed("項", "項", style="")
    body = listed(p("項") + inner, p("項") + listed("項", style="") + p("續文"))
    assert texts(tmp_path, body) == ["一、項", "(1)項", "(2)項", "二、項", "(1)項", "續文"]


def test_only_the_first_paragraph_of_an_entry_has_its_number(tmp_path: Path) -> None:
    assert texts(tmp_path, listed(p("項") + p("續"), "項")) == ["一、項", "續", "二、項"]


def test_an_entry_that_only_holds_a_list_counts_nothing(tmp_path: Path) -> None:
    body = listed("項") + listed(listed("項", "項", style=""), more='text:continue-numbering="true"')
    assert texts(tmp_path, body) == ["一、項", "(1)項", "(2)項"]


def test_a_list_begins_anew_unless_it_says_that_it_goes_on(tmp_path: Path) -> None:
    body = (
        listed("項", more='xml:id="one"')
        + listed("項", style="M")
        + listed("項", more='text:continue-list="one" xml:id="two"')
        + listed("項", more='text:continue-numbering="true"')
        + listed("項")
        + listed("項", more='text:continue-list="two"')
    )
    styles = CHINESE + list_style("M", lvl("A", "%1%."))
    assert texts(tmp_path, body, styles=styles) == ["一、項", "A.項", "二、項", "三、項", "一、項", "四、項"]


def test_an_entry_may_state_its_number_and_a_level_its_start(tmp_path: Path) -> None:
    styles = list_style("L", lvl("1", "%1%.", more='text:start-value="3"'))
    items = "".join(f"<text:list-item {more}>{p('項')}</text:list-item>" for more in ("", 'text:start-value="7"', ""))
    body = f'<text:list text:style-name="L">{items}</text:list>'
    assert texts(tmp_path, body, styles=styles) == ["3.項", "7.項", "8.項"]


def test_a_label_may_hold_the_numbers_of_outer_levels(tmp_path: Path) -> None:
    old = (
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="[" style:num-suffix="]" '
        'text:display-levels="2"/>'
    )
    body = listed(p("項") + listed("項", style=""))
    assert texts(tmp_path, body, styles=list_style("L", old)) == ["1.項", "[1.1]項"]


def test_a_bullet_prints_as_it_looks_and_a_header_prints_none(tmp_path: Path) -> None:
    bullet = '<text:list-level-style-bullet text:level="1" text:bullet-char="■"/>'
    body = f'<text:list text:style-name="L"><text:list-header>{p("題")}</text:list-header></text:list>' + listed("項")
    assert texts(tmp_path, body, styles=list_style("L", bullet)) == ["題", "■項"]


def test_a_paragraph_style_may_name_another_list_style_than_its_list(tmp_path: Path) -> None:
    styles = CHINESE + list_style("M", lvl("A", "%1%.")) + style("paragraph", "Mine", "", 'style:list-style-name="M"')
    assert texts(tmp_path, listed(p("項", "Mine")), styles=styles) == ["A.項"]


def test_headings_are_numbered_as_the_outline_says(tmp_path: Path) -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" loext:num-list-format="%1%、" '
        'style:num-format="壹, 貳, 參, ..."/><text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
    )
    head = '<text:h text:outline-level="{}" {}>標題</text:h>'
    body = head.format(1, "") + head.format(2, "") + head.format(1, 'text:is-list-header="true"') + head.format(1, "")
    assert texts(tmp_path, body, common=outline) == ["壹、標題", "標題", "標題", "貳、標題"]
