"""Cells merged over all rows that a page shows, where the page's ends close no row."""

from __future__ import annotations

from itertools import pairwise

from tests.drawn_lines import SIZE, tables
from tests.sheets import Sheet
from tests.shown import texts

X = [60.0, 140, 220, 400, 480]
LEVELS = (160.0, 240.0)


def sheet(blank: int, *, closed: bool = False) -> Sheet:
    """Three rows whose cells in column BLANK are one; the first and the last of them go on over the page's ends,
    unless CLOSED."""
    drawn = Sheet()
    for x in X:
        drawn.rule(x, 80, x, 320)
    for col, (left, right) in enumerate(pairwise(X)):
        if col == blank:
            continue
        for n, y in enumerate((80, *LEVELS)):
            drawn.text(left + 5, y + 5, f"{'甲乙丙丁'[col]}{n + 1}", SIZE)
        for y in (80.0, *LEVELS, 320.0) if closed else LEVELS:
            drawn.rule(left, y, right, y)
    return drawn


def test_a_cell_merged_over_all_rows_parts_no_table() -> None:
    (table,) = tables(sheet(1))
    assert [(c.col, c.rowspan) for c in table.cells if c.rowspan > 1] == [(1, 3)]
    assert texts(table)[1] == ["甲2", "", "丙2", "丁2"]


def test_tables_side_by_side_that_are_closed_are_two() -> None:
    assert [table.n_cols for table in tables(sheet(2, closed=True))] == [2]


def test_a_page_that_draws_no_column_of_what_began_before_goes_on_with_the_table() -> None:
    first = sheet(1)
    for x in X:
        first.rule(x, 320, x, 800)
    for left, right in pairwise(X):
        first.rule(left, 320, right, 320)
    rest = Sheet()
    for x in X[1:]:
        rest.rule(x, 60, x, 120)
    rest.rule(X[1], 120, X[-1], 120)
    for x, text in zip(X[1:], "乙丙丁", strict=False):
        rest.text(x + 5, 70, f"{text}4", SIZE)
    (table,) = tables(first, rest)
    assert (table.n_cols, texts(table)[-1]) == (4, ["", "乙4", "丙4", "丁4"])
