"""What a tagged file tells of a page break: one element over two pages is one table, one row, one cell."""

from __future__ import annotations

from dataclasses import dataclass

from extract.joining.parts import Part
from extract.pages import PageCell, PageTable, RowNumber


@dataclass(frozen=True, slots=True)
class TaggedBreak:
    """A page break inside one tagged table: the last row above it and the first one below.

    `cut`: they are one row; None where rows that no rule parts leave that open.
    """

    above: RowNumber
    below: RowNumber
    cut: bool | None


def is_same_table(one: PageTable, other: PageTable) -> bool:
    """Do both show parts of one table element? Some writers begin a new one on every page, so No tells nothing."""
    return one.tags is not None and other.tags is not None and one.tags.path == other.tags.path != ()


def tagged_break(above: Part, below: Part) -> TaggedBreak | None:
    """What tags tell of the break between two parts; None where they do not tell both rows."""
    one, other = above.table.tags, below.table.tags
    if one is None or other is None or not is_same_table(above.table, below.table):
        return None
    if below.header_rows >= len(other.rows) or not one.rows:
        return None
    upper, lower = one.rows[-1], other.rows[below.header_rows]
    if not upper or not lower or lower[0] < upper[-1]:
        return None
    cut = True if upper[-1] == lower[0] else False if len(upper) == len(lower) == 1 else None
    return TaggedBreak(upper[-1], lower[0], cut)


def is_same_cell(above: PageCell, below: PageCell, at: TaggedBreak) -> bool | None:
    """Is the cell BELOW the rest of the one ABOVE? None where tags do not tell, as of cells without text."""
    upper = above.elements[-1] if above.elements else None
    lower = below.elements[0] if below.elements else None
    same = upper is not None and lower is not None and (upper.row, upper.place) == (lower.row, lower.place)
    if at.cut or same:
        return True
    if at.cut is None:
        return None
    if lower is not None:
        return upper is None and lower.row <= at.above
    if upper is None or upper.rowspan is None or upper.row[0] != at.below[0]:
        return None
    return upper.row[1] + upper.rowspan > at.below[1]
