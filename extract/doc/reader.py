"""DOC files: paragraphs and tables out of the body, laid out as a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from extract.doc.binary import DamagedError, plc, u16, u32
from extract.doc.container import Streams, open_streams
from extract.doc.drawings import Frame, Shape, bars_of, frame_at, shapes_of
from extract.doc.paragraphs import ParagraphReader, Raw
from extract.doc.sniffing import MEDIA_TYPE
from extract.doc.tables import Placed, in_tables
from extract.flow.model import Bar, Flow, FlowTable, Paragraph
from extract.flow.reading import Origin, document_of, left_out
from extract.format import NOTHING, Given
from schema.issues import DocumentError, Issue
from schema.tables import Document

_TAB_AT, _TAB_PT = 10, 36.0  # of the settings; where they state none
_ANCHOR, _BOX, _BOX_ID_AT = 26, 22, 14  # bytes
_BODY, _BEFORE_BOXES = 0, 6  # of the counts of characters


def read_doc(path: Path, source_file: str, given: Given = NOTHING) -> Document:
    """The document in PATH; SOURCE_FILE is how outputs name it. Raises `DocumentError`."""
    try:
        flow, issues = read_body(open_streams(path, source_file))
        origin = Origin(path, source_file, given, "doc", MEDIA_TYPE, "olefile")
        return document_of(flow, issues, origin)
    except (DamagedError, RecursionError) as error:
        raise DocumentError(
            "damaged",
            f"{source_file} is damaged: its parts do not fit each other. Open it in Word, save it anew, "
            "or ask for a new copy.",
        ) from error


def read_body(streams: Streams) -> tuple[Flow, tuple[Issue, ...]]:
    """The paragraphs and tables of a document's body in reading order, and what was left out of them."""
    reader = BodyReader(streams)
    flow = reader.body()
    paragraphs = reader.paragraphs
    return flow, (*reader.issues, *left_out(paragraphs.deletions, paragraphs.with_hidden_text))


class BodyReader:
    """Reads the body, and the text boxes where they are anchored in it."""

    def __init__(self, streams: Streams) -> None:
        settings = streams.structure("settings")
        tab = u16(settings, _TAB_AT) / 20 if len(settings) > _TAB_AT + 1 else 0.0
        self.paragraphs = ParagraphReader(streams, tab if tab > 1 else _TAB_PT)
        self.end = min(streams.counts[_BODY], len(self.paragraphs.text.chars))
        self.anchors = _anchors(streams)
        self.issues: list[Issue] = []
        self.shapes = self._shapes(streams)
        self.boxes = _boxes(streams)

    def _shapes(self, streams: Streams) -> dict[int, Shape]:
        """The drawn shapes; none, and an issue, where their records do not fit each other: the text still does."""
        try:
            return shapes_of(streams)
        except DamagedError:
            message = "The drawings of the file are damaged and were left out; bars of a schedule may be among them."
            self.issues.append(Issue("drawings_damaged", message))
            return {}

    def body(self) -> Flow:
        """The body; boxes that no character of it stands for follow it."""
        flow = self._flow(0, self.end)
        rest = [block for name in list(self.boxes) for block in self._box(name)]
        return (*flow, *rest)

    def _flow(self, begin: int, end: int) -> Flow:
        return in_tables(list(self._placed(begin, end)))

    def _placed(self, begin: int, end: int) -> Iterator[Placed]:
        waiting: list[Raw] = []  # paragraphs that print as one with the next
        for raw in self.paragraphs.raws(begin, end):
            waiting.append(raw)
            if not raw.lost_mark:
                yield self._read(waiting)
                waiting = []
        if waiting:
            yield self._read(waiting)

    def _read(self, raws: list[Raw]) -> Placed:
        read = self.paragraphs.read(raws)
        mark = self.paragraphs.run_at(raws[-1].end - 1, raws[-1].properties.style)
        anchors = [self.anchors[cp] for cp in read.anchors if cp in self.anchors]
        bars = tuple(bar for anchor in anchors for bar in self._bars(anchor))
        blocks: list[Paragraph | FlowTable] = [] if read.vanished else [replace(read.paragraph, bars=bars)]
        for anchor in anchors:
            blocks += self._box(anchor.shape)
        return Placed(raws[-1], tuple(blocks), mark.deleted)

    def _bars(self, anchor: _Anchor) -> Iterator[Bar]:
        shape = self.shapes.get(anchor.shape)
        if shape is not None and anchor.shape not in self.boxes:
            yield from bars_of(shape, anchor.frame)

    def _box(self, name: int) -> Flow:
        """What stands in the boxes of the drawing NAME; each is read once."""
        return tuple(block for begin, end in self.boxes.pop(name, []) for block in self._flow(begin, end))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Which shape a character of the body stands for, and where it is: from the cell's left and the paragraph's top."""

    shape: int
    frame: Frame  # twips


def _anchors(streams: Streams) -> dict[int, _Anchor]:
    """The anchors of shapes, by the characters that stand for them."""
    places, entries = plc(streams.structure("anchors"), _ANCHOR)
    return {cp: _Anchor(u32(entry, 0), frame_at(entry, 4)) for cp, entry in zip(places, entries, strict=False)}


def _boxes(streams: Streams) -> dict[int, list[tuple[int, int]]]:
    """Where the texts of each drawing's boxes stand."""
    base = sum(streams.counts[:_BEFORE_BOXES])
    places, entries = plc(streams.structure("boxes"), _BOX)
    found: dict[int, list[tuple[int, int]]] = {}
    for n, entry in enumerate(entries):
        if u32(entry, _BOX_ID_AT):
            found.setdefault(u32(entry, _BOX_ID_AT), []).append((base + places[n], base + places[n + 1]))
    return found
