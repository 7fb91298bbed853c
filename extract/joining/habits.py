"""How the cells of a column usually are, over all pages of a table: what a cut cell is told by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.joining.parts import Part
from extract.joining.wraps import blank_above, blank_below, ends_paragraph, has_blank_lines
from extract.pages import PageCell, PageLine
from schema.enumerators import Enumerator, follows, read_enumerator
from schema.text import key_of

_MOSTLY = 0.6
_NEXT_TO_NEVER = 0.1
_ENOUGH = 3  # cells that make a habit


@dataclass(frozen=True, slots=True)
class Habit:
    """What the cells of one column are like.

    `seen` counts the cells that no page break can have cut, `empty` and `numbered` those of them without
    text and those that begin with an enumerator. `lists`: forms of enumerator of which a cell holds
    several entries; `runs`: forms that number the cells themselves, on from cell to cell. `openings`:
    the first lines of cells that begin without an enumerator, as keys.
    """

    seen: int
    empty: int
    numbered: int
    starts: Counter[str]  # how many cells begin with an enumerator of this form
    lists: frozenset[str]
    runs: frozenset[str]
    openings: frozenset[str]
    most_entries: int  # in one cell
    merged: bool  # some cell spans rows
    spaced: bool  # blank lines inside cells, to stand beside what they belong to
    starts_low: bool  # some cell begins a line or more below its top
    centered: bool  # text stands in the middle between top and bottom
    paragraphs: bool  # some cell holds two paragraphs, the second without an enumerator
    marks: bool  # empty cells tell by their shading, which is not that of cells with text
    pad_pt: float  # between a cell's side and its text

    @property
    def is_never_empty(self) -> bool:
        """Does every cell say something, so that an empty one must be a rest?"""
        return self.empty <= self.seen * _NEXT_TO_NEVER

    @property
    def is_mostly_numbered(self) -> bool:
        written = self.seen - self.empty
        return written >= 2 and self.numbered >= written * _MOSTLY

    @property
    def is_known(self) -> bool:
        """Were there cells enough to speak of a habit?"""
        return self.seen >= _ENOUGH


def habits_of(parts: Sequence[Part]) -> tuple[Habit, ...]:
    """The habit of every column of a table over PARTS, all on the same columns."""
    n_cols = parts[0].n_cols
    every: list[list[PageCell]] = [[] for _ in range(n_cols)]  # by column
    whole: list[list[PageCell]] = [[] for _ in range(n_cols)]  # … those that no page break can have cut
    for n, part in enumerate(parts):
        first = part.header_rows + (1 if n else 0)
        last = part.n_rows - (1 if n < len(parts) - 1 else 0)
        for cell in part.body_cells():
            if cell.colspan >= part.n_cols:
                continue
            every[cell.col].append(cell)
            if first <= cell.row and cell.row + cell.rowspan <= last:
                whole[cell.col].append(cell)
    return tuple(map(_habit_of, every, whole))


def entries_of(lines: Iterable[PageLine]) -> list[Enumerator]:
    """The enumerators that LINES begin with, in order."""
    return [found for line in lines if (found := read_enumerator(line.text)) is not None]


def _habit_of(every: Sequence[PageCell], whole: Sequence[PageCell]) -> Habit:
    """The habit of a column with the cells EVERY, of which no page break can have cut those in WHOLE."""
    written = [cell for cell in whole if cell.lines]
    begun = [(cell, read_enumerator(cell.lines[0].text)) for cell in written]
    bare = [cell for cell, entry in begun if entry is None]
    starts = [entry for _, entry in begun if entry is not None]
    listed = [entries_of(cell.lines) for cell in every]
    grounds = {cell.fill for cell in every if cell.lines}
    pad = min((abs(line.box.x0 - c.box.x0) for c in every for line in c.lines), default=0.0)
    return Habit(
        seen=len(whole),
        empty=len(whole) - len(written),
        numbered=len(starts),
        starts=Counter(e.form for e in starts),
        lists=frozenset(form for entries in listed for form in _forms_listed(entries)),
        runs=frozenset(e.form for e in starts if e.number > 1),
        openings=frozenset(key_of(cell.lines[0].text) for cell in bare),
        most_entries=max(map(len, listed), default=0),
        merged=any(cell.rowspan > 1 for cell in every),
        spaced=any(has_blank_lines(cell) for cell in every),
        starts_low=any(blank_above(cell) > cell.lines[0].size_pt * 1.5 for cell in written),
        centered=_is_centered(written),
        paragraphs=any(_has_bare_paragraph(cell, pad) for cell in every),
        marks=any(cell.bar or (cell.fill is not None and cell.fill not in grounds) for cell in every if not cell.lines),
        pad_pt=pad,
    )


def _is_centered(cells: Sequence[PageCell]) -> bool:
    """Do CELLS with room to spare hold their text in the middle of it?"""
    roomy = [c for c in cells if blank_above(c) + blank_below(c) > 2 * c.lines[0].size_pt]
    middle = [c for c in roomy if abs(blank_above(c) - blank_below(c)) <= c.lines[0].size_pt / 2]
    return len(middle) > len(roomy) / 2


def _forms_listed(entries: Iterable[Enumerator]) -> Iterator[str]:
    by_form: dict[str, Enumerator] = {}
    for entry in entries:
        before = by_form.get(entry.form)
        if before is not None and follows(before, entry):
            yield entry.form
        by_form[entry.form] = entry


def _has_bare_paragraph(cell: PageCell, pad_pt: float) -> bool:
    return any(
        read_enumerator(below.text) is None and ends_paragraph(cell, line, below.text, pad_pt)
        for line, below in pairwise(cell.lines)
    )
