"""Tables without a frame whose headings over the whole width interrupt every upright rule."""

from __future__ import annotations

import pytest

from tests.drawn_lines import SIZE, tables
from tests.sheets import Sheet
from tests.shown import texts

X = [60.0, 300, 400, 500]  # the outer two are sides that no rule closes
ROW = 20.0

ROWS = [
    "應辦事項|負責單位|期程",
    "=一、檔案點收",
    "逐日轉檔。|文書科|每日",
    "逾期稽催。|文書科|每月",
    "=二、檔案應用",
    "函復申請。|檔案室|隨時",
]


def sheet(rows: list[str], *, room: float = 0.0, sides: bool = False) -> Sheet:
    """ROWS, a line each, with level rules between them and upright ones between columns; a row that begins with = is
    one text with ROOM more points above and below it. SIDES: the outer columns are closed."""
    drawn, y = Sheet(), 80.0
    for row in rows:
        high = ROW
        drawn.rule(X[0], y, X[-1], y)
        if row.startswith("="):
            high += 2 * room
            drawn.text(X[0] + 5, y + room + 5, row[1:], SIZE)
        else:
            for x, text in zip(X, row.split("|"), strict=False):
                drawn.text(x + 5, y + 5, text, SIZE)
            for x in X if sides else X[1:-1]:
                drawn.rule(x, y, x, y + ROW)
        y += high
    return drawn.rule(X[0], y, X[-1], y)


def test_rows_above_and_below_a_heading_are_one_table() -> None:
    (table,) = tables(sheet(ROWS))
    assert (table.n_rows, table.n_cols) == (6, 3)
    assert [(c.row, c.colspan) for c in table.cells if c.colspan > 1] == [(1, 3), (4, 3)]
    assert texts(table)[5] == ["函復申請。", "檔案室", "隨時"]


def test_a_heading_right_below_another_one_interrupts_no_table() -> None:
    (table,) = tables(sheet([*ROWS[:1], "=壹、檔案管理", *ROWS[1:]]))
    assert [c.text for c in table.cells if c.colspan == 3] == ["壹、檔案管理", "一、檔案點收", "二、檔案應用"]


@pytest.mark.parametrize(
    "drawn",
    [
        sheet([*ROWS[:1], ROWS[2], "=表二", *ROWS[:1], ROWS[5]]),
        sheet([*ROWS[:1], ROWS[2], "=表二", "檢討意見|決議|日期", ROWS[5]], room=12),
        sheet([*ROWS[:1], ROWS[2], "=表二", "檢討意見|決議|日期", ROWS[5]], sides=True),
    ],
    ids=["its header is printed again", "there is room around its name", "each has a frame"],
)
def test_the_name_of_the_next_table_is_no_heading(drawn: Sheet) -> None:
    assert len(tables(drawn)) == 2


def test_both_open_sides_are_told_by_one_rule_where_a_page_ends_below_the_names() -> None:
    """The foot of a page holds no more of a table without a frame than its names, under their one rule."""
    sheet = Sheet().rule(60, 700, 500, 700)
    for x, text in zip(X, ["工作項目", "具體內容", "辦理期間"], strict=False):
        sheet.text(x + 5, 706, text, SIZE)
    for x in X[1:-1]:
        sheet.rule(x, 700, x, 720)
    (table,) = tables(sheet)
    assert texts(table) == [["工作項目", "具體內容", "辦理期間"]]
