"""A paragraph of an OpenDocument text: its text with its label, its indents and the height of its lines."""

from __future__ import annotations

from dataclasses import dataclass

from extract.flow.model import Indent, Label, Paragraph, Spacing
from extract.odt.inline import Inline, read_inline
from extract.odt.lists import Level, Lists, Place
from extract.odt.styles import Properties, Styles, is_hidden, overlay
from extract.odt.xml import Element, attribute, name_of, points, share

_TAB_PT = 35.4  # where the file states none: 1.25 cm


@dataclass(frozen=True, slots=True)
class Read:
    """A paragraph, and the boxes anchored in it."""

    paragraph: Paragraph
    boxes: tuple[Element, ...]
    vanished: bool  # nothing of it prints: all its text is hidden


class ParagraphReader:
    """Reads paragraphs in document order (numbers count on)."""

    def __init__(self, styles: Styles) -> None:
        self.styles, self.lists = styles, Lists(styles)
        self.tab_pt = points(styles.defaults.get("paragraph", {}).get("style:tab-stop-distance")) or _TAB_PT
        self.with_hidden_text = 0  # paragraphs so far

    def read(self, element: Element) -> Read:
        """ELEMENT (text:p, text:h) in the list that is open."""
        style = attribute(element, "text:style-name")
        properties = self.styles.properties("paragraph", style)
        inline = read_inline(element, self.styles, properties)
        self.with_hidden_text += inline.hidden
        vanished = inline.hidden and not any(inline.pieces) and not inline.boxes
        place = None if vanished else self.lists.place(element, style)
        label = None if place is None else self._label(place, properties)
        paragraph = self._paragraph(element, inline, label, self._indented(place, style, properties))
        return Read(paragraph, tuple(inline.boxes), vanished)

    def _label(self, place: Place, properties: Properties) -> Label | None:
        if not place.label:
            return None
        merged = dict(properties)
        for style in reversed(list(self.styles.chain("text", place.level.text_style))):
            overlay(merged, style.properties)
        overlay(merged, place.level.text)
        return None if is_hidden(merged) else Label(place.label, self.styles.face(merged, place.label), place.level.gap)

    def _indented(self, place: Place | None, style: str | None, properties: Properties) -> Properties:
        """PROPERTIES with the indents of the list level beneath what the paragraph's own style states."""
        level = None if place is None else place.level
        if level is None or level.indent is None:
            return properties
        own = self.styles.own("paragraph", style)
        return (
            properties
            | _as_properties(level)
            | {key: own[key] for key in ("fo:margin-left", "fo:text-indent") if key in own}
        )

    def _paragraph(self, element: Element, inline: Inline, label: Label | None, properties: Properties) -> Paragraph:
        style = attribute(element, "text:style-name")
        usual, bold = inline.look()
        return Paragraph(
            pieces=tuple(tuple(piece) for piece in inline.pieces),
            size_pt=self.styles.face(properties, "⺀").size_pt if usual is None else usual,
            label=label,
            bold=bold,
            centered=properties.get("fo:text-align") == "center",
            heading_level=self._heading_level(element, style),
            indent=Indent(
                points(properties.get("fo:margin-left")) or 0.0,
                points(properties.get("fo:margin-right")) or 0.0,
                points(properties.get("fo:text-indent")) or 0.0,
            ),
            spacing=_spacing(properties),
            before_pt=points(properties.get("fo:margin-top")) or 0.0,
            after_pt=points(properties.get("fo:margin-bottom")) or 0.0,
            tab_pt=self.tab_pt,
            bars=tuple(inline.bars),
        )

    def _heading_level(self, element: Element, style: str | None) -> int | None:
        if name_of(element) == "text:h":
            level = attribute(element, "text:outline-level") or "1"
            return int(level) if level.isdecimal() and int(level) else 1
        return self.styles.heading_level(style)


def _as_properties(level: Level) -> Properties:
    indent = level.indent or Indent()
    return {"fo:margin-left": f"{indent.left_pt}pt", "fo:text-indent": f"{indent.first_pt}pt"}


def _spacing(properties: Properties) -> Spacing:
    stated = properties.get("fo:line-height")
    exact, factor = points(stated), share(stated)
    if exact:
        return Spacing("exact", exact)
    if factor:
        return Spacing("factor", factor)
    least = points(properties.get("style:line-height-at-least"))
    return Spacing("least", least) if least else Spacing()
