"""Ideographs in simplified script, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from opencc import OpenCC

_COMMON = range(0x4E00, 0xA000)  # the ideographs that nearly all texts are written in


@cache
def simplified_chars() -> Mapping[int, str]:
    """Code points of the ideographs U+4E00 to U+9FFF that are written otherwise in simplified script, and how.

    All of them are converted in one go, in a thirtieth of the time that each by itself takes.
    """
    chars = list(map(chr, _COMMON))
    made = _converter().convert("\n".join(chars)).split("\n")
    return {ord(char): to for char, to in zip(chars, made, strict=True) if char != to}


def simplified_char(char: str) -> str:
    """CHAR, of any kind, in simplified script.

    >>> simplified_char("機"), simplified_char("机"), simplified_char("㑮")
    ('机', '机', '𫝈')
    """
    return simplified_chars().get(ord(char), char) if ord(char) in _COMMON else _converter().convert(char)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
