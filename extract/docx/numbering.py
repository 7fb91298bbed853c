"""Automatic numbering: the label that Word prints before a paragraph, counted as Word counts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extract.docx.styles import Styles
from extract.docx.xml import MC, Element, Properties, attribute, child, children, flatten, is_on
from extract.flow import numbering
from extract.symbols import as_bullet

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level(numbering.Level):
    """One level of a list: how its number is printed, and its indent."""

    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)
    style: str | None = None  # the paragraph style that is bound to this level


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's place in a list, and what is printed there."""

    label: str
    level: Level


class Numbering:
    """The lists of a document, and how far each has counted. Ask for labels in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.styles = styles
        self.abstract = {attribute(e, "abstractNumId") or "": e for e in children(root, "abstractNum")}
        self.nums = {attribute(e, "numId") or "": e for e in children(root, "num")}
        self.levels: dict[str, dict[int, Level]] = {}
        self.starts: dict[str, dict[int, int]] = {}
        self.counter = numbering.Counter()
        self.seen: set[tuple[str, int]] = set()

    def level_of(self, properties: Properties, style_id: str | None) -> tuple[str, int] | None:
        """(numId, level from 0) of a paragraph with PROPERTIES; None where it stands in no list."""
        num_id = properties.get("numId/val")
        if num_id is None or num_id == "0" or num_id not in self.nums:
            return None
        stated = properties.get("ilvl/val")
        bound = self._bound_level(num_id, style_id)
        level = bound if bound is not None else int(stated) if stated and stated.isdecimal() else 0
        return num_id, min(level, _LEVELS - 1)

    def _bound_level(self, num_id: str, style_id: str | None) -> int | None:
        """The level bound to the paragraph's style, or to the style in its chain that puts it in the list."""
        chain = [name for name, _ in self.styles.chain(style_id or self.styles.default_paragraph)]
        by_style = {level.style: n for n, level in self._levels(num_id).items() if level.style}
        return next((by_style[name] for name in reversed(chain) if name in by_style), None)

    def next_label(self, num_id: str, level: int) -> Numbered:
        """Count one paragraph on, and give what is printed before it (empty: a hidden number)."""
        levels = self._levels(num_id)
        start = self._fresh_start(num_id, level)
        return Numbered(self.counter.label(self._list_id(num_id), level, levels, start), levels.get(level, Level()))

    def _fresh_start(self, num_id: str, level: int) -> int | None:
        """The start that the list states for itself, at its first paragraph of LEVEL."""
        start = self._starts(num_id).get(level)
        if start is None or (num_id, level) in self.seen:
            return None
        self.seen.add((num_id, level))
        return start

    def _list_id(self, num_id: str) -> str:
        """Lists that count together: all of one abstract numbering."""
        return attribute(child(self.nums[num_id], "abstractNumId")) or num_id

    def _levels(self, num_id: str) -> dict[int, Level]:
        if num_id not in self.levels:
            self._read(num_id)
        return self.levels[num_id]

    def _starts(self, num_id: str) -> dict[int, int]:
        if num_id not in self.starts:
            self._read(num_id)
        return self.starts[num_id]

    def _read(self, num_id: str) -> None:
        num = self.nums[num_id]
        levels = self._abstract_levels(attribute(child(num, "abstractNumId")))
        starts: dict[int, int] = {}
        for override in children(num, "lvlOverride"):
            n = _integer(attribute(override, "ilvl"), 0)
            changed = child(override, "lvl")
            if changed is not None:
                levels[n] = _level(changed, n)
            start = child(override, "startOverride")
            if start is not None:
                starts[n] = _integer(attribute(start), 1)
                levels[n] = replace(levels.get(n, Level()), start=starts[n])
        self.levels[num_id], self.starts[num_id] = levels, starts

    def _abstract_levels(self, abstract_id: str | None, depth: int = 0) -> dict[int, Level]:
        """The levels of an abstract numbering; one that only names a list style is looked up there."""
        element = self.abstract.get(abstract_id or "")
        linked = attribute(child(element, "numStyleLink"))
        if linked is not None and depth < 5:
            style = self.styles.by_id.get(linked)
            num = self.nums.get(style.paragraph.get("numId/val", "")) if style else None
            if num is not None:
                return self._abstract_levels(attribute(child(num, "abstractNumId")), depth + 1)
        levels = ((_integer(attribute(e, "ilvl"), 0), e) for e in children(element, "lvl"))
        return {n: _level(e, n) for n, e in levels}


def _level(element: Element, n: int) -> Level:
    form_element = child(element, "numFmt")
    if form_element is None:
        form_element = next(iter(element.iterfind(f"{MC}AlternateContent/{MC}Choice/*")), None)
    form = attribute(form_element) or "decimal"
    restart = attribute(child(element, "lvlRestart"))
    gap = attribute(child(element, "suff"))
    text = child(element, "lvlText")
    run = flatten(child(element, "rPr"))
    template = "" if is_on(attribute(text, "null")) else attribute(text) or ""
    font = run.get("rFonts/ascii") or run.get("rFonts/hAnsi") or ""
    return Level(
        form="decimal" if form == "custom" else form,
        template=as_bullet(template, font) if form == "bullet" else template,
        start=_integer(attribute(child(element, "start")), 0),
        restart_after=_restart_after(restart, n),
        legal=is_on(flatten(element).get("isLgl/val")),
        gap="space" if gap == "space" else "nothing" if gap == "nothing" else "tab",
        pad=len((attribute(form_element, "format") or "").split(",")[0].strip()) if form == "custom" else 0,
        paragraph=flatten(child(element, "pPr")),
        run=run,
        style=attribute(child(element, "pStyle")),
    )


def _restart_after(restart: str | None, n: int) -> int | None:
    """`lvlRestart` counts levels from 1, and 0 means never; without it every outer level restarts this one."""
    if restart is None:
        return n - 1
    stated = _integer(restart, n)
    return None if stated == 0 else min(stated, n) - 1


def _integer(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and value.lstrip("-").isdecimal() else otherwise
