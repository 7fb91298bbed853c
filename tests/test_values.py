"""The lines of a narrow cell into the values that it lists, by what reads whole and by which lines are full."""

from __future__ import annotations

import pytest

from normalize.complete import COMPLETE
from normalize.values import values_of
from normalize.widths import Room, widths_of
from schema.places import Box, Fragment
from schema.tables import Cell, Line, Table

SIZE, PITCH, EM = 10.0, 14.0, 5  # the cell has room for five ideographs


@pytest.mark.parametrize(
    ("role", "lines", "expected"),
    [
        ("units", ["公共服務組", "數位創新中", "心"], ["公共服務組", "數位創新中心"]),
        ("units", ["公共服務組", "數位創新典", "藏近用中心"], ["公共服務組", "數位創新典藏近用中心"]),
        ("units", ["公共服務組", "典藏近用組"], ["公共服務組", "典藏近用組"]),
        ("units", ["廢棄物清理", "科"], ["廢棄物清理科"]),
        ("units", ["研究組、公", "共服務組"], ["研究組、公共服務組"]),
        ("period", ["上半年", "11月"], ["上半年", "11月"]),
        ("period", ["每月15", "日"], ["每月15日"]),
        ("period", ["112年3月1", "日至112年5", "月31日"], ["112年3月1日至112年5月31日"]),
        ("period", ["112年3月1日", "至112年5月", "31日"], ["112年3月1日至112年5月31日"]),
        ("period", ["112/09–", "113/06"], ["112/09–113/06"]),
        ("period", ["—", "3月"], ["—", "3月"]),
        ("period", ["3月", "至11月止"], ["3月至11月止"]),
        ("units", ["2.醫療組、", "行政組", "3.藥師"], ["2.醫療組、行政組", "3.藥師"]),
        ("units", ["福利科、社會", "救助科"], ["福利科、社會救助科"]),
        ("units", ["資源回", "收科"], ["資源回收科"]),
        ("units", ["研考", "各課"], ["研考", "各課"]),
        ("period", ["2月、5月", "、8月"], ["2月、5月、8月"]),
        ("period", ["112年", "2~12月"], ["112年2~12月"]),
        ("units", ["資訊、綜所", "稅股"], ["資訊、綜所稅股"]),
        ("units", ["文書、本所", "各課"], ["文書、本所", "各課"]),
        ("units", ["資訊室及綜所", "稅股"], ["資訊室及綜所稅股"]),
        ("units", ["典閱組及館", "長室"], ["典閱組及館長室"]),
        ("units", ["區里、各區", "清潔", "隊"], ["區里、各區清潔隊"]),
        ("units", ["各鄉鎮各里", "辦公處"], ["各鄉鎮各里辦公處"]),
        ("units", ["研考、法制", "專員"], ["研考、法制專員"]),
        ("officers", ["技士李國華", "幹事林淑芬"], ["技士李國華", "幹事林淑芬"]),
        ("officers", ["技士李國華", "、技正", "蘇柏翰"], ["技士李國華、技正蘇柏翰"]),
        ("period", ["105.06.30", "年底前"], ["105.06.30", "年底前"]),
    ],
    ids=lambda value: "/".join(value) if isinstance(value, list) else value,
)
def test_a_value_ends_where_it_reads_whole(role: str, lines: list[str], expected: list[str]) -> None:
    printed = [
        Line(text, n * PITCH, SIZE, 1, Box(0, n * PITCH, SIZE * sum(0.5 if c.isascii() else 1 for c in text), 10))
        for n, text in enumerate(lines)
    ]
    found = values_of(printed, Room(EM * SIZE + 2), COMPLETE[role])
    assert [value.text for value in found] == expected


@pytest.mark.parametrize(
    ("lines", "elsewhere", "expected"),
    [
        (["輔導組、社區", "服務組長"], ["社區服務組長"], ["輔導組、社區服務組長"]),
        (["輔導組、社區", "服務組長"], ["社區", "服務組長"], ["輔導組、社區", "服務組長"]),
        (["典閱組及綜所", "稅課"], ["綜所稅課"], ["典閱組及綜所稅課"]),
        (["臨時專案甲", "臨時專案乙"], ["臨時專案甲", "臨時專案乙"], ["臨時專案甲", "臨時專案乙"]),
    ],
    ids=lambda value: "/".join(value),
)
def test_what_other_cells_name_tells_a_wrapped_name_from_two(
    lines: list[str], elsewhere: list[str], expected: list[str]
) -> None:
    printed = [Line(text, n * PITCH, SIZE, 1, Box(0, n * PITCH, SIZE * len(text), 10)) for n, text in enumerate(lines)]
    found = values_of(printed, Room(5.5 * SIZE), COMPLETE["units"], set(elsewhere).__contains__)
    assert [value.text for value in found] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["人事", "室、", "南科", "分館"], ["人事室、南科分館"]),
        (["各", "班", "導", "師"], ["各班導師"]),
        (["研考", "人事", "各課"], ["研考", "人事", "各課"]),
    ],
    ids=lambda value: "/".join(value),
)
def test_in_a_cell_too_narrow_for_a_name_only_whole_words_stand_apart(lines: list[str], expected: list[str]) -> None:
    printed = [Line(text, n * PITCH, SIZE, 1, Box(0, n * PITCH, SIZE * len(text), 10)) for n, text in enumerate(lines)]
    room = Room((max(map(len, lines)) + 0.5) * SIZE)
    found = values_of(printed, room, COMPLETE["units"], set[str]().__contains__)
    assert [value.text for value in found] == expected


def test_the_room_of_a_cell_is_told_by_lines_that_keep_inside_it() -> None:
    """A name wider than its column, and a full line in the middle that a comma hangs over, tell no padding."""
    printed = [("預定完成時間", -3.0, 72.0), ("社會救助科、", 1.0, 72.0), ("身心障礙福", 7.0, 60.0)]
    cells = tuple(
        Cell(
            row,
            0,
            lines=(Line(text, row * PITCH, SIZE, 1, Box(100 + indent, 0, 100 + indent + width, 10)),),
            fragments=(Fragment(1, Box(100, 0, 174, 10)),),
        )
        for row, (text, indent, width) in enumerate(printed)
    )
    table = Table(table_no=1, n_rows=3, n_cols=1, cells=cells, finder="ruled")
    room = widths_of(table, body_start=1).room(cells[2])
    assert room is not None
    assert room.width_pt == 60.0


def in_a_cell(pitch: float, *texts: str) -> tuple[str, ...]:
    """The values of a cell of units with room for seven ideographs, its lines PITCH apart, in a table of that cell."""
    lines = tuple(
        Line(text, n * pitch, SIZE, 1, Box(105, n * pitch, 105 + SIZE * len(text), n * pitch + SIZE))
        for n, text in enumerate(texts)
    )
    cell = Cell(0, 0, lines=lines, fragments=(Fragment(1, Box(100, 0, 182, 100)),))
    table = Table(table_no=1, n_rows=1, n_cols=1, cells=(cell,), finder="ruled")
    return tuple(value.text for value in values_of(lines, widths_of(table).room(cell), COMPLETE["units"]))


@pytest.mark.parametrize("pitch", [12.0, 14.0, 18.0, 20.0])
def test_a_wrapped_unit_is_whole_however_far_apart_the_lines_of_its_table_stand(pitch: float) -> None:
    assert in_a_cell(pitch, "資訊處、綜合統", "計處") == ("資訊處、綜合統計處",)


def test_a_blank_line_parts_two_values() -> None:
    assert in_a_cell(28.0, "資訊處、綜合統", "計處") == ("資訊處、綜合統", "計處")


def test_a_line_that_next_to_nothing_would_be_left_on_is_full() -> None:
    printed = [
        Line(text, n * PITCH, SIZE, 1, Box(0, n * PITCH, SIZE * len(text), 10))
        for n, text in enumerate(["空氣噪音", "管理科"])
    ]
    assert [value.text for value in values_of(printed, Room(5 * SIZE + 1), COMPLETE["units"])] == ["空氣噪音管理科"]
    assert len(values_of(printed, Room(5 * SIZE + 3), COMPLETE["units"])) == 2


def test_lines_that_run_sideways_are_as_long_as_they_stand_high() -> None:
    """A wide table printed sideways: its boxes are kept as the page shows them."""
    lines = tuple(
        Line(text, n * PITCH, SIZE, 1, Box(100 - n * PITCH, 205, 110 - n * PITCH, 205 + SIZE * len(text)))
        for n, text in enumerate(["教育局、綜合", "計處"])
    )
    cell = Cell(0, 0, lines=lines, fragments=(Fragment(1, Box(20, 200, 120, 274)),))
    short = Cell(1, 0, lines=(Line("關", 99.0, SIZE, 1, Box(11, 205, 21, 215)),), fragments=cell.fragments)
    table = Table(table_no=1, n_rows=2, n_cols=1, cells=(cell, short), finder="ruled")
    room = widths_of(table).room(cell)
    assert room is not None
    assert room.width_pt == 64.0
    assert len(values_of(lines, room, COMPLETE["units"])) == 1
