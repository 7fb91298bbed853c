"""Automatic numbering of older Word files: the labels that print, as text."""

from __future__ import annotations

import struct
from pathlib import Path

from extract.doc.reader import read_doc
from tests.docfiles import P, fonts, level, lists, overrides, p, save, sprm, streams_of, style_sheet

CHINESE, CIRCLED, LETTERS, BULLET = 35, 18, 3, 23
OUTLINE = (level(34, "%1、"), level(CHINESE, "(%2)"), level(0, "%3."))
SIMPLE, STARTS, CHANGES = overrides((1, b"")), 0x10, 0x20


def in_list(text: str = "項", number: int = 1, depth: int = 0) -> P:
    return p(text, sprm(0x460B, struct.pack("<h", number)) + sprm(0x260A, depth))


def texts(
    folder: Path, *paragraphs: P, levels: tuple[tuple[bytes, ...], ...], numbers: bytes = SIMPLE, **more: bytes
) -> list[str]:
    heads, rest = lists(*levels)
    made = streams_of(paragraphs, structures={"lists": heads, "overrides": numbers, **more}, levels=rest)
    return [block.text for block in read_doc(save(folder, made), "plan.doc").blocks]


def test_a_number_prints_before_its_text_in_the_form_of_its_list(tmp_path: Path) -> None:
    found = texts(
        tmp_path,
        *(in_list(number=n) for n in (1, 1, 2, 3)),
        levels=((level(CHINESE, "(%1)"),), (level(CIRCLED, "%1"),), (level(LETTERS, "%1.", 4),)),
        numbers=overrides((1, b""), (2, b""), (3, b"")),
    )
    assert found == ["(一)項", "(二)項", "①項", "D.項"]


def test_an_outer_number_starts_the_inner_ones_anew(tmp_path: Path) -> None:
    depths = [0, 1, 1, 0, 1, 2, 2, 1]
    found = texts(tmp_path, *(in_list(depth=n) for n in depths), levels=(OUTLINE,))
    assert found == ["壹、項", "(一)項", "(二)項", "貳、項", "(一)項", "1.項", "2.項", "(二)項"]


def test_a_level_may_say_what_restarts_it_and_that_all_is_decimal(tmp_path: Path) -> None:
    never = (level(0, "%1."), level(0, "(%2)", flags=8))
    assert texts(tmp_path, *(in_list(depth=n) for n in (0, 1, 0, 1)), levels=(never,)) == [
        "1.項",
        "(1)項",
        "2.項",
        "(2)項",
    ]
    legal = (level(CHINESE, "%1、"), level(0, "%1.%2", flags=4))
    assert texts(tmp_path, in_list(), in_list(), in_list(depth=1), levels=(legal,))[-1] == "2.1項"


def test_a_number_of_a_list_may_begin_anew_or_look_otherwise(tmp_path: Path) -> None:
    anew = struct.pack("<II", 1, STARTS)
    otherwise = struct.pack("<II", 0, CHANGES) + level(LETTERS, "%1.")
    found = texts(
        tmp_path,
        *(in_list(number=n) for n in (1, 1, 2, 2, 3)),
        levels=((level(CHINESE, "%1、"),),),
        numbers=overrides((1, b""), (1, anew), (1, otherwise)),
    )
    assert found == ["一、項", "二、項", "一、項", "二、項", "C.項"]


def test_a_bullet_of_a_symbol_font_prints_as_it_looks(tmp_path: Path) -> None:
    run = sprm(0x4A4F, struct.pack("<H", 1))
    bullet = bytearray(level(BULLET, "\uf06e"))
    bullet[24] = len(run)
    made = bytes(bullet[:28]) + run + bytes(bullet[28:])
    assert texts(tmp_path, in_list(), levels=((made,),), fonts=fonts("標楷體", "Wingdings")) == ["■項"]


def test_a_style_may_put_its_paragraphs_into_a_list(tmp_path: Path) -> None:
    sheet = style_sheet(("Normal", 0, 0x0FFF, sprm(0x460B, struct.pack("<h", 1)), b""))
    assert texts(tmp_path, p("項"), p("項"), levels=((level(0, "%1."),),), styles=sheet) == ["1.項", "2.項"]


def test_a_paragraph_that_names_no_list_of_the_file_has_no_number(tmp_path: Path) -> None:
    found = texts(tmp_path, in_list(number=7), in_list(number=-3), levels=((level(0, "%1."),),))
    assert found == ["項", "項"]
