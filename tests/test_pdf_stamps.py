"""Watermarks and stamps that stand upright, over or under a table, are no part of its text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.pdf.reader import read_pdf
from schema.tables import Document
from tests.sheets import Sheet, write_pdf

RED, GREY, BLUE = (0.8, 0, 0), (0.85, 0.85, 0.85), (0, 0, 0.8)
CELLS = [
    ["策略", "行動方案", "期程"],
    ["展示教育", "規劃導覽並公布成果", "每月"],
    ["典藏維護", "建置標準程序", "六月底"],
]
X, Y = [40, 140, 340, 440], [100, 130, 160, 190]


def table(sheet: Sheet) -> Sheet:
    for row, texts in enumerate(CELLS):
        for col, text in enumerate(texts):
            sheet.frame(X[col], Y[row], X[col + 1], Y[row + 1]).text(X[col] + 4, Y[row] + 8, text)
    return sheet


def read(tmp_path: Path, sheet: Sheet) -> Document:
    return read_pdf(write_pdf(tmp_path / "page.pdf", sheet), "page.pdf")


def texts(document: Document) -> list[list[str]]:
    (found,) = document.tables
    return [[cell.text for cell in found.row_cells(row)] for row in range(found.n_rows)]


def codes(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]


LEFT_OUT: dict[str, Callable[[Sheet], Sheet]] = {
    "a large grey word under the text": lambda sheet: table(sheet.text(60, 100, "草稿專用", 80, rgb=GREY)),
    "a large grey word over the text": lambda sheet: table(sheet).text(60, 100, "草稿專用", 80, rgb=GREY),
    "a red word across a line": lambda sheet: table(sheet).text(150, 132, "機關內部文件", 14, rgb=RED),
    "a red word in a frame": lambda sheet: (
        table(sheet).text(150, 132, "機密文件", 14, rgb=RED).frame(145, 128, 215, 152, 2, RED)
    ),
    "a frame with a word beside the text, across a rule": lambda sheet: (
        table(sheet).text(280, 150, "校對", 14, rgb=RED).frame(275, 145, 315, 170, 2, RED)
    ),
    "a ring with a word beside the text, across a rule": lambda sheet: (
        table(sheet).text(280, 150, "校對", 14, rgb=RED).ring(270, 135, 320, 180, RED)
    ),
}


@pytest.mark.parametrize("drawn", LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_stamp_is_left_out_and_told(tmp_path: Path, drawn: Callable[[Sheet], Sheet]) -> None:
    document = read(tmp_path, drawn(Sheet()))
    assert texts(document) == CELLS
    assert codes(document) == ["stamped_text"]


KEPT: dict[str, tuple[Callable[[Sheet], Sheet], str]] = {
    "a red word beside black ones": (lambda sheet: sheet.text(260, 138, "新增", rgb=RED), "規劃導覽並公布成果新增"),
    "a red word framed within a cell": (
        lambda sheet: sheet.text(280, 138, "新增", rgb=RED).frame(276, 133, 330, 157, 1, RED),
        "規劃導覽並公布成果新增",
    ),
    "a shadow under a word": (lambda sheet: sheet.text(145, 138.6, "規劃", rgb=GREY), "規劃導覽並公布成果"),
}


@pytest.mark.parametrize(("drawn", "text"), KEPT.values(), ids=KEPT)
def test_coloured_text_that_covers_nothing_is_kept(tmp_path: Path, drawn: Callable[[Sheet], Sheet], text: str) -> None:
    document = read(tmp_path, drawn(table(Sheet())))
    assert text in "".join(line.text for found in document.tables for cell in found.cells for line in cell.lines)
    assert "stamped_text" not in codes(document)


def test_a_table_ruled_in_the_colour_of_its_header_is_whole(tmp_path: Path) -> None:
    sheet = Sheet()
    for row, line in enumerate(CELLS):
        for col, text in enumerate(line):
            sheet.frame(X[col], Y[row], X[col + 1], Y[row + 1], rgb=BLUE)
            sheet.text(X[col] + 4, Y[row] + 8, text, rgb=BLUE if row == 0 else (0, 0, 0))
    document = read(tmp_path, sheet)
    assert texts(document) == CELLS
    assert codes(document) == []
