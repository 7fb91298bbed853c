"""The text between tables: printed lines as paragraphs, and the line above a table as its caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.joining.wraps import first_word, width_em
from extract.pages import PageLayout, PageLine, PageTable
from schema.enumerators import read_enumerator
from schema.places import Box
from schema.tables import Block
from schema.text import join_lines

_GAP_PITCHES = 1.0  # more blank than a line's height between two lines parts paragraphs
_SAME_SIZE_PT = 0.8
_CENTERED_PT = 6.0
_INDENT_EM = 3.0
_NEAR_PT = 40.0  # a caption stands no farther above its table
_TOUCHING_PT = 2.0
_LONGEST_CAPTION = 60
_UNIT_NOTE = re.compile(r"[（(]?單位\s?[:：]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed line outside tables, the page it stands on, and how many tables end above it."""

    line: PageLine
    page: int
    tables_before: int


def blocks_of(lines: Sequence[Placed], layouts: Sequence[PageLayout]) -> tuple[Block, ...]:
    """LINES, in reading order, as paragraphs."""
    margins = _Margins.of(layouts)
    return tuple(_block(group, margins) for group in _paragraphs(lines, margins))


def caption_above(blocks: Iterable[Block], table: PageTable) -> str:
    """The text of the nearest of BLOCKS right above TABLE; empty where none stands near."""
    near = [
        (table.box.top - block.box.bottom, block.text)
        for block in blocks
        if block.page == table.page and block.box is not None and not _UNIT_NOTE.match(block.text)
    ]
    gap, text = min(((gap, text) for gap, text in near if gap > -_TOUCHING_PT), default=(0.0, ""))
    return text if gap <= _NEAR_PT and len(text) <= _LONGEST_CAPTION else ""


@dataclass(frozen=True, slots=True)
class _Margins:
    """Left and right margin of the text, by page."""

    left: dict[int, float]
    right: dict[int, float]

    @staticmethod
    def of(layouts: Sequence[PageLayout]) -> _Margins:
        left: dict[int, float] = {}
        right: dict[int, float] = {}
        for layout in layouts:
            boxes = [line.box for line in layout.lines] + [table.box for table in layout.tables]
            left[layout.number] = min((box.x0 for box in boxes), default=0.0)
            right[layout.number] = max((box.x1 for box in boxes), default=layout.width_pt)
        return _Margins(left, right)


def _paragraphs(lines: Sequence[Placed], margins: _Margins) -> Iterator[list[Placed]]:
    group: list[Placed] = []
    for placed in lines:
        if group and not _goes_on(group, placed, margins):
            yield group
            group = []
        group.append(placed)
    if group:
        yield group


def _goes_on(group: Sequence[Placed], placed: Placed, margins: _Margins) -> bool:
    """Is PLACED the next line of the paragraph GROUP, wrapped at the right margin?"""
    before, line = group[-1], placed.line
    upper = before.line
    if placed.tables_before != before.tables_before or placed.page > before.page + 1:
        return False
    if upper.bold != line.bold or abs(upper.size_pt - line.size_pt) > _SAME_SIZE_PT:
        return False
    if read_enumerator(line.text) is not None or _is_centered(upper, before.page, margins):
        return False
    if placed.page == before.page and line.box.top - upper.box.bottom > _GAP_PITCHES * line.size_pt:
        return False
    if line.box.x0 > group[0].line.box.x0 + _INDENT_EM * line.size_pt:
        return False
    room = margins.right[before.page] - upper.box.x1
    return room < width_em(first_word(line.text)) * line.size_pt + line.size_pt / 2


def _is_centered(line: PageLine, page: int, margins: _Margins) -> bool:
    left, right = line.box.x0 - margins.left[page], margins.right[page] - line.box.x1
    return left > 2 * line.size_pt and abs(left - right) <= _CENTERED_PT


def _block(group: Sequence[Placed], margins: _Margins) -> Block:
    first = group[0]
    own = [placed.line.box for placed in group if placed.page == first.page]
    return Block(
        text=join_lines(placed.line.text for placed in group),
        page=first.page,
        box=Box.around(own),
        size_pt=first.line.size_pt,
        bold=all(placed.line.bold for placed in group),
        centered=all(_is_centered(placed.line, placed.page, margins) for placed in group),
        before_table=first.tables_before,
    )
