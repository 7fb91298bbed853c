"""The table finders, in the order of trial: drawn lines are better evidence than gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from extract.pages import Found, PageTable
from extract.pdf.aligned import Aligned
from extract.pdf.primitives import PagePrimitives
from extract.pdf.ruled import Ruled
from extract.pdf.unruled import Unruled


class Finder(Protocol):
    """Finds one kind of table. Each finder is given the page without what the ones before it found."""

    name: str

    def find(self, page: PagePrimitives) -> Found:
        """The tables of PAGE, their cells with their lines."""
        ...


_ALIGNED, _UNRULED = Aligned(), Unruled()
FINDERS: tuple[Finder, ...] = (Ruled(), _ALIGNED)
FINDERS_BY_TEXT: tuple[Finder, ...] = (_UNRULED,)  # asked when it is known what the table of the page before has here


def told_by_text(page: PagePrimitives, found: Sequence[PageTable]) -> list[PageTable]:
    """The tables FOUND on PAGE, those whose rules frame several columns at once as their figures tell them."""
    return [_UNRULED.instead_of(page, table) or table for table in found]


def under_names_of(page: PagePrimitives, above: PageTable | None, found: Sequence[PageTable]) -> list[PageTable]:
    """The tables FOUND on PAGE, the first in the columns of ABOVE, the last table of the page before, if that is named
    alike."""
    if above is None or not found:
        return list(found)
    return [_ALIGNED.in_columns_of(page, found[0], above), *found[1:]]


def rest_of_table(page: PagePrimitives, above: PageTable | None, found: Sequence[PageTable]) -> PageTable | None:
    """What stands at the top of PAGE of ABOVE, the last table of the page before, when no rule tells its header.

    PAGE is given without the tables FOUND on it.
    """
    if above is None:
        return None
    table = (_UNRULED if above.finder == _UNRULED.name else _ALIGNED).goes_on(page, above)
    if table is None or any(other.box.top < table.box.bottom for other in found):
        return None
    return table
