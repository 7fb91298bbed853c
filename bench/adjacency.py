"""The measure of the ICDAR 2013 table competition: which texts are neighbours, found against true.

A relation is a text, the next text to its right or below it, and the direction; empty cells are passed over, and
a merged cell is a neighbour of every cell along its side. A document's relations are compared as a multiset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bench.folding import folded
from bench.grids import Grid

Relation = tuple[str, str, str]  # direction, text, text beside it


@dataclass(frozen=True, slots=True)
class Share:
    """Recall and precision of one document, or their means over documents."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def relations(grid: Grid) -> Counter[Relation]:
    """The relations of one table."""
    texts = [folded(cell["text"]) for cell in grid["cells"]]
    owner = {
        (row, col): number
        for number, cell in enumerate(grid["cells"])
        if texts[number]
        for row in range(cell["row"], cell["row"] + cell["rowspan"])
        for col in range(cell["col"], cell["col"] + cell["colspan"])
    }
    right = _neighbours({(row, col): number for (row, col), number in owner.items()})
    below = _neighbours({(col, row): number for (row, col), number in owner.items()})
    pairs = [("right", pair) for pair in right] + [("below", pair) for pair in below]
    return Counter((direction, texts[one], texts[two]) for direction, (one, two) in pairs)


def _neighbours(owner: dict[tuple[int, int], int]) -> set[tuple[int, int]]:
    """The pairs of cells that follow each other along a line; OWNER is by (line, place)."""
    pairs = set()
    last: tuple[int, int] | None = None  # line, cell
    for (line, _), cell in sorted(owner.items()):
        if last is not None and last[0] == line and last[1] != cell:
            pairs.add((last[1], cell))
        last = line, cell
    return pairs


def share(true: Iterable[Grid], found: Iterable[Grid]) -> Share:
    """How many of the relations of the tables TRUE are in the tables FOUND, and the other way round.

    >>> from bench.grids import from_rows
    >>> share([from_rows([["a", "b"], ["c", "d"]])], [from_rows([["a", "b"]])])
    Share(recall=0.25, precision=1.0)
    """
    expected = sum((relations(grid) for grid in true), Counter())
    got = sum((relations(grid) for grid in found), Counter())
    both = (expected & got).total()
    return Share(both / expected.total() if expected else 1.0, both / got.total() if got else float(not expected))


def mean(shares: Iterable[Share]) -> Share:
    """The means over documents, as the competition gives them."""
    held = list(shares)
    return Share(sum(each.recall for each in held) / len(held), sum(each.precision for each in held) / len(held))
