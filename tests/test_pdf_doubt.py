"""Text layers that lie, and the second reader that is asked then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from extract.pdf.doubt import doubtful_count, is_doubtful
from extract.pdf.page import read_page
from extract.pdf.primitives import PagePrimitives
from extract.pdf.second import better_read
from tests.sheets import Sheet, write_pdf


def page_of(path: Path) -> PagePrimitives:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return read_page(pdf, 1)
    finally:
        pdf.close()


@pytest.mark.parametrize(
    "text", ["", "一、推動作法", "free wifi\n", "①●■✓→“”…", "𠮷野家", "為提升\ue000服務品質而訂定本計畫，" * 3]
)
def test_ordinary_text_is_believed(text: str) -> None:
    assert not is_doubtful(text)


@pytest.mark.parametrize("text", ["\x01\x02\x03\x04\x05", "\ufffd" * 9 + "一" * 20, "\ue000\ue001\ue002\ue003\ue004"])
def test_text_of_code_points_that_nobody_reads_is_not(text: str) -> None:
    assert is_doubtful(text)


def test_doubtful_characters_are_counted() -> None:
    assert doubtful_count("甲\ufffd乙\ufffd\x02\n") == 3


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_second_reader_puts_its_characters_where_the_first_does(tmp_path: Path, rotate: int) -> None:
    sheet = Sheet(500, 300, rotate, crop=(20, 30)).text(40, 50, "service", 12).text(40, 200, "quality", 12)
    path = write_pdf(tmp_path / "page.pdf", sheet)
    page = page_of(path)
    lost = replace(page, chars=replace(page.chars, text="\ufffd" * len(page.chars)))
    better = better_read(path, lost)
    assert better.chars.text == page.chars.text
    assert np.allclose(better.chars.boxes, page.chars.boxes, atol=2.5)
    assert np.allclose(better.chars.sizes, page.chars.sizes, atol=0.1)


def test_the_first_reader_stays_where_the_second_knows_no_better(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.ops.append("BT /Pair 12 Tf 1 0 0 1 40 700 Tm (BCDEFGHIJKLM) Tj ET")
    path = write_pdf(tmp_path / "page.pdf", sheet)
    page = page_of(path)
    assert better_read(path, page) is page


def test_the_first_reader_stays_where_the_second_fails(tmp_path: Path) -> None:
    page = page_of(write_pdf(tmp_path / "page.pdf", Sheet().text(40, 50, "text")))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    assert better_read(broken, page) is page
