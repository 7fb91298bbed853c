"""What tells the names of columns at the top of a table, whichever format it comes from: by texts and spans alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from schema.enumerators import read_enumerator

MOST_ROWS = 4  # a header of more rows was not met
_MOST_BANDS = 2  # over the whole width above the names: a title, and who made the table or when
_WORDED = 0.5  # of the cells below its names a schedule or a form to fill in has words in, at most
_LONGEST = 20  # characters of a header cell
_LONGEST_ON_AVERAGE = 9
_ENDS = frozenset("。；;！？，,")


class Placed(Protocol):
    """A cell, of a page or of a logical table."""

    @property
    def row(self) -> int: ...
    @property
    def colspan(self) -> int: ...
    @property
    def lines(self) -> Sequence[object]: ...
    @property
    def text(self) -> str: ...


def bands_above(n_rows: int, is_band: Callable[[int], bool]) -> int:
    """How many of N_ROWS at the top are one cell each, over the whole width; 0 for more than a title has."""
    rows = 0
    while rows < n_rows and is_band(rows):
        rows += 1
    return rows if rows <= _MOST_BANDS and rows < n_rows else 0


def may_name(row: Sequence[Placed]) -> bool:
    """Are there several cells in ROW, and text in two thirds of them?"""
    return len(row) > 1 and sum(1 for cell in row if cell.lines) * 3 >= len(row) * 2


def read_as_names(cells: Iterable[Placed], n_cols: int, first: int, end: int) -> bool:
    """Do those of CELLS that begin in the rows FIRST to END (not included) hold short names only: nothing numbered,
    no sentence? Cells over all of N_COLS columns are left out."""
    texts = [c.text for c in cells if first <= c.row < end and c.colspan < n_cols and c.lines]
    if not texts or any(read_enumerator(text) is not None or text[-1] in _ENDS for text in texts):
        return False
    return max(map(len, texts)) <= _LONGEST and sum(map(len, texts)) / len(texts) <= _LONGEST_ON_AVERAGE


def has_few_words(cells: Iterable[Placed], first: int) -> bool:
    """Are most of CELLS from row FIRST on blank, or hold a mark only, as under the months of a schedule?"""
    below = [cell for cell in cells if cell.row >= first]
    worded = sum(1 for cell in below if any(char.isalnum() for char in cell.text))
    return bool(below) and worded <= _WORDED * len(below)
