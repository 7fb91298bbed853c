"""Numbers as list labels print them: the number formats of word processors, by the names Word gives them."""

from __future__ import annotations

from collections.abc import Callable

_PLAIN = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def numeral(number: int, name: str) -> str:
    """NUMBER as the format NAME prints it; plain digits where the format has no sign for it, or is not known.

    >>> [numeral(12, name) for name in ("taiwaneseCountingThousand", "ideographTraditional", "upperRoman")]
    ['十二', '12', 'XII']
    """
    form = FORMS.get(name)
    return str(number) if form is None or number < 0 else form(number)


def _counted(digits: str, units: str, ten_thousand: str, *, bare_ten: bool) -> Callable[[int], str]:
    """Numbers spelled with units (一百零二); BARE_TEN: 十, not 一十."""

    def below(number: int) -> str:
        spelled, gap = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit == 0:
                gap = bool(spelled)
                continue
            spelled += (digits[0] if gap else "") + digits[digit] + units[power].strip()
            gap = False
        return spelled

    def form(number: int) -> str:
        if number == 0:
            return digits[0]
        if number >= 10**8:
            return str(number)
        high, low = divmod(number, 10**4)
        spelled = below(low)
        if high:
            spelled = below(high) + ten_thousand + (digits[0] if 0 < low < 1000 else "") + spelled
        return spelled[1:] if bare_ten and spelled.startswith(digits[1] + units[1]) else spelled

    return form


def _digits(signs: str) -> Callable[[int], str]:
    return lambda number: "".join(signs[int(digit)] for digit in str(number))


def _below_hundred(small: Callable[[int], str], large: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: small(number) if number < 100 else large(number)


def _signs(signs: str, first: int = 1) -> Callable[[int], str]:
    """One sign a number; beyond the last sign plain digits."""
    return lambda number: signs[number - first] if first <= number < first + len(signs) else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number else "0"


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number else "0"


def _letters(number: int) -> str:
    """A … Z, AA, BB …: Word repeats the letter."""
    return chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 26 * 30 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 32768:
        return str(number)
    spelled = ""
    for value, sign in _ROMAN:
        spelled += sign * (number // value)
        number %= value
    return spelled


def _ordinal(number: int) -> str:
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def _run_of(first: str, count: int) -> str:
    return "".join(chr(ord(first) + n) for n in range(count))


_CIRCLED = _run_of("①", 20) + _run_of("㉑", 15) + _run_of("㊱", 15)
_COUNTING = _counted("零一二三四五六七八九", " 十百千", "萬", bare_ten=True)
_COUNTING_SIMPLIFIED = _counted("零一二三四五六七八九", " 十百千", "万", bare_ten=True)
_FULL = _digits(_run_of("０", 10))

FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _FULL,
    "decimalFullWidth2": _FULL,
    "decimalEnclosedCircle": _signs(_CIRCLED),
    "decimalEnclosedCircleChinese": _signs(_CIRCLED),
    "decimalEnclosedParen": _signs(_run_of("⑴", 20)),
    "decimalEnclosedFullstop": _signs(_run_of("⒈", 20)),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "taiwaneseCounting": _below_hundred(_COUNTING, _digits(_PLAIN)),
    "taiwaneseCountingThousand": _COUNTING,
    "taiwaneseDigital": _digits(_PLAIN),
    "chineseCounting": _below_hundred(_COUNTING_SIMPLIFIED, _digits(_PLAIN)),
    "chineseCountingThousand": _COUNTING_SIMPLIFIED,
    "japaneseCounting": _COUNTING,
    "japaneseDigitalTenThousand": _digits(_PLAIN),
    "ideographDigital": _digits(_PLAIN),
    "ideographLegalTraditional": _counted("零壹貳參肆伍陸柒捌玖", " 拾佰仟", "萬", bare_ten=False),
    "chineseLegalSimplified": _counted("零壹贰叁肆伍陆柒捌玖", " 拾佰仟", "万", bare_ten=False),
    "japaneseLegal": _counted("零壱弐参四伍六七八九", " 拾百阡", "萬", bare_ten=False),
    "ideographTraditional": _signs(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _signs(_run_of("㊀", 10)),
    "none": lambda number: "",
}
