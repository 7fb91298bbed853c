"""Text layers that lie, and the second reader that is asked then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from msgspec import structs

from extract.formats import read_document
from extract.pdf import oxide
from extract.pdf.doubt import doubtful_count, is_doubtful
from extract.pdf.oxide import oxide_chars
from extract.pdf.page import read_page
from extract.pdf.plumber import plumber_chars
from extract.pdf.primitives import Chars, PagePrimitives, codes_of
from extract.pdf.reader import read_pdf
from extract.pdf.second import better_read
from normalize.plans import normalize
from planlift.pipeline import rules
from planlift.settings import Settings
from schema.issues import TEXT_LAYER_DOUBTFUL, Issue
from tests.fonts import write_without_unicode
from tests.sheets import Sheet, write_pdf

NEEDS_OXIDE = pytest.mark.skipif(not oxide.is_installed(), reason=f"needs {oxide.INSTALL}")
TEXT = "臺北市各區公所應於每月五日前將辦理情形送研考單位彙整"


def page_of(path: Path) -> PagePrimitives:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return read_page(pdf, 1)
    finally:
        pdf.close()


def chars(text: str, em: float = 1.0) -> Chars:
    """TEXT on one line, 10 points high, every character EM wide."""
    n = len(text)
    x = np.arange(n) * 10.0
    boxes = np.column_stack((x, np.zeros(n), x + 10 * em, np.full(n, 10.0)))
    return Chars(codes_of(text), boxes, np.full(n, 10.0), np.zeros(n, np.bool_), np.zeros(n, np.int64))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一、推動作法",
        "ＦＡＱ、ＷＩＦＩ（１）",
        "①●■✓→“”…",
        "𠮷野家",
        "為提升\ue000服務品質而訂定本計畫，" * 3,
    ],
)
def test_ordinary_text_is_believed(text: str) -> None:
    assert not is_doubtful(chars(text))


@pytest.mark.parametrize("text", ["free wifi Mm Ww", "Élève à côté", "يبيبَح habibi", "Ελληνικά и русский"])
def test_narrow_alphabets_are_believed(text: str) -> None:
    assert not is_doubtful(chars(text, 0.6))


@pytest.mark.parametrize("text", ["\x01\x02\x03\x04\x05", "\ufffd" * 9 + "一" * 20, "\ue000\ue001\ue002\ue003\ue004"])
def test_text_of_code_points_that_nobody_reads_is_not(text: str) -> None:
    assert is_doubtful(chars(text))


def test_latin_letters_as_wide_as_chinese_ones_are_not_believed() -> None:
    assert is_doubtful(chars("XyÊI°òòTþzBÔI"))


@pytest.mark.parametrize("text", ["一1行政院研考會2", "<服務品質獎="])
def test_latin_signs_as_wide_as_chinese_ones_are_counted(text: str) -> None:
    assert doubtful_count(chars(text)) == 2


def test_a_page_in_many_far_alphabets_at_once_is_not_believed() -> None:
    assert is_doubtful(chars("፲ᐃᏣក០ᚠᜀ", 0.6))
    assert not is_doubtful(chars("አማርኛ ጽሑፍ ነው", 0.6))


def test_doubtful_characters_are_counted() -> None:
    assert doubtful_count(chars("甲\ufffd乙\ufffd\x02\n")) == 3


def test_glyphs_that_stand_for_no_text_do_not_vanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oxide, "find_spec", lambda name: None)
    (block,) = read_pdf(write_without_unicode(tmp_path / "page.pdf", TEXT[:9]), "page.pdf").blocks
    assert block.text == "\ufffd" * 9


@NEEDS_OXIDE
def test_a_font_that_says_only_in_itself_what_its_glyphs_are_is_read(tmp_path: Path) -> None:
    path = write_without_unicode(tmp_path / "page.pdf", TEXT)
    assert is_doubtful(page_of(path).chars)
    document = read_pdf(path, "page.pdf")
    assert [block.text for block in document.blocks] == [TEXT]
    assert [issue.code for issue in document.issues] == ["text_layer_doubtful"]
    assert "another reader's text was taken" in document.issues[0].message


@NEEDS_OXIDE
def test_the_third_reader_puts_its_characters_where_the_first_does(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "page.pdf", Sheet(500, 300, crop=(20, 30)).text(40, 50, "service 服務", 12))
    theirs, ours = oxide_chars(path, 1), page_of(path).chars
    assert theirs is not None
    assert theirs.text == ours.text
    assert np.allclose(theirs.boxes, ours.boxes, atol=0.1)


@NEEDS_OXIDE
@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_the_third_reader_is_not_asked_about_turned_pages(tmp_path: Path, rotate: int) -> None:
    path = write_pdf(tmp_path / "page.pdf", Sheet(500, 300, rotate).text(40, 50, "service", 12))
    assert oxide_chars(path, 1) is None


def test_guesses_at_glyph_numbers_are_not_taken_for_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oxide, "find_spec", lambda name: None)
    path = write_without_unicode(tmp_path / "page.pdf", TEXT)
    guessed = plumber_chars(path, 1)
    assert guessed is not None
    assert set(guessed.text) == {"\ufffd"}
    (issue,) = read_pdf(path, "page.pdf").issues
    assert issue.message.endswith("run again after pip install 'planlift[oxide]'.")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_second_reader_puts_its_characters_where_the_first_does(tmp_path: Path, rotate: int) -> None:
    sheet = Sheet(500, 300, rotate, crop=(20, 30)).text(40, 50, "service", 12).text(40, 200, "quality", 12)
    path = write_pdf(tmp_path / "page.pdf", sheet)
    page = page_of(path)
    lost = structs.replace(page, chars=structs.replace(page.chars, codes=codes_of("\ufffd" * len(page.chars))))
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


def test_items_on_a_page_whose_text_is_in_doubt_are_flagged() -> None:
    path = Path(__file__).parents[1] / "samples" / "documents" / "nanpu-district-108.pdf"
    document = read_document(path, path.name)
    doubted = replace(
        document, issues=(Issue(TEXT_LAYER_DOUBTFUL, "Page 2 has fonts that name wrong characters.", page=2),)
    )
    items = normalize(doubted, "plan", rules(Settings())).items
    told = {
        ("text_doubtful" in item.flags, 2 in {item.page, *(part.page for part in item.fragments)}) for item in items
    }
    assert told == {(True, True), (False, False)}
