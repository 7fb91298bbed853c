"""A PDF file to a document: every page to its lines and tables, then the pages joined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pypdfium2

from extract.format import Format
from extract.pages import PageLayout, PageTable
from extract.pdf import pdfium
from extract.pdf.doubt import is_doubtful
from extract.pdf.finders import FINDERS
from extract.pdf.furniture import without_furniture
from extract.pdf.lines import OUTSIDE, printed_lines
from extract.pdf.page import PageError, read_page
from extract.pdf.primitives import PagePrimitives
from extract.pdf.second import better_read
from schema.issues import DocumentError, Issue
from schema.tables import Document, Source

_COLUMN_GAP_EM = 3.0  # text outside tables that stands further apart than this is not one line
_PICTURE = 0.5  # share of the page that a picture covers when the page is a scan
_ENCRYPTED = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def read_pdf(path: Path, source_file: str) -> Document:
    """The document in PATH; SOURCE_FILE is how outputs name it. Raises `DocumentError`."""
    from extract.logical import join_pages

    issues: list[Issue] = []
    layouts = _layouts(path, source_file, issues)
    blocks, tables, more = join_pages(layouts)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    source = Source(source_file, digest, PDF.media_type, len(layouts), pdfium.version)
    return Document(source, blocks, tables, (*issues, *more))


def read_pages(path: Path) -> list[PageLayout]:
    """Every page of PATH with its lines and tables, page furniture left out. Raises `DocumentError`."""
    return _layouts(path, path.name, [])


def _layouts(path: Path, source_file: str, issues: list[Issue]) -> list[PageLayout]:
    with _opened(path, source_file) as pdf:
        layouts = [_page(path, pdf, number, issues) for number in range(1, len(pdf) + 1)]
    return without_furniture(layouts)


@contextmanager
def _opened(path: Path, source_file: str) -> Iterator[pypdfium2.PdfDocument]:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _ENCRYPTED:
            raise DocumentError(
                "encrypted",
                f"{source_file} is locked with a password, so no page of it can be read. "
                "Save an unlocked copy (qpdf --decrypt) and run again.",
            ) from error
        raise DocumentError(
            "damaged",
            f"{source_file} is damaged and cannot be opened as PDF. "
            "Ask for a new copy, or try to repair it (qpdf in.pdf out.pdf), and run again.",
        ) from error
    try:
        if len(pdf) == 0:
            raise DocumentError("empty", f"{source_file} has no pages; ask for a new copy.")
        yield pdf
    finally:
        pdf.close()


def _page(path: Path, pdf: pypdfium2.PdfDocument, number: int, issues: list[Issue]) -> PageLayout:
    try:
        page = read_page(pdf, number)
    except PageError:
        message = f"Page {number} is damaged and was left out; look at it in a PDF viewer."
        issues.append(Issue("page_unreadable", message, page=number))
        return PageLayout(number, 0.0, 0.0, (), ())
    if is_doubtful(page.chars.text):
        page = better_read(path, page)
        message = f"The text behind page {number} cannot be trusted (its fonts name the wrong characters)."
        issues.append(Issue("text_layer_doubtful", message, page=number))
    if not page.chars.text.strip() and _is_picture(page):
        message = f"Page {number} is a picture without text, so nothing was read from it."
        issues.append(Issue("scanned_page", message, page=number))
    return layout_of(page)


def _is_picture(page: PagePrimitives) -> bool:
    area = (page.images[:, 2] - page.images[:, 0]) * (page.images[:, 3] - page.images[:, 1])
    return float(area.sum()) >= _PICTURE * page.width_pt * page.height_pt


def layout_of(page: PagePrimitives) -> PageLayout:
    """PAGE's tables, by whichever finder sees them first, and the lines outside them."""
    tables: list[PageTable] = []
    rest = page
    for finder in FINDERS:
        found = finder.find(rest)
        tables += found
        rest = rest.without(tuple(table.box for table in found))
    outside = printed_lines(rest.chars, np.full(len(rest.chars), OUTSIDE), _COLUMN_GAP_EM)
    tables.sort(key=lambda table: (table.box.top, table.box.x0))
    return PageLayout(page.number, page.width_pt, page.height_pt, outside.get(OUTSIDE, ()), tuple(tables))


def _is_pdf(path: Path, head: bytes) -> bool:
    """PDF allows other bytes before its mark, though not many."""
    return b"%PDF-" in head[:1024]


PDF = Format("PDF", "application/pdf", (".pdf",), _is_pdf, read_pdf)
