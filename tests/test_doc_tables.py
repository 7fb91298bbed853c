"""Tables of older Word files: grids, merged cells, header rows, shading and bars."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from extract.doc.reader import read_doc
from schema.tables import Document, Table
from tests.docfiles import IN_TABLE, P, cell, p, row, save, sprm, streams_of

FIRST_MERGED, MERGED, BEGINS_DOWN, GOES_ON_DOWN = 1, 2, 0x60, 0x20
TOP, NO_RULE = 0x01040000, 0xFFFFFFFF  # a rule, and none
TWO, THREE = [0, 3000, 6000], [0, 2000, 4000, 6000]
INNER = IN_TABLE + sprm(0x6649, struct.pack("<I", 2))


def read(folder: Path, *paragraphs: P, **structures: bytes) -> Document:
    return read_doc(save(folder, streams_of([*paragraphs, p()], structures=structures)), "plan.doc")


def table(folder: Path, *paragraphs: P, **structures: bytes) -> Table:
    (found,) = read(folder, *paragraphs, **structures).tables
    return found


def spans(found: Table) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in found.cells]


def cells(*texts: str) -> list[P]:
    return [cell(text) for text in texts]


def test_cells_hold_their_paragraphs_and_rows_their_cells(tmp_path: Path) -> None:
    found = table(tmp_path, *cells("工作", "單位"), row(TWO), p("掃地", IN_TABLE), *cells("拖地", "總務課"), row(TWO))
    assert [[line.text for line in c.lines] for c in found.cells] == [["工作"], ["單位"], ["掃地", "拖地"], ["總務課"]]
    assert found.finder == "doc"


def test_merged_cells_are_one_across_and_down(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        *cells("甲", "", "乙"),
        row(THREE, [FIRST_MERGED, MERGED, BEGINS_DOWN]),
        *cells("丙", "丁", ""),
        row(THREE, [0, 0, GOES_ON_DOWN]),
    )
    assert spans(found) == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 2, 1), ("丙", 1, 0, 1, 1), ("丁", 1, 1, 1, 1)]


def test_cells_may_be_merged_after_the_row_was_described(tmp_path: Path) -> None:
    across = sprm(0x5624, b"\x00\x02")
    down, on = sprm(0xD62B, b"\x02\x03"), sprm(0xD62B, b"\x02\x01")
    rows = (*cells("甲", "", "乙"), row(THREE, more=across + down), *cells("丙", "丁", ""), row(THREE, more=on))
    assert spans(table(tmp_path, *rows))[:2] == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 2, 1)]


def test_a_row_may_be_described_by_cells_put_in_and_taken_out(tmp_path: Path) -> None:
    put_in = sprm(0x7621, struct.pack("<BBh", 0, 4, 1000)) + sprm(0x7623, struct.pack("<BBh", 1, 2, 3000))
    taken_out = sprm(0x5622, b"\x02\x03")
    end = P((), IN_TABLE + sprm(0x2417) + put_in + taken_out, "\x07")
    found = table(tmp_path, *cells("一", "二", "三"), end, *cells("甲", "乙"), row([0, 1000, 5000]))
    assert spans(found)[3:] == [("甲", 1, 0, 1, 1), ("乙", 1, 1, 1, 2)]


def test_columns_are_told_by_the_edges_of_all_rows(tmp_path: Path) -> None:
    found = table(tmp_path, *cells("三欄"), row([0, 6000]), *cells("一", "二", "三"), row(THREE))
    assert spans(found)[0] == ("三欄", 0, 0, 1, 3)
    assert found.n_cols == 3


def test_a_row_that_describes_too_few_cells_loses_none(tmp_path: Path) -> None:
    assert [c.text for c in table(tmp_path, *cells("工作", "單位", "期限"), row(TWO)).cells] == ["工作", "單位", "期限"]


def test_a_row_without_its_end_loses_nothing(tmp_path: Path) -> None:
    found = table(tmp_path, *cells("工作", "單位"), row(TWO), *cells("掃地"))
    assert [c.text for c in found.cells] == ["工作", "單位", "掃地"]


def test_a_row_that_is_marked_is_the_header_and_a_deleted_row_is_left_out(tmp_path: Path) -> None:
    end = row(TWO)
    gone = P(end.runs, end.modifiers, end.mark, mark_run=sprm(0x0800))
    found = table(
        tmp_path,
        *cells("工作", "單位"),
        row(TWO, more=sprm(0x3404)),
        *cells("不印", "不印"),
        gone,
        *cells("掃地", "總務課"),
        row(TWO),
    )
    assert found.header_rows == 1
    assert [c.text for c in found.cells] == ["工作", "單位", "掃地", "總務課"]


def test_rows_that_no_rule_parts_are_one(tmp_path: Path) -> None:
    below, above = (TOP, NO_RULE), (NO_RULE, TOP)
    found = table(
        tmp_path,
        *cells("工作", "單位"),
        row(TWO, more=sprm(0x3404), sides=(TOP, TOP)),
        *cells("1.掃地", "總務課"),
        row(TWO, sides=below),
        *cells("2.拖地", "民政課"),
        row(TWO, sides=above),
        *cells("3.澆花", "社會課"),
        row(TWO, sides=(TOP, TOP)),
    )
    assert [[line.text for line in c.lines] for c in found.cells if c.row == 1] == [
        ["1.掃地", "2.拖地"],
        ["總務課", "民政課"],
    ]
    assert found.n_rows == 3


def test_rows_are_parted_by_the_rules_of_the_whole_table(tmp_path: Path) -> None:
    by_table = sprm(0xD613, bytes(32) + b"\0\0\0\0\4\1\0\0" + bytes(8))
    ends = [row(TWO, more=by_table) for _ in range(3)]
    found = table(
        tmp_path, *cells("工作", "單位"), ends[0], *cells("掃地", "總務課"), ends[1], *cells("拖地", "人事"), ends[2]
    )
    assert found.n_rows == 3


def test_a_table_inside_a_cell_stays_in_it(tmp_path: Path) -> None:
    inner_end, inner_row = sprm(0x244B), sprm(0x244C)
    found = table(
        tmp_path,
        *cells("工作", "說明"),
        row(TWO),
        cell("掃地"),
        p("內甲", INNER + inner_end),
        p("內乙", INNER + inner_end),
        p("", INNER + inner_row),
        cell(),
        row(TWO),
    )
    assert [c.text for c in found.cells] == ["工作", "說明", "掃地", "內甲內乙"]


def test_cells_in_a_colour_of_their_own_are_filled(tmp_path: Path) -> None:
    white, grey, auto = b"\xff\xff\xff\x00", b"\xbf\xbf\xbf\x00", b"\x00\x00\x00\xff"
    shades = sprm(0xD612, b"".join(auto + colour + b"\0\0" for colour in (white, grey, white)))
    old = sprm(0xD609, struct.pack("<3H", 0, 0xFFFF, 8 << 10))  # none, none, a pattern
    header = (*cells("工作", "1月", "2月"), row(THREE, more=sprm(0x3404)))
    found = table(
        tmp_path, *header, *cells("掃地", "", ""), row(THREE, more=shades), *cells("拖地", "", ""), row(THREE, more=old)
    )
    assert [(c.row, c.col) for c in found.cells if c.filled] == [(1, 1), (2, 2)]


def record(kind: int, content: bytes, instance: int = 0, *, container: bool = False) -> bytes:
    return struct.pack("<HHI", instance << 4 | (0xF if container else 0), kind, len(content)) + content


def shape(number: int, kind: int, more: bytes = b"") -> bytes:
    return record(0xF004, record(0xF00A, struct.pack("<II", number, 0), kind) + more, container=True)


def test_months_under_drawn_lines_and_groups_of_them_are_filled(tmp_path: Path) -> None:
    frame = struct.pack("<4i", 0, 0, 100, 10)
    group_head = shape(1027, 0, record(0xF009, frame))
    group = record(
        0xF003, group_head + shape(1028, 1, record(0xF00F, struct.pack("<4i", 50, 0, 100, 10))), container=True
    )
    root = record(0xF003, shape(1024, 0) + shape(1026, 20) + group, container=True)
    drawings = record(0xF000, b"") + b"\0" + record(0xF002, root, container=True)
    header = (*cells("工作", "1月", "2月"), row(THREE, more=sprm(0x3404)))
    rows = (cell("掃地"), cell("\x08"), cell(), row(THREE), cell("拖地"), cell("\x08"), cell(), row(THREE))
    text = "".join(one.mark if not one.runs else one.runs[0][0] + one.mark for one in (*header, *rows))
    places = [n for n, char in enumerate(text) if char == "\x08"]
    line, bars = (1026, 0, 150, 1900, 150), (1027, 0, 100, 3900, 200)
    anchors = struct.pack("<III", *places, len(text)) + b"".join(struct.pack("<I4i6x", *one) for one in (line, bars))
    found = table(tmp_path, *header, *rows, anchors=anchors, drawings=drawings)
    assert [(c.row, c.col) for c in found.cells if c.filled] == [(1, 1), (2, 2)]


@pytest.mark.parametrize(
    "damaged",
    [
        record(0xF000, b"") + b"\0" + record(0xF002, record(0xF003, shape(1024, 0), container=True))[:-6],
        record(0xF000, b"")
        + b"\0"
        + record(0xF002, record(0xF003, shape(1, 0) + record(0xF003, b""), container=True), container=True),
        b"\0\0\0\0\xff\xff\xff\xff",
    ],
    ids=["cut short", "an empty group", "longer than the file"],
)
def test_damaged_drawings_cost_their_bars_and_nothing_else(tmp_path: Path, damaged: bytes) -> None:
    document = read(tmp_path, *cells("工作", "單位"), row(TWO), *cells("拖地", "總務課"), row(TWO), drawings=damaged)
    assert [issue.code for issue in document.issues] == ["drawings_damaged"]
    assert [c.text for c in document.tables[0].cells] == ["工作", "單位", "拖地", "總務課"]
