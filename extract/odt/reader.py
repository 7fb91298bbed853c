"""ODT files: paragraphs and tables out of the body, laid out as a document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.flow.model import Flow, FlowTable, Paragraph
from extract.flow.reading import Origin, document_of, left_out
from extract.format import NOTHING, Given
from extract.odt.drawings import graphics_of, is_drawing
from extract.odt.package import Parts, open_parts
from extract.odt.paragraphs import ParagraphReader
from extract.odt.sniffing import MEDIA_TYPE
from extract.odt.styles import Styles
from extract.odt.tables import TableReader
from extract.odt.xml import Element, attribute, clark, name_of
from schema.issues import DocumentError, Issue
from schema.tables import Document

_LISTS = ("text:list", "text:numbered-paragraph")
# What stands among the paragraphs and prints none.
_PASSED_OVER = frozenset({"text:tracked-changes", "text:sequence-decls", "text:variable-decls", "office:forms"})


def read_odt(path: Path, source_file: str, given: Given = NOTHING) -> Document:
    """The document in PATH, of which this is GIVEN; SOURCE_FILE is how outputs name it. Raises `DocumentError`."""
    parts = open_parts(path, source_file)
    try:
        flow, issues = read_body(parts)
        origin = Origin(path, source_file, given, "odt", MEDIA_TYPE, "lxml")
        return document_of(flow, issues, origin)
    except RecursionError as error:
        raise DocumentError(
            "damaged", f"{source_file} nests its contents too deeply to be read; save it anew in LibreOffice."
        ) from error


def read_body(parts: Parts) -> tuple[Flow, tuple[Issue, ...]]:
    """The paragraphs and tables of a document's body in reading order, and what was left out of them."""
    reader = BodyReader(Styles(parts.content, parts.styles))
    flow = reader.flow(parts.body)
    return flow, tuple(_left_out(parts, reader))


def _left_out(parts: Parts, reader: BodyReader) -> Iterator[Issue]:
    """What the file holds and does not print."""
    deleted = sum(1 for _ in parts.body.iter(clark("text:deletion")))
    yield from left_out(deleted, reader.paragraphs.with_hidden_text)
    if reader.hidden_sections:
        yield Issue("hidden_text", f"{reader.hidden_sections} hidden sections were left out; they do not print.")


class BodyReader:
    """Reads what stands in a body, a cell or a text box."""

    def __init__(self, styles: Styles) -> None:
        self.paragraphs = ParagraphReader(styles)
        self.tables = TableReader(styles, self.flow)
        self.hidden_sections = 0

    def flow(self, container: Element) -> Flow:
        """The paragraphs and tables in CONTAINER; text boxes follow the paragraph they are anchored in."""
        return tuple(self._blocks(container))

    def _blocks(self, container: Element) -> Iterator[Paragraph | FlowTable]:
        for element in container.iterchildren():
            name = name_of(element)
            if name in ("text:p", "text:h"):
                yield from self._paragraph(element)
            elif name in _LISTS:
                yield from self._list(element)
            elif name == "table:table":
                yield self.tables.read(element)
            elif is_drawing(element):
                for box in graphics_of(element).boxes:
                    yield from self._blocks(box)
            elif name == "text:section" and _is_hidden(element):
                self.hidden_sections += 1
            elif name and name not in _PASSED_OVER:
                yield from self._blocks(element)  # a section, an index, a wrapper

    def _list(self, element: Element) -> Iterator[Paragraph | FlowTable]:
        if name_of(element) == "text:numbered-paragraph":
            yield from self._blocks(element)
            return
        for entry in self.paragraphs.lists.entries(element):
            yield from self._blocks(entry)

    def _paragraph(self, element: Element) -> Iterator[Paragraph | FlowTable]:
        read = self.paragraphs.read(element)
        if not read.vanished:
            yield read.paragraph
        for box in read.boxes:
            yield from self._blocks(box)


def _is_hidden(section: Element) -> bool:
    display = attribute(section, "text:display")
    return display == "none" or (display == "condition" and attribute(section, "text:is-hidden") == "true")
