"""Numbers as plans print them: Arabic, Chinese (ordinary, legal, positional) and mixtures of both."""

from __future__ import annotations

from functools import lru_cache

_DIGITS = {
    char: value
    for value, chars in enumerate(
        (
            "0〇○零０Ｏ",
            "1一ㄧ壹弌",
            "2二貳贰弍兩两",
            "3三參叁参叄弎",
            "4四肆",
            "5五伍",
            "6六陸陆",
            "7七柒",
            "8八捌",
            "9九玖",
        )
    )
    for char in chars
}
_TENS = {"廿": 2, "卅": 3, "卌": 4}
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}

NUMERALS = "".join(sorted({*_DIGITS, *_TENS, *_SCALES}))  # every character a number may be printed with


@lru_cache(maxsize=4096)
def read_number(text: str) -> int | None:
    """The value of a number from 0 to 9999, however it is written; None where TEXT is not one number.

    >>> [read_number(t) for t in ("一百零五", "一○五", "一0二", "廿一", "十二", "元", "壹佰零伍", "0105")]
    [105, 105, 102, 21, 12, 1, 105, 105]
    >>> [read_number(t) for t in ("", "十十", "一百十年", "2a", "12345")]
    [None, None, None, None, None]
    """
    if text == "元":  # 元年, 元月
        return 1
    if not text or len(text) > 9:
        return None
    if text.isascii():
        return int(text) if text.isdigit() and len(text) <= 4 else None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if len(text) <= 4 else None
    return _scaled(text)


def _scaled(text: str) -> int | None:
    """The value of a number that names its tens, hundreds or thousands."""
    total, digit, ceiling, zero = 0, None, 10000, False
    for char in text:
        if char in _DIGITS:
            if digit is not None:
                return None
            if _DIGITS[char] == 0:
                if zero or not total:
                    return None
                zero = True
            else:
                digit = _DIGITS[char]
            continue
        if char in _TENS:
            scale, factor = 10, _TENS[char]
            if digit is not None:
                return None
        elif char in _SCALES:
            scale = _SCALES[char]
            if digit is None and (scale != 10 or (total and not _ends_scale(text))):
                return None
            factor = 1 if digit is None else digit
        else:
            return None
        if scale >= ceiling:
            return None
        total, digit, ceiling, zero = total + factor * scale, None, scale, False
    if digit is not None:
        # 一百五 is 150 in speech and 105 in careless print: no answer; 一百零五 and 一百一十五 are plain.
        if ceiling > 10 and not zero:
            return None
        total += digit
    elif zero:
        return None
    return total


def _ends_scale(text: str) -> bool:
    """Is the ten of 一百十(二) meant, that drops its 一?"""
    return "百十" in text or "佰拾" in text or "零十" in text
