"""Full-width marks that hang over the end of a full line: in a table they stand in the cell beside theirs."""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Bools, Chars, Floats
from extract.wrapping import HANGING

_HANGING = frozenset(mark for mark in HANGING | set("：；！？") if not mark.isascii())


def may_hang(chars: Chars) -> Bools:
    """Which of CHARS are marks that may hang over the end of a full line?"""
    codes = np.frombuffer(chars.text.encode("utf-32-le"), "<u4")
    hangs = np.zeros(len(codes), np.bool_)
    for mark in sorted(_HANGING.intersection(chars.text)):
        hangs |= codes == ord(mark)
    hangs &= chars.turns == 0
    return hangs


def where_written(chars: Chars) -> Floats:
    """x of the middle of every character; of a mark that may hang, x where it begins."""
    return np.where(may_hang(chars), chars.boxes[:, 0], chars.centers[0])
