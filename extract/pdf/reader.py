"""A PDF file to a document: every page to its lines and tables, then the pages joined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pypdfium2

from extract.logical import join_pages
from extract.pages import PageLayout, PageTable
from extract.pdf import pdfium
from extract.pdf.doubt import doubtful_count, is_doubtful, is_high, with_gaps_shown
from extract.pdf.finders import FINDERS, FINDERS_BY_TEXT, rest_of_table, told_by_text
from extract.pdf.furniture import without_furniture
from extract.pdf.lines import OUTSIDE, printed_lines
from extract.pdf.listed import listed_table
from extract.pdf.oxide import INSTALL, is_installed
from extract.pdf.page import PageError, read_page
from extract.pdf.primitives import PagePrimitives
from extract.pdf.second import better_read
from extract.pdf.sideways import Turn, block_back, table_back, turn_of, upright
from extract.pdf.sniffing import MEDIA_TYPE
from extract.pdf.tagged.agreement import with_tags
from schema.issues import TEXT_LAYER_DOUBTFUL, DocumentError, Issue
from schema.tables import Document, Source

_COLUMN_GAP_EM = 3.0  # text outside tables that stands further apart than this is not one line
_PICTURE = 0.5  # share of the page that a picture covers when the page is a scan
_HIDDEN = 10  # times as many characters hidden as seen: a scan with a stamp or a page number
_ENCRYPTED = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def read_pdf(path: Path, source_file: str) -> Document:
    """The document in PATH; SOURCE_FILE is how outputs name it. Raises `DocumentError`."""
    pages = _Pages(path)
    layouts = _layouts(pages, source_file)
    blocks, tables, issues = join_pages(layouts)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Document(
        Source(source_file, digest, MEDIA_TYPE, len(layouts), pdfium.version),
        tuple(block_back(block, pages.turns) for block in blocks),
        tuple(table_back(table, pages.turns) for table in tables),
        (*pages.issues, *issues),
    )


def read_pages(path: Path) -> list[PageLayout]:
    """Every page of PATH with its lines and tables, page furniture left out. Raises `DocumentError`.

    A page whose text runs sideways is turned upright.
    """
    return _layouts(_Pages(path), path.name)


def _layouts(pages: _Pages, source_file: str) -> list[PageLayout]:
    with _opened(pages.path, source_file) as pdf:
        layouts = [pages.read(pdf, number) for number in range(1, len(pdf) + 1)]
    if len(pages.unreadable) == len(layouts):
        raise _damaged(source_file)
    if not pages.any_print:
        raise DocumentError("empty", f"{source_file} has nothing printed on its pages; ask for a new copy.")
    pages.note_odd_pages()
    if pages.slanted:
        where = ", ".join(map(str, pages.slanted))
        message = f"Text at an angle (a watermark or a stamp) was left out on page {where}."
        pages.issues.append(Issue("slanted_text", message, page=pages.slanted[0]))
    return without_furniture(layouts)


def _damaged(source_file: str) -> DocumentError:
    return DocumentError(
        "damaged",
        f"{source_file} is damaged and cannot be opened as PDF. "
        "Ask for a new copy, or try to repair it (qpdf in.pdf out.pdf), and run again.",
    )


def _is_locked(path: Path) -> bool:
    """Does PATH fail to open for want of a password? PDFium keeps the reason of the failure before, of another file
    even, where it has none for this one: so ask again after a failure of a known reason."""
    with suppress(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(b"no PDF")
    try:
        pypdfium2.PdfDocument(path).close()
    except pypdfium2.PdfiumError as error:
        return error.err_code in _ENCRYPTED
    return False


@contextmanager
def _opened(path: Path, source_file: str) -> Iterator[pypdfium2.PdfDocument]:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _ENCRYPTED and _is_locked(path):
            raise DocumentError(
                "encrypted",
                f"{source_file} is locked with a password, so no page of it can be read. "
                "Save an unlocked copy (qpdf --decrypt) and run again.",
            ) from error
        raise _damaged(source_file) from error
    try:
        if len(pdf) == 0:
            raise DocumentError("empty", f"{source_file} has no pages; ask for a new copy.")
        yield pdf
    finally:
        pdf.close()


@dataclass(slots=True)
class _Pages:
    """Reads pages one by one, and remembers what is to be said of them together."""

    path: Path
    issues: list[Issue] = field(default_factory=list)
    turns: dict[int, Turn] = field(default_factory=dict)  # of pages whose text runs sideways
    unreadable: list[int] = field(default_factory=list)
    slanted: list[int] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)  # pages with some doubtful characters, too few to say so
    any_print: bool = False
    last_table: PageTable | None = None  # of the page read last

    def read(self, pdf: pypdfium2.PdfDocument, number: int) -> PageLayout:
        """Page NUMBER, with an issue for whatever is wrong with it."""
        try:
            page = read_page(pdf, number)
        except PageError:
            self.unreadable.append(number)
            self._note("page_unreadable", number, "is damaged and was left out; look at it in a PDF viewer.")
            return PageLayout(number, 0.0, 0.0, (), ())
        doubtful = doubtful_count(page.chars)
        if is_high(doubtful, page.chars):
            page = better_read(self.path, page)
            page = replace(page, chars=with_gaps_shown(page.chars))
            self._note(TEXT_LAYER_DOUBTFUL, number, _doubt(page))
        elif doubtful:
            self.odd.append(number)
        if _is_scan(page):
            shown = "over invisible text, which is a scanner's guess" if page.hidden else "without text"
            what = f"is a picture {shown}, so nothing was read from it. Ask for the file that it was printed from."
            self._note("scanned_page", number, what)
        if page.slanted:
            self.slanted.append(number)
        self.any_print = self.any_print or _has_print(page)
        turn = turn_of(page)
        if turn is not None:
            self.turns[number] = turn
            page = upright(page, turn)
        layout = layout_of(page, self.last_table, None if number in self.turns else self.path)
        self.last_table = layout.tables[-1] if layout.tables else None
        return layout

    def note_odd_pages(self) -> None:
        """Where fonts of the file are known to name wrong characters, a few odd ones on a page are no chance."""
        if any(issue.code == TEXT_LAYER_DOUBTFUL for issue in self.issues):
            for number in self.odd:
                what = "has some characters that its fonts may name wrongly, as on other pages; compare its text."
                self._note(TEXT_LAYER_DOUBTFUL, number, what)

    def _note(self, code: str, number: int, what: str) -> None:
        self.issues.append(Issue(code, f"Page {number} {what}", page=number))


def _doubt(page: PagePrimitives) -> str:
    what = "has fonts that name wrong characters; "
    if not is_doubtful(page.chars):
        return what + "another reader's text was taken, compare it."
    return what + ("compare its text." if is_installed() else f"compare its text, or run again after {INSTALL}.")


def _has_print(page: PagePrimitives) -> bool:
    counts = (len(page.chars), len(page.horizontal), len(page.vertical), len(page.fills), len(page.images))
    return any(counts) or page.hidden > 0


def _is_scan(page: PagePrimitives) -> bool:
    """Is PAGE a picture with no text, or hardly any beside what a scanner's software has hidden behind it?"""
    if _HIDDEN * len("".join(page.chars.text.split())) > page.hidden:
        return False
    area = (page.images[:, 2] - page.images[:, 0]) * (page.images[:, 3] - page.images[:, 1])
    return float(area.sum()) >= _PICTURE * page.width_pt * page.height_pt


def layout_of(page: PagePrimitives, above: PageTable | None = None, path: Path | None = None) -> PageLayout:
    """PAGE's tables, by whichever finder sees them first, and the lines outside them.

    ABOVE is the last table of the page before; it may go on here. PATH is the file, for a finder that
    reads it itself; None where PAGE no longer stands as it does in the file.
    """
    tables: list[PageTable] = []
    rest = page
    for finder in FINDERS:
        rest = _taken(told_by_text(rest, finder.find(rest)), rest, tables)
    more = rest_of_table(rest, above, tables)
    rest = rest if more is None else _taken([more], rest, tables)
    for finder in FINDERS_BY_TEXT:
        rest = _taken(finder.find(rest), rest, tables)
    listed = listed_table(path, rest) if path is not None and not tables else None
    rest = rest if listed is None else _taken([listed], rest, tables)
    if page.tagged:
        seen = {table.box for table in tables}
        tables = with_tags(page, tables, above)
        if {table.box for table in tables} != seen:
            rest = page.without(tuple(table.box for table in tables))
    outside = printed_lines(rest.chars, np.full(len(rest.chars), OUTSIDE), _COLUMN_GAP_EM)
    tables.sort(key=lambda table: (table.box.top, table.box.x0))
    return PageLayout(page.number, page.width_pt, page.height_pt, outside.get(OUTSIDE, ()), tuple(tables))


def _taken(found: list[PageTable], page: PagePrimitives, tables: list[PageTable]) -> PagePrimitives:
    """PAGE without the tables FOUND on it, which are added to TABLES."""
    tables += found
    return page.without(tuple(table.box for table in found))
