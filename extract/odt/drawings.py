"""Shapes in a paragraph: the text in them, and the lines and bars that schedules are drawn with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.flow.model import LEAST_BAR_PT, Bar
from extract.odt.xml import Element, attribute, child, children, name_of, points

_LINES = frozenset({"draw:line", "draw:connector", "draw:measure"})
_SHAPES = frozenset({"draw:custom-shape", "draw:rect", "draw:path", "draw:polyline", "draw:polygon"})
_BAR_GEOMETRY = re.compile(r"(?i)line|connector|arrow|rect|process|pentagon|chevron|mso-spt(?:1|13|15|20|32|55|66|69)$")


@dataclass(frozen=True, slots=True)
class Graphics:
    """What one drawing holds: elements with paragraphs in them, and bars."""

    boxes: tuple[Element, ...]
    bars: tuple[Bar, ...]


def is_drawing(element: Element) -> bool:
    """Is ELEMENT a frame or a shape?"""
    return name_of(element).startswith("draw:")


def graphics_of(element: Element) -> Graphics:
    """The boxes and bars of a frame, a shape or a group of shapes."""
    boxes = tuple(_boxes(element))
    return Graphics(boxes, () if boxes else tuple(_bars(element)))


def _boxes(element: Element) -> Iterator[Element]:
    name = name_of(element)
    if name == "draw:g":
        for inner in element.iterchildren():
            yield from _boxes(inner)
    elif name == "draw:frame":
        box = child(element, "draw:text-box")
        if box is not None:
            yield box
    elif any("".join(text.itertext()).strip() for text in children(element, "text:p", "text:list", "table:table")):
        yield element


def _bars(element: Element) -> Iterator[Bar]:
    name = name_of(element)
    if name == "draw:g":
        for inner in element.iterchildren():
            yield from _bars(inner)
    elif name in _LINES:
        x0, y0, x1, y1 = (points(attribute(element, f"svg:{key}")) or 0.0 for key in ("x1", "y1", "x2", "y2"))
        if abs(x1 - x0) >= max(LEAST_BAR_PT, abs(y1 - y0)):
            yield Bar(min(x0, x1), max(x0, x1), (y0 + y1) / 2)
    elif name in _SHAPES and _is_of_bars(element):
        x, y, width, height = (points(attribute(element, f"svg:{key}")) or 0.0 for key in ("x", "y", "width", "height"))
        if width >= LEAST_BAR_PT and height <= width:
            yield Bar(x, x + width, y + height / 2)


def _is_of_bars(shape: Element) -> bool:
    geometry = child(shape, "draw:enhanced-geometry")
    return geometry is None or _BAR_GEOMETRY.search(attribute(geometry, "draw:type") or "") is not None
