"""The vocabulary of who leads and who helps, folded to one script for comparing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from normalize.units.words import folded_words
from schema.word_lists import any_of


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Words folded by `simplified`; patterns are to be matched against folded text."""

    introducer: re.Pattern[str]  # 主辦單位：
    own_role: re.Pattern[str]  # (協辦) behind a unit
    plain_role: re.Pattern[str]  # 協辦 behind a unit, without a bracket
    role_inside: re.Pattern[str]  # either of these with another unit right behind it
    helpers: re.Pattern[str]  # (協辦：社會課、兵役課) behind a unit
    role_word: re.Pattern[str]  # 主辦單位, alone on its line
    lead_signs: frozenset[str]  # alone in a cell under a unit's name: it leads, it helps
    support_signs: frozenset[str]
    by_duty: re.Pattern[str]  # behind the last name, and no part of it: 依權責分工辦理

    def introducers(self, folded: str) -> list[tuple[int, int, bool]]:
        """(start, end, are they those who help?) of each introducer; none where brackets stand behind units."""
        found = [(m.start(), m.end(), m["support"] is not None) for m in self.introducer.finditer(folded)]
        if not found or folded[found[0][0]] not in "([" or not folded[: found[0][0]].strip():
            return found
        is_last = not folded[found[-1][1] :].strip()  # `社會課 (協)`
        return [] if is_last or folded[found[0][0] - 1] not in "、,;。/ " else found

    def begins_with_helpers(self, folded: str) -> bool:
        """Does a folded text begin with what introduces those who help?"""
        found = self.introducer.match(folded)
        return found is not None and found["support"] is not None

    def helps(self, folded: str) -> bool:
        """Does a bracket or a word behind a folded name tell that it helps (`社會課(協辦)`)?"""
        found = self.own_role.search(folded) or self.plain_role.search(folded)
        return found is not None and found["support"] is not None

    def stands_behind(self, above: str, folded: str) -> bool:
        """Is a folded text nothing but the bracket that tells the role of the name ABOVE it?"""
        found = self.own_role.search(above + folded)
        return found is not None and found.start() == len(above) and self.introducer.match(above) is None

    def begins_with_leaders(self, folded: str) -> bool:
        """Does a folded text begin with what introduces those who lead?"""
        found = self.introducer.match(folded)
        return found is not None and found["support"] is None

    def is_introducer(self, folded: str) -> bool:
        """Is a folded text nothing but what introduces units?"""
        return self.introducer.fullmatch(folded) is not None or self.role_word.fullmatch(folded) is not None


def _named(words: Iterable[str], nouns: Iterable[str]) -> str:
    return rf"(?:{any_of(words)})(?:{any_of(nouns)})?"


def _last_characters(raw: Mapping[str, Sequence[str]]) -> str:
    """The characters that names of units end with."""
    return "".join(word for word in raw["endings"] if len(word) == 1)


def _introducer(raw: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """What introduces those who lead or help: `主辦單位：`, `(協辦)`, `【主】`, `主辦` before a name."""
    nouns, first = any_of(raw["introduced_by"]), r"(?<![^、,;。/\s])"
    behind = _last_characters(raw)  # 主:登記課協:資訊室
    roles = []
    for role in ("lead", "support"):
        words, marks, plain = (any_of(raw[f"{role}_{kind}"]) for kind in ("words", "marks", "plain"))
        roles.append(
            rf"(?P<{role}>[(\[](?:{words})(?:{nouns})?[)\]]:?|[(\[]?(?:{words})(?:{nouns})?:"
            rf"|[(\[](?:{marks})[)\]]:?|(?:{first}|(?<=[{behind}]))(?:{marks}):"
            rf"|{first}(?:{plain})(?:(?:{nouns})(?=.))?(?!人|{nouns})(?=[^、,;。/\s]{{2}}))"
        )
    return re.compile("|".join(roles))


def _own_role(raw: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """The bracket behind a unit that tells its role: `社會課(協辦)`."""
    lead, support = (
        rf"{_named(raw[role + '_words'], raw['introduced_by'])}|{any_of(raw[role + '_marks'])}"
        for role in ("lead", "support")
    )
    return re.compile(rf"(?<=.)[(\[](?:(?P<support>{support})|(?:{lead}))[)\]]$")


def _role_inside(raw: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """The bracket or the word behind a unit that tells its role, with another unit behind: `民政課(主辦)社會課`."""
    behind = _last_characters(raw)
    nouns = any_of(raw["introduced_by"])
    words, marks = (any_of([*raw[f"lead_{kind}"], *raw[f"support_{kind}"]]) for kind in ("words", "marks"))
    return re.compile(
        rf"(?<=[{behind})])(?:[(\[](?:(?:{words})(?:{nouns})?|{marks})[)\]]|(?:{words})(?!人|{nouns}))(?=[^\s、,;。/:)\]])"
    )


def _plain_role(raw: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """The word behind a unit that tells its role: `社會課協辦`."""
    behind = _last_characters(raw)
    lead = any_of([*raw["lead_words"], *raw["jointly"]])
    support = any_of([word for word in raw["support_words"] if word not in raw["jointly"]])
    return re.compile(rf"(?<=[{behind})])(?:(?P<support>{support})|(?:{lead}))$")


def _helpers(raw: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """The bracket behind a unit that lists those who help it: `工務課(協辦：民政課、社會課)`, `工務課(民政課協辦)`."""
    words, marks = (any_of(raw[f"support_{kind}"]) for kind in ("words", "marks"))
    nouns = any_of(raw["introduced_by"])
    return re.compile(
        rf"(?<=.)[(\[](?:(?:(?:{words})(?:{nouns})?|{marks}):(?P<names>(?:[^()\[\]]|[(\[][^()\[\]]*[)\]])+)"
        rf"|(?P<before>[^()\[\]]*[{_last_characters(raw)}])(?:{words}))[)\]]"
    )


@cache
def role_words() -> RoleWords:
    """The vocabulary shipped with the program."""
    words = folded_words()
    return RoleWords(
        introducer=_introducer(words),
        own_role=_own_role(words),
        plain_role=_plain_role(words),
        role_inside=_role_inside(words),
        helpers=_helpers(words),
        role_word=re.compile(_named([*words["lead_plain"], *words["support_plain"]], words["introduced_by"])),
        lead_signs=frozenset([*words["lead_words"], *words["lead_marks"]]),
        support_signs=frozenset([*words["support_words"], *words["support_marks"]]),
        by_duty=re.compile(rf"(?:{any_of(words['by_duty'])})(?=[、,;。\s]|$)"),
    )
