"""The text of a paragraph as it prints: blanks collapsed, fields by their results, no deleted or hidden text."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.flow import inline as flow
from extract.flow.model import Bar
from extract.odt.drawings import graphics_of, is_drawing
from extract.odt.styles import Properties, Styles, is_bold, is_hidden, overlay
from extract.odt.xml import Element, attribute, children, clark, count, name_of
from extract.symbols import from_symbol_font, is_private, is_symbol_font
from extract.wrapping import Text

# What prints nothing of what it holds where it stands.
_ELSEWHERE = frozenset({"text:note", "text:ruby-text", "text:tracked-changes", "office:annotation"})
_BLANKS = " \t\n\r"
_MOST_BLANKS = 1000


@dataclass(slots=True)
class Inline(flow.Inline):
    """What the text of a paragraph came to."""

    boxes: list[Element] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)


def read_inline(paragraph: Element, styles: Styles, properties: Properties) -> Inline:
    """The text of PARAGRAPH, whose letters have PROPERTIES where nothing else is stated."""
    if any(attribute(mark, "text:is-hidden") == "true" for mark in paragraph.iter(clark("text:hidden-paragraph"))):
        return Inline(hidden=True)
    walk = _Walk(styles)
    walk.inside(paragraph, properties)
    return walk.found


class _Walk:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.found = Inline()
        self.blank = True  # a further blank would add nothing: at the beginning, or behind another one

    def inside(self, element: Element, properties: Properties) -> None:
        self.text(element.text, properties)
        for inner in element.iterchildren():
            self.element(inner, properties)
            self.text(inner.tail, properties)

    def element(self, element: Element, properties: Properties) -> None:
        name = name_of(element)
        if name in ("text:span", "text:a"):
            self.inside(element, self._styled(element, properties))
        elif name == "text:s":
            self.add(" " * count(element, "text:c", _MOST_BLANKS), properties)
        elif name == "text:tab":
            self.add("\t", properties)
        elif name == "text:line-break":
            self.found.pieces.append([])
            self.blank = True
        elif name == "text:hidden-text" and attribute(element, "text:is-hidden") == "true":
            self.found.hidden = True
        elif name in _ELSEWHERE:
            pass
        elif is_drawing(element):
            graphics = graphics_of(element)
            self.found.boxes.extend(graphics.boxes)
            self.found.bars.extend(graphics.bars)
        elif name == "text:ruby":
            for base in children(element, "text:ruby-base"):
                self.inside(base, properties)
        else:
            self.inside(element, properties)  # a field, a mark, a wrapper: what it holds prints

    def _styled(self, element: Element, properties: Properties) -> Properties:
        name = attribute(element, "text:style-name")
        if name is None:
            return properties
        merged = dict(properties)
        for style in reversed(list(self.styles.chain("text", name))):
            overlay(merged, style.properties)
        return merged

    def text(self, text: str | None, properties: Properties) -> None:
        """TEXT as it stands in the file: runs of blanks and line ends are one blank."""
        if not text:
            return
        shown: list[str] = []
        for char in text:
            if char in _BLANKS:
                if not self.blank:
                    shown.append(" ")
                self.blank = True
            else:
                shown.append(char)
                self.blank = False
        self._put("".join(shown), properties)

    def add(self, text: str, properties: Properties) -> None:
        """TEXT that an element stands for."""
        self.blank = False
        self._put(text, properties)

    def _as_it_looks(self, text: str, properties: Properties) -> str:
        """TEXT with the signs of a symbol font as Unicode. Word may name that font for complex scripts only."""
        if is_symbol_font(latin := self.styles.font(properties)):
            return from_symbol_font(text, latin)
        if not any(is_private(char) for char in text):
            return text
        others = (self.styles.font(properties, "asian"), self.styles.font(properties, "complex"))
        font = next((font for font in others if is_symbol_font(font)), None)
        return text if font is None else "".join(from_symbol_font(c, font) if is_private(c) else c for c in text)

    def _put(self, text: str, properties: Properties) -> None:
        if not text:
            return
        if is_hidden(properties):
            self.found.hidden = self.found.hidden or bool(text.strip())
            return
        text = self._as_it_looks(text, properties)
        self.found.pieces[-1].append(Text(text, self.styles.face(properties, text)))
        if is_bold(properties, text):
            self.found.bold_chars += len(text)
