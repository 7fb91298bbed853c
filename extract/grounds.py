"""Which shaded cells are marks of a schedule, and which only stand on the ground of their row or column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

_FEWEST_ROWS = 3  # by which a column of one colour is told from one where every row has a mark


class Shade(NamedTuple):
    """A cell's place and colour; `told`: has it text?"""

    row: int
    col: int
    rowspan: int
    colspan: int
    color: Hashable | None  # None: no fill, or white
    told: bool
    header: bool

    @property
    def rows(self) -> range:
        """The rows that the cell covers."""
        return range(self.row, self.row + self.rowspan)


def marked(shades: Sequence[Shade]) -> set[int]:
    """Which of SHADES, the cells of one table, are marked: the indices of body cells in a colour of their own."""
    body = [shade for shade in shades if not shade.header]
    headers = [shade for shade in shades if shade.header]
    columns = _column_grounds(body, headers)
    rows = _row_grounds([shade for shade in body if shade.color is None or columns.get(shade.col) != shade.color])
    headings = {shade.color for shade in headers}
    return {
        index
        for index, shade in enumerate(shades)
        if not shade.header
        and shade.color is not None
        # A blank cell in the header's colour is a mark of a schedule; one with text is a heading.
        and not (shade.told and shade.color in headings)
        and any(rows.get(row) != shade.color for row in shade.rows)
        and columns.get(shade.col) != shade.color
    }


def _row_grounds(body: Sequence[Shade]) -> dict[int, Hashable | None]:
    """The one colour behind all texts of a row (a zebra's stripe, a section), None without one. Cells over several
    rows tell it only where no other does."""
    behind: dict[tuple[int, bool], set[Hashable | None]] = defaultdict(set)
    for shade in body:
        for row in shade.rows if shade.told else ():
            behind[row, shade.rowspan == 1].add(shade.color)
    grounds: dict[int, Hashable | None] = {}
    for row in {row for row, _ in behind}:
        found = behind.get((row, True)) or behind[row, False]
        grounds[row] = next(iter(found)) if len(found) == 1 else None
    return grounds


def _column_grounds(body: Sequence[Shade], headers: Sequence[Shade]) -> dict[int, Hashable]:
    """The tints of columns: colours that fill every column where they are met, but for cells in another colour."""
    colors: dict[int, list[Hashable | None]] = defaultdict(list)
    for shade in body:
        if shade.colspan == 1:
            colors[shade.col].append(shade.color)
    heads = {shade.col: shade.color for shade in sorted(headers, key=lambda each: each.row) if shade.colspan == 1}
    tints = {color for found in colors.values() for color in found if color is not None}
    grounds: dict[int, Hashable] = {}
    for tint in tints:
        tinted = [col for col, found in colors.items() if tint in found]
        if any(None in colors[col] for col in tinted):
            continue
        # Months in which every row of a schedule has a mark are full as well.
        told_by_marks = len(tints) > 1 and all(_is_most(tint, colors[col]) for col in tinted)
        if told_by_marks or _is_in_header(tint, tinted, heads):
            grounds.update((col, tint) for col in tinted)
    return grounds


def _is_most(tint: Hashable, colors: Sequence[Hashable | None]) -> bool:
    return len(colors) >= _FEWEST_ROWS and colors.count(tint) > len(colors) / 2


def _is_in_header(tint: Hashable, cols: Sequence[int], heads: Mapping[int, Hashable | None]) -> bool:
    """Have just these columns the tint in the header too?"""
    return {col for col, color in heads.items() if color == tint} == set(cols)
