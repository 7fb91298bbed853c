"""What names of faces and styles tell, whatever the word processor."""

from __future__ import annotations

import re

# Faces whose half-width signs are half an ideograph wide: all of kai, ming and song but the proportional ones.
_FIXED_FACE = re.compile(r"(?:標楷|kai|細明|mingliu|仿宋|fang|宋体|simsun|simhei|黑体|楷体|uming|mono|courier)")
_PROPORTIONAL_FACE = re.compile(r"新細明|pming")
_HEADING_NAMES = ("heading {}", "標題 {}", "标题 {}")
_HEADING_LEVELS = {name.format(level): level for name in _HEADING_NAMES for level in range(1, 10)} | {"title": 1}


def has_fixed_widths(face: str) -> bool:
    """Are the half-width signs of FACE half an ideograph wide? So they are where no face is named.

    >>> [has_fixed_widths(face) for face in ("標楷體", "PMingLiU", "Times New Roman", "")]
    [True, False, False, True]
    """
    name = face.lower()
    return not name or (_FIXED_FACE.search(name) is not None and _PROPORTIONAL_FACE.search(name) is None)


def heading_level_named(style: str) -> int | None:
    """The level (from 1) of headings that are in STYLE by its name (`heading 2`, `標題 2`); None for other styles.

    >>> heading_level_named("Heading 2"), heading_level_named("標題 1"), heading_level_named("內文")
    (2, 1, None)
    """
    return _HEADING_LEVELS.get(style.strip().lower())
