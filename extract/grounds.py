"""Which shaded cells are marks of a schedule, and which only stand on the ground of their row or column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

_FEWEST_ROWS = 3  # by which a column of one colour is told from one where every row has a mark


@dataclass(frozen=True, slots=True)
class Shade:
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
    rows, columns = _row_grounds(body), _column_grounds(body, headers)
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
        if all(None not in colors[col] for col in tinted) and (
            _is_in_header(tint, tinted, heads)
            or (len(tints) > 1 and all(len(colors[col]) >= _FEWEST_ROWS for col in tinted))
        ):
            grounds.update((col, tint) for col in tinted if colors[col].count(tint) > len(colors[col]) / 2)
    return grounds


def _is_in_header(tint: Hashable, cols: Sequence[int], heads: Mapping[int, Hashable | None]) -> bool:
    """Have just these columns the tint in the header too?"""
    return {col for col, color in heads.items() if color == tint} == set(cols)
