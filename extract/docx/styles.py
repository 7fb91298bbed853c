"""Properties of paragraphs and runs as they come out of styles: defaults, table style, style chain, direct."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from extract.docx.xml import (
    Element,
    Properties,
    attribute,
    child,
    children,
    flatten,
    is_on,
    number,
    points,
)
from extract.flow.styling import has_fixed_widths, heading_level_named
from extract.wrapping import Face

_DEFAULT_SIZE_PT = 10.0  # where nothing states one (ECMA-376 17.3.2.38)


@dataclass(frozen=True, slots=True)
class Style:
    """One style of styles.xml with its own properties only."""

    kind: str  # paragraph, character, table, numbering
    name: str
    based_on: str | None
    paragraph: Properties
    run: Properties
    cells: Properties  # tblCellMar of a table style: "left/w" …


class Styles:
    """The styles of a document; every look-up follows `basedOn` and survives circles and missing styles."""

    def __init__(self, root: Element | None) -> None:
        defaults = child(root, "docDefaults")
        self.run_defaults = flatten(child(defaults, "rPrDefault", "rPr"))
        self.paragraph_defaults = flatten(child(defaults, "pPrDefault", "pPr"))
        self.default_paragraph: str | None = None
        self.by_id: dict[str, Style] = {}
        self._merged: dict[tuple[str | None, ...], Properties] = {}  # many paragraphs have the same styles
        for element in children(root, "style"):
            self._add(element)

    def _add(self, element: Element) -> None:
        style_id, kind = attribute(element, "styleId"), attribute(element, "type") or "paragraph"
        if style_id is None:
            return
        self.by_id[style_id] = Style(
            kind,
            attribute(child(element, "name")) or "",
            attribute(child(element, "basedOn")),
            flatten(child(element, "pPr")),
            flatten(child(element, "rPr")),
            flatten(child(element, "tblPr", "tblCellMar")),
        )
        if kind == "paragraph" and is_on(attribute(element, "default")):
            self.default_paragraph = style_id

    def chain(self, style_id: str | None) -> list[tuple[str, Style]]:
        """The style and what it is based on, the root first."""
        found: list[tuple[str, Style]] = []
        seen: set[str] = set()
        while style_id is not None and style_id not in seen:
            seen.add(style_id)
            style = self.by_id.get(style_id)
            if style is None:
                break
            found.append((style_id, style))
            style_id = style.based_on
        return found[::-1]

    def paragraph(self, style_id: str | None, table_style: str | None) -> Properties:
        """Paragraph properties from defaults, TABLE_STYLE and the paragraph style (None: the default one)."""
        key = (table_style, style_id)
        if key not in self._merged:
            merged = self._merged[key] = dict(self.paragraph_defaults)
            for _, style in self.chain(table_style) + self.chain(style_id or self.default_paragraph):
                overlay(merged, style.paragraph)
        return dict(self._merged[key])

    def run(self, paragraph_style: str | None, run_style: str | None, table_style: str | None) -> Properties:
        """Run properties from defaults, TABLE_STYLE, the paragraph's style and the run's own."""
        key = (table_style, paragraph_style, run_style)
        if key not in self._merged:
            merged = self._merged[key] = dict(self.run_defaults)
            names = (table_style, paragraph_style or self.default_paragraph, run_style)
            for _, style in chain.from_iterable(map(self.chain, names)):
                overlay(merged, style.run)
        return dict(self._merged[key])

    def heading_level(self, style_id: str | None) -> int | None:
        """Heading level (from 1) that the style's name tells (`heading 2`, `標題 2`); None for other styles."""
        for _, style in reversed(self.chain(style_id)):
            level = heading_level_named(style.name)
            if level is not None:
                return level
        return None


def overlay(under: Properties, over: Properties) -> None:
    """Put OVER on UNDER, in place; a first-line indent replaces a hanging one and the other way round."""
    for own, other in (("ind/firstLine", "ind/hanging"), ("ind/hanging", "ind/firstLine")):
        if own in over:
            under.pop(other, None)
            under.pop(other + "Chars", None)
    under.update(over)


def face_of(run: Properties) -> Face:
    """Size and widths of a run's letters."""
    size = number(run, "sz/val")
    font = run.get("rFonts/ascii") or run.get("rFonts/hAnsi") or run.get("rFonts/eastAsia") or ""
    return Face(
        _DEFAULT_SIZE_PT if size is None or size <= 0 else size / 2,
        has_fixed_widths(font),
        (number(run, "w/val") or 100.0) / 100,
        points(run, "spacing/val") or 0.0,
    )


def is_hidden(run: Properties) -> bool:
    """Is the run's text left out in print?"""
    return is_on(run.get("vanish/val"))
