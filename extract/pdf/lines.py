"""Characters to printed lines. Whoever asks says first which cell each character belongs to, and lines are
built inside the cells only: neighbours in narrow columns never run together.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from extract.pages import PageLine
from extract.pdf.chars import turn_upright, unturn
from extract.pdf.primitives import Bools, Chars, Floats, Ints, text_of
from schema.places import Box
from schema.text import clean

_LINE_STEP = 0.4  # of the size: a vertical step larger than this begins another line
_WORD_GAP = 0.22  # of the size: a gap larger than this between two Latin characters is a space
# Of the size: a character that begins so far inside the one before it is printed over it. Two signs (」，) may be set
# half an em closer than they are wide.
_OVERPRINTED = 0.7
_TWIN_PT = 1.0  # a character drawn again this near is the same one, printed twice for bold
OUTSIDE = -1
_CJK_FROM = 0x2E80  # no word of a script that spaces its words has a code point from here on
_OF_WORDS = np.array([code not in (0x20, 0xA0, 9, 10, 13) for code in range(_CJK_FROM)])


def printed_lines(
    chars: Chars, owners: Ints, gap_em: float | None = None, *, spilled: Bools | None = None
) -> dict[int, tuple[PageLine, ...]]:
    """The lines of every owner, from top to bottom. OWNERS has the owner of each character.

    A gap wider than GAP_EM times the size ends a line; None: no gap does. SPILLED: which characters leave their
    owner's cell; None: none has a cell.
    """
    if spilled is None:
        spilled = np.zeros(len(chars), np.bool_)
    lines: dict[int, list[PageLine]] = {}
    for turn in range(4):
        here = chars.turns == turn
        if here.any():
            every = bool(here.all())
            some = chars if every else chars.take(here)
            whose, over = (owners, spilled) if every else (owners[here], spilled[here])
            _add_lines(some, whose, over, turn, gap_em, lines)
    return {owner: tuple(found) for owner, found in lines.items()}


def _add_lines(
    chars: Chars, owners: Ints, spilled: Bools, turn: int, gap_em: float | None, lines: dict[int, list[PageLine]]
) -> None:
    boxes = chars.boxes if turn == 0 else turn_upright(chars.boxes, turn)
    order, first = _in_lines(boxes, chars.sizes, owners)
    codes = np.frombuffer(chars.text.encode("utf-32-le"), "<u4")[order]
    boxes, sizes, owners = boxes[order], chars.sizes[order], owners[order]
    bold, spilled = chars.bold[order], spilled[order]
    twin = _twins(codes, boxes, sizes, first)
    if twin.any():
        bold = bold.copy()
        bold[np.flatnonzero(twin) - 1] = True
        first = _moved(first, twin)
        keep = ~twin
        codes, boxes, sizes, owners, bold = codes[keep], boxes[keep], sizes[keep], owners[keep], bold[keep]
        first, spilled = first[keep], spilled[keep]
    gaps = np.zeros(len(codes))
    gaps[1:] = boxes[1:, 0] - boxes[:-1, 2]
    if gap_em is not None:
        first = first | (gaps > gap_em * sizes)
    starts = np.flatnonzero(first)
    texts = _texts(codes, gaps, sizes, first, starts)
    spilled |= ~first & (gaps < -_OVERPRINTED * sizes)
    _collect(texts, boxes if turn == 0 else unturn(boxes, turn), sizes, bold, spilled, owners, starts, lines)


def _in_lines(boxes: Floats, sizes: Floats, owners: Ints) -> tuple[Ints, Bools]:
    """The reading order of the characters, and which of them in that order begin a line."""
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    order = np.lexsort((middle, owners))
    there, high, whose = middle[order], sizes[order], owners[order]
    step = np.ones(len(order), np.bool_)
    step[1:] = (whose[1:] != whose[:-1]) | (there[1:] - there[:-1] > _LINE_STEP * np.minimum(high[1:], high[:-1]))
    line = np.cumsum(step)
    across = np.lexsort((boxes[order, 0], line))
    return order[across], step


def _twins(codes: NDArray[np.uint32], boxes: Floats, sizes: Floats, first: Bools) -> Bools:
    """Characters drawn a second time at nearly the same place as the one before them."""
    twin = np.zeros(len(codes), np.bool_)
    near = np.minimum(_TWIN_PT, 0.2 * sizes[1:])
    twin[1:] = (codes[1:] == codes[:-1]) & (boxes[1:, 0] - boxes[:-1, 0] <= near) & ~first[1:]
    return twin


def _moved(first: Bools, gone: Bools) -> Bools:
    """FIRST with every mark on a character that goes handed on to the next one."""
    marks = np.flatnonzero(first & gone)
    first = first.copy()
    first[np.minimum(marks + 1, len(first) - 1)] = True
    return first


def _texts(codes: NDArray[np.uint32], gaps: Floats, sizes: Floats, first: Bools, starts: Ints) -> list[str]:
    """The cleaned text of every line, with a space where two Latin words stand apart."""
    word = codes < _CJK_FROM
    word[word] = _OF_WORDS[codes[word]]
    apart = np.zeros(len(codes), np.bool_)
    apart[1:] = word[1:] & word[:-1] & (gaps[1:] > _WORD_GAP * sizes[1:]) & ~first[1:]
    before = np.flatnonzero(apart)
    text = text_of(np.insert(codes, before, 32) if len(before) else codes)
    bounds = starts + np.searchsorted(before, starts)
    ends = [*bounds[1:].tolist(), len(text)]
    return [clean(text[a:b]) for a, b in zip(bounds.tolist(), ends, strict=True)]


def _collect(
    texts: list[str],
    boxes: Floats,
    sizes: Floats,
    bold: Bools,
    spilled: Bools,
    owners: Ints,
    starts: Ints,
    lines: dict[int, list[PageLine]],
) -> None:
    ends = np.append(starts[1:], len(sizes))
    around = np.column_stack(
        (
            np.minimum.reduceat(boxes[:, 0], starts),
            np.minimum.reduceat(boxes[:, 1], starts),
            np.maximum.reduceat(boxes[:, 2], starts),
            np.maximum.reduceat(boxes[:, 3], starts),
        )
    ).round(2)
    rounded = sizes.round(1)
    even = np.minimum.reduceat(rounded, starts) == np.maximum.reduceat(rounded, starts)
    heavy = 2 * np.add.reduceat(bold, starts, dtype=np.int64) > ends - starts
    spills = np.logical_or.reduceat(spilled, starts)
    for text, box, start, end, is_even, is_bold, spills_over, owner in zip(
        texts,
        around.tolist(),
        starts.tolist(),
        ends.tolist(),
        even.tolist(),
        heavy.tolist(),
        spills.tolist(),
        owners[starts].tolist(),
        strict=True,
    ):
        if text:
            size = rounded[start] if is_even else _commonest(rounded[start:end])
            lines.setdefault(owner, []).append(PageLine(text, Box(*box), float(size), is_bold, spills_over))


def _commonest(sizes: Floats) -> float:
    counted: Counter[float] = Counter(sizes.tolist())
    return max(counted, key=lambda size: (counted[size], size))
