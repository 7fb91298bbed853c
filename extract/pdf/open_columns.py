"""A cell merged over all rows that a page shows parts the rules to its left from those to its right, where no rule
closes it at the page's ends."""

from __future__ import annotations

import numpy as np

from extract.pdf.grid import SNAP_PT, TOUCH_PT
from extract.pdf.open_bands import Group
from extract.pdf.primitives import Floats


def over_columns(found: list[Group], horizontal: Floats, vertical: Floats) -> list[Group]:
    """The groups FOUND of rules that touch, those put together that stand on either side of such a cell."""
    if len(found) < 2:
        return found
    kept: list[Group] = []
    for group in sorted(found, key=lambda one: float(vertical[one[1], 0].min())):
        beside = next((n for n, one in enumerate(kept) if _are_one(one, group, horizontal, vertical)), None)
        if beside is None:
            kept.append(group)
        else:
            (rows, cols), (more_rows, more_cols) = kept[beside], group
            kept[beside] = np.concatenate((rows, more_rows)), np.concatenate((cols, more_cols))
    return kept if len(kept) < len(found) else found


def _are_one(left: Group, right: Group, horizontal: Floats, vertical: Floats) -> bool:
    """Do the upright rules of LEFT and RIGHT begin and end together, beyond their level ones, which stand at the same
    heights?"""
    uprights = vertical[left[1]], vertical[right[1]]
    levels = horizontal[left[0], 0], horizontal[right[0], 0]
    if uprights[0][:, 0].max() >= uprights[1][:, 0].min():
        return False
    (top, bottom), (other_top, other_bottom) = [(rules[:, 1].min(), rules[:, 2].max()) for rules in uprights]
    if abs(top - other_top) > SNAP_PT or abs(bottom - other_bottom) > SNAP_PT:
        return False
    is_open = [min(ys.min() - top, bottom - ys.max()) > TOUCH_PT for ys in levels]
    fewer, more = sorted(levels, key=len)
    return all(is_open) and bool((np.abs(fewer[:, None] - more[None, :]).min(axis=1) <= SNAP_PT).all())
