"""Text as the contract wants it: named, replayable steps from what a file holds to what we write.

The steps change code points that only a font or a printer chose; the script, the wording and the
Chinese punctuation stay as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters

CJK_FROM = 0x2E80  # no word of a script that spaces its words has a code point from here on

# Unicode 16, EquivalentUnifiedIdeograph.txt: the CJK Radicals Supplement (U+2E80..2EF3), which no normal form maps.
_RADICALS = "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"  # noqa: E501
_UNIFIED = "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"  # noqa: E501


class CharTable(dict[int, str | int | None]):
    """A table for `str.translate` that keeps what it leaves alone, since not to find a character costs an exception."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


_IDEOGRAPHIC = dict(zip(map(ord, _RADICALS), _UNIFIED, strict=True)) | {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in range(0x2F00, 0x2FD6)  # Kangxi radicals
}
_FULL_WIDTH = {
    code: chr(code - 0xFEE0)
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(9)]
)
_SPACE = dict.fromkeys((160, 5760, *range(8192, 8203), 8239, 8287, 12288, 9, 10, 11, 12, 13), " ")
# What printers of vertical text write for ordinary punctuation.
_VERTICAL = {
    ord(a): b
    for a, b in zip("︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︰︱", "（）｛｝〔〕【】《》〈〉「」『』：—", strict=True)
}

CJK = "⺀-⿕々〇〻㐀-䶿一-鿿豈-﫿𠀀-𳏿"  # ideographs, for use inside a character class
CJK_MARK = "、。，；：？！…—「」『』（）《》〈〉【】〔〕﹏～·．"
_GAP = re.compile(rf"(?<=[{CJK}{CJK_MARK}]) +(?=[{CJK}{CJK_MARK}])")
_MANY_SPACES = re.compile(r" {2,}")


def _nfc(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


@dataclass(frozen=True, slots=True)
class Step:
    """A rule that changes text, by name."""

    name: str
    change: Callable[[str], str]


nfc = Step("nfc", _nfc)  # compatibility ideographs too: they have canonical decompositions
unify_radicals = Step("unify_radicals", lambda text: text.translate(_IDEOGRAPHIC))
half_width = Step("half_width", lambda text: text.translate(_FULL_WIDTH))
drop_invisible = Step("drop_invisible", lambda text: text.translate(_INVISIBLE))
upright_marks = Step("upright_marks", lambda text: text.translate(_VERTICAL))
plain_spaces = Step("plain_spaces", lambda text: _MANY_SPACES.sub(" ", text.translate(_SPACE)).strip())
close_gaps = Step("close_gaps", lambda text: _GAP.sub("", text))

CLEANING: tuple[Step, ...] = (
    nfc,
    unify_radicals,
    half_width,
    drop_invisible,
    upright_marks,
    plain_spaces,
    close_gaps,
)
_ONE_PASS = CharTable(_IDEOGRAPHIC | _FULL_WIDTH | _INVISIBLE | _VERTICAL | _SPACE)
_CHANGED = re.compile(f"[{''.join(map(re.escape, map(chr, _ONE_PASS)))}]")


@dataclass(frozen=True, slots=True)
class Applied:
    """One step that changed something."""

    step: str
    before: str
    after: str


def apply(steps: Iterable[Step], text: str) -> tuple[str, tuple[Applied, ...]]:
    """TEXT after STEPS, and the steps that changed it; replaying them on TEXT gives the same again.

    >>> apply([half_width, close_gaps], "８５分 的 標準")[0]
    '85分的標準'
    """
    done: list[Applied] = []
    for step in steps:
        after = step.change(text)
        if after != text:
            done.append(Applied(step.name, text, after))
            text = after
    return text, tuple(done)


def clean(text: str) -> str:
    """TEXT after all of `CLEANING`, in one pass over the characters.

    >>> clean("⼀、　推 動（１００）年")
    '一、推動（100）年'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = _nfc(text)
    if _CHANGED.search(text):
        text = text.translate(_ONE_PASS)
    text = text.strip()
    return _with_gaps_closed(text) if " " in text else text


def clean_lines(lines: Sequence[str]) -> list[str]:
    """Each of LINES after all of `CLEANING`. They are looked through together, as few pages have much to change.

    >>> clean_lines(["１００ 年", "推 動"])
    ['100 年', '推動']
    """
    text = "".join(lines)
    if _CHANGED.search(text) or not unicodedata.is_normalized("NFC", text):
        return [clean(line) for line in lines]
    stripped = [line.strip() for line in lines]
    return [_with_gaps_closed(line) if " " in line else line for line in stripped]


def _with_gaps_closed(text: str) -> str:
    return _GAP.sub("", _MANY_SPACES.sub(" ", text))


_LATIN = frozenset(ascii_letters)
_BEFORE_LATIN = _LATIN | {","}


def join_lines(lines: Iterable[str]) -> str:
    """Printed lines as running text: a space only between two Latin words.

    >>> join_lines(["提供 wifi", "hotspot 及", "服務"])
    '提供 wifi hotspot 及服務'
    """
    parts = [line for line in lines if line]
    for n, line in enumerate(parts):
        if n and line[0] in _LATIN and parts[n - 1][-1] in _BEFORE_LATIN:
            parts[n] = f" {line}"
    return "".join(parts)


_KEY_FOLD = CharTable(
    str.maketrans("（）［］｛｝，．：；！？～－／％＋＝＜＞＆＃＊＠＂＇", "()[]{},.:;!?~-/%+=<>&#*@\"'")
)


@lru_cache(maxsize=8192)  # the rows of a table are compared with those of every page that it goes on over
def key_of(text: str) -> str:
    """A matching key: no white space, punctuation half width. For comparing, never for output.

    >>> key_of("考核方式 （月份）")
    '考核方式(月份)'
    """
    return "".join(text.translate(_KEY_FOLD).split())
