"""Text layers that lie: fonts that give no, or a wrong, code point for their glyphs."""

from __future__ import annotations

import unicodedata

_HIGH = 0.08  # share of doubtful characters from which a page's text is not believed
_FEWEST = 5
_DOUBTFUL = frozenset(("Cc", "Cn", "Co", "Cs"))  # controls, unassigned, private use, halves of pairs
_LINE_ENDS = "\t\n\r\f\v"


def doubtful_count(text: str) -> int:
    """How many characters of TEXT stand for no character anyone can read."""
    doubtful = {
        char
        for char in set(text)
        if char == "\ufffd" or (unicodedata.category(char) in _DOUBTFUL and char not in _LINE_ENDS)
    }
    return sum(map(text.count, doubtful))


def is_doubtful(text: str) -> bool:
    """Are so many characters of TEXT unreadable that the rest is not to be believed either?

    >>> is_doubtful("一、推動作法"), is_doubtful("\\x01\\x02\\x03\\x04\\x05一")
    (False, True)
    """
    count = doubtful_count(text)
    return count >= _FEWEST and count >= _HIGH * len(text)
