"""Page furniture: running headers and footers, page numbers. They belong to the page, not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from msgspec import structs

from extract.pages import PageLayout, PageLine

_PLACE_PT = 4.0  # repeated lines stand this near to the same height
_FEWEST_PAGES = 3
_MOST_PAGES = 0.4  # of the pages; a header for even pages alone is on less than half of them
_FEW_PAGES = 1  # a title page may begin higher than the others
_NUMBER = re.compile(
    r"[-–—─~～·\s]*(?:第\s?|p(?:age|\.)?\s?)?[\divxlc一二三四五六七八九十]{1,4}(?:\s?頁)?"
    r"(?:\s?[/／,，、]?\s?(?:of|共)?\s?\d{1,4}\s?頁?)?[-–—─~～·\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def without_furniture(layouts: list[PageLayout]) -> list[PageLayout]:
    """LAYOUTS without page numbers and running lines; a running line stays where it is met first, one at the
    foot where it is met last: a note below every part of a table stands below its end."""
    counted = Counter(
        key for layout in layouts for key in {_key(line) for line in layout.lines if _at_margin(line, layout)}
    )
    enough = max(_FEWEST_PAGES, _MOST_PAGES * len(layouts))
    running = {key for key, pages in counted.items() if pages >= enough and _is_kept_free(key, layouts)}
    heads = [_running(layout, running, at_foot=False) for layout in layouts]
    feet = [_running(layout, running, at_foot=True) for layout in layouts]
    again = _met_before(heads, running)
    again |= _met_before(feet[::-1], running)
    cleaned = []
    for layout in layouts:
        kept = [line for line in layout.lines if id(line) not in again and not _is_page_number(line, layout)]
        cleaned.append(layout if len(kept) == len(layout.lines) else structs.replace(layout, lines=tuple(kept)))
    return cleaned


def _running(layout: PageLayout, running: set[tuple[str, int]], *, at_foot: bool) -> list[PageLine]:
    """The running lines at the head or at the foot of LAYOUT, page numbers aside."""
    half = layout.height_pt / 2
    lines = [line for line in layout.lines if (line.box.top > half) == at_foot and _at_margin(line, layout)]
    return [line for line in lines if _near(_key(line), running) and not _is_page_number(line, layout)]


def _met_before(pages: Iterable[list[PageLine]], running: set[tuple[str, int]]) -> set[int]:
    """The lines, by `id`, that a page before or the same page prints too."""
    met: set[tuple[str, int]] = set()
    again: set[int] = set()
    for line in chain.from_iterable(pages):
        near = _near(_key(line), running)
        if met.isdisjoint(near):
            met |= near
        else:
            again.add(id(line))
    return again


def _key(line: PageLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.box.top / _PLACE_PT)


def _near(key: tuple[str, int], running: set[tuple[str, int]]) -> set[tuple[str, int]]:
    text, place = key
    return {(text, p) for p in (place - 1, place, place + 1)} & running


def _is_kept_free(key: tuple[str, int], layouts: list[PageLayout]) -> bool:
    """Is the place of the line KEY left free on the pages that do not print it?

    A caption that many pages begin with stands where on other pages the text begins.
    """
    crossed = 0
    for layout in layouts:
        near = [line for line in layout.lines if not _near(_key(line), {key})]
        height = key[1] * _PLACE_PT
        if len(near) < len(layout.lines):
            continue
        boxes = [line.box for line in near if not _is_page_number(line, layout)]
        boxes += [table.box for table in layout.tables]
        crossed += any(box.top - _PLACE_PT <= height <= box.bottom for box in boxes)
    return crossed <= _FEW_PAGES


def _at_margin(line: PageLine, layout: PageLayout) -> bool:
    margin_pt = layout.margin_pt
    return line.box.bottom <= margin_pt or line.box.top >= layout.height_pt - margin_pt


def _is_page_number(line: PageLine, layout: PageLayout) -> bool:
    """A bare number below everything else on the page, or above it."""
    if not _at_margin(line, layout) or not _NUMBER.fullmatch(line.text):
        return False
    others = [other.box for other in layout.lines if other is not line]
    others += [table.box for table in layout.tables]
    if line.box.middle > layout.height_pt / 2:
        return all(box.bottom <= line.box.top + 1 for box in others)
    return all(box.top >= line.box.bottom - 1 for box in others)
