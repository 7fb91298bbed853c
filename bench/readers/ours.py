"""planlift, in its three depths, and the plain reading of PDFium beside which its cost is told.

Each imports what it needs when it is loaded, so that its memory is its own.
"""

from __future__ import annotations

import ctypes
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as raw

from bench.grids import Cell, Grid, from_cells
from bench.readers.reader import Failed, Reader, one_by_one

if TYPE_CHECKING:
    from schema.tables import Table


def _raw_file(path: str) -> int:
    """Every character with its box, size and font weight, every path object with its segments: by PDFium's calls
    as they are documented, and nothing made of them. Gives how many things were read."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return sum(_raw_page(pdf[number]) for number in range(len(pdf)))
    finally:
        pdf.close()


def _raw_page(page: pypdfium2.PdfPage) -> int:
    text = page.get_textpage()
    count = int(raw.FPDFText_CountChars(text.raw))
    box = raw.FS_RECTF()
    for i in range(count):
        raw.FPDFText_GetUnicode(text.raw, i)
        raw.FPDFText_GetLooseCharBox(text.raw, i, box)
        raw.FPDFText_GetFontSize(text.raw, i)
    text.close()
    count += sum(_raw_path(each.raw) for each in page.get_objects([raw.FPDF_PAGEOBJ_PATH]))
    page.close()
    return count


def _opened_file(path: str) -> int:
    """What any reader on PDFium has to pay: every page parsed, and its text put together."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return sum(_opened_page(pdf[number]) for number in range(len(pdf)))
    finally:
        pdf.close()


def _opened_page(page: pypdfium2.PdfPage) -> int:
    text = page.get_textpage()
    count = int(raw.FPDFText_CountChars(text.raw))
    text.close()
    page.close()
    return count


def _raw_path(path: Any) -> int:
    x, y = ctypes.c_float(), ctypes.c_float()
    count = int(raw.FPDFPath_CountSegments(path))
    for i in range(count):
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(path, i), x, y)
    return count


def _primitives() -> Reader:
    from extract.pdf.page import read_page

    def read(path: str) -> int:
        pdf = pypdfium2.PdfDocument(path)
        try:
            return sum(len(read_page(pdf, number).chars) for number in range(1, len(pdf) + 1))
        finally:
            pdf.close()

    return Reader(one_by_one(read), lambda found: [])


def _extract() -> Reader:
    from extract.formats import read_document

    def read(path: str) -> tuple[Table, ...]:
        return read_document(Path(path), Path(path).name).tables

    return Reader(one_by_one(read), lambda found: [grid_of(table) for table in found])


def _whole() -> Reader:
    from planlift.inputs import find_documents
    from planlift.run import RunOptions, run
    from planlift.settings import Settings

    def read_all(paths: Sequence[str]) -> list[Any]:
        """The whole run, as the command does it in one process: documents to items to every output file."""
        with tempfile.TemporaryDirectory() as output:
            counts = run(find_documents(paths), Settings(), RunOptions(Path(output), jobs=0))
        return [Failed("a document failed") if counts.failed else None for _ in paths]

    return Reader(read_all, lambda found: [])


def grid_of(table: Table) -> Grid:
    """TABLE of a document in the form of the bench."""
    page = table.pages[0] if table.pages else 0
    return from_cells(
        (
            Cell(row=each.row, col=each.col, rowspan=each.rowspan, colspan=each.colspan, text=each.text)
            for each in table.cells
        ),
        page,
    )


READERS: dict[str, Callable[[], Reader]] = {
    "pdfium-pages": lambda: Reader(one_by_one(_opened_file), lambda found: []),
    "pdfium": lambda: Reader(one_by_one(_raw_file), lambda found: []),
    "planlift-primitives": _primitives,
    "planlift": _extract,
    "planlift-whole": _whole,
}
