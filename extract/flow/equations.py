"""What Word draws for a field of an equation that has no result in the file: circled characters, and bases of ruby."""

from __future__ import annotations

import re

from extract.numerals import numeral

_CIRCLED = re.compile(r"\\o\s*(?:\\a[clr])?\s*\(\s*([○〇□△◇])\s*[,;，]\s*([^()]+?)\s*\)", re.IGNORECASE)
_RUBY = re.compile(
    r"\\o\s*(?:\\a[a-z])?\s*\(\s*\\s\s*\\up\s*[\d.]+\s*\([^()]*\)\s*[,;，]\s*([^()]+?)\s*\)", re.IGNORECASE
)


def drawn(code: str) -> str:
    r"""What the instruction CODE of a field draws; empty for what is neither.

    >>> drawn(r"EQ \o\ac(○,3)"), drawn(r"EQ \o\ac(□,急)"), drawn(r"EQ \* jc2 \o\ad(\s\up 10(ㄇㄠ),貓)")
    ('③', '(急)', '貓')
    """
    circled = "".join(_circled(found) for found in _CIRCLED.finditer(code))
    return circled or "".join(found[1] for found in _RUBY.finditer(code))


def _circled(found: re.Match[str]) -> str:
    inside = found[2].strip()
    if found[1] in "○〇" and inside.isascii() and inside.isdecimal():
        return numeral(int(inside), "decimalEnclosedCircle")
    return f"({inside})"
