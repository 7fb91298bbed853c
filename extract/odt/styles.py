"""Properties of paragraphs, text and tables as they come out of an OpenDocument file's styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from extract.flow.styling import has_fixed_widths, heading_level_named
from extract.odt.xml import Element, attribute, attributes, child, children, points, share
from extract.wrapping import Face

Properties: TypeAlias = dict[str, str]  # "fo:margin-left" -> "1cm", all kinds of properties of one style together

Script: TypeAlias = Literal["", "asian", "complex"]  # a style names a face for each; "" is the Latin one

_DEFAULT_SIZE_PT = 12.0  # where nothing states one
_FIRST_IDEOGRAPH = "⺀"  # text from here on is set in the face for Asian scripts
_SIZES = ("fo:font-size", "style:font-size-asian")


@dataclass(frozen=True, slots=True)
class Style:
    """One style with its own properties only."""

    name: str  # as people see it
    parent: str | None
    properties: Properties
    list_style: str | None


class Styles:
    """The styles of a document; every look-up follows the parents and survives circles and missing styles."""

    def __init__(self, content: Element, styles: Element | None) -> None:
        self.defaults: dict[str, Properties] = {}
        self.by_name: dict[tuple[str, str], Style] = {}
        self.fonts: dict[str, str] = {}
        self.list_styles: dict[str, Element] = {}
        self.outline: Element | None = None
        for root in (styles, content):
            for place in ("office:font-face-decls", "office:styles", "office:automatic-styles"):
                self._add_all(child(root, place))
        self._merged: dict[tuple[str, str | None], Properties] = {}

    def _add_all(self, place: Element | None) -> None:
        for element in children(place, "style:font-face"):
            family = attribute(element, "svg:font-family") or ""
            self.fonts[attribute(element, "style:name") or ""] = family.split(",")[0].strip("'\" ")
        for element in children(place, "style:default-style"):
            self.defaults[attribute(element, "style:family") or ""] = _properties(element)
        for element in children(place, "style:style"):
            name = attribute(element, "style:name") or ""
            self.by_name[attribute(element, "style:family") or "", name] = Style(
                attribute(element, "style:display-name") or name.replace("_20_", " "),
                attribute(element, "style:parent-style-name"),
                _properties(element),
                attribute(element, "style:list-style-name"),
            )
        for element in children(place, "text:list-style"):
            self.list_styles[attribute(element, "style:name") or ""] = element
        for element in children(place, "text:outline-style"):
            self.outline = element

    def chain(self, family: str, name: str | None) -> Iterator[Style]:
        """The style NAME and its parents, the nearest first."""
        seen: set[str] = set()
        while name is not None and name not in seen:
            seen.add(name)
            style = self.by_name.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent

    def properties(self, family: str, name: str | None) -> Properties:
        """What the style NAME of FAMILY states, its parents' and the default's properties beneath."""
        key = family, name
        if key not in self._merged:
            merged = dict(self.defaults.get(family, {}))
            for style in reversed(list(self.chain(family, name))):
                overlay(merged, style.properties)
            self._merged[key] = merged
        return self._merged[key]

    def own(self, family: str, name: str | None) -> Properties:
        """What the style NAME itself states."""
        style = self.by_name.get((family, name or ""))
        return {} if style is None else style.properties

    def list_style_of(self, paragraph_style: str | None) -> str | None:
        """The list style that a paragraph style puts its paragraphs in; None where it names none."""
        named = (style.list_style for style in self.chain("paragraph", paragraph_style))
        return next((name for name in named if name is not None), None)

    def heading_level(self, paragraph_style: str | None) -> int | None:
        """Heading level (from 1) that the style's name tells; None for other styles."""
        levels = (heading_level_named(style.name) for style in self.chain("paragraph", paragraph_style))
        return next((level for level in levels if level is not None), None)

    def font(self, properties: Properties, script: Script = "") -> str:
        """The family of the face that PROPERTIES name for letters of SCRIPT; empty where they name none."""
        tail = f"-{script}" if script else ""
        family = properties.get(f"style:font-family{tail}" if script else "fo:font-family")
        name = properties.get(f"style:font-name{tail}", "")
        return self.fonts.get(name, name) or (family or "").strip("'\" ")

    def face(self, properties: Properties, text: str) -> Face:
        """Size and widths of the letters of TEXT set with PROPERTIES."""
        asian = _is_asian(text)
        size = points(properties.get(_SIZES[asian])) or points(properties.get(_SIZES[not asian]))
        return Face(
            size or _DEFAULT_SIZE_PT,
            has_fixed_widths(self.font(properties) or self.font(properties, "asian")),
            share(properties.get("style:text-scale")) or 1.0,
            points(properties.get("fo:letter-spacing")) or 0.0,
        )


def overlay(under: Properties, over: Properties) -> None:
    """Put OVER on UNDER, in place; a size that is a share is one of the size beneath."""
    sizes = {key: (share(over.get(key)), points(under.get(key))) for key in _SIZES}
    under.update(over)
    for key, (scale, beneath) in sizes.items():
        if scale is not None:
            under[key] = f"{(beneath or _DEFAULT_SIZE_PT) * scale}pt"


def _properties(style: Element) -> Properties:
    """What STYLE states; where two kinds of properties share a name, the kind that comes first (the style's own)."""
    merged: Properties = {}
    for element in style.iterchildren():
        merged = attributes(element) | merged
    for side in ("left", "right", "top", "bottom"):
        for kind in ("margin", "padding"):
            if f"fo:{kind}" in merged:
                merged.setdefault(f"fo:{kind}-{side}", merged[f"fo:{kind}"])
    return merged


def is_hidden(properties: Properties) -> bool:
    """Is text with PROPERTIES left out in print?"""
    return properties.get("text:display") == "none"


def _is_asian(text: str) -> bool:
    return any(char >= _FIRST_IDEOGRAPH for char in text)


def is_bold(properties: Properties, text: str) -> bool:
    """Is TEXT set with PROPERTIES in bold?"""
    weight = properties.get("style:font-weight-asian" if _is_asian(text) else "fo:font-weight", "")
    return weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
