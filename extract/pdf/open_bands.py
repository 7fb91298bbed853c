"""Tables without a frame: a heading over the whole width interrupts every upright rule, and parts the rules that hang
together above it from those below."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from extract.pdf.grid import SNAP_PT, TOUCH_PT
from extract.pdf.primitives import Chars, Floats, Ints

Group = tuple[Ints, Ints]  # numbers of level and of upright rules that hang together

_WHOLE = 0.95  # share of the table's width that a rule above or below a heading runs over
_ROOM = 2.0  # times the size: a heading has no more room than this beside its lines in its row; a caption has


def over_bands(found: list[Group], horizontal: Floats, vertical: Floats, chars: Chars) -> list[Group]:
    """The groups FOUND of rules that touch, those of one table put together."""
    if len(found) < 2:
        return found
    used = np.zeros(len(horizontal), np.bool_)
    for rows, _ in found:
        used[rows] = True
    alone = np.flatnonzero(~used)
    kept: list[Group] = []
    for group in sorted(found, key=lambda one: float(horizontal[one[0], 0].min())):
        between = _between(kept[-1], group, alone, horizontal, vertical, chars) if kept else None
        if between is None:
            kept.append(group)
        else:
            (rows, cols), (more_rows, more_cols) = kept[-1], group
            kept[-1] = np.concatenate((rows, between, more_rows)), np.concatenate((cols, more_cols))
    return kept if len(kept) < len(found) else found


def _between(
    above: Group, below: Group, alone: Ints, horizontal: Floats, vertical: Floats, chars: Chars
) -> Ints | None:
    """Those of the rules that stand ALONE that part the headings between two groups; None where these are not parts
    of one table."""
    tops, feet = horizontal[above[0]], horizontal[below[0]]
    left, right = tops[:, 1].min(), tops[:, 2].max()
    upper, lower = tops[:, 0].max(), feet[:, 0].min()
    wide = _WHOLE * (right - left)
    if lower <= upper or abs(feet[:, 1].min() - left) > TOUCH_PT or abs(feet[:, 2].max() - right) > TOUCH_PT:
        return None
    whole = [
        (rules[:, 2] - rules[:, 1] >= wide) & (np.abs(rules[:, 0] - at) <= SNAP_PT)
        for rules, at in ((tops, upper), (feet, lower))
    ]
    x = vertical[above[1], 0], vertical[below[1], 0]
    if (
        not all(map(np.any, whole))
        or not _are_alike(*x)
        or not (_is_open(x[0], left, right) and _is_open(x[1], left, right))
    ):
        return None
    rules = horizontal[alone]
    inside = (rules[:, 0] > upper + SNAP_PT) & (rules[:, 0] < lower - SNAP_PT) & (rules[:, 2] - rules[:, 1] >= wide)
    inside &= (np.abs(rules[:, 1] - left) <= TOUCH_PT) & (np.abs(rules[:, 2] - right) <= TOUCH_PT)
    heights = [float(upper), *np.sort(rules[inside, 0]).tolist(), float(lower)]
    if not all(_is_heading(chars, (float(left), float(right)), strip) for strip in pairwise(heights)):
        return None
    again = _first_row(tops, chars, (left, right)) == _first_row(feet, chars, (left, right))
    return None if again else alone[inside]


def _are_alike(one: Floats, other: Floats) -> bool:
    """Does each upright rule of the group with fewer places stand where the other has one?"""
    off = np.abs(one[:, None] - other[None, :])
    return bool((off.min(axis=1) <= SNAP_PT).all() or (off.min(axis=0) <= SNAP_PT).all())


def _is_open(x: Floats, left: float, right: float) -> bool:
    """Has a group no upright rule at its sides?"""
    return bool(x.min() > left + SNAP_PT and x.max() < right - SNAP_PT)


def _is_heading(chars: Chars, sides: tuple[float, float], strip: tuple[float, float]) -> bool:
    """Is there text between two level rules, and hardly more room than it takes?"""
    x, y = chars.centers
    here = (y > strip[0]) & (y < strip[1]) & (x > sides[0]) & (x < sides[1])
    if not here.any():
        return False
    boxes = chars.boxes[here]
    high = float(boxes[:, 3].max() - boxes[:, 1].min())
    return strip[1] - strip[0] - high <= _ROOM * float(chars.sizes[here].max())


def _first_row(rules: Floats, chars: Chars, sides: tuple[float, float]) -> str:
    """The text between the first two heights of RULES, in the order of the page's content."""
    heights = np.unique(rules[:, 0].round())
    if len(heights) < 2:
        return ""
    x, y = chars.centers
    return "".join(chars.take((y > heights[0]) & (y < heights[1]) & (x > sides[0]) & (x < sides[1])).text.split())
