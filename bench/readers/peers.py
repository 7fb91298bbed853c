"""The other tools. This module runs in their own environment, never in planlift's, and imports each only when asked.

Tables come with spans where the tool tells its cells' boxes or spans, as a fair reading of what it found.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.grids import Box, Cell, Grid, from_boxes, from_cells, from_rows
from bench.readers.reader import Failed, Reader, one_by_one

Boxed = list[tuple[int, list[tuple[Box, "str | None"]]]]  # a table: its page, and its cells as boxes with texts


def _boxed(tables: Boxed) -> list[Grid]:
    return [from_boxes(cells, page) for page, cells in tables]


def _cells(table: Any) -> list[tuple[Box, str | None]]:
    """The cells of a table of pdfplumber or PyMuPDF, and their texts as `extract` gives them."""
    texts = table.extract()
    return [
        (tuple(box), text)
        for row, line in zip(table.rows, texts, strict=True)
        for box, text in zip(row.cells, line, strict=True)
        if box is not None
    ]


def _pdfplumber(settings: dict[str, str]) -> Callable[[], Reader]:
    def load() -> Reader:
        pdfplumber = import_module("pdfplumber")

        def read(path: str) -> Boxed:
            with pdfplumber.open(path) as pdf:
                found: Boxed = []
                for page in pdf.pages:
                    found += ((page.page_number, _cells(table)) for table in page.find_tables(settings))
                    page.close()
                return found

        return Reader(one_by_one(read), _boxed)

    return load


def _camelot(flavor: str, **options: Any) -> Callable[[], Reader]:
    def load() -> Reader:
        camelot = import_module("camelot")

        def read(path: str) -> Any:
            return camelot.read_pdf(path, pages="all", flavor=flavor, suppress_stdout=True, **options)

        return Reader(one_by_one(read), lambda found: [_camelot_grid(table) for table in found])

    return load


def _camelot_grid(table: Any) -> Grid:
    """TABLE with cells merged where camelot saw no edge between them."""
    if table.flavor != "lattice":
        return from_rows([[cell.text for cell in row] for row in table.cells], int(table.page))
    rows = table.cells
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            open_left = j > 0 and not cell.left and not row[j - 1].right
            open_above = i > 0 and not cell.top and not rows[i - 1][j].bottom
            above = owner[i - 1, j] if open_above else None
            owner[i, j] = above or (owner[i, j - 1] if open_left else (i, j))
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    texts: dict[tuple[int, int], str] = {}
    for (i, j), first in owner.items():
        last = ends.get(first, first)
        ends[first] = max(last[0], i), max(last[1], j)
        texts[first] = texts.get(first, "") + rows[i][j].text
    return from_cells(
        (
            Cell(row=i, col=j, rowspan=ends[i, j][0] - i + 1, colspan=ends[i, j][1] - j + 1, text=text)
            for (i, j), text in texts.items()
        ),
        int(table.page),
    )


def _pymupdf() -> Reader:
    pymupdf = import_module("pymupdf")

    def read(path: str) -> Boxed:
        with pymupdf.open(path) as pdf:
            return [(number, _cells(table)) for number, page in enumerate(pdf, 1) for table in page.find_tables()]

    return Reader(one_by_one(read), _boxed)


def _tablers() -> Reader:
    tablers = import_module("tablers")

    def read(path: str) -> Boxed:
        pdf = tablers.Document(path)
        try:
            return [
                (number, [(tuple(cell.bbox), cell.text) for cell in table.cells])
                for number, page in enumerate(pdf.pages(), 1)
                for table in tablers.find_tables(page, extract_text=True)
            ]
        finally:
            pdf.close()

    return Reader(one_by_one(read), _boxed)


def _img2table(borderless: bool) -> Callable[[], Reader]:
    def load() -> Reader:
        pdf_of = import_module("img2table.document").PDF

        def read(path: str) -> Any:
            return pdf_of(path).extract_tables(borderless_tables=borderless)

        return Reader(one_by_one(read), lambda found: _boxed(list(_img2table_boxes(found))))

    return load


def _img2table_boxes(found: dict[int, list[Any]]) -> Iterator[tuple[int, list[tuple[Box, str | None]]]]:
    for page, tables in found.items():
        for table in tables:
            cells = (cell for row in table.content.values() for cell in row)
            boxes = {(cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2): cell.value for cell in cells}
            yield page + 1, list(boxes.items())


def _opendataloader() -> Reader:
    opendataloader_pdf = import_module("opendataloader_pdf")

    def read_all(paths: Sequence[str]) -> list[Any]:
        """All files in one start of Java. Two files of one name go into two starts."""
        read: dict[str, Any] = {}
        for part in _apart(paths):
            with tempfile.TemporaryDirectory() as folder:
                opendataloader_pdf.convert(input_path=part, output_dir=folder, format="json", quiet=True)
                for path in part:
                    made = Path(folder) / f"{Path(path).stem}.json"
                    read[path] = json.loads(made.read_text("utf-8")) if made.exists() else Failed("no output")
        return [read[path] for path in paths]

    return Reader(read_all, lambda found: list(map(_opendataloader_grid, _of_type(found, "table"))), True)


def _apart(paths: Sequence[str]) -> list[list[str]]:
    """PATHS in lists in which no file name comes twice."""
    parts: dict[int, list[str]] = {}
    for _, same in groupby(sorted(paths, key=lambda path: (Path(path).stem, path)), key=lambda path: Path(path).stem):
        for number, path in enumerate(same):
            parts.setdefault(number, []).append(path)
    return list(parts.values())


def _of_type(node: Any, kind: str) -> Iterator[dict[str, Any]]:
    """The outermost nodes of KIND under NODE."""
    if isinstance(node, dict):
        if node.get("type") == kind:
            yield node
            return
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _of_type(child, kind)


def _opendataloader_grid(table: dict[str, Any]) -> Grid:
    return from_cells(
        (
            Cell(
                row=cell["row number"] - 1,
                col=cell["column number"] - 1,
                rowspan=cell["row span"],
                colspan=cell["column span"],
                text="".join(_contents(cell.get("kids", []))),
            )
            for cell in _of_type(table["rows"], "table cell")
        ),
        int(table["page number"]),
    )


def _contents(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        if "content" in node:
            yield str(node["content"]) + "\n"
        for held in ("kids", "list items"):
            yield from _contents(node.get(held, []))


READERS: dict[str, Callable[[], Reader]] = {
    "pdfplumber": _pdfplumber({}),
    "pdfplumber-text": _pdfplumber({"vertical_strategy": "text", "horizontal_strategy": "text"}),
    "camelot-lattice": _camelot("lattice"),
    "camelot-vector": _camelot("lattice", engine="vector", split_text=True),
    "camelot-stream": _camelot("stream"),
    "camelot-network": _camelot("network"),
    "camelot-auto": _camelot("auto"),
    "tablers": _tablers,
    "img2table": _img2table(borderless=False),
    "img2table-borderless": _img2table(borderless=True),
    "pymupdf": _pymupdf,
    "opendataloader": _opendataloader,
}
