"""Enumerators: the marks that open an entry (`一、` `(一)` `1.` `(1)` `A.` `①` `甲、` `壹、` …) and their order.

Both wings need them: to tell rows where no rule is drawn, and to split a cell into its entries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

_CHINESE = "一二三四五六七八九"
_LEGAL = "壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FOLD = str.maketrans("ㄧ弌叁参叄贰贰陆弍弎〡拾廿卅零〇○０0", "一一參參參貳貳陸二三一十二三〇〇〇〇〇")
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "Ⅵ": 6, "Ⅶ": 7, "Ⅷ": 8, "Ⅸ": 9, "Ⅹ": 10}

_CHINESE_CHARS = "一二三四五六七八九十ㄧ廿卅○〇零"
_LEGAL_CHARS = "壹貳贰參叁参叄肆伍陸陆柒捌玖拾"
_C = rf"[{_CHINESE_CHARS}]{{1,4}}|[一二三四五六七八九ㄧ][0○〇]"
_L = rf"[{_LEGAL_CHARS}]{{1,3}}"
_END = r"[、．\.]"  # what may follow a bare number


class Enumerator(Struct, frozen=True, gc=False):
    """An enumerator as printed, its form (all entries of one list share it) and its ordinal.

    `doubtful`: it may be a number of the sentence (`1.5倍`); only a list that asks for it may take it.
    """

    label: str
    form: str
    number: int
    doubtful: bool = False

    @property
    def is_decimal(self) -> bool:
        """Is it one like `1.1` or `1-1`? Its ordinal then tells the order only."""
        return self.form.startswith("decimal")


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral from 1 to 99, ordinary, legal or positional.

    >>> [chinese_number(t) for t in ("十二", "一○", "參", "廿一", "拾壹", "二十")]
    [12, 10, 3, 21, 11, 20]
    """
    digits: list[int | str] = []
    for char in text:
        if char in "廿卅":
            digits += [2 if char == "廿" else 3, "十"]
            continue
        folded = char.translate(_FOLD)
        if folded in _CHINESE:
            digits.append(_CHINESE.index(folded) + 1)
        elif folded in _LEGAL:
            digits.append(_LEGAL.index(folded) + 1)
        elif folded == "〇":
            digits.append(0)
        elif folded == "十":
            digits.append("十")
        else:
            return None
    return _value(digits)


def _value(digits: list[int | str]) -> int | None:
    if "十" not in digits:
        value = int("".join(str(d) for d in digits)) if digits else 0
        return value if 0 < value < 100 else None
    at = digits.index("十")
    tens, ones = digits[:at], digits[at + 1 :]
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    high = int(tens[0]) if tens else 1
    low = int(ones[0]) if ones else 0
    return high * 10 + low if high else None


def _decimal(text: str) -> int | None:
    value = int(text)
    return value if 0 < value < 100 else None


def _letter(text: str) -> int | None:
    return ord(text.upper()) - ord("A") + 1


def _stem(text: str) -> int | None:
    return _STEMS.index(text) + 1


def _roman(text: str) -> int | None:
    return _ROMAN.get(text)


_SIGNS = (
    ("circled", "①", "⑳"),
    ("dingbat", "❶", "❿"),
    ("paren-digit-sign", "⑴", "⒇"),
    ("digit-stop-sign", "⒈", "⒛"),
    ("paren-chinese-sign", "㈠", "㈩"),
)
_OPEN = "（("
_DIGITS = "0123456789"
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_CAPITAL = _SMALL.upper()
# (form, what it may begin with, pattern with the number in group 1, value). A form keeps its bracket and stop, so that
# `1.` and `(1)` differ.
_FORMS = tuple(
    (form, first, re.compile(pattern), value)
    for form, first, pattern, value in (
        ("legal", _LEGAL_CHARS, rf"({_L})\s?[、．\.]", chinese_number),
        ("(legal)", _OPEN, rf"[（(]\s?({_L})\s?[）)]、?", chinese_number),
        ("chinese", _CHINESE_CHARS, rf"({_C})\s?[、．\.](?![一二三四五六七八九十]、)", chinese_number),
        ("(chinese)", _OPEN, rf"[（(]\s?({_C})\s?[）)]、?", chinese_number),
        ("digit", _DIGITS, rf"(\d{{1,2}})\s?(?:{_END}+)(?!\d)", _decimal),
        ("(digit)", _OPEN, r"[（(]\s?(\d{1,2})\s?[）)][、.]?", _decimal),
        ("digit)", _DIGITS, r"(\d{1,2})[）)]", _decimal),
        ("letter", _CAPITAL, r"([A-Z])\s?[、．\.](?![A-Za-z])", _letter),
        ("(letter)", _OPEN, r"[（(]\s?([A-Z])\s?[）)]", _letter),
        ("small", _SMALL, r"([a-z])\s?[、．\.](?![A-Za-z])", _letter),
        ("(small)", _OPEN, r"[（(]\s?([a-z])\s?[）)]", _letter),
        ("letter)", _CAPITAL, r"([A-Z])[）)]", _letter),
        ("small)", _SMALL, r"([a-z])[）)]", _letter),
        ("stem", _STEMS, rf"([{_STEMS}])\s?[、．]", _stem),
        ("(stem)", _OPEN, rf"[（(]\s?([{_STEMS}])\s?[）)]", _stem),
        ("roman", "".join(_ROMAN), r"([Ⅰ-Ⅹ])\s?[、．\.]?", _roman),
    )
)
_FORMS_FROM = {
    char: tuple((form, pattern, value) for form, first, pattern, value in _FORMS if char in first)
    for char in _OPEN + _DIGITS + _SMALL + _CAPITAL + _CHINESE_CHARS + _LEGAL_CHARS + _STEMS + "".join(_ROMAN)
}
_SIGN_FORMS = {
    chr(c): (form, c - ord(first) + 1) for form, first, last in _SIGNS for c in range(ord(first), ord(last) + 1)
}
_DOUBTFUL = re.compile(r"(\d{1,2})[.、](?=\d)|(\d{1,2})[ 　](?=\D)")
ENUMERATOR_STARTS = _FORMS_FROM.keys() | _SIGN_FORMS.keys()  # characters


def read_enumerator(text: str, *, doubtful: bool = False) -> Enumerator | None:
    """The enumerator that TEXT begins with; None where it begins with none.

    With `doubtful`, also one that may as well be a number of the sentence (`1.24小時服務`, `1、2月`, `1 推動`).

    >>> e = read_enumerator("(一)服務流程"); e.label, e.form, e.number
    ('(一)', '(chinese)', 1)
    >>> read_enumerator("一般設施") is None, read_enumerator("1.5倍") is None, read_enumerator("A4紙") is None
    (True, True, True)
    """
    return _read(text, doubtful) if text[:1] in ENUMERATOR_STARTS else None


@lru_cache(maxsize=65536)
def _read(text: str, doubtful: bool) -> Enumerator | None:
    """The enumerator that TEXT begins with; its first character is what one may begin with."""
    if text[0] in _SIGN_FORMS:
        form, number = _SIGN_FORMS[text[0]]
        label = text[: 2 if text[1:2] in ("、", ".") else 1]
        return Enumerator(label, form, number)
    for form, pattern, value in _FORMS_FROM[text[0]]:
        found = pattern.match(text)
        if found is not None:
            number_or_none = value(found[1])
            if number_or_none is not None:
                return Enumerator(found[0].strip(), form, number_or_none)
    if doubtful:
        found = _DOUBTFUL.match(text)
        if found is not None and (number := int(found[1] or found[2])) > 0:
            return Enumerator(found[0].strip(), "digit", number, doubtful=True)
    return None


_DECIMAL = re.compile(
    r"(\d{1,2}(?:[.．]\d{1,2}){1,3}|\d{1,2}(?:[-－–]\d{1,2}){1,3})[.．、]?(?![\d.．\-－–/／%％:：~～])"
)
_PARTS = re.compile(r"\d+")


def counted_decimals(texts: Sequence[str]) -> tuple[Enumerator | None, ...]:
    """For each of TEXTS, lines of one cell, the enumerator of the form `1.1`, `1-1` or `1.1.1` that it begins with.

    Such a number may as well be an amount, a date or a range; it is an enumerator only where it counts on from
    a line before it or to one behind it, beginning with a first one. Ordinals keep the order: 1.2 is 102.

    >>> [e and e.number for e in counted_decimals(["1.1 建立規範", "並公告", "1.2掃描", "2.1 訓練"])]
    [101, None, 102, 201]
    >>> counted_decimals(["1.5倍以上", "2.5倍以下"]), counted_decimals(["1-1 訓練"])
    ((None, None), (None,))
    """
    if len(texts) < 2 or sum([text[:1].isdecimal() for text in texts]) < 2:  # nothing that could count on
        return (None,) * len(texts)
    read = [_DECIMAL.match(text) for text in texts]
    parts = [tuple(map(int, _PARTS.findall(found[1]))) if found is not None else () for found in read]
    chain: list[int] = []
    for n, own in enumerate(parts):
        if chain and _counts_on(parts[chain[-1]], own):
            chain.append(n)
        elif len(chain) < 2 and own and own[-1] == 1 and own[0] > 0:
            chain = [n]
    counted: list[Enumerator | None] = [None] * len(texts)
    for n in chain if len(chain) > 1 else ():
        found = read[n]
        assert found is not None
        number = 0
        for part in parts[n]:
            number = 100 * number + part
        counted[n] = Enumerator(found[0].strip(), f"decimal {len(parts[n])}", number)
    return tuple(counted)


def _counts_on(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Does OTHER follow ONE: 1.1 → 1.2, 2.1 or 1.1.1; 1.1.3 → 1.2 or 1.2.1?"""
    if len(other) < 2 or other == (*one, 1):
        return len(other) > 1
    higher = ((*one[:n], one[n] + 1) for n in range(len(one)))
    return any(other == up + (1,) * (len(other) - len(up)) for up in higher)


def split_enumerator(text: str) -> tuple[Enumerator | None, str]:
    """TEXT's enumerator and what follows it, without the space between.

    >>> split_enumerator("壹、 優質便民")[1]
    '優質便民'
    """
    found = read_enumerator(text)
    return (None, text) if found is None else (found, text[len(found.label) :].lstrip())


def follows(one: Enumerator, other: Enumerator) -> bool:
    """Does OTHER come right after ONE in one list?"""
    return one.form == other.form and other.number == one.number + 1
