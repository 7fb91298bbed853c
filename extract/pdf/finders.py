"""The table finders, in the order of trial: drawn lines are better evidence than gaps."""

from __future__ import annotations

from typing import Protocol

from extract.pages import PageTable
from extract.pdf.aligned import Aligned
from extract.pdf.primitives import PagePrimitives
from extract.pdf.ruled import Ruled


class Finder(Protocol):
    """Finds one kind of table. Each finder is given the page without what the ones before it found."""

    name: str

    def find(self, page: PagePrimitives) -> list[PageTable]:
        """The tables of PAGE from top to bottom, their cells with their lines."""
        ...


FINDERS: tuple[Finder, ...] = (Ruled(), Aligned())
