"""Marks by which an author says that a text goes on from one page to the next: (續), 續前頁, 接下頁."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schema.simplified import simplified_char
from schema.word_lists import any_of, word_lists

_OPEN, _CLOSE = "[（(〔【]", "[）)〕】]"
_INSIDE = 6  # characters that may stand in brackets behind the word that begins such a mark: (續前表)


@dataclass(frozen=True, slots=True)
class _Marks:
    alone: re.Pattern[str]
    behind: re.Pattern[str]
    ends: tuple[str, ...]  # what a mark behind a text may end with
    amid: re.Pattern[str]


@cache
def _marks() -> _Marks:
    lists = word_lists("continued")
    above, below, begins = (_both(lists[name]) for name in ("above", "below", "begins"))
    pages = [word for word in (*above, *below) if len(word) > 1]
    return _Marks(
        alone=re.compile(rf"{_OPEN}?(?:{any_of([*above, *below])}){_CLOSE}?"),
        behind=re.compile(rf"{_OPEN}?\s*(?:{any_of(above)})\s*{_CLOSE}?$"),
        ends=(*"）)〕】", *sorted({word[-1] for word in above})),
        amid=re.compile(
            rf"[（(]\s?(?:{any_of(begins)})[^（）()]{{0,{_INSIDE}}}[）)]|{any_of(_both(lists['tables']))}"
            rf"|^[（(]?(?:{any_of(pages)})"
        ),
    )


def _both(words: list[str]) -> list[str]:
    """WORDS in both scripts."""
    return [*words, *("".join(map(simplified_char, word)) for word in words)]


def is_mark(text: str) -> bool:
    """Is TEXT nothing but such a mark, in brackets or not?

    >>> is_mark("(續)"), is_mark("接下頁"), is_mark("續辦")
    (True, True, False)
    """
    return _marks().alone.fullmatch(text) is not None


def has_mark(text: str) -> bool:
    """Does the line TEXT say, amid other words, that something goes on?

    >>> has_mark("表二 工作項目（續完）"), has_mark("接下頁"), has_mark("手續簡化")
    (True, True, False)
    """
    return _marks().amid.search(text) is not None


def before_mark(text: str) -> str | None:
    """What stands in TEXT before such a mark at its end; None where it ends with none.

    >>> before_mark("二、宗教禮俗(續)"), before_mark("二、宗教禮俗")
    ('二、宗教禮俗', None)
    """
    found = _marks().behind.search(text) if text.endswith(_marks().ends) else None
    return None if found is None else text[: found.start()]
