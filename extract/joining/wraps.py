"""Was a printed line full? Where the next text would still have fitted, its paragraph ended there."""

from __future__ import annotations

from itertools import pairwise

from extract.pages import PageCell, PageLine
from extract.wrapping import HANGING, NOT_FIRST, NOT_LAST, char_em

_ROUNDING_EM = 0.1
_BLANK_LINES = 1.75  # pitches between two lines with a blank one between them


def first_word(text: str) -> str:
    """What of TEXT no line break parts: an ideograph or a Latin word, with the marks that stay with it.

    >>> first_word("推動作法"), first_word("（一）推"), first_word("WiFi 熱點"), first_word("業。推")
    ('推', '（一）', 'WiFi', '業。')
    """
    end = 0
    while end < len(text) and text[end] in NOT_LAST:
        end += 1
    end += 1
    if text[end - 1 : end].isascii():
        while end < len(text) and text[end].isascii() and text[end].isalnum():
            end += 1
    while end < len(text) and text[end] in NOT_FIRST:
        end += 1
    return text[:end]


def width_em(text: str) -> float:
    """Width of TEXT in em, half-width signs half an em."""
    return sum(char_em(char, fixed=True) for char in text)


def room_left(cell: PageCell, line: PageLine, pad_pt: float) -> float:
    """Points left free on LINE's line of CELL; a centred line has them on both sides."""
    left, right = line.box.x0 - cell.box.x0 - pad_pt, cell.box.x1 - pad_pt - line.box.x1
    centered = left > line.size_pt / 2 and abs(left - right) <= line.size_pt / 4
    return right + left if centered else right


def ends_paragraph(cell: PageCell, line: PageLine, following: str, pad_pt: float) -> bool | None:
    """Would FOLLOWING have begun on LINE if it went on there? None where it is too close to tell.

    True: there was room, so a paragraph ended. False: the line was full.
    """
    room = room_left(cell, line, pad_pt) / line.size_pt
    word = first_word(following)
    needed = width_em(word)
    if room >= needed + _ROUNDING_EM:
        longer = width_em(word + _latin_behind(word, following))
        return True if room >= longer + _ROUNDING_EM else None
    hanging = width_em(word[-1:]) if word[-1:] in HANGING else 0.0
    return False if room < needed - hanging - _ROUNDING_EM or hanging == 0.0 else None


def _latin_behind(word: str, text: str) -> str:
    """The Latin words that follow WORD in TEXT after a mark: some writers break lines nowhere in between.

    >>> _latin_behind("刊、", "刊、FACEBOOK、Line等"), _latin_behind("刊", "刊物")
    ('FACEBOOK、Line', '')
    """
    end = len(word)
    while word[-1] in NOT_FIRST and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        end += len(first_word(text[end:]))
    return text[len(word) : end]


def breaks_word(before: str, after: str) -> bool:
    """Is a Latin word broken between the lines BEFORE and AFTER?

    >>> breaks_word("FACEBOOK、Lin", "e、線上"), breaks_word("Line", "1.推動")
    (True, False)
    """
    a, b = before[-1:], after[:1]
    return a.isascii() and b.isascii() and a.isalpha() and b.isalpha() and b.islower()


def has_blank_lines(cell: PageCell) -> bool:
    """Does CELL leave lines blank between its lines?"""
    if len(cell.lines) < 2:
        return False
    steps = [b.box.middle - a.box.middle for a, b in pairwise(cell.lines)]
    size = max(line.size_pt for line in cell.lines)
    least = min([*(s for s in steps if s > size * 0.8), size * 1.5])
    return any(step > least * _BLANK_LINES for step in steps)


def blank_above(cell: PageCell) -> float:
    """Points between CELL's top and its first line; its height where it has none."""
    return cell.lines[0].box.top - cell.box.top if cell.lines else cell.box.height_pt


def blank_below(cell: PageCell) -> float:
    """Points between CELL's last line and its bottom; its height where it has none."""
    return cell.box.bottom - cell.lines[-1].box.bottom if cell.lines else cell.box.height_pt
