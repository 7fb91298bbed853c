"""Numbers as plans print them: Arabic, Chinese (ordinary, legal, positional) and mixtures of both."""

from __future__ import annotations

import re
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
_SCALES = dict(zip("十拾百佰千仟", "十十百百千千", strict=True)) | {"廿": "2十", "卅": "3十", "卌": "4十"}
# Thousands, hundreds, tens, ones; what skips a scale says so with a zero: 一百零五, for 一百五 may be 150 or 105.
_SPELLED = re.compile(
    r"(?:(?P<thousands>[1-9])千)?(?P<zero1>0)?(?:(?P<hundreds>[1-9])百)?(?P<zero2>0)?"
    r"(?P<tens>[1-9]?十)?(?P<zero3>0)?(?P<ones>[1-9])?"
)

NUMERALS = "".join(sorted({*_DIGITS, *_SCALES}))  # every character a number may be printed with


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
    return _spelled("".join(str(_DIGITS[c]) if c in _DIGITS else _SCALES.get(c, "?") for c in text))


def _spelled(text: str) -> int | None:
    """The value of a number that names its tens, hundreds or thousands: `1百05`, `2十`, `十2`."""
    found = _SPELLED.fullmatch(text)
    if found is None or text.endswith("0"):
        return None
    thousands, hundreds, tens, ones = found["thousands"], found["hundreds"], found["tens"], found["ones"]
    skips = (thousands and not hundreds and (tens or ones)) or (hundreds and not tens and ones)
    zeros = [found[name] for name in ("zero1", "zero2", "zero3") if found[name]]
    if bool(skips) != bool(zeros) or len(zeros) > 1:
        return None
    ten = 0 if tens is None else int(tens[:-1] or 1)
    return 1000 * int(thousands or 0) + 100 * int(hundreds or 0) + 10 * ten + int(ones or 0)
