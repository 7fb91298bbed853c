"""Curves: slanted strokes that go on from end to end, as charts have them. Arrow heads and hatchings do not."""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Bools, Floats
from schema.places import Box

_TOUCH_PT = 0.6  # one stroke ends where the next begins
_FEWEST = 6  # strokes on end; an arrow's head has two
_MOST = 500  # those further to the right are not looked at: a curve shows before


def has_curve(strokes: Floats, area: Box) -> bool:
    """Do at least six of STROKES inside AREA go on from left to right, each from where another ends?"""
    if len(strokes) < _FEWEST:
        return False
    x0, top, x1, bottom = strokes.T
    inside = (x0 >= area.x0 - 1) & (x1 <= area.x1 + 1) & (top >= area.top - 1) & (bottom <= area.bottom + 1)
    if np.count_nonzero(inside) < _FEWEST:
        return False
    own = strokes[inside][:_MOST]
    own = own[np.argsort(own[:, 0], kind="stable")]
    following = _follows(own)
    length = np.ones(len(own), np.int64)
    for k in range(1, len(own)):
        before = np.flatnonzero(following[:k, k])
        if len(before):
            length[k] = 1 + int(length[before].max())
    return bool(length.max() >= _FEWEST)


def _follows(strokes: Floats) -> Bools:
    """(n, n): does the other stroke begin, on its left, where the one ends on its right?"""
    x0, top, x1, bottom = strokes.T
    level = np.zeros((len(strokes), len(strokes)), np.bool_)
    for one in (top, bottom):
        for other in (top, bottom):
            level |= np.abs(one[:, None] - other) <= _TOUCH_PT
    return np.asarray(level & (np.abs(x1[:, None] - x0) <= _TOUCH_PT))
