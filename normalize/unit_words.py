"""The vocabulary of units and people, folded to one script for comparing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from normalize.simplified import simplified

_TAIL_BRACKET = re.compile(r"\([^()]*\)$")
_MARKS = re.compile(r"[。:;,、!?「」『』]")


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Words folded by `simplified`; patterns are to be matched against folded text."""

    endings: frozenset[str]
    people: frozenset[str]
    whole: frozenset[str]
    titles: tuple[str, ...]  # longest first
    ending: re.Pattern[str]
    bare_ending: re.Pattern[str]  # nothing but endings: the rest of a wrapped name
    lead: re.Pattern[str]  # 主辦單位：
    support: re.Pattern[str]  # 協辦單位：

    def is_unit(self, folded: str) -> bool:
        """Does a folded text read like the name of a unit or of a group of people?"""
        bare = _TAIL_BRACKET.sub("", folded)
        if not bare or _MARKS.search(bare):
            return False
        if bare in self.whole or bare in self.people:
            return True
        if len(bare) > 2 and bare[0] in "各本全" and bare[1:] in self.whole:
            return True
        found = self.ending.search(bare)
        return found is not None and found.start() > 0


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def _introducer(words: list[str], marks: list[str], nouns: list[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:[(\[]?(?:{_any(words)})(?:{_any(nouns)})?(?:[)\]]:?|:)|[(\[](?:{_any(marks)})[)\]]:?|(?:{_any(marks)}):)"
    )


@cache
def unit_words() -> UnitWords:
    """The vocabulary shipped with the program."""
    text = files("schema").joinpath("vocabulary/units.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    words = {name: [simplified(word) for word in listed] for name, listed in raw.items()}
    ends = _any(words["endings"] + words["people"])
    return UnitWords(
        endings=frozenset(words["endings"]),
        people=frozenset(words["people"]),
        whole=frozenset(words["whole"]),
        titles=tuple(sorted(set(words["titles"]), key=lambda w: (-len(w), w))),
        ending=re.compile(rf"(?:{ends})$"),
        bare_ending=re.compile(rf"(?:{ends})+"),
        lead=_introducer(words["lead_words"], words["lead_marks"], words["introduced_by"]),
        support=_introducer(words["support_words"], words["support_marks"], words["introduced_by"]),
    )


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Does TEXT, printed in either script, read like a unit?

    >>> is_unit("登記課"), is_unit("各课室"), is_unit("學務處(訓育組)"), is_unit("測"), is_unit("普")
    (True, True, True, False, False)
    """
    return unit_words().is_unit(simplified("".join(text.split())))
