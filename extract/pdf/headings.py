"""Headings of sections amid the rows of a table: numbered lines with nothing beside them."""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Chars, text_of
from extract.pdf.stretches import line_numbers, stretches_on
from schema.enumerators import read_enumerator

_APART = 1.0  # of the size: what stands further apart on a line are two entries
_MOST = 1 / 3  # of the lines are headings, at most
_LABEL = 6  # characters, at most, that an enumerator takes


def without_headings(chars: Chars) -> Chars:
    """CHARS, the rows of a table, without its headings; whole where too many lines would be such."""
    seen = chars.take(~chars.spaces)
    if not len(seen):
        return chars
    lines = line_numbers(seen)
    n = int(lines.max()) + 1
    entries = np.bincount(stretches_on(seen, lines, _APART)[:, 0].astype(np.int64), minlength=n)
    alone = [line for line in np.flatnonzero(entries == 1).tolist() if _is_numbered(seen.take(lines == line))]
    if not alone or len(alone) > _MOST * n:
        return chars
    return seen.take(~np.isin(lines, alone))


def _is_numbered(line: Chars) -> bool:
    """Does LINE begin with an enumerator?"""
    first = line.boxes[:, 0].argsort(kind="stable")[:_LABEL]
    return read_enumerator(text_of(line.codes[first])) is not None
