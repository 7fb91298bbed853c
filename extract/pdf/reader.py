"""A PDF file to a document: every page to its lines and tables, then the pages joined."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pypdfium2
from msgspec import structs

from extract.format import NOTHING, Given
from extract.logical import join_pages
from extract.pages import Found, PageLayout, PageLine, PageTable
from extract.pdf import pdfium
from extract.pdf.doubt import doubtful_count, is_doubtful, is_high, with_gaps_shown
from extract.pdf.finders import FINDERS, FINDERS_BY_TEXT, rest_of_table, told_by_text, under_names_of
from extract.pdf.furniture import without_furniture
from extract.pdf.lines import COLUMN_GAP_EM, OUTSIDE, printed_lines
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

_PICTURE = 0.5  # share of the page that a picture covers when the page is a scan
_HIDDEN = 10  # times as many characters hidden as seen: a scan with a stamp or a page number
_ENCRYPTED = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def read_pdf(path: Path, source_file: str, given: Given = NOTHING) -> Document:
    """The document in PATH, of which this is GIVEN; SOURCE_FILE is how outputs name it. Raises `DocumentError`."""
    pages = _Pages(path)
    layouts = _layouts(pages, source_file, given.most_pages)
    blocks, tables, issues = join_pages(layouts)
    return Document(
        Source(source_file, given.sha256 or _sha256(path), MEDIA_TYPE, len(layouts), pdfium.version),
        tuple(block_back(block, pages.turns) for block in blocks),
        tuple(table_back(table, pages.turns) for table in tables),
        (*pages.issues, *issues),
    )


def read_pages(path: Path) -> list[PageLayout]:
    """Every page of PATH with its lines and tables, page furniture left out. Raises `DocumentError`.

    A page whose text runs sideways is turned upright.
    """
    return _layouts(_Pages(path), path.name)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _layouts(pages: _Pages, source_file: str, most_pages: int | None = None) -> list[PageLayout]:
    with _opened(pages.path, source_file) as pdf:
        if most_pages is not None and len(pdf) > most_pages:
            raise DocumentError(
                "too_many_pages",
                f"{source_file} has {len(pdf)} pages, and the limit is {most_pages}. Raise --max-pages, or split it.",
            )
        layouts = [pages.read(pdf, number) for number in range(1, len(pdf) + 1)]
    if len(pages.unreadable) == len(layouts):
        raise _damaged(source_file)
    if not pages.any_print:
        raise DocumentError("empty", f"{source_file} has nothing printed on its pages; ask for a new copy.")
    pages.note_odd_pages()
    pages.note_left_out("slanted_text", "at an angle", pages.slanted)
    pages.note_left_out("stamped_text", "across other text", pages.stamped)
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
    stamped: list[int] = field(default_factory=list)
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
            page = structs.replace(page, chars=with_gaps_shown(page.chars))
            self._note(TEXT_LAYER_DOUBTFUL, number, _doubt(page))
        elif doubtful:
            self.odd.append(number)
        if _is_scan(page):
            shown = "over invisible text, which is a scanner's guess" if page.hidden else "without text"
            what = f"is a picture {shown}, so nothing was read from it. Ask for the file that it was printed from."
            self._note("scanned_page", number, what)
        if page.slanted:
            self.slanted.append(number)
        if page.stamped:
            self.stamped.append(number)
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

    def note_left_out(self, code: str, how: str, pages: list[int]) -> None:
        if pages:
            where = ", ".join(map(str, pages))
            message = f"Text {how} (a watermark or a stamp) was left out on page {where}."
            self.issues.append(Issue(code, message, page=pages[0]))

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
    if _HIDDEN * int(np.count_nonzero(~page.chars.spaces)) > page.hidden:
        return False
    area = (page.images[:, 2] - page.images[:, 0]) * (page.images[:, 3] - page.images[:, 1])
    return float(area.sum()) >= _PICTURE * page.width_pt * page.height_pt


def layout_of(page: PagePrimitives, above: PageTable | None = None, path: Path | None = None) -> PageLayout:
    """PAGE's tables, by whichever finder sees them first, and the lines outside them.

    ABOVE is the last table of the page before; it may go on here. PATH is the file, for a finder that
    reads it itself; None where PAGE no longer stands as it does in the file.
    """
    rest = _Rest(page)
    for finder in FINDERS:
        if not len(rest.page.chars):
            break
        found = finder.find(rest.page)
        told = under_names_of(rest.page, above, told_by_text(rest.page, found.tables))
        rest.take(found if told == found.tables else Found(told))
    more = rest_of_table(rest.page, above, rest.tables)
    rest.take(Found([] if more is None else [more]))
    for finder in FINDERS_BY_TEXT:
        rest.take(finder.find(rest.page))
    listed = listed_table(path, rest.page) if path is not None and not rest.tables else None
    rest.take(Found([] if listed is None else [listed]))
    if page.tagged:
        tagged = with_tags(page, rest.tables, above)
        if {table.box for table in tagged} != {table.box for table in rest.tables}:
            rest = _Rest(page)
            rest.take(Found(tagged))
        rest.tables = tagged
    tables = sorted(rest.tables, key=lambda table: (table.box.top, table.box.x0))
    return PageLayout(page.number, page.width_pt, page.height_pt, rest.lines_outside(), tuple(tables))


@dataclass(slots=True)
class _Rest:
    """What of a page stands in no table found so far, and these tables."""

    page: PagePrimitives
    tables: list[PageTable] = field(default_factory=list)
    lines: tuple[PageLine, ...] | None = None  # of the text left; None: not built yet

    def take(self, found: Found) -> None:
        """What was FOUND are tables too, and the rest of the page is what they leave."""
        if found.tables:
            self.tables += found.tables
            self.page = self.page.without(tuple(table.box for table in found.tables), found.beyond)
            self.lines = found.outside

    def lines_outside(self) -> tuple[PageLine, ...]:
        """The lines of the text left."""
        if self.lines is not None:
            return self.lines
        chars = self.page.chars
        return printed_lines(chars, np.full(len(chars), OUTSIDE), COLUMN_GAP_EM).get(OUTSIDE, ())
