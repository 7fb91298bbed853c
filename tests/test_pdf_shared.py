"""Real documents, where they lie beside the project: read without a crash, and like other readers read them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from extract.pdf.reader import read_pages, read_pdf
from extract.symbols import from_symbol_font, named_in_pdf
from schema.issues import DocumentError
from schema.text import clean

SHARED = Path(__file__).parents[2] / "shared"
EXAM = SHARED / "exam" / "documents"
TABLES = SHARED / "real" / "tables"
ZH = SHARED / "real" / "zh"
HOSTILE = SHARED / "real" / "hostile"

# One document in a process of its own: a crash in PDFium must not end the tests, and a hang must end.
_READ = """
import sys
from pathlib import Path
from extract.formats import read_document
from schema.issues import DocumentError
for name in sys.argv[1:]:
    try:
        document = read_document(Path(name), Path(name).name)
        print(Path(name).name, "read", len(document.blocks), len(document.tables), flush=True)
    except DocumentError as error:
        assert error.message.startswith(Path(name).name), error.message
        print(Path(name).name, error.code, flush=True)
"""


def needs(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"no {path.name} here")
    return path


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def outcomes(paths: list[Path]) -> dict[str, str]:
    run = subprocess.run(
        [sys.executable, "-c", _READ, *map(str, paths)], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return dict(line.split(" ", 1) for line in run.stdout.splitlines())


def test_hostile_files_end_as_a_reading_or_an_error_with_a_sentence() -> None:
    paths = sorted(needs(HOSTILE).glob("*.pdf"))
    found = outcomes(paths)
    assert found.keys() == {path.name for path in paths}
    assert {v for v in found.values() if not v.startswith("read")} <= {"damaged", "encrypted", "empty", "wrong_type"}
    for name in ("pdfium-encrypted.pdf", "pdfminer-aes-256-r6.pdf", "pypdf-r4-user-password.pdf"):
        assert found.get(name, "encrypted") == "encrypted"


@pytest.mark.parametrize(
    "name", ["ntust-grad-rules.pdf", "hsinchu-contest-schedule-110.pdf", "nuclear-guideline.pdf", "drill-plan-112.pdf"]
)
def test_all_characters_of_a_real_document_are_read(name: str) -> None:
    path = needs(ZH / name)
    ours = Counter[str]()
    for page in read_pages(path):
        ours.update(bare("".join(line.text for line in page.lines)))
        ours.update(bare("".join(line.text for t in page.tables for cell in t.cells for line in cell.lines)))
    theirs = Counter[str]()
    with pdfplumber.open(path) as pdf:
        for plumbed in pdf.pages:
            chars = plumbed.dedupe_chars().chars
            signs = (from_symbol_font(char["text"], named_in_pdf(char["fontname"])) for char in chars)
            theirs.update(bare(clean("".join(signs))))
            plumbed.close()
    numbers = set("0123456789-第頁共，")  # page numbers are left out
    missing = sum((Counter({c: n for c, n in theirs.items() if c not in numbers}) - ours).values())
    assert missing <= 0.01 * theirs.total()
    assert (ours - theirs).total() <= 0.002 * theirs.total()


@pytest.mark.parametrize(
    "name",
    ["eu-003", "eu-005", "eu-007", "eu-013", "eu-015", "eu-021", "eu-023", "eu-025", "us-006", "us-016", "us-030",
     "us-038", "us-040"],
)  # fmt: skip
def test_every_cell_of_a_ruled_benchmark_table_is_found(name: str) -> None:
    path = needs(TABLES / "icdar2013" / f"{name}.pdf")
    truth = json.loads((TABLES / "icdar2013" / f"{name}.truth.json").read_text(encoding="utf-8"))
    cells = (cell for t in truth["tables"] for region in t["regions"] for cell in region["cells"])
    expected = Counter(text for cell in cells if (text := bare(cell["text"])))
    found = Counter(
        text
        for page in read_pages(path)
        for table in page.tables
        for cell in table.cells
        if (text := bare("".join(line.text for line in cell.lines)))
    )
    shared = (expected & found).total()
    assert shared >= 0.97 * expected.total()
    assert shared >= 0.97 * found.total()


@pytest.mark.parametrize("style", ["word-a4", "word-rows", "html-chromium"])
@pytest.mark.parametrize("slug", ["keelung-anle-100", "keelung-city-97", "tainan-dongnan-104", "taipei-wanhua-105"])
def test_no_character_of_a_plans_tables_is_lost(slug: str, style: str) -> None:
    gold = json.loads(needs(EXAM / f"{slug}.{style}.gold.json").read_text(encoding="utf-8"))
    expected = Counter(bare(clean("".join(cell["text"] for t in gold["tables"] for cell in t["cells"]))))
    found = Counter(
        bare(
            "".join(
                ln.text
                for p in read_pages(EXAM / f"{slug}.{style}.pdf")
                for t in p.tables
                for c in t.cells
                for ln in c.lines
            )
        )
    )
    assert not expected - found  # repeated headers are there more than once


def test_the_months_of_a_schedule_are_shaded_cells() -> None:
    path = needs(EXAM / "taipei-datong-113.word-a4.pdf")
    gold = json.loads(path.with_suffix("").with_suffix(".word-a4.gold.json").read_text(encoding="utf-8"))
    tables = [table for page in read_pages(path) for table in page.tables]
    assert {len(table.col_edges) for table in tables} == {18}
    filled = sum(1 for t in tables for cell in t.cells if cell.fill is not None)
    expected = sum(1 for table in gold["tables"] for cell in table["cells"] if cell["filled"])
    assert expected <= filled <= expected * 1.25  # a row cut by a page break has its cells on both pages


def test_why_a_file_does_not_open_has_nothing_to_do_with_the_file_before_it() -> None:
    """PDFium names no reason of its own for this one, and keeps that of the failure before."""
    silent = needs(HOSTILE / "pdfjs-issue19484-1.pdf")
    locked = Path(__file__).with_name("data") / "locked.pdf"
    for path, code in ((silent, "damaged"), (locked, "encrypted"), (silent, "damaged"), (locked, "encrypted")):
        with pytest.raises(DocumentError) as raised:
            read_pdf(path, path.name)
        assert raised.value.code == code
