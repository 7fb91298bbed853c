"""Text layers that lie: fonts that give no, or a wrong, code point for their glyphs."""

from __future__ import annotations

import unicodedata

import numpy as np
from msgspec import structs

from extract.pdf.primitives import Chars, Codes, codes_of

_HIGH = 0.05  # share of doubtful characters from which a page's text is not believed
_FEWEST = 5
_DOUBTFUL = frozenset(("Cc", "Cn", "Co", "Cs"))  # controls, unassigned, private use, halves of pairs
_LINE_ENDS = "\t\n\r\f\v"
_WIDE_EM = 0.95  # a Latin character so wide is the code of a Chinese glyph, shown as if it were text
_WIDE_LATIN = frozenset("MWmwÆæ@%©®¼½¾°·×÷±§¨´")  # in some fonts, Chinese ones too, these are as wide
_LATIN = [chr(c).isprintable() and chr(c) not in _WIDE_LATIN and c != ord(" ") for c in range(0x100)]
_IS_LATIN = np.array([*_LATIN, False])  # of each code point; the end stands for all above
_FAR = (0x0530, 0x1E00)  # alphabets from Armenian to the phonetic extensions, no Latin, Greek, Cyrillic or Han
_SCRIPTS = 4  # a page in so many of them at once is glyph numbers taken for code points
_BLOCK = 0x80  # code points; most of those alphabets have one such block, or two


def doubtful_count(chars: Chars) -> int:
    """How many of CHARS stand for no character that a reader of the page would see there."""
    return _unreadable(chars.text) + _too_wide(chars) + _of_many_scripts(chars.codes)


def is_doubtful(chars: Chars) -> bool:
    """Are so many of CHARS unreadable that the rest is not to be believed either?"""
    return is_high(doubtful_count(chars), chars)


def is_high(count: int, chars: Chars) -> bool:
    """Are COUNT doubtful characters so many among CHARS that the rest is not to be believed either?"""
    return count >= _FEWEST and count >= _HIGH * len(chars)


def with_gaps_shown(chars: Chars) -> Chars:
    """CHARS with U+FFFD for those that no text may hold: each stands for a glyph, so none is to vanish."""
    lost = {ord(char): "\ufffd" for char in set(chars.text) if unicodedata.category(char) in ("Cc", "Cn", "Cs")}
    return structs.replace(chars, codes=codes_of(chars.text.translate(lost))) if lost else chars


def _unreadable(text: str) -> int:
    if text.replace("\u3000", " ").isprintable() and "\ufffd" not in text:
        return 0  # nearly always, and told without a look at each character
    doubtful = {
        char
        for char in set(text)
        if char == "\ufffd" or (unicodedata.category(char) in _DOUBTFUL and char not in _LINE_ENDS)
    }
    return sum(map(text.count, doubtful))


def _too_wide(chars: Chars) -> int:
    latin = _IS_LATIN.take(chars.codes, mode="clip") & (chars.turns == 0)
    widths = chars.boxes[:, 2] - chars.boxes[:, 0]
    return int(np.count_nonzero(latin & (widths >= _WIDE_EM * chars.sizes)))


def _of_many_scripts(codes: Codes) -> int:
    far = codes[(codes >= _FAR[0]) & (codes < _FAR[1])]
    return len(far) if len(set((far // _BLOCK).tolist())) >= _SCRIPTS else 0
