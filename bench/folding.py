"""The form in which texts are compared: what differs only in how it is set counts as the same."""

from __future__ import annotations

import re
import unicodedata

_ALIKE = str.maketrans("‐‑‒–—―−﹣－˗•●∙‘’“”爲户内値眞説強衆减産黄緑", "----------···''\"\"為戶內值真說强眾減產黃綠")
_IGNORED = re.compile(r"[\s\u00ad\u200b\ufeff\ue000-\uf8ff]+")
_LEADERS = re.compile(r"[.．…‥_]{3,}|(?:·){3,}")


def folded(text: str) -> str:
    """TEXT in compatibility form, without white space, leaders and private characters.

    >>> folded("Total . . . . .  12 – 3"), folded("（一） 服務 流程")
    ('Total12-3', '(一)服務流程')
    """
    return _LEADERS.sub("", _IGNORED.sub("", unicodedata.normalize("NFKC", text).translate(_ALIKE)))
