"""Full-width marks that hang over the end of a full line: in a table they stand in the cell beside theirs."""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Bools, Chars, Floats
from extract.wrapping import HANGING

_HANGING = np.array(sorted(ord(mark) for mark in HANGING | set("：；！？") if not mark.isascii()), np.uint32)


def may_hang(chars: Chars) -> Bools:
    """Which of CHARS are marks that may hang over the end of a full line?"""
    codes = np.frombuffer(chars.text.encode("utf-32-le"), "<u4")
    return np.asarray(np.isin(codes, _HANGING) & (chars.turns == 0))


def where_written(chars: Chars) -> Floats:
    """x of the middle of every character; of a mark that may hang, x where it begins."""
    return np.where(may_hang(chars), chars.boxes[:, 0], chars.centers[0])
