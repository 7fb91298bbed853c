"""Sheets of tables with level rules only, and what is read from these and other sheets."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from extract.logical import join_pages
from extract.pages import PageLayout
from extract.pdf.page import read_page
from extract.pdf.primitives import PagePrimitives
from extract.pdf.reader import read_pages
from schema.tables import Table
from tests.drawn import draw
from tests.sheets import Sheet, write_pdf

X = [60.0, 130, 290, 400, 500]  # edges of the columns
PITCH, SIZE, PAD = 15.0, 10.0, 5.0

PICTURE = """
    | 執行項目 | 推動作法         | 期限     | 單位 |
    |----------|------------------|----------|------|
    | 一、形象 | 1.美化辦公環境， | 每月     | 各課 |
    |          | 並定期清掃廁所。 |          |      |
    |          | 2.設置無障礙設施 | 每季     | 總務 |
    |----------|------------------|----------|------|
    |          | 3.改善夜間照明。 | 隨時辦理 | 各課 |
    |----------|------------------|----------|------|
    | 二、流程 | 1.簡化申請書表。 | 每月     | 研考 |
"""


def printed(sheet: Sheet) -> PagePrimitives:
    """What stands on the page of SHEET."""
    with TemporaryDirectory() as folder:
        pdf = pypdfium2.PdfDocument(write_pdf(Path(folder) / "page.pdf", sheet))
        try:
            return read_page(pdf, 1)
        finally:
            pdf.close()


def read(*sheets: Sheet) -> list[PageLayout]:
    with TemporaryDirectory() as folder:
        return read_pages(write_pdf(Path(folder) / "plan.pdf", *sheets))


def tables(*sheets: Sheet) -> list[Table]:
    return list(join_pages(read(*sheets))[1])


def three_lines(
    picture: str,
    sheet: Sheet | None = None,
    *,
    top: float = 80,
    rows_apart: float = 4,
    header: bool = True,
    end: bool = True,
) -> Sheet:
    """PICTURE's table with rules above and below its header and at its END only, rows a little apart."""
    sheet = Sheet() if sheet is None else sheet
    drawn = draw(picture, header_rows=1 if header else 0)
    x = X[: drawn.n_cols + 1]
    lines = [(cell, line) for cell in drawn.cells for line in cell.lines]
    for cell, line in lines:
        y = top + line.at * PITCH + cell.row * rows_apart + (PAD if cell.row else 0)
        sheet.text(x[cell.col] + PAD, y - SIZE / 2, line.text, SIZE)
    height = max(line.at for _, line in lines) * PITCH + drawn.n_rows * rows_apart + PAD
    if header:
        below = top + max(line.at for cell, line in lines if cell.row == 0) * PITCH + PITCH / 2 + 2
        sheet.rule(x[0], top, x[-1], top, thick=1.5).rule(x[0], below, x[-1], below)
    return sheet.rule(x[0], top + height + 8, x[-1], top + height + 8, thick=1.5) if end else sheet


def ruled_sections(rows: list[str], top: float = 80) -> Sheet:
    """ROWS, a line each, with a level rule above and below every one; a section's title stands in one alone."""
    sheet, y = Sheet(), top
    for row in rows:
        sheet.rule(X[0], y, X[4], y)
        for x, text in zip(X, row.split("|"), strict=False):
            sheet.text(x + PAD, y + 6, text, SIZE)
        y += 24
    return sheet.rule(X[0], y, X[4], y)
