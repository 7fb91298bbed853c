"""The form in which texts are compared: what differs only in how it is set counts as the same."""

from __future__ import annotations

import re
import unicodedata

# Code points that faces draw with one glyph, so that a text layer may have either.
ONE_GLYPH = str.maketrans("爲户内値眞説强衆减産黄緑", "為戶內值真說強眾減產黃綠")
SPACE = re.compile(r"[\s\u200b\ufeff]+")


def folded(value: object) -> str:
    """VALUE without white space, in half width; None is the empty text.

    >>> folded("（一） 服務 流程"), folded(None), folded("1.２")
    ('(一)服務流程', '', '1.2')
    """
    text = "" if value is None else str(value)
    return SPACE.sub("", unicodedata.normalize("NFC", _half_width(text)).translate(ONE_GLYPH))


def _half_width(text: str) -> str:
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)


def harmless(value: str | None) -> str:
    """A text of a CSV cell without the apostrophe that keeps a spreadsheet from running it."""
    text = value or ""
    return text[1:] if re.match(r"'[=+\-@\t\r]", text) else text
