"""The open exam's plans, where they lie beside the project: their tables come out as a person read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.logical import join_pages
from extract.pdf.reader import read_pages
from schema.text import key_of

SHARED = Path(__file__).resolve().parents[2] / "shared"
STYLES = ("word-a4", "word-rows", "html-chromium", "borderless")
EXAM = sorted(p for style in STYLES for p in (SHARED / "exam" / "documents").glob(f"*.{style}.pdf"))
PROSE = [SHARED / "real" / "zh" / name for name in ("hsinchu-official-letter-110.pdf", "nuclear-guideline.pdf")]

Shape = tuple[int, int, int, int, int, bool, bool]


@pytest.mark.skipif(not EXAM, reason="the shared files are not here")
@pytest.mark.parametrize("path", EXAM, ids=lambda path: path.stem)
def test_every_cell_of_the_open_exam_has_its_place_its_marks_and_its_text(path: Path) -> None:
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))["tables"]
    _, tables, issues = join_pages(read_pages(path))
    found = {
        (n, c.row, c.col, c.rowspan, c.colspan, c.header, c.filled): key_of(c.text)
        for n, table in enumerate(tables)
        for c in table.cells
    }
    wanted = {place(n, c): key_of(c["text"]) for n, table in enumerate(gold) for c in table["cells"]}
    assert set(found) == set(wanted)
    wrong = [(at, found[at], text) for at, text in wanted.items() if found[at] != text]
    assert len(wrong) <= 0.02 * len(wanted), wrong[:5]
    assert not issues


def place(n: int, cell: dict[str, Any]) -> Shape:
    return n, cell["row"], cell["col"], cell["rowspan"], cell["colspan"], cell["header"], cell["filled"]


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.stem)
def test_letters_and_prose_hold_no_table(path: Path) -> None:
    if not path.exists():
        pytest.skip("the shared files are not here")
    assert [layout.tables for layout in read_pages(path) if layout.tables] == []
