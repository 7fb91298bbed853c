"""One form for both scripts, character by character, so that offsets into the text keep holding."""

from __future__ import annotations

from functools import cache, lru_cache

from schema.simplified import simplified_chars
from schema.text import CharTable

_MORE = {
    "臺": "台", "裏": "里", "裡": "里", "峯": "峰", "畧": "略", "戸": "户", "産": "产", "衆": "众",
    "衞": "卫", "内": "内", "祕": "秘", "羣": "群", "着": "着", "劃": "画", "划": "画",
    "瞭": "了", "昇": "升", "恆": "恒", "敎": "教", "綫": "线",
}  # fmt: skip
_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | dict(
    zip("〔〕【】﹑　﹐﹔", "()[]、 ,;", strict=True)
)


@cache
def _table() -> CharTable:
    table = {code: to for code, to in simplified_chars().items() if len(to) == 1}
    return CharTable(table | {ord(char): to for char, to in (_MORE | _WIDTH).items()})


@lru_cache(maxsize=8192)  # the lines of a document are asked for again and again: is it a title, a date, an agency?
def simplified(text: str) -> str:
    """TEXT in simplified script, variants and width folded; as long as TEXT. For comparing, never for output.

    >>> simplified("經常性辦理（臺北）") == simplified("经常性办理(台北)")
    True
    """
    return text if text.isascii() else text.translate(_table())
