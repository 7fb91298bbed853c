"""Two columns under one name, told by the rules between rows that begin at the second of them."""

from __future__ import annotations

from itertools import pairwise

from tests.drawn_lines import SIZE, tables
from tests.sheets import Sheet
from tests.shown import cell_at, texts

X = [60.0, 140, 240, 400, 500]
ROW = 24.0

ROWS = [
    "工作項目||具體做法|時間|處室",
    "一、生命|1.融入|擬定計畫備查。|8月|教務處",
    "|2.體驗|辦理一日志工。|9月|學務處",
    "二、性平|1.宣導|到校宣講。|10月|輔導室",
]


def sheet(rows: list[str], *, merged: bool = True) -> Sheet:
    """ROWS, a line each, with a level rule above every one; under a cell that is MERGED over two it has a gap."""
    drawn, y = Sheet(), 80.0
    for row in rows:
        drawn.rule(X[1] if merged and row.startswith("|") else X[0], y, 560, y)
        for x, text in zip([X[0], X[1], X[2], X[3], X[4]], row.split("|"), strict=True):
            middle = 45 if row is rows[0] and x == X[0] else 0
            drawn.text(x + 5 + middle, y + 7, text, SIZE)
        y += ROW
    return drawn.rule(X[0], y, 560, y)


def test_a_rule_that_begins_further_on_tells_a_column_that_no_name_tells() -> None:
    (table,) = tables(sheet(ROWS))
    assert (table.n_rows, table.n_cols, table.header_rows) == (4, 5, 1)
    assert cell_at(table, 0, 0) is cell_at(table, 0, 1)
    assert texts(table)[1][:3] == ["一、生命", "1.融入", "擬定計畫備查。"]
    assert [cell_at(table, row, 1).text for row in (1, 2, 3)] == ["1.融入", "2.體驗", "1.宣導"]


def test_a_rule_that_begins_within_a_line_of_text_parts_no_column() -> None:
    rows = [ROWS[0], "一、生命教育融入各領域|  |擬定計畫備查。|8月|教務處", "|2.體驗|辦理一日志工。|9月|學務處"]
    (table,) = tables(sheet(rows))
    assert table.n_cols == 4


def test_columns_lie_side_by_side() -> None:
    (table,) = tables(sheet(ROWS))
    boxes = [cell_at(table, 1, col).fragments[0].bbox for col in range(table.n_cols)]
    assert all(left.x1 <= right.x0 for left, right in pairwise(boxes))
