"""The text between tables: printed lines as paragraphs, and the line above a table as its caption."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec import Struct

from extract.captions import caption_of
from extract.joining.wraps import first_word, width_em
from extract.pages import PageLayout, PageLine, PageTable
from schema.enumerators import read_enumerator
from schema.places import Box
from schema.tables import Block
from schema.text import join_lines

_GAP_PITCHES = 1.0  # more blank than a line's height between two lines parts paragraphs
_SAME_SIZE_PT = 0.8
_CENTERED_PT = 6.0
_SAME_WIDTH_PT = 1.0
_NARROW = 0.6  # of the usual width of text: a page without one full line
_INDENT_EM = 3.0
_WRAPPED_EM = 4.0  # a line shorter than this is not full, though nothing on its page stands further right
_NEAR_PT = 40.0  # a caption stands no farther above its table
_TOUCHING_PT = 2.0


class Placed(Struct, frozen=True):
    """A printed line outside tables, the page it stands on, and how many tables end above it."""

    line: PageLine
    page: int
    tables_before: int


def blocks_of(lines: Sequence[Placed], layouts: Sequence[PageLayout]) -> tuple[Block, ...]:
    """LINES, in reading order, as paragraphs."""
    margins = _Margins.of(layouts)
    return tuple(_block(group, margins) for group in _paragraphs(lines, margins))


def caption_above(blocks: Iterable[Block], table: PageTable) -> str:
    """The caption among those of BLOCKS that stand right above TABLE, one over the other; empty where none is."""
    return caption_of(_stacked_above(blocks, table))


def _stacked_above(blocks: Iterable[Block], table: PageTable) -> Iterator[str]:
    """The texts of BLOCKS from the one right above TABLE upwards, as long as each stands near the next."""
    boxed = [(block.box, block) for block in blocks if block.page == table.page and block.box is not None]
    above = [(box, block) for box, block in boxed if box.bottom < table.box.top + _TOUCHING_PT]
    edge, tables_before = table.box.top, None
    for box, block in sorted(above, key=lambda one: (-one[0].bottom, one[0].x0)):
        if edge - box.bottom > _NEAR_PT or block.before_table != (tables_before or block.before_table):
            return
        edge, tables_before = min(edge, box.top), block.before_table
        yield block.text


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
        return _Margins(left, right)._of_few_lines(layouts)

    def _of_few_lines(self, layouts: Sequence[PageLayout]) -> _Margins:
        """With the usual margins of pages as wide for those that short lines alone, a cover's, tell too narrow."""
        left, right = dict(self.left), dict(self.right)
        usual_of = {width: self._usual(width, layouts) for width in {layout.width_pt for layout in layouts}}
        for layout in layouts:
            usual = usual_of[layout.width_pt]
            width, most = (self.right[n] - self.left[n] for n in (layout.number, usual))
            if width < _NARROW * most:
                left[layout.number] = min(self.left[layout.number], self.left[usual])
                right[layout.number] = max(self.right[layout.number], self.right[usual])
        return _Margins(left, right)

    def _usual(self, width_pt: float, layouts: Sequence[PageLayout]) -> int:
        """The page, of those of LAYOUTS that are WIDTH_PT wide, whose text is as wide as half of them have it."""
        alike = [layout.number for layout in layouts if abs(layout.width_pt - width_pt) <= _SAME_WIDTH_PT]
        return sorted(alike, key=lambda number: self.right[number] - self.left[number])[len(alike) // 2]


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
    if upper.box.width_pt < _WRAPPED_EM * upper.size_pt:
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
