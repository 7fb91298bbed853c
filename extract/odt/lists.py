"""Lists of OpenDocument: the label that prints before a paragraph, counted as LibreOffice counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from extract.flow.model import Indent
from extract.numerals import FORMS, numeral
from extract.odt.styles import Properties, Styles
from extract.odt.xml import Element, attribute, attributes, child, clark, name_of, points
from extract.symbols import as_bullet

Gap = Literal["tab", "space", "nothing"]
_LEVELS = 10
_PLACE = re.compile(r"%(\d{1,2})%")
_ITEMS = ("text:list-item", "text:list-header")
_LATIN = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# Forms are named by how they begin (`一, 二, 三, ...`): the first that begins so is meant.
_SPELLED = (
    "taiwaneseCountingThousand",
    "ideographLegalTraditional",
    "chineseLegalSimplified",
    "ideographTraditional",
    "ideographZodiac",
    "decimalFullWidth",
    "decimalEnclosedCircle",
    *FORMS,
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is printed, and where its paragraphs stand."""

    form: str = ""  # as `extract.numerals` names it; empty: no number
    template: str = ""  # `%1%.%2%、`; of a bullet, the bullet
    start: int = 1
    bullet: bool = False
    gap: Gap = "tab"
    indent: Indent | None = None
    text_style: str | None = None
    text: Properties = field(default_factory=dict)  # what the level itself states of its label's face


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in a list; `label` is None where it begins no entry."""

    level: Level
    label: str | None


@dataclass(slots=True)
class _Open:
    """A list that is being read: its style, and how far each of its levels has counted."""

    style: str | None
    counts: dict[int, int]
    level: int
    awaiting: bool = False  # an entry has begun and its first paragraph has not come yet
    start: int | None = None  # that the entry states


class Lists:
    """The lists of a document. `entries` and `place` are asked in document order."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.by_id: dict[str | None, _Open] = {}
        self.last_of: dict[str | None, _Open] = {}  # by style
        self.open: list[_Open] = []
        self.outline: dict[int, int] = {}
        self.levels: dict[str | None, dict[int, Level]] = {}

    def entries(self, element: Element) -> Iterator[Element]:
        """The entries of the text:list ELEMENT, one after the other; each is to be read before the next is taken."""
        own = self._opened(element)
        self.open.append(own)
        for entry in element.iterchildren(*map(clark, _ITEMS)):
            own.awaiting = name_of(entry) == "text:list-item"
            own.start = _integer(attribute(entry, "text:start-value"))
            yield entry
        self.open.pop()

    def _opened(self, element: Element) -> _Open:
        style = attribute(element, "text:style-name")
        if self.open:
            outer = self.open[-1]
            return _Open(style or outer.style, outer.counts, outer.level + 1)
        continued = attribute(element, "text:continue-list")
        before = None if continued is None else self.by_id.get(continued)
        if before is None and attribute(element, "text:continue-numbering") == "true":
            before = self.last_of.get(style)
        opened = _Open(style or (before.style if before else None), {} if before is None else before.counts, 0)
        self.by_id[attribute(element, "xml:id")] = self.last_of[opened.style] = opened
        return opened

    def place(self, paragraph: Element, style: str | None) -> Place | None:
        """The place of PARAGRAPH, which is in the paragraph style STYLE; None where it stands in no list."""
        if self.open:
            return self._in_list(style)
        if name_of(paragraph) == "text:h" and attribute(paragraph, "text:is-list-header") != "true":
            return self._heading(paragraph)
        return None

    def _in_list(self, style: str | None) -> Place:
        own = self.open[-1]
        levels = self._levels_of(self.styles.list_style_of(style) or own.style)
        level = levels.get(own.level, Level())
        waiting = [one for one in self.open if one.awaiting]
        if own not in waiting:
            return Place(level, None)
        for one in waiting:
            one.awaiting = False
        _count(own.counts, own.level, level.start, own.start)
        return Place(level, _label(levels, own.counts, own.level))

    def _heading(self, paragraph: Element) -> Place | None:
        n = (_integer(attribute(paragraph, "text:outline-level")) or 1) - 1
        levels = self._levels_in("outline", self.styles.outline)
        level = levels.get(n)
        if level is None:
            return None
        restart = _integer(attribute(paragraph, "text:start-value"))
        _count(self.outline, n, level.start, restart)
        return Place(level, _label(levels, self.outline, n)) if level.form or level.bullet else None

    def _levels_of(self, style: str | None) -> dict[int, Level]:
        return self._levels_in(style, self.styles.list_styles.get(style or ""))

    def _levels_in(self, key: str | None, element: Element | None) -> dict[int, Level]:
        if key not in self.levels:
            read = (_level(one) for one in ([] if element is None else element.iterchildren()))
            self.levels[key] = dict(one for one in read if one is not None)
        return self.levels[key]


def _count(counts: dict[int, int], level: int, start: int, stated: int | None) -> None:
    """Count one entry on; the levels below begin anew."""
    counts[level] = stated if stated is not None else counts[level] + 1 if level in counts else start
    for deeper in [n for n in counts if n > level]:
        del counts[deeper]


def _label(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    own = levels.get(level, Level())
    if own.bullet:
        return own.template

    def value(place: re.Match[str]) -> str:
        n = int(place[1]) - 1
        shown = levels.get(n, Level())
        return numeral(counts.get(n, shown.start), shown.form) if shown.form else ""

    return _PLACE.sub(value, own.template) if own.form else _PLACE.sub("", own.template)


def _level(element: Element) -> tuple[int, Level] | None:
    """A text:list-level-style-… and its level from 0; None for what is none."""
    name = name_of(element)
    n = (_integer(attribute(element, "text:level")) or 1) - 1
    if not name.startswith(("text:list-level-style-", "text:outline-level-style")) or not 0 <= n < _LEVELS:
        return None
    text = attributes(child(element, "style:text-properties"))
    bullet = name == "text:list-level-style-bullet"
    gap, indent = _position(child(element, "style:list-level-properties"))
    return n, Level(
        form="" if bullet else _form(attribute(element, "style:num-format") or ""),
        template=_bullet(element, text) if bullet else _template(element, n),
        start=_integer(attribute(element, "text:start-value")) or 1,
        bullet=bullet,
        gap=gap,
        indent=indent,
        text_style=attribute(element, "text:style-name"),
        text=text,
    )


def _bullet(element: Element, text: Properties) -> str:
    sign = attribute(element, "text:bullet-char") or ""
    font = text.get("style:font-name") or text.get("fo:font-family") or ""
    return as_bullet(sign, font.strip("'\""))


def _template(element: Element, n: int) -> str:
    """What stands in a label: as stated, or the numbers of as many levels as are displayed, with points between."""
    stated = attribute(element, "loext:num-list-format")
    if stated is not None:
        return stated
    shown = max(1, _integer(attribute(element, "text:display-levels")) or 1)
    numbers = ".".join(f"%{level + 1}%" for level in range(max(0, n + 1 - shown), n + 1))
    if not attribute(element, "style:num-format"):
        numbers = ""
    return (attribute(element, "style:num-prefix") or "") + numbers + (attribute(element, "style:num-suffix") or "")


def _form(stated: str) -> str:
    """The form that OpenDocument names by its first numbers: `1`, `一, 二, 三, ...`; plain digits for one not known."""
    if not stated:
        return ""
    first = [sign.strip() for sign in stated.split(",") if sign.strip(" .…")]
    if len(first) == 1:
        return _LATIN.get(first[0], "decimal")
    spelled = (name for name in _SPELLED if [numeral(n + 1, name) for n in range(len(first))] == first)
    return next(spelled, "decimal")


def _position(properties: Element | None) -> tuple[Gap, Indent | None]:
    """What follows the label, and the indent of the level's paragraphs."""
    alignment = child(properties, "style:list-level-label-alignment")
    if alignment is not None:
        followed = attribute(alignment, "text:label-followed-by")
        gap: Gap = "space" if followed == "space" else "nothing" if followed == "nothing" else "tab"
        left = points(attribute(alignment, "fo:margin-left")) or 0.0
        return gap, Indent(left, 0.0, points(attribute(alignment, "fo:text-indent")) or 0.0)
    if properties is None:
        return "tab", None
    before = points(attribute(properties, "text:space-before")) or 0.0
    width = points(attribute(properties, "text:min-label-width")) or 0.0
    return ("tab" if width else "nothing"), Indent(before + width, 0.0, -width)


def _integer(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdecimal() else None
