"""The text outside tables as a tree of sections, by the depth of its enumerators and heading styles."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from schema.enumerators import Enumerator, split_enumerator
from schema.plan import Section
from schema.tables import Block

_LONGEST_HEADING = 40  # characters
_BIGGER = 1.05  # times the size of most lines: what stands out
_LONGEST_LEAD = 24  # of a heading that its own text follows behind a colon
_LEAD = re.compile(rf"([^：:。，]{{1,{_LONGEST_LEAD}}})[：:](.*)")
_SENTENCE_END = ("。", "；", ";", "，", "、")
_CONTENTS_LINE = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|‧{4,})\s*\d*$")  # of a table of contents
# From the outermost form to the innermost, as plans nest them; forms not named here stand inside all of these.
_NESTING = (
    ("legal", "(legal)"),
    ("stem",),
    ("chinese",),
    ("(chinese)", "paren-chinese-sign"),
    ("digit", "digit-stop-sign"),
    ("(digit)", "digit)", "paren-digit-sign"),
    ("circled",),
    ("letter", "(letter)", "letter)"),
    ("small", "(small)", "small)"),
)
_RANK = {form: rank for rank, forms in enumerate(_NESTING) for form in forms}


@dataclass(slots=True)
class _Open:
    """A section whose text is still being read; `rank` orders forms from the outermost."""

    label: str
    heading: str
    rank: int
    page: int | None
    text: list[str] = field(default_factory=list)
    children: list[_Open] = field(default_factory=list)

    def closed(self, level: int) -> Section:
        children = tuple(child.closed(level + 1) for child in self.children)
        return Section(self.label, self.heading, level, "\n".join(self.text), self.page, children)


def sections_of(blocks: Sequence[Block], used: Collection[int] = ()) -> tuple[Section, ...]:
    """The sections of BLOCKS without those whose index is USED; text before any heading has a section of its own."""
    root = _Open("", "", -1, None)
    open_sections = [root]
    body = _body_size(blocks)
    for index, block in enumerate(blocks):
        if index in used or _CONTENTS_LINE.search(block.text):
            continue
        opened = _opened(block, body)
        if opened is None:
            _put(open_sections, block.text, block.page)
            continue
        while len(open_sections) > 1 and open_sections[-1].rank >= opened.rank:
            open_sections.pop()
        open_sections[-1].children.append(opened)
        open_sections.append(opened)
    return tuple(child.closed(1) for child in root.children)


def _put(open_sections: list[_Open], text: str, page: int | None) -> None:
    if len(open_sections) == 1:
        first = _Open("", "", len(_NESTING) + 9, page)
        open_sections[0].children.append(first)
        open_sections.append(first)
    open_sections[-1].text.append(text)


def _body_size(blocks: Sequence[Block]) -> float | None:
    sizes = sorted(block.size_pt for block in blocks if block.size_pt is not None)
    return sizes[len(sizes) // 2] if sizes else None


def _opened(block: Block, body: float | None) -> _Open | None:
    """The section that BLOCK opens; None where it is text of the section that is open."""
    enumerator, rest = split_enumerator(block.text)
    if enumerator is None:
        if block.heading_level is None or len(rest) > _LONGEST_HEADING:
            return None
        return _Open("", rest, block.heading_level - 1, block.page)
    rank = _rank(enumerator, block.heading_level)
    lead = _LEAD.match(rest)
    if lead is not None:
        return _Open(enumerator.label, lead[1].strip(), rank, block.page, [lead[2].strip()] if lead[2].strip() else [])
    if len(rest) <= _LONGEST_HEADING and not rest.endswith(_SENTENCE_END):
        return _Open(enumerator.label, rest, rank, block.page)
    stands_out = block.bold or (body is not None and block.size_pt is not None and block.size_pt > _BIGGER * body)
    if stands_out or block.heading_level is not None or enumerator.form in _NESTING[0]:
        return _Open(enumerator.label, "", rank, block.page, [rest])
    return None


def _rank(enumerator: Enumerator, heading_level: int | None) -> int:
    if heading_level is not None and enumerator.form not in _RANK:
        return heading_level - 1
    return _RANK.get(enumerator.form, len(_NESTING))
