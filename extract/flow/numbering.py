"""Automatic numbering as Word counts: the label that prints before a paragraph of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from extract.numerals import numeral

Gap = Literal["tab", "space", "nothing"]
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is printed. `form` is as `extract.numerals` names it, or `bullet`."""

    form: str = "decimal"
    template: str = ""  # `%1.%2、`; of a bullet, the bullet
    start: int = 1
    restart_after: int | None = None  # from 0: a number of this level or an outer one restarts it; None: never
    legal: bool = False  # all numbers decimal
    gap: Gap = "tab"
    pad: int = 0  # least digits of a custom format (`001, 002, …`)


class Counter:
    """How far each list has counted. Ask for labels in document order."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[int, int]] = {}

    def label(self, list_id: str, level: int, levels: Mapping[int, Level], start: int | None = None) -> str:
        """Count one paragraph of LEVEL on, or begin at START, and give what is printed (empty: a hidden number)."""
        counts = self.counts.setdefault(list_id, {})
        own = levels.get(level, Level())
        if start is not None:
            counts[level] = start
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        for deeper in [n for n in counts if n > level]:
            after = levels.get(deeper, Level(restart_after=deeper - 1)).restart_after
            if after is not None and level <= after:
                del counts[deeper]
        return _printed(levels, counts, level)


def _printed(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    own = levels.get(level, Level())
    if own.form == "bullet":
        return own.template

    def value(place: re.Match[str]) -> str:
        n = int(place[1]) - 1
        shown = levels.get(n, Level())
        count = counts.get(n, shown.start)
        if own.legal:
            return str(count)
        return str(count).zfill(shown.pad) if shown.pad else numeral(count, shown.form)

    return _PLACE.sub(value, own.template)
