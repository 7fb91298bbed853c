"""Watermarks and stamps that stand upright: text in a colour of its own, printed across the page's other text.

What is written at an angle is told by `chars.py` already; this is for what runs along with the lines it covers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.pdf.primitives import Bools, Chars, Colors, Floats, Ints
from extract.pdf.rules import Drawing

_OTHER_COLOR = 48  # of 255, in the channel that differs most
_SAME_COLOR = 24
_FEWEST, _SHARE = 2, 0.25  # of the characters of a stamp, those that cover others
_SAME_LINE = 0.1  # of the size: text that leaves its cell covers its neighbour on the same line
_NEAR = 1.0  # of the size: a stamp's frame stands so near to its text
_INSIDE_PT = 2.0  # a rule so far within a frame is no part of it


@dataclass(frozen=True, slots=True, eq=False)
class Stamps:
    """Which characters and rules of a page are of stamps."""

    chars: Bools
    horizontal: Bools
    vertical: Bools


def stamps_on(chars: Chars, colors: NDArray[np.uint32], drawing: Drawing) -> Stamps | None:
    """The stamps over or under what else is on a page; None for none.

    COLORS, (runs, 4), has the red, green, blue and opacity of each run of CHARS.
    """
    if (
        not len(chars)
        or chars.runs is None
        or len(colors) < 2
        or (colors == colors[0]).all()
        or np.ptp(shown := _on_paper(colors), axis=0).max() < _OTHER_COLOR
    ):
        return None
    of_char = shown[chars.runs]
    is_odd = np.abs(of_char - _commonest(of_char)).max(axis=1, initial=0) >= _OTHER_COLOR
    if not is_odd.any() or is_odd.all():
        return None
    covers = np.zeros(len(chars), np.bool_)
    covers[is_odd] = _covers(chars, np.flatnonzero(is_odd), np.flatnonzero(~is_odd))
    found = Stamps(*(np.zeros(len(of), np.bool_) for of in (chars, drawing.horizontal, drawing.vertical)))
    for first, end in _stretches(is_odd, of_char, chars.sizes):
        text, color = slice(first, end), colors[chars.runs[first], :3]
        frame = _frame(chars, text, color, drawing)
        covering = np.count_nonzero(covers[text])
        if (covering >= _FEWEST and covering >= _SHARE * (end - first)) or _crosses(frame, drawing):
            found.chars[text] = True
            found.horizontal[frame.horizontal] = True
            found.vertical[frame.vertical] = True
    return found if found.chars.any() else None


def _on_paper(colors: NDArray[np.uint32]) -> Ints:
    """(n, 3) colours as they look on white paper."""
    opacity = colors[:, 3:].astype(np.int64)
    return np.asarray((colors[:, :3].astype(np.int64) * opacity + 255 * (255 - opacity)) // 255)


def _commonest(rgb: Ints) -> Ints:
    values, counts = np.unique(rgb @ (1 << 16, 1 << 8, 1), return_counts=True)
    value = int(values[counts.argmax()])
    return np.array((value >> 16, value >> 8 & 255, value & 255))


def _covers(chars: Chars, odd: Ints, others: Ints) -> Bools:
    """Which of ODD, characters by their numbers, stand over or under one of OTHERS, and not on one line with it."""
    printed = ~chars.spaces
    others = others[printed[others]]
    x, y = chars.centers
    upon = _within(x[others], y[others], chars.boxes[odd]).T | _within(x[odd], y[odd], chars.boxes[others])
    size = np.minimum(chars.sizes[odd, None], chars.sizes[others])
    is_beside = np.abs(chars.boxes[odd, None, 3] - chars.boxes[others, 3]) < _SAME_LINE * size
    is_beside &= np.abs(chars.sizes[odd, None] - chars.sizes[others]) < _SAME_LINE * size
    return np.asarray((upon & ~is_beside).any(axis=1) & printed[odd])


def _within(x: Floats, y: Floats, boxes: Floats) -> Bools:
    """(points, boxes): does the point stand in the box?"""
    x0, top, x1, bottom = boxes.T
    x, y = x[:, None], y[:, None]
    return np.asarray((x0 < x) & (x < x1) & (top < y) & (y < bottom))


def _stretches(is_odd: Bools, rgb: Ints, sizes: Floats) -> list[tuple[int, int]]:
    """First and end of all that is odd and was drawn on end, in one colour and size."""
    parts = (is_odd[1:] != is_odd[:-1]) | (rgb[1:] != rgb[:-1]).any(axis=1)
    parts |= np.abs(sizes[1:] - sizes[:-1]) > _SAME_LINE * sizes[1:]
    cuts = [0, *(np.flatnonzero(parts) + 1).tolist(), len(is_odd)]
    return [(first, end) for first, end in pairwise(cuts) if is_odd[first]]


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """What is drawn around a stamp's text: the box that this fills if it is a frame, and the numbers of its rules."""

    box: Floats
    is_drawn: bool
    horizontal: Ints
    vertical: Ints


def _frame(chars: Chars, text: slice, color: NDArray[np.uint32], drawing: Drawing) -> _Frame:
    """What is drawn around TEXT in its COLOR, near to it or to each other; rules only if no table is ruled so."""
    near = _NEAR * float(chars.sizes[text].max())
    box = np.concatenate((chars.boxes[text, :2].min(axis=0) - near, chars.boxes[text, 2:].max(axis=0) + near))
    rings = drawing.rings.boxes[_is_like(drawing.rings.rgb, color)]
    around = rings[((rings[:, :2] <= box[:2] + near) & (rings[:, 2:] >= box[2:] - near)).all(axis=1)]
    flat, upright = (np.flatnonzero(_is_like(rules.rgb, color)) for rules in (drawing.horizontal, drawing.vertical))
    if 2 * (len(flat) + len(upright)) > len(drawing.horizontal) + len(drawing.vertical):
        flat, upright = flat[:0], upright[:0]
    y, left, right, _ = drawing.horizontal.lines[flat].T
    x, top, bottom, _ = drawing.vertical.lines[upright].T
    lines = np.concatenate((np.column_stack((left, y, right, y)), np.column_stack((x, top, x, bottom))))
    touches = np.zeros(len(lines), np.bool_)
    while (more := ((lines[:, :2] <= box[2:]) & (lines[:, 2:] >= box[:2])).all(axis=1) & ~touches).any():
        touches |= more
        box[:2] = np.minimum(box[:2], lines[more, :2].min(axis=0))
        box[2:] = np.maximum(box[2:], lines[more, 2:].max(axis=0))
    flat, upright = flat[touches[: len(flat)]], upright[touches[len(flat) :]]
    if len(around):
        return _Frame(around[0], True, flat, upright)
    if min(len(flat), len(upright)) < 2:
        return _Frame(box, False, flat, upright)
    lines = lines[touches]
    return _Frame(np.concatenate((lines[:, :2].min(axis=0), lines[:, 2:].max(axis=0))), True, flat, upright)


def _crosses(frame: _Frame, drawing: Drawing) -> bool:
    """Is FRAME drawn over other rules, which run on through its sides?"""
    if not frame.is_drawn:
        return False
    (x0, top), (x1, bottom) = frame.box[:2] + _INSIDE_PT, frame.box[2:] - _INSIDE_PT
    for rules, own, (low, high), (first, last) in (
        (drawing.horizontal, frame.horizontal, (top, bottom), (x0, x1)),
        (drawing.vertical, frame.vertical, (x0, x1), (top, bottom)),
    ):
        at, start, end, _ = np.delete(rules.lines, own, axis=0).T
        inside = (low < at) & (at < high) & (start < last) & (end > first)
        beyond = (start < first - 2 * _INSIDE_PT) | (end > last + 2 * _INSIDE_PT)
        if (inside & beyond).any():
            return True
    return False


def _is_like(rgb: Colors, color: NDArray[np.uint32]) -> Bools:
    return np.asarray(np.abs(rgb.astype(np.int64) - color.astype(np.int64)).max(axis=1, initial=0) <= _SAME_COLOR)
