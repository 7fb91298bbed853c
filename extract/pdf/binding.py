"""The line along which letters of offices are bound: `裝`, `訂`, `線` down the margin, perhaps with strokes or dots
between them. It belongs to the paper, not to the text that runs beside it.
"""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Bools, Chars, Codes

_LETTERS = (0x88DD, 0x8A02, 0x7DDA), (0x88C5, 0x8BA2, 0x7EBF)  # 裝訂線, 装订线
_SIGNS = np.array([ord(sign) for sign in "|︱︳│┃┆┇┊┋╎╏丨:：︰.．·・‧…⋮︙-－—"])
_LEVEL_PT = 1.0  # the letters stand this exactly below each other
_APART = 3.0  # times the size, at least, from one letter to the next


def binding_line(chars: Chars) -> Bools | None:
    """Which of CHARS are of a binding line; None where there is none: its letters stand far apart in one column, and
    nothing else does but signs."""
    codes = chars.codes
    for letters in _LETTERS:
        firsts = (codes == letters[0]).nonzero()[0]
        for first in firsts.tolist() if len(firsts) else ():
            three = _three(chars, codes, first, letters)
            if three is None:
                continue
            left, right = chars.boxes[first, 0], chars.boxes[first, 2]
            column = (chars.boxes[:, 0] < right) & (chars.boxes[:, 2] > left) & ~chars.spaces
            others = column.copy()
            others[three] = False
            if bool(np.isin(codes[others], _SIGNS).all()):
                return np.asarray(column)
    return None


def _three(chars: Chars, codes: Codes, first: int, letters: tuple[int, int, int]) -> list[int] | None:
    """The letters of the line whose FIRST one is known; None where the other two do not stand below it."""
    found = [first]
    x, size = chars.boxes[first, 0], chars.sizes[first]
    for letter in letters[1:]:
        below = chars.boxes[:, 1] > chars.boxes[found[-1], 1] + _APART * size
        here = ((codes == letter) & (np.abs(chars.boxes[:, 0] - x) <= _LEVEL_PT) & below).nonzero()[0]
        if len(here) != 1:
            return None
        found.append(int(here[0]))
    return found
