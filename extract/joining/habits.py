"""How the cells of a column usually are, over all pages of a table: what a cut cell is told by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from extract.joining.parts import Part
from extract.joining.wraps import blank_above, blank_below, ends_paragraph, has_blank_lines
from extract.pages import PageCell, PageLine
from schema.enumerators import Enumerator, follows, read_enumerator
from schema.once import Once
from schema.text import key_of

_MOSTLY = 0.6
_NEXT_TO_NEVER = 0.1
_ENOUGH = 3  # cells that make a habit


class Habit(Struct, frozen=True, dict=True):
    """What the cells of one column are like: EVERY one, and the WHOLE ones, those that no page break can have cut.

    Page breaks ask for little of it, and seldom for all.
    """

    every: Sequence[PageCell]
    whole: Sequence[PageCell]

    @property
    def seen(self) -> int:
        """How many cells tell the habit."""
        return len(self.whole)

    @Once
    def empty(self) -> int:
        """How many of them have no text."""
        return sum([not cell.lines for cell in self.whole])

    @Once
    def _written(self) -> list[PageCell]:
        return [cell for cell in self.whole if cell.lines]

    @Once
    def _starts(self) -> list[Enumerator]:
        return entries_of([cell.lines[0] for cell in self._written])

    @property
    def numbered(self) -> int:
        """How many begin with an enumerator."""
        return len(self._starts)

    @Once
    def starts(self) -> Counter[str]:
        """How many begin with an enumerator of each form."""
        return Counter([entry.form for entry in self._starts])

    @Once
    def runs(self) -> frozenset[str]:
        """Forms that number the cells themselves, on from cell to cell."""
        return frozenset([entry.form for entry in self._starts if entry.number > 1])

    @Once
    def openings(self) -> frozenset[str]:
        """The first lines of cells that begin without an enumerator, as keys."""
        first = [cell.lines[0].text for cell in self._written]
        return frozenset([key_of(text) for text in first if read_enumerator(text) is None])

    @Once
    def _listed(self) -> list[list[Enumerator]]:
        return [entries_of(cell.lines) for cell in self.every]

    @Once
    def lists(self) -> frozenset[str]:
        """Forms of enumerator of which a cell holds several entries."""
        return frozenset([form for entries in self._listed for form in _forms_listed(entries)])

    @Once
    def most_entries(self) -> int:
        """The most in one cell."""
        return max(map(len, self._listed), default=0)

    @Once
    def merged(self) -> bool:
        """Does some cell span rows?"""
        return max([cell.rowspan for cell in self.every], default=1) > 1

    @Once
    def spaced(self) -> bool:
        """Are there blank lines inside cells, to stand beside what they belong to?"""
        return any(map(has_blank_lines, self.every))

    @Once
    def starts_low(self) -> bool:
        """Does some cell begin a line or more below its top?"""
        return any(blank_above(cell) > cell.lines[0].size_pt * 1.5 for cell in self._written)

    @Once
    def centered(self) -> bool:
        """Does text stand in the middle between top and bottom?"""
        return _is_centered(self._written)

    @Once
    def paragraphs(self) -> bool:
        """Does some cell hold two paragraphs, the second without an enumerator?"""
        return any(_has_bare_paragraph(cell, self.pad_pt) for cell in self.every)

    @property
    def holds_several(self) -> bool:
        """May a cell hold several texts, set apart as paragraphs or by blank lines?"""
        return self.spaced or self.paragraphs

    @Once
    def marks(self) -> bool:
        """Do empty cells tell by their shading, which is not that of cells with text?"""
        grounds = {cell.fill for cell in self.every if cell.lines}
        blank = [cell for cell in self.every if not cell.lines]
        return any(cell.bar or (cell.fill is not None and cell.fill not in grounds) for cell in blank)

    @Once
    def pad_pt(self) -> float:
        """Between a cell's side and its text."""
        return min([abs(line.box.x0 - cell.box.x0) for cell in self.every for line in cell.lines], default=0.0)

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
    return tuple(map(Habit, every, whole))


def entries_of(lines: Iterable[PageLine]) -> list[Enumerator]:
    """The enumerators that LINES begin with, in order."""
    return [found for line in lines if (found := read_enumerator(line.text)) is not None]


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
