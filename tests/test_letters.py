"""Official letters: the line they are bound along is no text, and their head tells subject, agency and year."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.formats import read_document
from normalize.metadata import Metadata, describe
from schema.tables import Block, Document, Source
from tests.sheets import Sheet, write_pdf

SOURCE = Source("letter.pdf", "0" * 64, "application/pdf", 1, "hand")
HEAD = ("清溪縣政府函", "受文者：東河國民中學", "發文日期：中華民國110年9月30日", "發文字號：府教學字第1103718733號")

FIRST, SECOND = "主旨：有關辦理競賽一案，請查照。", "說明：請各校踴躍報名參加。"


def said(*lines: str) -> Metadata:
    return describe(Document(SOURCE, tuple(Block(line, page=1, size_pt=12) for line in lines)))


def letter(*signs: str) -> Sheet:
    """A letter bound along its left margin, with SIGNS there, the first at the height of the first line."""
    sheet = Sheet()
    for n, sign in enumerate(signs):
        sheet.text(39 if sign in "裝訂線" else 42, 100 + 60 * n, sign)
    return sheet.text(66, 100, FIRST, 12).text(66, 150, SECOND, 12)


def lines_of(sheet: Sheet, folder: Path) -> list[str]:
    return [block.text for block in read_document(write_pdf(folder / "letter.pdf", sheet), "letter.pdf").blocks]


@pytest.mark.parametrize("signs", ["裝訂線", "︱裝︱訂︱線︱", "|||裝|訂|線|||"])
def test_the_line_along_which_a_letter_is_bound_is_no_text(signs: str, tmp_path: Path) -> None:
    assert lines_of(letter(*signs), tmp_path) == [FIRST, SECOND]


@pytest.mark.parametrize("signs", ["裝訂", "裝線訂", "裝|訂|科|線"])
def test_what_is_no_whole_binding_line_is_kept(signs: str, tmp_path: Path) -> None:
    told = "".join(lines_of(letter(*signs), tmp_path))
    assert all(sign in told for sign in signs)


def test_a_letter_is_called_by_its_subject() -> None:
    told = said(
        *HEAD, "主旨：檢送本縣「110學年度創意競賽」實施計畫1份，請各校踴躍", "報名，詳如說明，請查照。", "說明："
    )
    assert (told.title, told.agency, told.roc_year, told.flags) == (
        "檢送本縣「110學年度創意競賽」實施計畫1份，請各校踴躍報名",
        "清溪縣政府",
        110,
        (),
    )


def test_a_letter_whose_subject_names_no_year_is_of_the_year_it_was_sent() -> None:
    told = said(*HEAD, "主旨：檢送會議紀錄一份，請 查照轉知。", "說明：", "一、依據113年計畫辦理。")
    assert (told.title, told.roc_year) == ("檢送會議紀錄一份", 110)


def test_a_title_comes_before_a_subject() -> None:
    told = said("清溪縣政府110年度環境教育實施計畫", "主旨：檢送會議紀錄一份，請查照。")
    assert told.title == "清溪縣政府110年度環境教育實施計畫"
