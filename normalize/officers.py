"""Named officers: people, each with the title that is printed beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.simplified import simplified
from normalize.unit_words import unit_words

_SEPARATORS = re.compile(r"[、，；,;/／\n]+|(?<=[\d)）])(?=[(（])")
_CONJUNCTION = re.compile(r"[及與和暨与]")
_INTRODUCER = re.compile(r"^(?:承辦|承办|主辦|主办|協辦|协办|負責|负责|聯絡|联络)(?:人員|人员|人)?[:：]")
_UNIT_MARK = re.compile(r"^[（(\[][^（）()\[\]]{1,4}[)）\]]")
_EXTENSION = re.compile(r"[（(\[]?(?:分機|分机|電話|电话|轉|转|#|TEL)[:：]?\s*[\d\-#~]+[)）\]]?|[\d\-#]{4,}", re.I)
_FIGURE = re.compile(r"^[（(]?\d+(?:\.\d+)?\s*(?:分|%|％)?[)）]?$")
_EMPTY_BRACKETS = re.compile(r"[（(\[]\s*[)）\]]")
_GAP = re.compile(r"(?<=[一-鿿㐀-䶿])\s+(?=[一-鿿㐀-䶿])")


def read_officers(text: str) -> tuple[str, ...]:
    """The people that TEXT names, in order, each once; points and telephone numbers are left out.

    >>> read_officers("(民)高志遠、(社)邱文彬"), read_officers("陆 明，俞 悦"), read_officers("課長王小明及李大同")
    (('高志遠', '邱文彬'), ('陆明', '俞悦'), ('課長王小明', '李大同'))
    """
    found: list[str] = []
    for part in _SEPARATORS.split(text):
        for name in _at_conjunction(part):
            tidy = _tidy(name)
            if tidy and not _FIGURE.match(tidy):
                found.append(tidy)
    return tuple(dict.fromkeys(found))


def _at_conjunction(text: str) -> Iterator[str]:
    """TEXT, or its two sides where a word for "and" stands between two names; 和 may be part of one."""
    for found in _CONJUNCTION.finditer(text):
        left, right = text[: found.start()], text[found.end() :]
        if _is_name(left) and _is_name(right):
            yield left
            yield from _at_conjunction(right)
            return
    yield text


def _is_name(text: str) -> bool:
    """Could TEXT be a whole name, with or without a title?"""
    folded = simplified(_tidy(text))
    for title in unit_words().titles:
        folded = folded.removeprefix(title).removesuffix(title)
    return 2 <= len(folded) <= 4


def _tidy(text: str) -> str:
    text = _INTRODUCER.sub("", text.strip())
    text = _UNIT_MARK.sub("", text)
    text = _EMPTY_BRACKETS.sub("", _EXTENSION.sub("", text))
    return _GAP.sub("", text).strip(" 。.：:")
