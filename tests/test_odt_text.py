"""Paragraphs of OpenDocument texts: what prints, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.odt.reader import read_odt
from schema.tables import Document
from tests.odtfiles import p, save, style


def read(folder: Path, body: str, *, styles: str = "", common: str = "") -> Document:
    return read_odt(save(folder, body, styles=styles, common=common), "plan.odt")


def texts(folder: Path, body: str, *, styles: str = "") -> list[str]:
    return [block.text for block in read(folder, body, styles=styles).blocks]


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        ("受理<text:span>申請</text:span>案件", "受理申請案件"),
        ("a\n  <text:span> b</text:span>", "a b"),
        ('A<text:s text:c="3"/>B', "A B"),
        ("一、<text:tab/>目標", "一、目標"),
        ("第<text:page-number>3</text:page-number>頁", "第3頁"),
        ("<text:a>網站</text:a><text:bookmark-start/>公告", "網站公告"),
        ("附註<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>文</text:p></text:note-body></text:note>在下", "附註在下"),
        ("<text:ruby><text:ruby-base>函</text:ruby-base><text:ruby-text>ㄏㄢˊ</text:ruby-text></text:ruby>覆", "函覆"),
        ("甲<office:annotation><text:p>請確認</text:p></office:annotation>乙", "甲乙"),
        ("<text:change-start/>新增<text:change-end/><text:change/>", "新增"),
        ("前<text:soft-page-break/>後", "前後"),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_prints_of_it(tmp_path: Path, content: str, printed: str) -> None:
    assert texts(tmp_path, p(content)) == [printed]


def test_a_line_break_by_hand_parts_lines(tmp_path: Path) -> None:
    assert texts(tmp_path, p("壹、依據<text:line-break/>貳、目標")) == ["壹、依據", "貳、目標"]


def test_deleted_and_hidden_text_is_left_out_and_told(tmp_path: Path) -> None:
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>刪去</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    hidden = '<text:span text:style-name="H">不印</text:span>'
    paragraph = '<text:hidden-paragraph text:is-hidden="true"/>整段不印'
    section = f'<text:section text:display="none">{p("不印的一節")}</text:section>'
    shown = f"<text:section>{p('印的一節')}</text:section>"
    body = deleted + p(f"印{hidden}") + p(paragraph) + section + shown
    document = read(tmp_path, body, styles=style("text", "H", 'text:display="none"'))
    assert [block.text for block in document.blocks] == ["印", "印的一節"]
    assert [issue.code for issue in document.issues] == ["tracked_changes", "hidden_text", "hidden_text"]


def test_a_heading_and_a_centred_bold_line_are_told(tmp_path: Path) -> None:
    styles = style("paragraph", "C", 'fo:text-align="center"') + style(
        "text", "B", 'style:font-weight-asian="bold" style:font-size-asian="150%"'
    )
    title = p('<text:span text:style-name="B">年度計畫</text:span>', "C")
    heading = '<text:h text:outline-level="2">依據</text:h>'
    first, second = read(tmp_path, title + heading, styles=styles).blocks
    assert (first.centered, first.bold, first.size_pt) == (True, True, 18.0)
    assert second.heading_level == 2


def test_a_style_goes_back_to_its_parents_and_survives_a_circle(tmp_path: Path) -> None:
    common = style("paragraph", "Base", 'fo:text-align="center"', 'style:parent-style-name="Mine"')
    styles = style("paragraph", "Mine", "", 'style:parent-style-name="Base"')
    (block,) = read(tmp_path, p("計畫", "Mine"), styles=styles, common=common).blocks
    assert block.centered


def test_signs_of_a_symbol_font_are_read_as_they_look(tmp_path: Path) -> None:
    styles = style("text", "W", 'style:font-name="Wingdings"')
    assert texts(tmp_path, p('<text:span text:style-name="W">\uf0fc</text:span>完成'), styles=styles) == ["✓完成"]
    styles = style("text", "W", 'style:font-name="標楷體" style:font-name-complex="Wingdings 2"')
    assert texts(tmp_path, p('<text:span text:style-name="W">\uf0a3是</text:span>'), styles=styles) == ["□是"]


def test_the_text_of_a_box_follows_the_paragraph_that_holds_it(tmp_path: Path) -> None:
    box = f"<draw:frame><draw:text-box>{p('框內')}</draw:text-box></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('圖內')}</draw:custom-shape></draw:g>"
    assert texts(tmp_path, p(f"框外{box}{shape}") + p("之後")) == ["框外", "框內", "圖內", "之後"]
