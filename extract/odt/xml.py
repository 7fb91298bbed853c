"""Short ways about OpenDocument's XML: names as the standard prints them (`text:p`), lengths in points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

Element: TypeAlias = Any  # an lxml element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    "office": _OASIS + "office:1.0",
    "style": _OASIS + "style:1.0",
    "text": _OASIS + "text:1.0",
    "table": _OASIS + "table:1.0",
    "draw": _OASIS + "drawing:1.0",
    "fo": _OASIS + "xsl-fo-compatible:1.0",
    "svg": _OASIS + "svg-compatible:1.0",
    "manifest": _OASIS + "manifest:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_PREFIXES = {namespace: prefix for prefix, namespace in _NAMESPACES.items()}
_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(pt|cm|mm|in|inch|pc|px)")
_POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, "inch": 72.0, "pc": 12.0, "px": 0.75}


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    namespace, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix is not None else ""


@lru_cache(maxsize=1024)
def clark(name: str) -> str:
    """NAME (`text:p`) as lxml names it."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def name_of(element: Element) -> str:
    """The name of ELEMENT with the standard's prefix; empty for comments and other vocabularies."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute; None where it, or the element, is missing."""
    return None if element is None else element.get(clark(name))


def child(element: Element | None, *path: str) -> Element | None:
    """The first child at PATH; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = element.find(clark(name))
    return element


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of ELEMENT that have one of NAMES."""
    if element is not None:
        yield from element.iterchildren(*map(clark, names))


def attributes(element: Element | None) -> dict[str, str]:
    """All attributes of ELEMENT, by the standard's names."""
    return {} if element is None else {_short(key): value for key, value in element.attrib.items() if key[0] == "{"}


def count(element: Element, name: str, most: int) -> int:
    """A count from 1 (of columns, rows, blanks …); 1 where it is missing or odd, never more than MOST."""
    value = attribute(element, name)
    return min(max(1, int(value)), most) if value is not None and value.isdecimal() else 1


def points(value: str | None) -> float | None:
    """A length in points; None where it is missing or a share.

    >>> points("2.54cm"), points("-0.5in"), points("120%"), points(None)
    (72.0, -36.0, None, None)
    """
    found = None if value is None else _LENGTH.fullmatch(value.strip())
    return None if found is None else float(found[1]) * _POINTS[found[2]]


def share(value: str | None) -> float | None:
    """A share: `150%` is 1.5; None where it is missing or something else."""
    if value is None or not value.endswith("%"):
        return None
    try:
        return float(value[:-1]) / 100
    except ValueError:
        return None
