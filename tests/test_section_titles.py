"""Headings of sections in tables without upright rules: one cell over all columns, wherever they are set."""

from __future__ import annotations

import pytest

from tests.drawn_lines import SIZE, tables
from tests.sheets import Sheet
from tests.shown import texts

X = [60.0, 100, 320, 420, 500]
HEADER = ["項次", "工作內容", "主辦單位", "完成期限"]
ROWS = [
    ["1", "編印防火宣導摺頁並於", "民政課", "3月"],
    ["2", "辦理急救訓練。", "社會課", "每季"],
    ["3", "汰換老舊器材並建立清", "秘書室", "9月"],
]


def sheet(title: str, at: float) -> Sheet:
    """A table between three rules whose TITLE, which begins at AT, stands above its second row."""
    drawn = Sheet().rule(X[0], 80, X[-1], 80, thick=1.5).rule(X[0], 104, X[-1], 104)
    y = 87.0
    for n, row in enumerate([HEADER, *ROWS]):
        if n == 2:
            drawn.text(at, y, title, SIZE)
            y += 26
        for x, text in zip(X, row, strict=False):
            drawn.text(x + 5, y, text, SIZE)
        if row[1].endswith(("於", "清")):
            y += 15
            drawn.text(X[1] + 5, y, "明文件。", SIZE)
        y += 26
    return drawn.rule(X[0], y, X[-1], y, thick=1.5)


@pytest.mark.parametrize("at", [255.0, 65.0], ids=["in the middle of the table", "over the edge of a column"])
def test_a_numbered_line_alone_in_its_row_is_one_cell(at: float) -> None:
    (table,) = tables(sheet("二、安全管理", at))
    assert [(c.row, c.text) for c in table.cells if c.colspan == 4] == [(2, "二、安全管理")]
    assert texts(table)[3] == ["2", "辦理急救訓練。", "社會課", "每季"]


def test_a_numbered_line_at_the_left_of_its_column_stays_there() -> None:
    (table,) = tables(sheet("2.安全管理", 105.0))
    assert all(cell.colspan == 1 for cell in table.cells)


def test_a_line_in_the_middle_without_a_number_stays_in_its_column() -> None:
    (table,) = tables(sheet("安全管理", 260.0))
    assert all(cell.colspan == 1 for cell in table.cells)
