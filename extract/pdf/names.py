"""The pieces of text in a header of columns without vertical rules: names, and letters of names set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from extract.pdf.primitives import Chars
from extract.pdf.stretches import Stretch, line_numbers, stretches_of
from schema.text import CJK_FROM

CLEAR_GAP = 1.0  # of the size: a wider one parts two names for sure, where no line below can tell
_LETTER = 1.1  # of the size: no two ideographs are so narrow
_COUNTED = frozenset("一二三四五六七八九十日月")  # months and days of the week: names of their own


@dataclass(frozen=True, slots=True)
class Name:
    """A piece of header text on one line: its sides, the middle of its height and its size, in points."""

    x0: float
    x1: float
    y: float
    size: float

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2

    def is_beside(self, other: Name) -> bool:
        """Does it stand on one line with OTHER?"""
        return abs(self.y - other.y) < self.size / 2


def names_of(header: Chars, gap: float) -> list[Name]:
    """The pieces of text in HEADER, from top to bottom; a gap of more than GAP sizes parts two."""
    lines = line_numbers(header)
    middle = (header.boxes[:, 1] + header.boxes[:, 3]) / 2
    stretches = stretches_of(header, gap).tolist()
    places: dict[float, tuple[float, float]] = {}  # of every line: its middle and its size
    for line in {line for line, _, _ in stretches}:
        own = (lines == line).nonzero()[0]
        places[line] = float(middle.take(own).sum()) / len(own), float(header.sizes.take(own).max())
    return [Name(x0, x1, *places[line]) for line, x0, x1 in stretches]


def with_letters_joined(names: Sequence[Name], header: Chars, stretches: Sequence[Stretch]) -> list[Name]:
    """NAMES of HEADER, those put together that are the letters of one (`單 位`): a lone ideograph stands near the next
    one, alone in its column of the header, with none of STRETCHES below it."""
    joined: list[Name] = list(names[:1])
    for before, name in pairwise(names):
        near = name.is_beside(before) and name.x0 - before.x1 <= CLEAR_GAP * name.size
        if near and any(_is_bare_letter(one, names, header, stretches) for one in (before, name)):
            joined[-1] = replace(joined[-1], x1=name.x1)
        else:
            joined.append(name)
    return joined


def _is_bare_letter(name: Name, names: Sequence[Name], header: Chars, stretches: Sequence[Stretch]) -> bool:
    if name.x1 - name.x0 > _LETTER * name.size or any(x1 > name.x0 and x0 < name.x1 for _, x0, x1 in stretches):
        return False
    if any(other is not name and other.x1 > name.x0 and other.x0 < name.x1 for other in names):
        return False
    x, y = header.centers
    own = (x > name.x0) & (x < name.x1) & (np.abs(y - name.y) < name.size / 2) & ~header.spaces
    text = "".join(map(chr, header.codes[own].tolist()))
    return len(text) == 1 and ord(text) >= CJK_FROM and text not in _COUNTED
