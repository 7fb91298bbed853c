"""Pages in the middle of a table that has upright rules only between its entries."""

from __future__ import annotations

import pytest

from tests.drawn_lines import tables
from tests.sheets import Sheet
from tests.shown import cell_at

X = (60.0, 150.0, 330.0, 420.0, 530.0)
TOP, HEAD, BOTTOM, STEP = 60.0, 80.0, 780.0, 14.0
Entry = tuple[str, str, str, str]
ENTRIES: list[Entry] = [
    (f"工作{n}", "1.訂定計畫並據以執行，每季檢討。", "秘書室" if n % 2 else "民政課", "每季") for n in range(60)
]


def sheet(entries: list[Entry], *, head: bool = False, foot: bool = False) -> Sheet:
    """A page of a table: its upright rules run from TOP to BOTTOM, level ones stand around a header and at its foot."""
    made = Sheet()
    for y in ([TOP, HEAD] if head else []) + ([BOTTOM] if foot else []):
        made.rule(X[0], y, X[-1], y)
    for x in X:
        made.rule(x, TOP, x, BOTTOM)
    if head:
        for x, name in zip(X, ("工作項目", "執行內容", "主辦單位", "期限"), strict=False):
            made.text(x + 4, TOP + 5, name, 10)
    for n, entry in enumerate(entries):
        y = HEAD + 5 + 2.6 * STEP * n
        for x, text in zip(X, entry, strict=False):
            made.text(x + 4, y, text, 10)
        made.text(X[1] + 4, y + STEP, "2.彙整成果。", 10)
    return made


def test_a_page_without_level_rules_goes_on_with_the_table_of_the_page_before() -> None:
    (table,) = tables(sheet(ENTRIES[:18], head=True), sheet(ENTRIES[18:36]), sheet(ENTRIES[36:50], foot=True))
    assert (table.pages, table.header_rows, table.n_rows) == ((1, 2, 3), 1, 51)
    assert [cell_at(table, row, 0).text for row in range(1, 51)] == [entry[0] for entry in ENTRIES[:50]]
    assert [cell_at(table, row, 2).text for row in range(1, 51)] == [entry[2] for entry in ENTRIES[:50]]


def across() -> Sheet:
    made = sheet([])
    for n in range(30):
        made.text(X[0] + 4, HEAD + STEP * n, "本計畫奉核後實施修正時亦同並公告於網站供民眾查閱本計畫奉核後實施", 10)
    return made


def two_columns() -> Sheet:
    made = Sheet()
    for x in (60.0, 300.0, 530.0):
        made.rule(x, TOP, x, BOTTOM)
        made.text(min(x + 10, 310), HEAD, "本計畫奉核後實施", 10)
    return made


@pytest.mark.parametrize(
    "page",
    [across(), two_columns(), sheet([("註", "", "", "")] * 3)],
    ids=["across", "two columns", "words in two columns"],
)
def test_upright_rules_beside_text_that_does_not_keep_to_three_columns_are_no_table(page: Sheet) -> None:
    assert tables(page) == []
