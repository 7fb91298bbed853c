"""Real Word files, where they are at hand: the open exam's plans, and files that other programs' tests keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.docx.reader import read_docx
from schema.issues import DocumentError
from schema.tables import Document
from tests.gold import found_shape, gold_shape

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXAM = sorted((SHARED / "exam" / "documents").glob("*.docx"))
REAL = sorted((SHARED / "real").rglob("*.docx"))
pytestmark = pytest.mark.skipif(not EXAM, reason="the shared files are not here")


def read(path: Path) -> Document:
    return read_docx(path, path.name)


@pytest.mark.parametrize("path", EXAM, ids=lambda path: path.name)
def test_the_tables_of_a_plan_are_those_that_a_person_sees(path: Path) -> None:
    assert found_shape(read(path)) == gold_shape(path)


@pytest.mark.parametrize("path", [p for p in EXAM if "numpr" in p.name], ids=lambda path: path.name)
def test_a_number_that_word_prints_is_the_same_text_as_one_that_was_typed(path: Path) -> None:
    numbered, typed = (read(p) for p in (path, path.with_name(path.name.replace("-numpr", ""))))
    lines = [[[line.text for line in c.lines] for t in d.tables for c in t.cells] for d in (numbered, typed)]
    assert lines[0] == lines[1]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_a_real_file_is_read_or_refused_with_a_reason(path: Path) -> None:
    try:
        document = read(path)
    except DocumentError as error:
        code, document = error.code, None
    if document is None:
        assert code in {"encrypted", "damaged", "empty", "wrong_type", "too_large"}
        return
    assert document.blocks or document.tables
    for table in document.tables:
        assert all(0 <= cell.row < cell.row + cell.rowspan <= table.n_rows for cell in table.cells)
        assert all(0 <= cell.col < cell.col + cell.colspan <= table.n_cols for cell in table.cells)
