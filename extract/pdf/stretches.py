"""Stretches of text on a line: what no wider gap parts, and the numbers of lines counted over all columns."""

from __future__ import annotations

import numpy as np

from extract.pdf.hanging import may_hang
from extract.pdf.primitives import Chars, Floats, Ints

_BESIDE = 0.1  # of the size: text that begins so far before the end of a mark stands in the column beside it
_BLANK = 0.5  # of the size: what of a mark's room is blank behind it
_STEP = 0.4  # of the size: characters nearer in height stand on one line

Stretch = tuple[float, float, float]  # line number, left and right: a row of `stretches_of`


def line_numbers(chars: Chars) -> Ints:
    """For every character the number of its line, counted down the page over all columns."""
    middle = (chars.boxes[:, 1] + chars.boxes[:, 3]) / 2
    order = middle.argsort(kind="stable")
    there, high = middle.take(order), chars.sizes.take(order)
    steps = np.zeros(len(order), np.bool_)
    steps[1:] = there[1:] - there[:-1] > _STEP * high[1:]
    numbers = np.empty(len(order), np.int64)
    numbers[order] = steps.cumsum()
    return numbers


def stretches_of(chars: Chars, gap: float) -> Floats:
    """(n, 3): line number, left and right of the stretches of text that no gap wider than GAP sizes parts.

    A mark at the end of a stretch may hang there: of that only the beginning counts. Where the text behind it
    begins beside it, or a little behind its end, that is another stretch.
    """
    seen = chars.take(~chars.spaces)
    return stretches_on(seen, line_numbers(seen), gap)


def stretches_on(chars: Chars, lines: Ints, gap: float) -> Floats:
    """What `stretches_of` gives, for CHARS without white space whose numbers of LINES are known."""
    if not len(chars):
        return np.zeros((0, 3))
    order = np.lexsort((chars.boxes[:, 0], lines))
    boxes, lines, sizes = chars.boxes.take(order, axis=0), lines.take(order), chars.sizes.take(order)
    first = np.ones(len(order), np.bool_)
    apart = boxes[1:, 0] - boxes[:-1, 2]
    first[1:] = (lines[1:] != lines[:-1]) | (apart > gap * sizes[1:])
    hangs = may_hang(chars).take(order)
    has_marks = bool(hangs.any())
    if has_marks:
        least = max(gap - _BLANK, _BESIDE)
        off = (apart < -_BESIDE * sizes[1:]) | (apart > least * sizes[1:])
        beside = (hangs[:-1] & off).nonzero()[0] + 1
        for k, at in zip(beside.tolist(), order.take(beside).tolist(), strict=True):
            first[k] |= chars.text[at].isalnum()
    starts = first.nonzero()[0]
    found = np.empty((len(starts), 3))
    found[:, 0], found[:, 1] = lines.take(starts), boxes[:, 0].take(starts)
    found[:, 2] = np.maximum.reduceat(boxes[:, 2], starts)
    if has_marks:
        hung = hangs.take(np.concatenate((starts[1:], (len(first),))) - 1).nonzero()[0]
        if len(hung):
            found[hung, 2] = np.maximum.reduceat(np.where(hangs, boxes[:, 0], boxes[:, 2]), starts).take(hung)
    return found
