"""Full-width marks that hang over the end of a full line: in a table they stand in the cell beside theirs."""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Bools, Chars, Floats
from extract.wrapping import HANGING

_HANGING = sorted(ord(mark) for mark in HANGING | set("：；！？") if not mark.isascii())
_HANGS = np.zeros(_HANGING[-1] + 2, np.bool_)  # of each code point; the end stands for all above
_HANGS[_HANGING] = True


def may_hang(chars: Chars) -> Bools:
    """Which of CHARS are marks that may hang over the end of a full line?"""
    hangs: Bools = _HANGS.take(chars.codes, mode="clip")
    return np.asarray(hangs & (chars.turns == 0))


def where_written(chars: Chars) -> tuple[Floats, Floats]:
    """x and y of the middle of every character; of a mark that may hang, x where it begins."""
    x, y = chars.centers
    return np.where(may_hang(chars), chars.boxes[:, 0], x), y
