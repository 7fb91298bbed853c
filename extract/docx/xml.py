"""Short ways about WordprocessingML, all of them blind to anything but direct children."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

from docx.oxml.ns import nsmap

Element: TypeAlias = Any  # an lxml element
Properties: TypeAlias = dict[str, str]  # "ind/left" -> "480": attributes by element, as written

W = f"{{{nsmap['w']}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TWIPS_PER_PT = 20.0
EMU_PER_PT = 12700.0
_OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: Element) -> str:
    """The tag of a WordprocessingML element without its namespace; empty for comments and other vocabularies."""
    return _name(element.tag)


@lru_cache(maxsize=4096)
def _name(tag: object) -> str:
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child at PATH of w: names; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that w: name."""
    if element is not None:
        yield from element.iterchildren(W + name)


def attribute(element: Element | None, name: str = "val") -> str | None:
    """A w: attribute; None where it, or the element, is missing."""
    return None if element is None else element.get(W + name)


def toggle(element: Element | None, *path: str) -> str | None:
    """What `flatten` has as `name/val` of the child at PATH, without reading its siblings."""
    found = child(element, *path)
    return None if found is None else attribute(found) or "on"


def is_on(value: str | None) -> bool:
    """A toggle as read by `flatten`: missing is off, present without a value is on."""
    return value is not None and value not in _OFF


def flatten(properties: Element | None) -> Properties:
    """A property element (pPr, rPr, tcPr …) as a flat mapping; what has no attribute gets `name/val` = "on".

    >>> from docx.oxml.parser import parse_xml
    >>> from docx.oxml.ns import nsdecls
    >>> flatten(parse_xml(f'<w:rPr {nsdecls("w")}><w:b/><w:sz w:val="28"/></w:rPr>'))
    {'b/val': 'on', 'sz/val': '28'}
    """
    flat: Properties = {}
    if properties is None:
        return flat
    for element in properties.iterchildren():
        name = name_of(element)
        if not name or name.endswith("Change"):
            continue
        for part in element.iterchildren() if name == "numPr" else (element,):
            own = name_of(part)
            values = [(key, value) for key, value in part.items() if key.startswith(W)]
            flat.update([(f"{own}/{_name(key)}", value) for key, value in values] or [(f"{own}/val", "on")])
    return flat


def number(properties: Properties, key: str) -> float | None:
    """A numeric property as written; None where it is missing or no number ("auto")."""
    return as_number(properties.get(key))


def as_number(value: str | None) -> float | None:
    """VALUE as a number; a measure with a unit ("12pt", of Strict files) in twips; None where it is neither."""
    if value is None:
        return None
    factor = _MEASURES.get(value[-2:])
    try:
        return float(value) if factor is None else float(value[:-2]) * factor
    except ValueError:
        return None


_MEASURES = {"pt": 20.0, "pc": 240.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54}


def points(properties: Properties, key: str) -> float | None:
    """A property in twips, as points; None where it is missing."""
    twips = number(properties, key)
    return None if twips is None else twips / TWIPS_PER_PT
