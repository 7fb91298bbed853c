"""What parts the names in a text: separators outside brackets, and enumerators."""

from __future__ import annotations

import re

from schema.enumerators import read_enumerator

SEPARATORS = "、，；,;/／"
OPEN, CLOSE = "（([〔【", "）)]〕】"
_SEPARATED = re.compile(f"[{re.escape(SEPARATORS)}]")
_ENUMERATOR = re.compile(
    r"[①-⑳]|[（(](?:\d|[一二三四五六七八九十]){1,2}[)）]|(?<![A-Za-z])[A-Z][.．、]|(?:(?<=^)|(?<=[^\d第]))\d{1,2}[.．、](?=[^\d])"
)


def entries(text: str) -> list[str]:
    """TEXT at its enumerators, which count from one; the enumerators themselves are left out."""
    marks = list(_ENUMERATOR.finditer(text))
    enumerators = [read_enumerator(mark[0]) for mark in marks]
    numbers = [enumerator.number for enumerator in enumerators if enumerator is not None]
    if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)):
        return [text]
    return [part for part in _ENUMERATOR.split(text) if part.strip()]


def outside_brackets(text: str) -> list[str]:
    """TEXT at its separators, but for those inside brackets."""
    if _SEPARATED.search(text) is None:
        return [text]
    parts, depth = [""], 0
    for char in text:
        depth += (char in OPEN) - (char in CLOSE)
        if char in SEPARATORS and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def first_piece(text: str) -> str:
    """What stands before the first separator of TEXT."""
    return outside_brackets(text)[0].strip()


def last_piece(text: str) -> str:
    """What stands behind the last separator of TEXT."""
    return outside_brackets(text)[-1].strip()


def is_open(text: str) -> bool:
    """Does TEXT open a bracket that it does not close?"""
    return sum((char in OPEN) - (char in CLOSE) for char in text) > 0
