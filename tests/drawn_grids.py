"""Sheets of tables with all their rules, and the tables that are found on them."""

from __future__ import annotations

from extract.pages import PageCell, PageTable
from extract.pdf.ruled import Ruled
from tests.drawn import draw
from tests.drawn_lines import printed
from tests.sheets import Sheet

X = [50.0, 120, 200, 300, 380]

PICTURE = """
    | 執行項目   | 推動作法     | 期限   | 單位 |
    |------------|--------------|--------|------|
    | 一、形象   | 1.美化環境   | 每月   | 各課 |
    |            | 種植花木     |        |      |
    |------------|--------------|--------|------|
    | ^          | 2.清掃       | 每週   | 總務 |
    |------------|--------------|--------|------|
    | 二、小計   | <            | <      | 研考 |
"""


def tables(sheet: Sheet) -> list[PageTable]:
    """The ruled tables on the page of SHEET."""
    return Ruled().find(printed(sheet)).tables


def text_of(cell: PageCell) -> str:
    """The lines of CELL, parted by `/`."""
    return "/".join(line.text for line in cell.lines)


def edges(n: int, step: float, start: float = 100) -> list[float]:
    """The edges of N rows that are STEP high."""
    return [start + step * k for k in range(n + 1)]


MONTHS = [50.0, 150] + [150 + 20 * k for k in range(1, 13)]
HEADER = "| 工作 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |"
APART = "| 甲案 " + "| " * 12 + "|"


def schedule(row: str = APART) -> Sheet:
    """A table of ROW with a column for each month."""
    return Sheet().table(draw(f"{HEADER}\n{row}"), MONTHS, edges(2, 30), size=8)
