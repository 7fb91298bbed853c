"""A shaded cell is a mark only where its colour is not the ground of its row or column."""

from __future__ import annotations

import pytest

from extract.grounds import Shade, marked

HEAD = 1
# One line a row, one character a cell: `.` no fill, small letters a colour, capital letters the same with text,
# `-` text without a fill.
TABLES = {
    "marks on white": ("---", ["-.a", "-a."], ["12", "21"]),
    "a stripe of a zebra": ("-----", ["--z..", "--...", "ZZzmz"], ["12", "33"]),
    "a zebra is told by its texts": ("----", ["ZZzm", "--m.", "ZZzz"], ["13", "22"]),
    "tinted columns under a tinted header": ("-T-T", ["-t.m", "-m.t"], ["13", "21"]),
    "tinted columns told by another colour": ("----", ["-t.t", "-m.t", "-tmt"], ["21", "32"]),
    "tints by turns": ("----", ["-tut", "-muT", "-tum"], ["21", "33"]),
    "tinted columns in a zebra": ("-T-", ["ZTm", "-t.", "-tm"], ["12", "32"]),
    "a month in which every row has a mark": ("----", ["-..m", "-.mm", "-m.m"], ["13", "22", "23", "31", "33"]),
    "every month of one row": ("----", ["-mmm", "-..."], ["11", "12", "13"]),
    "marks in the header's colour": ("HHH", ["-h.", "-.h"], ["11", "22"]),
    "a heading in the header's colour": ("HHH", ["H..", "-h."], ["21"]),
    "two colours of marks": ("----", ["-mn.", "-.mn", "-n.m"], ["11", "12", "22", "23", "31", "33"]),
}


def shades(rows: list[str]) -> list[Shade]:
    return [
        Shade(r, c, 1, 1, None if sign in ".-" else sign.lower(), sign not in "." and not sign.islower(), r < HEAD)
        for r, row in enumerate(rows)
        for c, sign in enumerate(row)
    ]


@pytest.mark.parametrize("name", TABLES)
def test_marks_are_told_from_grounds(name: str) -> None:
    header, rows, expected = TABLES[name]
    cells = shades([header, *rows])
    assert sorted(f"{cells[k].row}{cells[k].col}" for k in marked(cells)) == expected


def test_a_merged_cell_of_another_colour_does_not_hide_a_rows_stripe() -> None:
    level = Shade(1, 0, 2, 1, None, True, False)
    stripe = [Shade(2, 1, 1, 1, "z", True, False), Shade(2, 2, 1, 1, "z", False, False)]
    plain = [Shade(1, 1, 1, 1, None, True, False), Shade(1, 2, 1, 1, "m", False, False)]
    assert marked([level, *plain, *stripe]) == {2}


def test_a_header_is_never_marked() -> None:
    assert marked(shades(["-m", "-."])) == set()
