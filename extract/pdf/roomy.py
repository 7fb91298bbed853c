"""Rows without rules that room parts: blank over all columns at once, and below it all of them begin anew."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pages import PageLine
from extract.pdf.leading import pitch_of
from schema.enumerators import read_enumerator

_ROOM = 1.25  # times the pitch: a larger step, from the lowest line of all columns, is room between rows
_LEVEL = 0.4  # of the size: lines nearer in height begin together
_BRACKETS = frozenset("(（[［【〔")  # around what belongs to the name above: （100分）
_FEWEST_ROWS = 2
_FEWEST_BEGIN = 3  # columns that have an entry in every row, the first one among them

_Band = list[list[PageLine]]  # the lines of each column between two rooms


def starts_after_room(columns: Sequence[Sequence[PageLine]], *, goes_on: bool = False) -> list[float]:
    """Where the rows of COLUMNS begin; empty where room does not part them, or parts what may be one row.

    In every row the first column has a name without a number, and each column that has text begins at the
    row's first line. A list that goes on below the room (`C.` after `B.`) is one, and so is what stands beside it.
    GOES_ON: the first row may be the rest of one that began on the page before.
    """
    pitch = pitch_of(columns)
    bands = _bands(columns, pitch) if pitch is not None else []
    rest = 1 if goes_on and bands and not _is_row(bands[0]) else 0
    if len(bands) - rest < _FEWEST_ROWS or not all(map(_is_row, bands[rest:])):
        return []
    return [min(lines[0].box.middle for lines in band if lines) for band in bands]


def _bands(columns: Sequence[Sequence[PageLine]], pitch: float) -> list[_Band]:
    """COLUMNS, parted wherever no column has a line for more than _ROOM times PITCH."""
    placed = [(line.box.middle, n, line) for n, lines in enumerate(columns) for line in lines]
    bands: list[_Band] = []
    lowest = 0.0
    for middle, n, line in sorted(placed, key=lambda one: one[:2]):
        if not bands or middle - lowest > _ROOM * pitch:
            bands.append([[] for _ in columns])
        bands[-1][n].append(line)
        lowest = middle
    return bands


def _is_row(band: _Band) -> bool:
    """Does BAND begin with a name in its first column, and level with that in every other that has text?"""
    first = band[0][0] if band[0] else None
    if first is None or first.text[0] in _BRACKETS or any(read_enumerator(line.text) for line in band[0]):
        return False
    held = [lines for lines in band if lines]
    level = all(abs(lines[0].box.middle - first.box.middle) <= _LEVEL * first.size_pt for lines in held)
    return level and len(held) >= _FEWEST_BEGIN and all(map(_begins_its_list, held))


def _begins_its_list(lines: Sequence[PageLine]) -> bool:
    """Is the first number among LINES a one, if there is any?"""
    numbers = [found.number for line in lines if (found := read_enumerator(line.text)) is not None]
    return not numbers or numbers[0] == 1
