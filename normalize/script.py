"""Matching alike on both scripts and on variant characters. For keys only: no output is ever made of it."""

from __future__ import annotations

from functools import cache, lru_cache

import opencc

from schema.text import CharTable, key_of

# One form for variants that offices use side by side; keys only.
_VARIANTS = CharTable(
    str.maketrans(
        "臺裡裏着峯舘畧爲户内値眞説强衆减産黄緑污劃註祕羣晒犟啓綫敎",
        "台里里著峰館略為戶內值真說強眾減產黃綠汙畫注秘群曬強啟線教",
    )
)


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@lru_cache(maxsize=65536)
def to_key(text: str) -> str:
    """The matching key of TEXT: traditional, variants and width folded, no white space.

    >>> to_key("完成 时限") == to_key("完成時限"), to_key("臺北") == to_key("台北")
    (True, True)
    """
    key = key_of(text)
    return key if key.isascii() else _to_traditional().convert(key).translate(_VARIANTS)
