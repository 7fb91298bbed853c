"""Paragraphs of older Word files: what prints, and only that."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from extract.doc.reader import read_doc
from schema.tables import Document
from tests.docfiles import P, fonts, p, save, sprm, streams_of, style_sheet

DELETED, BOLD, HIDDEN = sprm(0x0800), sprm(0x0835), sprm(0x083C)
SPECIAL, SYMBOL = sprm(0x0855), 0x6A09


def read(folder: Path, *paragraphs: P, **structures: bytes) -> Document:
    return read_doc(save(folder, streams_of(paragraphs, structures=structures)), "plan.doc")


def texts(folder: Path, *paragraphs: P, **structures: bytes) -> list[str]:
    return [block.text for block in read(folder, *paragraphs, **structures).blocks]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("一、\t目標", "一、目標"),
        ("A\x1eB\x1fC", "A-BC"),
        ("第\x13 PAGE \x143\x15頁", "第3頁"),
        ("\x13 REF 附件 \\h \x01\x14附件\x13 X \x14一\x15\x15", "附件一"),
        ("第\x13 EQ \\o\\ac(○,3)\x15項", "第③項"),
        ("\x13 EQ \\* jc2 \\o\\ad(\\s\\up 10(ㄇㄠ),貓)\x15科", "貓科"),
        ("註\x02解\x05", "註解"),
        ("𠮷祥", "𠮷祥"),
    ],
)
def test_a_paragraph_is_what_prints_of_it(tmp_path: Path, text: str, printed: str) -> None:
    units = text.encode("utf-16-le")
    as_kept = "".join(chr(code) for (code,) in struct.iter_unpack("<H", units))
    made = streams_of([p("計畫"), p(as_kept)]) if as_kept == text else _with_pairs(text)
    assert [b.text for b in read_doc(save(tmp_path, made), "plan.doc").blocks] == ["計畫", printed]


def _with_pairs(text: str) -> dict[str, bytes]:
    """A file whose TEXT holds characters that take two places: written with others, which are then replaced."""
    places = "".join("甲乙" if ord(char) > 0xFFFF else char for char in text)
    made = streams_of([p("計畫"), p(places)])
    main = made["WordDocument"].replace(places.encode("utf-16-le"), text.encode("utf-16-le"))
    return made | {"WordDocument": main}


def test_a_line_break_by_hand_parts_lines_and_a_page_break_parts_paragraphs(tmp_path: Path) -> None:
    assert texts(tmp_path, p("壹、依據\x0b貳、目標"), p("參、", mark="\f"), p("肆、")) == [
        "壹、依據",
        "貳、目標",
        "參、",
        "肆、",
    ]


def test_deleted_and_hidden_text_is_left_out_and_told(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        P((("印", b""), ("刪", DELETED), ("藏", HIDDEN))),
        P((("整段不印", HIDDEN),), mark_run=HIDDEN),
        p("後文"),
    )
    assert [block.text for block in document.blocks] == ["印", "後文"]
    assert [issue.code for issue in document.issues] == ["tracked_changes", "hidden_text"]


def test_a_paragraph_whose_end_is_deleted_prints_as_one_with_the_next(tmp_path: Path) -> None:
    assert texts(tmp_path, P((("前段", b""),), mark_run=DELETED), p("後段")) == ["前段後段"]


def test_properties_come_from_styles_and_from_the_text_itself(tmp_path: Path) -> None:
    styles = style_sheet(
        ("Normal", 0, 0x0FFF, b"", sprm(0x4A43, struct.pack("<H", 24))),
        ("標題 1", 1, 0, sprm(0x2403), BOLD),
        ("Loop", 99, 2, b"", b""),
    )
    first, second, third = read(
        tmp_path, p("壹、依據", style=1), p("不粗", style=1, run=sprm(0x0835, 0x81)), p("內文", style=2), styles=styles
    ).blocks
    assert (first.bold, first.centered, first.heading_level, first.size_pt) == (True, True, 1, 12.0)
    assert not second.bold
    assert (third.bold, third.heading_level) == (False, None)


def test_symbols_are_read_as_they_look(tmp_path: Path) -> None:
    faces = fonts("標楷體", "Wingdings")
    tick = SPECIAL + sprm(SYMBOL, struct.pack("<HH", 1, 0xF0FC))
    in_face = sprm(0x4A4F, struct.pack("<H", 1))
    runs = (("(", tick), ("n", in_face), ("(甲)", b""))
    assert texts(tmp_path, P(runs), fonts=faces) == ["✓■(甲)"]


def test_the_text_of_a_box_follows_the_paragraph_that_holds_it(tmp_path: Path) -> None:
    anchor = struct.pack("<II", 2, 9) + struct.pack("<I4iHi", 1026, 0, 0, 2000, 500, 0, 0)
    boxes = struct.pack("<III", 0, 3, 6) + struct.pack("<14xI4x", 1026) + struct.pack("<14xI4x", 1027)
    made = streams_of(
        [p("框外\x08"), p("之後")],
        boxes=[p("框內"), p("散框")],
        structures={"anchors": anchor, "boxes": boxes},
    )
    assert [b.text for b in read_doc(save(tmp_path, made), "x").blocks] == ["框外", "框內", "之後", "散框"]


def form(kind: int, state: int, default: int, *choices: str) -> bytes:
    """A form field as the data stream keeps it."""
    name, blank = struct.pack("<H", 2) + "欄1".encode("utf-16-le") + b"\0\0", bytes(4)
    listed = b"".join(struct.pack("<H", len(one)) + one.encode("utf-16-le") for one in choices)
    rest = struct.pack("<H", default) + blank * 5 + struct.pack("<HHH", 0xFFFF, len(choices), 0) + listed
    field = struct.pack("<IHHH", 0xFFFFFFFF, kind | state << 2, 0, 0) + name + rest
    return struct.pack("<IH", 68 + len(field), 68) + bytes(62) + field


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (form(1, 1, 0), "☑"),
        (form(1, 25, 0), "☐"),
        (form(2, 1, 0, "民政課", "社會課"), "社會課"),
        (form(2, 25, 0, "民政課", "社會課"), "民政課"),
        (form(2, 9, 0, "民政課"), ""),
        (form(1, 1, 0)[:40], ""),
    ],
)
def test_a_form_field_shows_its_state(tmp_path: Path, field: bytes, shown: str) -> None:
    code = " FORMCHECKBOX " if shown in "☑☐" else " FORMDROPDOWN "
    here = SPECIAL + sprm(0x6A03, struct.pack("<I", 0))
    runs = (("單位\x13", b""), (code, b""), ("\x01", here), ("\x14\x15止", b""))
    made = streams_of([P(runs)], data=field)
    assert [b.text for b in read_doc(save(tmp_path, made), "x").blocks] == [f"單位{shown}止"]


def test_text_in_one_byte_a_character_is_read(tmp_path: Path) -> None:
    made = streams_of([p("ABC\x93Q\x94")])
    text = struct.pack("<6H", *map(ord, "ABC\x93Q\x94"))
    narrow = b"ABC\x93Q\x94\r".ljust(len(text) + 2, b"\0")
    main = made["WordDocument"].replace(text + b"\r\0", narrow)
    table = made["0Table"].replace(struct.pack("<I", 0x600), struct.pack("<I", 0x600 * 2 | 0x40000000), 1)
    (block,) = read_doc(save(tmp_path, {"WordDocument": main, "0Table": table}), "x").blocks
    assert block.text == "ABC“Q”"
