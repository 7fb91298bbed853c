"""Sections of a document, from blocks built by hand."""

from __future__ import annotations

from typing import Any

from normalize.sections import sections_of
from schema.plan import Section
from schema.tables import Block


def outline(sections: tuple[Section, ...]) -> list[Any]:
    return [(s.level, s.label, s.heading, s.text, *outline(s.children)) for s in sections]


def test_sections_nest_by_their_enumerators() -> None:
    lines = [
        "壹、依據：本府計畫。",
        "貳、目標",
        "一、機關形象",
        "(一)服務場所",
        "說明文字。",
        "二、服務流程",
        "參、附則",
    ]
    assert outline(sections_of([Block(line) for line in lines])) == [
        (1, "壹、", "依據", "本府計畫。"),
        (
            1,
            "貳、",
            "目標",
            "",
            (2, "一、", "機關形象", "", (3, "(一)", "服務場所", "說明文字。")),
            (2, "二、", "服務流程", ""),
        ),
        (1, "參、", "附則", ""),
    ]


def test_a_list_of_sentences_is_text_of_its_section() -> None:
    lines = ["壹、依據", "一、行政院函頒方案。", "二、本府函頒計畫。"]
    assert outline(sections_of([Block(line) for line in lines])) == [
        (1, "壹、", "依據", "一、行政院函頒方案。\n二、本府函頒計畫。")
    ]


def test_a_heading_style_opens_a_section_without_an_enumerator() -> None:
    blocks = [Block("目標", heading_level=1), Block("說明。"), Block("範圍", heading_level=2), Block("其他。")]
    assert outline(sections_of(blocks)) == [(1, "", "目標", "說明。", (2, "", "範圍", "其他。"))]


def test_text_before_any_heading_is_kept() -> None:
    assert outline(sections_of([Block("前言。"), Block("壹、依據")])) == [
        (1, "", "", "前言。"),
        (1, "壹、", "依據", ""),
    ]


def test_lines_of_a_table_of_contents_open_no_section() -> None:
    assert sections_of([Block("壹、依據..............3")]) == ()
