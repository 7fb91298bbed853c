"""Documents whose tables are known: the samples, and what lies beside the project in `../shared`, where it is there."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from bench.grids import Cell, Grid, from_cells, from_rows

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"
EXAM = SHARED / "exam" / "documents"
REAL = SHARED / "real" / "tables"
EXAM_STYLES = ("word-a4", "word-rows", "html-chromium", "borderless")


@dataclass(frozen=True, slots=True)
class Truth:
    """The tables of one document."""

    path: Path
    tables: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class TruthSet:
    """Truths of one kind. `read` is asked only when the set is used; it gives nothing where the set is absent."""

    name: str
    title: str
    read: Callable[[], Iterator[Truth]]


def _golds(folder: Path, documents: Path, pattern: str) -> Callable[[], Iterator[Truth]]:
    def read() -> Iterator[Truth]:
        for path in sorted(folder.glob(pattern)):
            gold = json.loads(path.read_text("utf-8"))
            if gold["document"].endswith(".pdf"):
                yield Truth(documents / gold["document"], tuple(from_cells(t["cells"]) for t in gold["tables"]))

    return read


def _icdar() -> Iterator[Truth]:
    for path in sorted((REAL / "icdar2013").glob("*.truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        regions = [region for table in truth["tables"] for region in table["regions"]]
        yield Truth(path.parent / truth["pdf"], tuple(map(_icdar_region, regions)))


def _icdar_region(region: dict[str, Any]) -> Grid:
    return from_cells(
        (
            Cell(
                row=cell["r0"],
                col=cell["c0"],
                rowspan=cell["r1"] - cell["r0"] + 1,
                colspan=cell["c1"] - cell["c0"] + 1,
                text=cell["text"],
            )
            for cell in region["cells"]
        ),
        region["page"],
    )


def _camelot() -> Iterator[Truth]:
    """What camelot's tests expect; those with marks or copies in the text, or a password, are left out."""
    changed = ("flag_size", "copy_text", "password")
    for path in sorted((REAL / "camelot").glob("*.truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        plain = [t for t in truth["tables"] if not any(word in t["options_of_the_original_call"] for word in changed)]
        if plain:
            yield Truth(path.parent / truth["pdf"], tuple(from_rows(table["rows"]) for table in plain))


def _tabula() -> Iterator[Truth]:
    for path in sorted((REAL / "tabula").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield Truth(path.with_suffix(".pdf"), (from_rows(list(csv.reader(file))),))


def _pandoc() -> Iterator[Truth]:
    for truth in sorted((REAL / "pandoc").glob("*.truth.html")):
        stem = truth.with_name(truth.name.removesuffix(".truth.html"))
        path = stem if stem.suffix == ".odt" else stem.with_suffix(".docx")
        if path.exists():
            text = truth.read_text("utf-8").strip()
            tables = html.fragment_fromstring(text, create_parent="div").iter("table") if text else ()
            yield Truth(path, tuple(_html_grid(table) for table in tables))


def _html_grid(table: html.HtmlElement) -> Grid:
    """The grid of an HTML table by its own rules: a cell goes to the first place that none from above covers."""
    covered: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row, line in enumerate(table.iter("tr")):
        col = 0
        for each in line.iterchildren("td", "th"):
            while (row, col) in covered:
                col += 1
            high, wide = int(each.get("rowspan", "1")), int(each.get("colspan", "1"))
            covered |= {(row + i, col + j) for i in range(high) for j in range(wide)}
            cells.append(Cell(row=row, col=col, rowspan=high, colspan=wide, text=each.text_content()))
    return from_cells(cells)


PLANS = (
    TruthSet("samples", "samples", _golds(SAMPLES / "gold", SAMPLES / "documents", "*.gold.json")),
    *(TruthSet(style, f"exam, {style}", _golds(EXAM, EXAM, f"*.{style}.gold.json")) for style in EXAM_STYLES),
)
ICDAR = TruthSet("icdar2013", "ICDAR 2013", _icdar)
EXPECTED = (TruthSet("camelot", "camelot's tests", _camelot), TruthSet("tabula", "tabula's tests", _tabula))
PANDOC = TruthSet("pandoc", "pandoc's DOCX and ODT tests", _pandoc)
