"""Plain misreadings of single characters, mended only where the vocabulary makes it certain."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from schema.word_lists import word_lists


@cache
def _meant() -> dict[str, list[str]]:
    """What each character may have been before it was misread."""
    meant: dict[str, list[str]] = {}
    for printed, right in word_lists("confusions")["pairs"]:
        meant.setdefault(printed, []).append(right)
    return meant


def mended(text: str, is_word: Callable[[str], bool]) -> str | None:
    """TEXT with one character as it was meant; None where it is a word as printed, or none or several fit.

    >>> words = {"各課", "研考"}.__contains__
    >>> mended("夕課", words), mended("研者", words), mended("各課", words), mended("地用課", words)
    ('各課', '研考', None, None)
    """
    if is_word(text):
        return None
    meant = _meant()
    tries = {
        text[:at] + right + text[at + 1 :] for at, char in enumerate(text) if char in meant for right in meant[char]
    }
    found = [one for one in tries if is_word(one)]
    return found[0] if len(found) == 1 else None
