"""Keys by which headings are compared: script, variant characters, punctuation and points folded away.

Only for comparing; what is printed stays as printed. Characters are folded one by one from traditional to
simplified (OpenCC), since that way many forms meet in one (`臺台`, `裏裡里`, `櫃檯櫃台`), whatever the script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from schema.enumerators import split_enumerator
from schema.simplified import simplified_char
from schema.taxonomy.yaml_files import read_yaml
from schema.text import CJK_FROM, clean

# Forms that OpenCC keeps apart, and printers do not.
_VARIANTS = {"著": "着", "佈": "布", "証": "证", "曰": "日", "纔": "才"}


class _Folding(dict[int, str]):
    """A table for `str.translate` that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if not (char.isalnum() or char == "%"):
            new = ""
        elif code < CJK_FROM:
            new = char.lower()
        else:
            new = _VARIANTS.get(char) or simplified_char(char)
        self[code] = new
        return new


_FOLDING = _Folding()


def folded(text: str) -> str:
    """TEXT in simplified script and lower case, without white space and punctuation.

    >>> folded("單一窗口（全功能）") == folded("单一窗口 全功能")
    True
    """
    return text.translate(_FOLDING)


def folded_pattern(pattern: str) -> str:
    """A regular expression whose characters are folded as a text's are, its signs kept."""
    return "".join(folded(char) if ord(char) >= CJK_FROM else char for char in pattern)


_NUMBER = r"\d+(?:\.\d+)?"
_POINTS = re.compile(
    rf"[（(\[]\s*(?:配分|權重|占|佔)?[:：]?\s*{_NUMBER}\s*(?:分|%|％)\s*[)）\]]"  # (200分), (15%)
    rf"|(?:[（(]\w{{1,3}}[)）]\s*)?{_NUMBER}\s*分(?=$|[\s（(、])"  # (民)10.5分
    rf"|[（(][^()（）]*{_NUMBER}\s*(?:分|%)[^()（）]*[)）]$"  # (配分2分/王小明)
)
_GLOSS = re.compile(r"(?:[—–―─]|--).*$", re.DOTALL)
_LEADING_ENDS = tuple("，,、如下:：")
_LEADING_TO = re.compile(r"[，,、]?\s*(?:例如|如下|如)?\s*[:：]?\s*$")


@lru_cache(maxsize=65536)
def core(heading: str) -> str:
    """HEADING without its enumerator, points, the gloss after a dash and the words that lead to a list.

    >>> core("1. 機關形象 (100 分)"), core("(2)主動回應程度—主動提供訊息。"), core("一、加強洽公環境，如：")
    ('機關形象', '主動回應程度', '加強洽公環境')
    >>> core("構面一、優質便民服務"), core("評核指標：資訊公開"), core("1.2 機關形象"), core("指標項目")
    ('優質便民服務', '資訊公開', '機關形象', '指標項目')
    """
    text = split_enumerator(clean(heading))[1]
    rank = _wording().rank.match(text)
    text = text if rank is None else split_enumerator(text[rank.end() :])[1]
    if not text.isalpha():  # nearly every name holds neither a figure nor a mark
        text = _GLOSS.sub("", _POINTS.sub("", text))
    text = text.strip().rstrip("。．.；;").rstrip()
    return _LEADING_TO.sub("", text) if text.endswith(_LEADING_ENDS) else text


_BRACKETS = re.compile(r"[（(〔\[][^（）()〔〕\[\]]*[)）〕\]]")


def without_brackets(text: str) -> str:
    """TEXT without what stands in brackets; the same text where nothing else would be left."""
    return _BRACKETS.sub("", text).strip() or text


@dataclass(frozen=True, slots=True)
class _Wording:
    """The patterns of `wording.yaml`, folded but for one."""

    rank: re.Pattern[str]  # not folded: in both scripts
    itself: re.Pattern[str]
    verbs: re.Pattern[str]
    tails: re.Pattern[str]
    links: re.Pattern[str]
    tell_apart: tuple[tuple[str, str], ...]
    service_plans: tuple[str, ...]


def _rank(of: Iterable[str], names: Iterable[str]) -> re.Pattern[str]:
    """What a heading says of itself before its name: 構面一 優質便民服務, 評核指標：服務流程便捷性, 1.2 機關形象."""
    before, own = ("|".join(dict.fromkeys(form for word in words for form in _both(word))) for words in (of, names))
    return re.compile(
        rf"(?:(?:{before})?(?:{own})"
        r"(?:\s*[（(]?[一二三四五六七八九十\d]{1,3}[)）]?\s*[:：、.．]?|\s*[:：])|\d{1,2}(?:[.\-]\d{1,2})+[、.]?)\s*(?=\S)"
    )


def _both(word: str) -> tuple[str, str]:
    """WORD in both scripts, given in traditional script."""
    return word, "".join(map(simplified_char, word))


@cache
def _wording() -> _Wording:
    found = read_yaml(files("schema.taxonomy") / "wording.yaml")
    itself, verbs, tails = ("|".join(map(folded_pattern, found[k])) for k in ("itself", "verbs", "tails"))
    return _Wording(
        _rank(found["ranks"]["of"], found["ranks"]["names"]),
        re.compile(itself),
        re.compile(f"^(?:{verbs})+"),
        re.compile(f"(?:{tails}|[{folded(found['links'])}])+$"),
        re.compile(f"[{folded(found['links'])}]"),
        tuple((folded(one), folded(other)) for one, other in found["tell_apart"]),
        tuple(map(folded, found["service_plans"])),
    )


def impersonal(key: str) -> str:
    """A folded KEY without an agency's words for itself (`本所`, `單位(機關)`), which differ by plan."""
    return _wording().itself.sub("", key) or key


_SHORTEST_STEM = 4  # characters; less is too little to tell one indicator from another


def stem(key: str) -> str:
    """A folded KEY without the verb before and the measure word behind it, and without linking words.

    >>> stem(folded("強化服務流程便捷化")) == stem(folded("服務流程便捷性"))
    True
    """
    words = _wording()
    short = words.links.sub("", words.tails.sub("", words.verbs.sub("", key)))
    return short if len(short) >= max(_SHORTEST_STEM, len(key) / 2) else key


def told_apart(one: str, other: str) -> bool:
    """Do two folded keys differ by words that make two indicators of them (`內部`, `外部`)?"""
    for a, b in _wording().tell_apart:
        if (a in one and a not in other and b in other) or (b in one and b not in other and a in other):
            return True
    return False


@lru_cache(maxsize=1024)  # each item of a plan asks
def names_service_plan(title: str) -> bool:
    """Does the TITLE of a plan say that it is about the quality of public services?

    >>> names_service_plan("某某地政事務所 105 年度提升服務品質實施計畫"), names_service_plan("環境教育實施計畫")
    (True, False)
    """
    key = folded(title)
    return any(word in key for word in _wording().service_plans)
