"""Rows and merged cells that a page break cuts are made whole, and rows that only meet there are kept apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import structs

from extract.logical import join_pages
from tests.drawn_pages import pages
from tests.shown import body

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "page_breaks.yaml").read_text(encoding="utf-8")
)


def joined(case: dict[str, Any]) -> list[list[str]]:
    _, tables, _ = join_pages(pages(*case["pages"]))
    assert len(tables) == 1
    return body(tables[0])


@pytest.mark.parametrize("case", CASES["must_come_out"], ids=lambda case: case["name"])
def test_a_cut_row_or_cell_is_made_whole(case: dict[str, Any]) -> None:
    assert joined(case) == case["rows"]


@pytest.mark.parametrize("case", CASES["must_be_left_alone"], ids=lambda case: case["name"])
def test_rows_that_meet_at_a_page_break_stay_apart(case: dict[str, Any]) -> None:
    assert joined(case) == case["rows"]


@pytest.mark.parametrize("case", CASES["known_wrong"], ids=lambda case: case["name"])
def test_what_is_still_read_wrong_is_known(case: dict[str, Any]) -> None:
    assert joined(case) != case["rows"]


def test_cells_that_a_rule_closes_beside_an_open_one_are_whole() -> None:
    first, second = pages(
        """
        | 要項 | 內容 | 單位 |
        |------|------|------|
        | 三、設施 | 改善各處的照明與標示 | 總務 |
        |------|------|------|
        | ^ | 清掃環境。 | 登記 |
        """,
        """
        | 三、設施 | 持續精進流程。 | 測量 |
        |------|------|------|
        | 四、網路 | 更新網頁 | 資訊 |
        """,
    )
    above, below = first.tables[0], second.tables[0]
    closed = tuple(structs.replace(cell, open_bottom=cell.col == 0 and cell.row == 1) for cell in above.cells)
    opened = tuple(structs.replace(cell, open_top=cell.row == 0) for cell in below.cells)
    layouts = [
        structs.replace(first, tables=(structs.replace(above, cells=closed),)),
        structs.replace(second, tables=(structs.replace(below, cells=opened, open_top=True),)),
    ]
    (table,) = join_pages(layouts)[1]
    assert body(table)[1:] == [
        ["三、設施", "清掃環境。", "登記"],
        ["三、設施", "持續精進流程。", "測量"],
        ["四、網路", "更新網頁", "資訊"],
    ]
