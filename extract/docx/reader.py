"""DOCX files: paragraphs and tables out of the body, laid out as a document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.docx.drawings import chosen
from extract.docx.numbering import Numbering
from extract.docx.package import Parts, open_parts
from extract.docx.paragraphs import ParagraphReader, Settings, loses_its_mark
from extract.docx.sniffing import MEDIA_TYPE
from extract.docx.styles import Styles
from extract.docx.tables import TableReader
from extract.docx.xml import MC, Element, W, attribute, child, flatten, is_on, name_of, number
from extract.flow.model import Flow, FlowTable, Paragraph
from extract.flow.reading import Origin, document_of, left_out
from extract.format import NOTHING, Given
from schema.issues import DocumentError, Issue
from schema.tables import Document

_THROUGH = frozenset({"sdtContent", "customXml", "ins", "moveTo", "smartTag"})


def read_docx(path: Path, source_file: str, given: Given = NOTHING) -> Document:
    """The document in PATH, of which this is GIVEN; SOURCE_FILE is how outputs name it. Raises `DocumentError`."""
    parts = open_parts(path, source_file)
    try:
        flow, issues = read_body(parts)
        origin = Origin(path, source_file, given, "docx", MEDIA_TYPE, "python-docx")
        return document_of(flow, issues, origin)
    except RecursionError as error:
        raise DocumentError(
            "damaged", f"{source_file} nests its contents too deeply to be read; save it anew in Word."
        ) from error


def read_body(parts: Parts) -> tuple[Flow, tuple[Issue, ...]]:
    """The paragraphs and tables of a document's body in reading order, and what was left out of them."""
    styles = Styles(parts.styles)
    reader = BodyReader(styles, Numbering(parts.numbering, styles), _settings(parts))
    flow = tuple(block for body in parts.bodies for block in reader.flow(body, None, in_table=False))
    deleted = sum(1 for body in parts.bodies for name in ("del", "moveFrom") for _ in body.iter(W + name))
    return flow, tuple(left_out(deleted, reader.paragraphs.with_hidden_text))


def _settings(parts: Parts) -> Settings:
    tab = number(flatten(parts.settings), "defaultTabStop/val")
    compat = flatten(child(parts.settings, "compat"))
    section = child(parts.bodies[-1], "sectPr")
    grid = child(section, "docGrid")
    pitch = attribute(grid, "linePitch")
    lined = attribute(grid, "type") in ("lines", "linesAndChars", "snapToChars")
    return Settings(
        tab_pt=tab / 20 if tab and tab > 20 else 24.0,
        grid_pt=int(pitch) / 20 if lined and pitch is not None and pitch.isdecimal() and pitch != "0" else None,
        grid_in_tables=is_on(compat.get("adjustLineHeightInTable/val")),
    )


class BodyReader:
    """Reads what stands in a body, a cell or a text box."""

    def __init__(self, styles: Styles, numbering: Numbering, settings: Settings) -> None:
        self.paragraphs = ParagraphReader(styles, numbering, settings)
        self.tables = TableReader(styles, lambda cell, style: self.flow(cell, style, in_table=True))

    def flow(self, container: Element, table_style: str | None, *, in_table: bool) -> Flow:
        """The paragraphs and tables in CONTAINER; text boxes follow the paragraph they are anchored in."""
        found: list[Paragraph | FlowTable] = []
        waiting: list[Element] = []  # paragraphs that print as one with the next
        for element in _blocks(container):
            if name_of(element) == "tbl":
                found.append(self.tables.read(element))
                continue
            waiting.append(element)
            if not loses_its_mark(element):
                found += self._paragraph(waiting, table_style, in_table)
                waiting = []
        if waiting:
            found += self._paragraph(waiting, table_style, in_table)
        return tuple(found)

    def _paragraph(
        self, elements: list[Element], table_style: str | None, in_table: bool
    ) -> Iterator[Paragraph | FlowTable]:
        read = self.paragraphs.read(elements, table_style, in_table)
        if not read.vanished:
            yield read.paragraph
        for box in read.boxes:
            yield from self.flow(box, None, in_table=in_table)


def _blocks(container: Element) -> Iterator[Element]:
    """The w:p and w:tbl of CONTAINER, also those inside content controls and tracked wrappers."""
    for element in container.iterchildren():
        name = name_of(element)
        if name in ("p", "tbl"):
            yield element
        elif name in _THROUGH:
            yield from _blocks(element)
        elif name == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                yield from _blocks(content)
        elif element.tag == MC + "AlternateContent":
            for option in chosen(element):
                if name_of(option) in ("p", "tbl"):
                    yield option
