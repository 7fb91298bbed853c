"""Units that go by a number: 第一課, 二科; a list of them may name their kind but once."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER_ONLY = re.compile(r"第?[一二三四五六七八九十\d]{1,3}")
_NUMBERED = re.compile(r"(第)?[一二三四五六七八九十\d]{1,3}([^一二三四五六七八九十\d第]{1,4})")


def is_numbered(text: str) -> bool:
    """Is TEXT the name of a unit that goes by a number?

    >>> is_numbered("二科"), is_numbered("第一組"), is_numbered("民政課")
    (True, True, False)
    """
    return _NUMBERED.fullmatch(text.strip()) is not None


def with_shared_endings(pieces: Sequence[str]) -> list[str]:
    """`第一`, `二課` as the units that they are short for; other pieces as they are."""
    whole = list(pieces)
    for at in range(len(whole) - 2, -1, -1):
        ending = _NUMBERED.fullmatch(whole[at + 1].strip())
        if ending is not None and _NUMBER_ONLY.fullmatch(whole[at].strip()):
            whole[at] = whole[at].strip() + ending[2]
            whole[at + 1] = whole[at + 1].strip()
    return [_ordinal(piece, pieces) for piece in whole]


def _ordinal(piece: str, pieces: Sequence[str]) -> str:
    """A number that lost its 第 to the first of the list takes it again."""
    is_bare = _NUMBERED.fullmatch(piece.strip()) is not None and not piece.strip().startswith("第")
    return "第" + piece.strip() if is_bare and pieces[0].strip().startswith("第") else piece
