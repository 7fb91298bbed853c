"""The paragraphs of a DOC file: where each begins and ends, what it states, and what its text comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extract.doc.binary import TWIPS_PER_PT
from extract.doc.container import Streams
from extract.doc.forms import printed
from extract.doc.lists import Level, Lists
from extract.doc.pieces import Stretches, Text
from extract.doc.properties import ParagraphProperties, RunProperties, on_paragraph, on_run, unfolded
from extract.doc.sprms import Sprm, sprms
from extract.doc.styles import Styles
from extract.flow import inline as flow
from extract.flow.equations import drawn
from extract.flow.model import BLANK_LINE_PT, Indent, Label, Paragraph, Spacing
from extract.symbols import as_bullet, from_symbol_font, is_symbol_font
from extract.wrapping import Text as Letters

PARAGRAPH_MARK, CELL_MARK, PAGE_BREAK = "\r", "\x07", "\f"
_MARKS = frozenset((PARAGRAPH_MARK, CELL_MARK, PAGE_BREAK))
_BEGIN, _SEPARATE, _END = "\x13", "\x14", "\x15"  # of a field
_OBJECT, _DRAWN, _SYMBOL, _BREAKS = "\x01", "\x08", "(", "\x0b\x0e"
_PLAIN = {"\t": "\t", "\x1e": "-", "\x1f": "", "\xa0": "\xa0"}
_STATES_LIST = 0x460B


@dataclass(frozen=True, slots=True)
class Raw:
    """Characters CP to END of the document, the mark at END - 1 among them, and what is stated for them."""

    cp: int
    end: int
    mark: str
    properties: ParagraphProperties
    modifiers: tuple[Sprm, ...]  # its own
    lost_mark: bool  # its end is deleted or hidden: it prints as one with the next


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction until its result begins."""

    code: str = ""
    in_result: bool = False
    form: str = ""  # what a form field shows


@dataclass(slots=True)
class Inline(flow.Inline):
    """What the text of a paragraph came to."""

    anchors: list[int] = field(default_factory=list)  # characters that stand for a drawing
    fields: list[_Field] = field(default_factory=list)  # that are open


@dataclass(frozen=True, slots=True)
class Read:
    """A paragraph, and the characters in it that stand for drawings."""

    paragraph: Paragraph
    anchors: tuple[int, ...]
    vanished: bool  # nothing of it prints: all its text is hidden or deleted


class ParagraphReader:
    """Reads paragraphs in document order (numbers count on)."""

    def __init__(self, streams: Streams, tab_pt: float) -> None:
        self.data = streams.data
        self.text, self.styles, self.lists = Text(streams), Styles(streams), Lists(streams)
        self.of_paragraphs, self.of_chars = Stretches(streams, "paragraphs"), Stretches(streams, "chars")
        self.tab_pt = tab_pt
        self.with_hidden_text = 0  # paragraphs so far
        self.deletions = 0  # stretches of text so far

    def raws(self, begin: int, end: int) -> Iterator[Raw]:
        """The paragraphs among the characters BEGIN to END."""
        start = begin
        for cp in range(begin, end):
            if self.text.chars[cp] in _MARKS:
                yield self._raw(start, cp + 1)
                start = cp + 1
        if start < end:
            yield self._raw(start, end)

    def _raw(self, cp: int, end: int) -> Raw:
        piece = self.text.piece_at(end - 1)
        stretch = self.of_paragraphs.at(self.text.fc_of(end - 1))
        style = 0 if stretch is None else stretch.style
        modifiers = unfolded(b"" if stretch is None else stretch.modifiers, self.data) + list(sprms(piece.modifier))
        mark = self.run_at(end - 1, style)
        lost = self.text.chars[end - 1] == PARAGRAPH_MARK and (mark.deleted or mark.hidden)
        properties = on_paragraph(self.styles.paragraph(style), modifiers)
        return Raw(cp, end, self.text.chars[end - 1], properties, tuple(modifiers), lost)

    def run_at(self, cp: int, style: int) -> RunProperties:
        """How the character CP is printed, in a paragraph of the style number STYLE."""
        stretch = self.of_chars.at(self.text.fc_of(cp))
        own = b"" if stretch is None else stretch.modifiers
        return self.styles.direct(style, own + self.text.piece_at(cp).modifier)

    def read(self, raws: list[Raw]) -> Read:
        """RAWS as one paragraph; its properties are those of the last, whose mark is left."""
        last = raws[-1]
        style = last.properties.style
        inline = Inline()
        for raw in raws:
            self._letters(raw, inline)
        mark = self.run_at(last.end - 1, style)
        self.with_hidden_text += inline.hidden
        printed = any(inline.pieces) or inline.anchors
        vanished = not printed and (inline.hidden or mark.deleted or mark.hidden)
        level = None if vanished else self.lists.level(last.properties.list_no, last.properties.list_level)
        label, properties = None, last.properties
        if level is not None:
            label = self._label(level, properties, mark)
            properties = self._numbered(level, last)
        return Read(self._paragraph(inline, label, properties, mark), tuple(inline.anchors), bool(vanished))

    def _numbered(self, level: Level, raw: Raw) -> ParagraphProperties:
        """The list level's indent stands over the style's unless the style itself is what is in the list."""
        properties = self.styles.paragraph(raw.properties.style)
        if not properties.left or any(code == _STATES_LIST for code, _ in raw.modifiers):
            on_paragraph(properties, sprms(level.paragraph))
        return on_paragraph(properties, raw.modifiers)

    def _label(self, level: Level, properties: ParagraphProperties, mark: RunProperties) -> Label | None:
        text = self.lists.label(properties.list_no, properties.list_level)
        run = on_run(replace(mark), level.run, mark)
        if level.form == "bullet":
            text = as_bullet(text, self.styles.font(run.fonts[0]))
        return None if not text or run.hidden else Label(text, self.styles.face(run, text), level.gap)

    def _letters(self, raw: Raw, inline: Inline) -> None:
        """The letters of RAW, run by run."""
        end = raw.end - (raw.mark in _MARKS)
        cp = raw.cp
        while cp < end:
            until = min(end, self._run_end(cp))
            run = self.run_at(cp, raw.properties.style)
            if run.deleted:
                self.deletions += 1
            else:
                self._run(inline, run, cp, until)
            cp = until

    def _run_end(self, cp: int) -> int:
        """Where the run of the character CP ends, or its piece."""
        piece, fc = self.text.piece_at(cp), self.text.fc_of(cp)
        stretch = self.of_chars.at(fc)
        if stretch is None:
            return piece.end
        chars = (stretch.end - fc) // (2 if piece.wide else 1)
        return min(piece.end, cp + max(1, chars))

    def _run(self, inline: Inline, run: RunProperties, cp: int, end: int) -> None:
        letters: list[str] = []
        for at in range(cp, end):
            char = self.text.chars[at]
            if char in (_BEGIN, _SEPARATE, _END):
                letters.append(_field(inline.fields, char))
            elif inline.fields and not all(one.in_result for one in inline.fields):
                self._in_code(inline.fields[-1], run, char)
            elif run.hidden:
                inline.hidden = inline.hidden or not char.isspace()
            elif run.special and char == _SYMBOL and run.symbol is not None:
                letters.append(as_bullet(chr(run.symbol[1]), self.styles.font(run.symbol[0])))
            elif char == _DRAWN:
                inline.anchors.append(at)
            elif char in _BREAKS:
                self._put(inline, run, "".join(letters))
                letters = []
                inline.pieces.append([])
            else:
                letters.append(_PLAIN.get(char, "" if char < " " else char))
        self._put(inline, run, "".join(letters))

    def _in_code(self, open_field: _Field, run: RunProperties, char: str) -> None:
        if char == _OBJECT and run.data_at is not None and "FORM" in open_field.code:
            open_field.form = printed(self.data, run.data_at)
        else:
            open_field.code += char

    def _put(self, inline: Inline, run: RunProperties, text: str) -> None:
        if not text:
            return
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        font = self.styles.font(run.fonts[0])
        if is_symbol_font(font):
            text = from_symbol_font(text, font)
        inline.pieces[-1].append(Letters(text, self.styles.face(run, text)))
        if run.bold:
            inline.bold_chars += len(text)

    def _paragraph(
        self, inline: Inline, label: Label | None, properties: ParagraphProperties, mark: RunProperties
    ) -> Paragraph:
        usual, bold = inline.look()
        size = mark.size / 2 if usual is None else usual
        outline = properties.outline
        return Paragraph(
            pieces=tuple(tuple(piece) for piece in inline.pieces),
            size_pt=size,
            label=label,
            bold=bold,
            centered=properties.centered,
            heading_level=outline + 1 if outline < 9 else self.styles.heading_level(properties.style),
            indent=_indent(properties, size),
            spacing=_spacing(properties),
            before_pt=_room(properties.before, properties.before_lines),
            after_pt=_room(properties.after, properties.after_lines),
            tab_pt=self.tab_pt,
        )


def _field(fields: list[_Field], mark: str) -> str:
    """Open or close a field; what Word draws for one that ends without a result."""
    if mark == _BEGIN:
        fields.append(_Field())
    elif mark == _SEPARATE and fields:
        fields[-1].in_result = True
    elif mark == _END and fields:
        closed = fields.pop()
        return closed.form or ("" if closed.in_result else drawn(closed.code))
    return ""


def _indent(properties: ParagraphProperties, size_pt: float) -> Indent:
    left = properties.left / TWIPS_PER_PT or properties.left_chars / 100 * size_pt
    first = properties.first / TWIPS_PER_PT or properties.first_chars / 100 * size_pt
    return Indent(left, properties.right / TWIPS_PER_PT, first)


def _spacing(properties: ParagraphProperties) -> Spacing:
    line = properties.line
    if not line:
        return Spacing()
    if properties.line_is_factor:
        return Spacing("factor", line / 240)
    return Spacing("exact", -line / TWIPS_PER_PT) if line < 0 else Spacing("least", line / TWIPS_PER_PT)


def _room(twips: int, lines: int) -> float:
    return lines / 100 * BLANK_LINE_PT if lines else twips / TWIPS_PER_PT
