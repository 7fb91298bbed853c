"""Characters to printed lines. Whoever asks says first which cell each character belongs to, and lines are
built inside the cells only: neighbours in narrow columns never run together.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np

from extract.pages import PageLine
from extract.pdf.chars import turn_upright, unturn
from extract.pdf.primitives import Bools, Chars, Codes, Floats, Ints, text_of
from schema.places import Box
from schema.text import CJK_FROM, clean_lines

_LINE_STEP = 0.4  # of the size: a vertical step larger than this begins another line
_WORD_GAP = 0.22  # of the size: a gap larger than this between two Latin characters is a space
# Of the size: a character that begins so far inside the one before it is printed over it. Two signs (」，) may be set
# half an em closer than they are wide.
_OVERPRINTED = 0.7
_TWIN_PT = 1.0  # a character drawn again this near is the same one, printed twice for bold
OUTSIDE = -1
_MOST_SHORT = 1 << 15  # so many lines are counted in numbers that are sorted in a fraction of the time
COLUMN_GAP_EM = 3.0  # text outside tables that stands further apart than this is not one line
_OF_WORDS = np.array([code < CJK_FROM and code not in (0x20, 0xA0, 9, 10, 13) for code in range(CJK_FROM + 1)])


def printed_lines(
    chars: Chars, owners: Ints, gap_em: float | None = None, *, spilled: Bools | None = None
) -> dict[int, tuple[PageLine, ...]]:
    """The lines of every owner, from top to bottom. OWNERS has the owner of each character.

    A gap wider than GAP_EM times the size ends a line of what is OUTSIDE; None: no gap does. SPILLED: which
    characters leave their owner's cell; None: none has a cell.
    """
    lines: dict[int, list[PageLine]] = {}
    if not chars.turns.any():
        if len(chars):
            _add_lines(chars, owners, spilled, 0, gap_em, lines)
    else:
        for turn in np.unique(chars.turns).tolist():
            here = chars.turns == turn
            over = None if spilled is None else spilled[here]
            _add_lines(chars.take(here), owners[here], over, turn, gap_em, lines)
    return {owner: tuple(found) for owner, found in lines.items()}


def _add_lines(
    chars: Chars, owners: Ints, spilled: Bools | None, turn: int, gap_em: float | None, lines: dict[int, list[PageLine]]
) -> None:
    boxes = chars.boxes if turn == 0 else turn_upright(chars.boxes, turn)
    order, first = _in_lines(boxes, chars.sizes, owners)
    codes, sizes, bold = chars.codes.take(order), chars.sizes.take(order), chars.bold.take(order)
    boxes, owners = boxes.take(order, axis=0), owners.take(order)
    over = np.zeros(len(order), np.bool_) if spilled is None else spilled.take(order)
    twin = _twins(codes, boxes, sizes, first)
    if twin.any():
        bold[twin.nonzero()[0] - 1] = True
        keep = (~twin).nonzero()[0]
        codes, sizes, bold, first = codes.take(keep), sizes.take(keep), bold.take(keep), first.take(keep)
        boxes, owners, over = boxes.take(keep, axis=0), owners.take(keep), over.take(keep)
    gaps = np.zeros(len(codes))
    np.subtract(boxes[1:, 0], boxes[:-1, 2], out=gaps[1:])
    if gap_em is not None:
        first |= (gaps > gap_em * sizes) & (owners == OUTSIDE)
    over |= ~first & (gaps < -_OVERPRINTED * sizes)
    starts = first.nonzero()[0]
    around = _around(boxes, starts, turn)
    texts = _texts(codes, gaps, sizes, first, starts)
    told = map(PageLine, texts, around, _sizes(sizes, first, starts), _mostly(bold, starts), _some(over, starts))
    for owner, line in zip(owners.take(starts).tolist(), told, strict=True):
        if line.text:
            lines.setdefault(owner, []).append(line)


def _in_lines(boxes: Floats, sizes: Floats, owners: Ints) -> tuple[Ints, Bools]:
    """The reading order of the characters, and which of them in that order begin a line."""
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    order = np.lexsort((middle, owners))
    there, high, whose = middle.take(order), sizes.take(order), owners.take(order)
    step = np.ones(len(order), np.bool_)
    step[1:] = there[1:] - there[:-1] > _LINE_STEP * np.minimum(high[1:], high[:-1])
    step[1:] |= whose[1:] != whose[:-1]
    numbers = step.cumsum(dtype=np.int16 if len(order) < _MOST_SHORT else np.int64)
    across = np.lexsort((boxes[:, 0].take(order), numbers))
    return order.take(across), step


def _twins(codes: Codes, boxes: Floats, sizes: Floats, first: Bools) -> Bools:
    """Characters drawn a second time at nearly the same place as the one before them."""
    twin = np.zeros(len(codes), np.bool_)
    near = np.minimum(_TWIN_PT, 0.2 * sizes[1:])
    twin[1:] = (codes[1:] == codes[:-1]) & (boxes[1:, 0] - boxes[:-1, 0] <= near) & ~first[1:]
    return twin


def _texts(codes: Codes, gaps: Floats, sizes: Floats, first: Bools, starts: Ints) -> list[str]:
    """The cleaned text of every line, with a space where two Latin words stand apart."""
    word = _OF_WORDS.take(codes, mode="clip")
    apart = word[1:] & word[:-1] & (gaps[1:] > _WORD_GAP * sizes[1:]) & ~first[1:]
    before = apart.nonzero()[0] + 1
    if len(before):
        codes = np.insert(codes, before, 32)
        starts = starts + before.searchsorted(starts)
    text = text_of(codes)
    return clean_lines([text[a:b] for a, b in pairwise([*starts.tolist(), len(text)])])


def _around(boxes: Floats, starts: Ints, turn: int) -> list[Box]:
    """The box around every line. BOXES are sorted from left to right in each, as text of TURN runs."""
    sides = np.array(
        (
            boxes[:, 0].take(starts),
            np.minimum.reduceat(boxes[:, 1], starts),
            np.maximum.reduceat(boxes[:, 2], starts),
            np.maximum.reduceat(boxes[:, 3], starts),
        )
    ).round(2)
    return list(map(Box, *(sides if turn == 0 else unturn(sides.T, turn).T).tolist()))


def _sizes(sizes: Floats, first: Bools, starts: Ints) -> list[float]:
    """The size of most characters of every line."""
    rounded = sizes.round(1)
    found: list[float] = rounded.take(starts).tolist()
    changes = (rounded[1:] != rounded[:-1]) & ~first[1:]
    if changes.any():
        bounds = [*starts.tolist(), len(sizes)]
        for k in np.unique(starts.searchsorted(changes.nonzero()[0], side="right") - 1).tolist():
            counted = Counter(rounded[bounds[k] : bounds[k + 1]].tolist())
            found[k] = max(counted, key=lambda size: (counted[size], size))
    return found


def _mostly(held: Bools, starts: Ints) -> list[bool]:
    """For every line: are more than half of its characters HELD?"""
    if not held.any():
        return [False] * len(starts)
    counts = np.add.reduceat(held, starts, dtype=np.int64)
    ends = np.concatenate((starts[1:], (len(held),)))
    mostly: list[bool] = (2 * counts > ends - starts).tolist()
    return mostly


def _some(held: Bools, starts: Ints) -> list[bool]:
    """For every line: is any of its characters HELD?"""
    return np.logical_or.reduceat(held, starts).tolist() if held.any() else [False] * len(starts)
