"""Cells cut by a stroke from corner to corner, as the one where a table's names of rows and of columns meet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import structs

from extract.pages import PageLine
from extract.pdf.primitives import Floats

_END_PT = 6.0  # a stroke ends this near to the corner of its cell
_CLEAR = 0.1  # of the cell: a line's middle stands so far to the side of the stroke


def with_corner(lines: tuple[PageLine, ...], box: Sequence[float], strokes: Floats) -> tuple[PageLine, ...]:
    """LINES of the cell in BOX (x0, top, x1, bottom), those told that stand above the one of STROKES, (n, 4) boxes,
    from its top left to its bottom right; LINES as they are where none does, or not all are clear of it."""
    if len(lines) < 2 or not (np.abs(strokes - np.array(box)) <= _END_PT).all(axis=1).any():
        return lines
    x0, top, x1, bottom = box
    over = [
        ((line.box.x0 + line.box.x1) / 2 - x0) / (x1 - x0) - (line.box.middle - top) / (bottom - top) for line in lines
    ]
    if min(map(abs, over)) < _CLEAR or min(over) > 0 or max(over) < 0:
        return lines
    return tuple(
        structs.replace(line, corner=True) if above > 0 else line for line, above in zip(lines, over, strict=True)
    )
