"""A paragraph of a Word document: its text with its label, its indents and the height of its lines."""

from __future__ import annotations

from dataclasses import dataclass

from extract.docx.inline import Inline, InlineReader
from extract.docx.numbering import Level, Numbering
from extract.docx.styles import Styles, face_of, overlay
from extract.docx.xml import Element, Properties, attribute, child, flatten, is_on, number, points, toggle
from extract.flow.model import BLANK_LINE_PT, Indent, Label, Paragraph, Spacing


@dataclass(frozen=True, slots=True)
class Settings:
    """What the whole document sets: tab stops, and the grid that lines stand on (None: no grid)."""

    tab_pt: float = 24.0
    grid_pt: float | None = None
    grid_in_tables: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A paragraph, and the text boxes anchored in it."""

    paragraph: Paragraph
    boxes: tuple[Element, ...]
    vanished: bool  # nothing of it prints: all its text is hidden


def loses_its_mark(paragraph: Element) -> bool:
    """Is the end of PARAGRAPH deleted, moved away or hidden, so that it prints as one with the next?"""
    mark = child(paragraph, "pPr", "rPr")
    if mark is None:
        return False
    lost = child(mark, "del") is not None or child(mark, "moveFrom") is not None
    return lost or is_on(toggle(mark, "vanish"))


class ParagraphReader:
    """Reads paragraphs in document order (numbers count on)."""

    def __init__(self, styles: Styles, numbering: Numbering, settings: Settings) -> None:
        self.styles, self.numbering, self.settings = styles, numbering, settings
        self.inline = InlineReader(styles)
        self.with_hidden_text = 0  # paragraphs so far

    def read(self, elements: list[Element], table_style: str | None, in_table: bool) -> Read:
        """ELEMENTS (w:p) as one paragraph; its properties are those of the last, whose mark is left."""
        direct = child(elements[-1], "pPr")
        style_id = attribute(child(direct, "pStyle"))
        inline = self.inline.read(elements, style_id, table_style)
        stated = self.styles.paragraph(style_id, table_style)
        overlay(stated, flatten(direct))
        mark = self.styles.run(style_id, None, table_style)
        overlay(mark, flatten(child(direct, "rPr")))
        self.with_hidden_text += inline.hidden
        texts = [text for piece in inline.pieces for text in piece]
        vanished = inline.hidden and not texts and not inline.boxes
        label, properties = None, stated
        place = None if vanished else self.numbering.level_of(stated, style_id)
        if place is not None:
            numbered = self.numbering.next_label(*place)
            label = _label(numbered.label, numbered.level, mark)
            properties = self._numbered_properties(numbered.level, style_id, table_style, direct)
        paragraph = self._paragraph(inline, label, properties, mark, style_id, in_table)
        return Read(paragraph, tuple(inline.boxes), vanished)

    def _numbered_properties(
        self, level: Level, style_id: str | None, table_style: str | None, direct: Element | None
    ) -> Properties:
        """The list level's indent stands over the style's unless the style itself is what is in the list."""
        properties = self.styles.paragraph(style_id, table_style)
        own = flatten(direct)
        if "numId/val" in own or "ind/left" not in properties:
            overlay(properties, level.paragraph)
        overlay(properties, own)
        return properties

    def _paragraph(
        self,
        inline: Inline,
        label: Label | None,
        properties: Properties,
        mark: Properties,
        style_id: str | None,
        in_table: bool,
    ) -> Paragraph:
        usual, bold = inline.look()
        size = face_of(mark).size_pt if usual is None else usual
        spacing = self._spacing(properties, in_table)
        line_pt = spacing.grid_pt or BLANK_LINE_PT
        return Paragraph(
            pieces=tuple(tuple(piece) for piece in inline.pieces),
            size_pt=size,
            label=label,
            bold=bold,
            centered=properties.get("jc/val") in ("center", "distribute"),
            heading_level=self._heading_level(properties, style_id),
            indent=_indent(properties, size),
            spacing=spacing,
            before_pt=_room(properties, "before", line_pt),
            after_pt=_room(properties, "after", line_pt),
            tab_pt=self.settings.tab_pt,
            bars=tuple(inline.bars),
        )

    def _heading_level(self, properties: Properties, style_id: str | None) -> int | None:
        outline = number(properties, "outlineLvl/val")
        if outline is not None:
            return int(outline) + 1 if 0 <= outline < 9 else None
        return self.styles.heading_level(style_id)

    def _spacing(self, properties: Properties, in_table: bool) -> Spacing:
        line, rule = number(properties, "spacing/line"), properties.get("spacing/lineRule", "auto")
        grid = self.settings.grid_pt if self.settings.grid_in_tables or not in_table else None
        if properties.get("snapToGrid/val") in ("0", "false", "off"):
            grid = None
        if line is None or line <= 0:
            return Spacing(grid_pt=grid)
        if rule == "exact":
            return Spacing("exact", line / 20)
        if rule == "atLeast":
            return Spacing("least", line / 20, grid)
        return Spacing("factor", line / 240, grid)


def _label(text: str, level: Level, mark: Properties) -> Label | None:
    if not text:
        return None
    properties = dict(mark)
    overlay(properties, level.run)
    return None if is_on(properties.get("vanish/val")) else Label(text, face_of(properties), level.gap)


def _indent(properties: Properties, size_pt: float) -> Indent:
    hanging = _distance(properties, "hanging", size_pt)
    left = _distance(properties, "left", size_pt)
    right = _distance(properties, "right", size_pt)
    return Indent(
        left if left is not None else _distance(properties, "start", size_pt) or 0.0,
        right if right is not None else _distance(properties, "end", size_pt) or 0.0,
        -hanging if hanging else _distance(properties, "firstLine", size_pt) or 0.0,
    )


def _distance(properties: Properties, name: str, size_pt: float) -> float | None:
    """An indent: as stated in twips, or in hundredths of a character."""
    stated = points(properties, f"ind/{name}")
    chars = number(properties, f"ind/{name}Chars")
    if chars and stated is None:
        return chars / 100 * size_pt
    return stated


def _room(properties: Properties, name: str, line_pt: float) -> float:
    """Space before or after a paragraph: stated in hundredths of a line, or in twips."""
    if is_on(properties.get(f"spacing/{name}Autospacing")):
        return 0.0
    lines = number(properties, f"spacing/{name}Lines")
    return lines / 100 * line_pt if lines else points(properties, f"spacing/{name}") or 0.0
