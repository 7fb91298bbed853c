"""Named officers: people, each with the title that is printed beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from normalize.simplified import simplified
from normalize.units.words import is_unit, unit_words

_SEPARATORS = re.compile(r"[、，；,;/／\n]+|(?<=[^\s(（])(?=[(（][^（）()]{1,4}[)）][^\s、，；,;/／)）])")
_UNIT_MARK = re.compile(r"^[（(\[][^（）()\[\]]{1,4}[)）\]]")
_COLONS = re.compile(r"[:：]\s*")
_FIGURE = re.compile(r"[（(]?\d+(?:\.\d+)?\s*(?:分|%|％)?[)）]?")
_EMPTY_BRACKETS = re.compile(r"[（(\[]\s*[)）\]]")
_IN_BRACKETS = re.compile(r"(?P<unit>[^()（）]{2,})[(（](?P<name>[^()（）]+)[)）]")
_PLAIN = re.compile("[一-鿿㐀-䶿]+")
_BETWEEN = "-－—:： "  # a unit and a name
_SHORTEST_UNIT = 3  # characters; a name may have one like 室 behind its first
_SPACED = re.compile(r"(?<=[一-鿿㐀-䶿])\s+(?=[一-鿿㐀-䶿])")


def read_officers(text: str) -> tuple[str, ...]:
    """The people that TEXT names, in order, each once; points and telephone numbers are left out.

    >>> read_officers("(民)高志遠、(社)邱文彬"), read_officers("陆 明，俞 悦"), read_officers("課長 王小明及李大同")
    (('高志遠', '邱文彬'), ('陆明', '俞悦'), ('課長王小明', '李大同'))
    >>> read_officers("張淑芳(12)、林怡君（分機15）")
    ('張淑芳', '林怡君')
    >>> read_officers("檔案室王淑芬"), read_officers("人事室主任"), read_officers("王室明")
    (('王淑芬',), ('人事室主任',), ('王室明',))
    """
    found: list[str] = []
    for part in _SEPARATORS.split(text):
        for side in _at_conjunction(part):
            found += [name for name in _names(_tidy(side)) if name and not _FIGURE.fullmatch(name)]
    return tuple(dict.fromkeys(name[len(unit_before(name)) :].lstrip(_BETWEEN) for name in found))


def unit_before(text: str) -> str:
    """The unit that stands before the name of one person in TEXT; empty where none does.

    >>> unit_before("檔案室王淑芬"), unit_before("秘書室專員李國忠"), unit_before("總務主任")
    ('檔案室', '秘書室', '')
    """
    for end in range(_SHORTEST_UNIT, len(text) - 1):
        if simplified(text[end - 1]) not in unit_words().flat or not is_unit(text[:end]):
            continue
        rest = text[end:].lstrip(_BETWEEN)
        if _PLAIN.fullmatch(rest) and _is_name(rest) and not is_unit(rest):
            return text[:end]
    return ""


@lru_cache(maxsize=4096)  # the same few units own most items of a plan
def unit_and_officer(text: str, *, bracketed: bool) -> tuple[str, str]:
    """(unit, officer) that TEXT names one behind the other, the officer in brackets or alone where BRACKETED: a header
    announces names; (TEXT, "") where it names none.

    >>> unit_and_officer("民政課王小明", bracketed=False), unit_and_officer("民政課(王小明)", bracketed=True)
    (('民政課', '王小明'), ('民政課', '王小明'))
    >>> unit_and_officer("王小明", bracketed=True), unit_and_officer("王小明", bracketed=False)
    (('', '王小明'), ('王小明', ''))
    >>> unit_and_officer("學務處(訓育組)", bracketed=True), unit_and_officer("民政課(王小明)", bracketed=False)
    (('學務處(訓育組)', ''), ('民政課(王小明)', ''))
    """
    found = _IN_BRACKETS.fullmatch(text) if bracketed else None
    if found is not None and _is_name(found["name"]) and not is_unit(found["name"]):
        return found["unit"], found["name"]
    if is_unit(text):
        return text, ""
    unit = unit_before(text)
    if bracketed and not unit and _is_name(text):
        return "", text
    return (unit, text[len(unit) :].lstrip(_BETWEEN)) if unit else (text, "")


def _at_conjunction(text: str) -> Iterator[str]:
    """TEXT, or its two sides where a word for "and" stands between two names; 和 may be part of one."""
    conjunctions = unit_words().conjunctions
    for at in [at for at, char in enumerate(text) if char in conjunctions]:
        left, right = text[:at], text[at + 1 :]
        if _is_name(left) and _is_name(right):
            yield left
            yield from _at_conjunction(right)
            return
    yield text


def _is_name(text: str) -> bool:
    """Could TEXT be a whole name, with or without a title?"""
    folded = "".join(simplified(_tidy(text)).split())
    for title in unit_words().titles:
        folded = folded.removeprefix(title).removesuffix(title)
    return 2 <= len(folded) <= 4


def _tidy(text: str) -> str:
    words, text = unit_words(), text.strip()
    label = words.officer.match(simplified(text))
    text = _UNIT_MARK.sub("", text if label is None else text[label.end() :])
    text = _EMPTY_BRACKETS.sub("", words.extension.sub("", text)).strip(" 。.：:")
    return _COLONS.sub("", text)


def _names(text: str) -> list[str]:
    """TEXT at its spaces, those left out that only widen a name of two or follow a title or a unit."""
    names: list[str] = []
    titles = unit_words().titles
    for part in _SPACED.split(text):
        before = simplified(names[-1]) if names else ""
        told = before[-1:] in unit_words().flat and is_unit(before)  # 檔案室 王淑芬
        if names and (len(before) == 1 or len(part) == 1 or before in titles or simplified(part) in titles or told):
            names[-1] += part
        else:
            names.append(part)
    return names
