"""Shapes in a paragraph: the text boxes in them, and the lines and bars that schedules are drawn with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.docx.xml import EMU_PER_PT, MC, Element, W, as_number
from extract.flow.model import LEAST_BAR_PT, Bar

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_V = "{urn:schemas-microsoft-com:vml}"
_BOX = W + "txbxContent"
_BAR_GEOMETRY = re.compile(r"(?i)line|connector|arrow|rect|process|pentagon|chevron")
_LENGTH = re.compile(r"(-?[\d.]+)(pt|in|cm|mm|px|pc)?")
_VML_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "px": 0.75, "pc": 12.0, None: 1 / EMU_PER_PT}


@dataclass(frozen=True, slots=True)
class Graphics:
    """What one drawing holds."""

    boxes: tuple[Element, ...]  # w:txbxContent
    bars: tuple[Bar, ...]


def chosen(alternate: Element) -> Iterator[Element]:
    """The children of an mc:AlternateContent that stand: its first choice, or its fallback where that is empty."""
    for option in (*alternate.iterchildren(MC + "Choice"), *alternate.iterchildren(MC + "Fallback")):
        if len(option):
            return iter(option)
    return iter(())


def graphics_of(element: Element) -> Graphics:
    """The boxes and bars of a w:drawing, w:pict or w:object."""
    boxes = tuple(_boxes(element))
    bars = () if any(_has_text(box) for box in boxes) else tuple(_bars(element))
    return Graphics(boxes, bars)


def _has_text(box: Element) -> bool:
    return any((text.text or "").strip() for text in box.iter(W + "t"))


def _boxes(element: Element) -> Iterator[Element]:
    for inner in element.iterchildren():
        if inner.tag == _BOX:
            yield inner
        elif inner.tag == MC + "AlternateContent":
            for option in chosen(inner):
                yield from (option,) if option.tag == _BOX else _boxes(option)
        elif isinstance(inner.tag, str):
            yield from _boxes(inner)


def _bars(element: Element) -> Iterator[Bar]:
    for anchor in (*element.iter(_WP + "anchor"), *element.iter(_WP + "inline")):
        yield from _drawn(anchor)
    for shape in element.iterchildren():
        if isinstance(shape.tag, str) and shape.tag.startswith(_V):
            yield from _vml(shape)


def _drawn(anchor: Element) -> Iterator[Bar]:
    """The bars of one DrawingML anchor; the shapes of a group are placed inside the group's frame."""
    extent = anchor.find(_WP + "extent")
    if extent is None:
        return
    width, height = _emu(extent.get("cx")), _emu(extent.get("cy"))
    x, y = _offset(anchor, "positionH"), _offset(anchor, "positionV")
    shapes = list(anchor.iter(_WPS + "wsp"))
    if len(shapes) == 1:
        if _is_bar(shapes[0], width, height):
            yield Bar(x, x + width, y + height / 2)
        return
    frames = [(shape, _frame(shape)) for shape in shapes]
    right = max((f[0] + f[2] for _, f in frames), default=0.0)
    left = min((f[0] for _, f in frames), default=0.0)
    top = min((f[1] for _, f in frames), default=0.0)
    scale = width / (right - left) if right > left else 1.0
    for shape, (sx, sy, wide, high) in frames:
        if _is_bar(shape, wide * scale, high * scale):
            at = x + (sx - left) * scale
            yield Bar(at, at + wide * scale, y + (sy - top + high / 2) * scale)


def _is_bar(shape: Element, width: float, height: float) -> bool:
    geometry = next(shape.iter(_A + "prstGeom"), None)
    named = geometry is not None and _BAR_GEOMETRY.search(geometry.get("prst") or "")
    return bool(named) and width >= LEAST_BAR_PT and height <= width


def _frame(shape: Element) -> tuple[float, float, float, float]:
    """x, y, width, height of a shape in its group's own units, as points."""
    transform = next(shape.iter(_A + "xfrm"), None)
    offset = None if transform is None else transform.find(_A + "off")
    extent = None if transform is None else transform.find(_A + "ext")
    if offset is None or extent is None:
        return 0.0, 0.0, 0.0, 0.0
    return _emu(offset.get("x")), _emu(offset.get("y")), _emu(extent.get("cx")), _emu(extent.get("cy"))


def _offset(anchor: Element, name: str) -> float:
    found = anchor.find(f"{_WP}{name}/{_WP}posOffset")
    return 0.0 if found is None else _emu(found.text)


def _emu(value: str | None) -> float:
    return (as_number(value) or 0.0) / EMU_PER_PT


def _vml(shape: Element) -> Iterator[Bar]:
    kind = shape.tag[len(_V) :]
    style = dict(part.strip().split(":", 1) for part in (shape.get("style") or "").split(";") if ":" in part)
    x, y = _length(style.get("margin-left")), _length(style.get("margin-top"))
    if kind == "line":
        (x0, y0), (x1, y1) = _point(shape.get("from")), _point(shape.get("to"))
        if abs(x1 - x0) >= max(LEAST_BAR_PT, abs(y1 - y0)):
            yield Bar(x + min(x0, x1), x + max(x0, x1), y + (y0 + y1) / 2)
        return
    width, height = _length(style.get("width")), _length(style.get("height"))
    if kind in ("rect", "roundrect", "shape") and width >= LEAST_BAR_PT and height <= width:
        is_picture = shape.find(_V + "imagedata") is not None
        if not is_picture and (kind != "shape" or _BAR_GEOMETRY.search(shape.get("id") or "")):
            yield Bar(x, x + width, y + height / 2)


def _point(value: str | None) -> tuple[float, float]:
    parts = (value or "0,0").split(",")
    return _length(parts[0]), _length(parts[1] if len(parts) > 1 else "0")


def _length(value: str | None) -> float:
    found = _LENGTH.match((value or "").strip())
    return 0.0 if found is None else float(found[1]) * _VML_UNITS[found[2]]
