"""A plan's content as a DOCX file, the way a clerk makes one: tables with merged cells, owners set beside
their entries with empty lines, enumerators as text or as automatic numbering."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from samples.composing.content import PlanContent, TableContent
from samples.composing.grid import Grid, GridCell, grid, physical_rows
from samples.composing.numbering import Lists, OpenLists
from samples.composing.wrapping import lines_needed

MADE = datetime(2020, 1, 1)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
TWIPS_PER_CM = 1440 / 2.54
CELL_SIDE_TWIPS = 60  # left and right margin of a cell
MARGIN_CM = 2.0


def write(plan: PlanContent, path: Path, *, numbered: bool) -> None:
    """Write PLAN as a DOCX file to PATH; NUMBERED makes the enumerators of cells automatic numbers."""
    document = Document()
    _page(document, plan)
    writer = _Writer(plan, document, numbered)
    for part in plan.body:
        if isinstance(part, TableContent):
            writer.table(part)
        else:
            ((kind, text),) = part.items()
            writer.paragraph(kind, str(text))
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(_steady(buffer.getvalue()))


def _page(document: WordDocument, plan: PlanContent) -> None:
    section = document.sections[0]
    across, down = (29.7, 21.0) if plan.landscape else (21.0, 29.7)
    section.page_width, section.page_height = Cm(across), Cm(down)
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    if plan.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    footer = section.footer.paragraphs[0]._p
    footer.append(
        parse_xml(f'<w:pPr {nsdecls("w")}><w:jc w:val="center"/></w:pPr>'),
    )
    footer.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'),
    )
    core = document.core_properties
    core.title, core.author, core.comments = plan.title, "", ""
    core.created = core.modified = core.last_printed = MADE
    core.last_modified_by, core.revision = "", 1


def _steady(data: bytes) -> bytes:
    """The same DOCX with its parts sorted and without times, so that the same content gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            if name != "docProps/thumbnail.jpeg":
                entry = zipfile.ZipInfo(name, ZIP_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, _without_thumbnail(name, old.read(name)))
    return buffer.getvalue()


def _without_thumbnail(name: str, data: bytes) -> bytes:
    if name != "_rels/.rels":
        return data
    return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data)


class _Writer:
    """Adds the parts of one plan to one document."""

    def __init__(self, plan: PlanContent, document: WordDocument, numbered: bool) -> None:
        self.plan, self.document = plan, document
        self.lists = Lists(document) if numbered else None
        self.line_twips = round(plan.size_pt * 20 * 1.4)

    # ---- paragraphs outside tables

    def paragraph(self, kind: str, text: str) -> None:
        """A title, heading, text or right-hand line; `page_break` begins a new page."""
        if kind == "page_break":
            self._add(f'<w:p {nsdecls("w")}><w:r><w:br w:type="page"/></w:r></w:p>')
            return
        size = {"title": self.plan.size_pt + 4, "heading": self.plan.size_pt + 1}.get(kind, self.plan.size_pt)
        bold = kind in ("title", "heading", "caption")
        aligned = {"title": "center", "right": "right", "caption_center": "center"}.get(kind, "left")
        indent = 480 if kind == "text" else 0
        for line in text.split("\n"):
            xml = self._paragraph_xml(line, size=size, bold=bold, align=aligned, indent=indent, exact=False)
            self._add(xml)

    def _add(self, xml: str) -> None:
        self.document._body._body.insert_element_before(parse_xml(xml), "w:sectPr")

    def _paragraph_xml(
        self,
        text: str,
        *,
        size: float,
        bold: bool = False,
        align: str = "left",
        indent: int = 0,
        exact: bool = True,
        number: int | None = None,
    ) -> str:
        face = escape(self.plan.font)
        run = (
            f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'
            f"{'<w:b/>' if bold else ''}"
            f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
            f'<w:lang w:val="en-US" w:eastAsia="{self.plan.language}"/>'
        )
        spacing = f'w:line="{self.line_twips}" w:lineRule="exact"' if exact else 'w:line="340" w:lineRule="atLeast"'
        numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        return (
            f'<w:p {nsdecls("w")}><w:pPr><w:widowControl w:val="0"/>{numbering}<w:overflowPunct w:val="0"/>'
            f'<w:snapToGrid w:val="0"/>'
            f'<w:spacing w:before="0" w:after="0" {spacing}/><w:ind w:left="{indent}" w:firstLine="0"/>'
            f'<w:jc w:val="{align}"/><w:rPr>{run}</w:rPr></w:pPr>'
            + (f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else "")
            + "</w:p>"
        )

    # ---- tables

    def table(self, content: TableContent) -> None:
        """A table, and the caption above it."""
        if content.caption:
            self.paragraph("caption", content.caption)
        found = grid(content)
        physical = physical_rows(found, split=content.look == "rows")
        widths = [round(column.width_cm * TWIPS_PER_CM) for column in content.columns]
        layout = _Layout(self, content, found, widths)
        rows = "".join(layout.row(row, step, last) for row, step, last in physical)
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self._add(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f"{_borders(content.look)}"
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{CELL_SIDE_TWIPS}" w:type="dxa"/>'
            f'<w:right w:w="{CELL_SIDE_TWIPS}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def cell_paragraph(self, text: str, *, align: str, bold: bool, numbers: OpenLists) -> str:
        """A paragraph of a cell. NUMBERS: the lists that are open in the cell."""
        number = None
        if self.lists is not None:
            number, text = self.lists.number(text, numbers)
        return self._paragraph_xml(text, size=self.plan.size_pt, bold=bold, align=align, number=number)


def _borders(look: str) -> str:
    rule = 'w:val="single" w:sz="6" w:space="0" w:color="000000"'
    heavy = 'w:val="single" w:sz="12" w:space="0" w:color="000000"'
    if look == "open":
        return f"<w:tblBorders><w:top {heavy}/><w:bottom {heavy}/></w:tblBorders>"
    sides = "".join(f"<w:{side} {rule}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return f"<w:tblBorders>{sides}</w:tblBorders>"


class _Layout:
    """One table on its way into the file: which cell shows what in which row of the file."""

    def __init__(self, writer: _Writer, content: TableContent, found: Grid, widths: list[int]) -> None:
        self.writer, self.content, self.found, self.widths = writer, content, found, widths
        self.cover = {
            (row, col): cell
            for cell in found.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for col in range(cell.col, cell.col + cell.colspan)
        }
        self.starts = {row: self._starts(row) for row in found.steps}

    def row(self, row: int, step: int | None, last: bool) -> str:
        """The XML of one row of the file."""
        header = row < self.found.header_rows
        marks = "<w:tblHeader/>" if header and self.content.repeat_header else ""
        cells: list[str] = []
        col = 0
        while col < self.found.n_cols:
            cell = self.cover[row, col]
            cells.append(self._cell(cell, row, step, last))
            col += cell.colspan
        return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, cell: GridCell, row: int, step: int | None, last: bool) -> str:
        in_step = any(number is not None for number, _ in cell.entries)
        first = cell.row == row and (not step or in_step)
        spans = cell.rowspan > 1 or (step is not None and not in_step)
        merge = f'<w:vMerge w:val="{"restart" if first else "continue"}"/>' if spans else ""
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        dark = cell.filled or (cell.header and self.content.shaded_header)
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="BFBFBF"/>' if dark else ""
        width = sum(self.widths[cell.col : cell.col + cell.colspan])
        middle = '<w:vAlign w:val="center"/>' if cell.header else ""
        body = self._paragraphs(cell, step) if first else self._blank(cell)
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
            f"{self._rules(cell, step, last, in_step)}{shade}{self._margin(cell)}"
            f"{middle}</w:tcPr>{body}</w:tc>"
        )

    def _rules(self, cell: GridCell, step: int | None, last: bool, in_step: bool) -> str:
        if self.content.look == "open" and cell.header:
            return '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tcBorders>'
        if step is None or not in_step:
            return ""
        above = '<w:top w:val="nil"/>' if step else ""
        below = "" if last else '<w:bottom w:val="nil"/>'
        return f"<w:tcBorders>{above}{below}</w:tcBorders>"

    def _margin(self, cell: GridCell) -> str:
        if self.content.look != "open":
            return ""
        return '<w:tcMar><w:top w:w="80" w:type="dxa"/><w:bottom w:w="80" w:type="dxa"/></w:tcMar>'

    def _blank(self, cell: GridCell) -> str:
        return self.writer.cell_paragraph("", align="left", bold=False, numbers={})

    def _paragraphs(self, cell: GridCell, step: int | None) -> str:
        column = self.content.columns[cell.col]
        align = "center" if cell.header else column.align
        numbers: OpenLists = {}
        texts: list[str] = []
        at = 0
        for number, lines in cell.entries:
            if step is not None and number != step and not (number is None and step == 0):
                if number is None:
                    texts += lines
                continue
            if number is not None and step is None:
                blank = self.starts[cell.row][number] - at
                texts += [""] * blank
                at += blank
            texts += lines
            at += self._lines(cell, lines)
        return "".join(
            self.writer.cell_paragraph(text, align=align, bold=cell.header, numbers=numbers) for text in texts or [""]
        )

    def _lines(self, cell: GridCell, lines: tuple[str, ...]) -> int:
        room = sum(self.widths[cell.col : cell.col + cell.colspan]) - 2 * CELL_SIDE_TWIPS
        room_em = room / 20 / self.writer.plan.size_pt
        return sum(lines_needed(line, room_em) for line in lines)

    def _starts(self, row: int) -> list[int]:
        """The line at which every step of ROW begins: below whatever stands before it in any cell in step."""
        cells = [
            cell
            for cell in self.found.cells
            if cell.row == row and any(number is not None for number, _ in cell.entries)
        ]
        at = max((self._lines(c, lines) for c in cells for n, lines in c.entries if n is None), default=0)
        starts: list[int] = []
        for step in range(self.found.steps[row]):
            starts.append(at)
            needed = [self._lines(c, lines) for c in cells for n, lines in c.entries if n == step]
            at += max(needed, default=0)
        return starts
