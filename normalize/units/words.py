"""The vocabulary of units and people, folded to one script for comparing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from normalize.simplified import simplified
from schema.word_lists import any_of, word_lists

_TAIL_BRACKET = re.compile(r"\([^()]*\)$")
_ROLE_LISTS = ("lead_words", "support_words", "jointly", "lead_plain", "support_plain")
_MARKS = re.compile(r"[。:;,、!?「」『』]")


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Words folded by `simplified`; patterns are to be matched against folded text."""

    endings: frozenset[str]
    people: frozenset[str]
    whole: frozenset[str]
    whole_endings: tuple[str, ...]  # those of them that a name may end with, of two characters and more
    topics: frozenset[str]  # whole by themselves, but a part of a name before 及
    no_units: re.Pattern[str]
    unfinished: frozenset[str]
    of_places: frozenset[str]
    place: re.Pattern[str]
    nobodys: frozenset[str]  # people that are nobody without the name before: 資訊 / 人員
    charged: frozenset[str]  # who is in charge, of an office named before as a rule: 服務科 / 承辦人員
    titles: tuple[str, ...]  # longest first
    ending: re.Pattern[str]
    bare_ending: re.Pattern[str]  # nothing but endings: the rest of a wrapped name
    telling: re.Pattern[str]  # what in a text of letters may part names or tell what they do: 及, 等, 協辦
    nobody: frozenset[str]  # what a cell says that names none
    flat: frozenset[str]  # endings of units that hold none of their own kind
    governments: tuple[str, ...]  # what names of governments end with
    of_governments: frozenset[str]  # and those of their offices
    branch: re.Pattern[str]  # a region that a branch of an authority begins its name with
    with_branches: frozenset[str]
    rests: frozenset[str]  # of names that stand over a line's end: 事處 of 辦事處, a unit by its look
    all_of: frozenset[str]  # 各, 本: what begins whole names of two characters
    whose: frozenset[str]  # these, and whose an office is: 縣府
    with_offices: frozenset[str]  # places that have offices of their own
    conjunctions: frozenset[str]  # words between names, in both scripts
    between: frozenset[str]  # these, and marks
    leading: frozenset[str]  # those of them that may lead the last name of a list
    signs: str  # that point names out
    and_others: re.Pattern[str]  # behind the last name: 等三個單位
    officer: re.Pattern[str]  # 承辦人： before a person's name
    extension: re.Pattern[str]  # a telephone number behind it, in text as printed

    def is_unit(self, folded: str) -> bool:
        """Does a folded text read like the name of a unit or of a group of people?"""
        bare = _TAIL_BRACKET.sub("", folded)
        if not bare or _MARKS.search(bare):
            return False
        if bare in self.whole or bare in self.topics or bare in self.people:
            return True
        if bare in self.rests or self.no_units.search(bare):
            return False
        found = self.ending.search(bare)
        return found is not None and found.start() > 0

    def is_part_of(self, office: str, holder: str) -> bool:
        """Does a folded name belong to its HOLDER, a government or an authority with branches: `警察局` behind
        `澎湖縣政府`, `中區業務組` behind `健保署`, people behind `各班`?"""
        if holder[:1] == "各" and office in self.people:
            return True  # 各班 / 導師
        if not self.is_unit(office) or office[0] in self.unfinished or self.place.match(office[0]):
            return False
        if holder.endswith(self.governments):
            return office[-1] in self.of_governments
        return self.branch.match(office) is not None and holder[-1:] in self.with_branches and self.is_unit(holder)

    def is_one(self, text: str) -> bool:
        """Is TEXT surely no more than one name: letters only, none of which may part names or tell what they do?"""
        return text.isalpha() and self.telling.search(simplified(text)) is None


@cache
def _printed_words() -> Mapping[str, Sequence[str]]:
    """The lists of words of units and people, by name, in the script they are written in."""
    return word_lists("units")


@cache
def folded_words() -> Mapping[str, Sequence[str]]:
    """They, by name, folded by `simplified`."""
    return {name: [simplified(word) for word in listed] for name, listed in _printed_words().items()}


def _and_others(words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """What behind a list only says that there are others: `等三個單位`, `等相關機關`, `等`."""
    apart = "".join(f"(?<!{re.escape(word)})" for word in words["no_others"])
    some, nouns = (any_of(words[name]) for name in ("some", "others"))
    return re.compile(rf"{apart}等(?:[\d一二三四五六七八九十]+|{some})?个?(?:{nouns})?$")


def _extension(printed: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """The number that a person is reached by: `分機15`, `(04)22289111`, `(12)` at the end."""
    words = printed["extension_words"]
    called = any_of([*words, *map(simplified, words)])
    return re.compile(
        rf"[（(\[]?(?:{called})[:：]?\s*[\d\-#~轉]+[)）\]]?|[（(]?\d[\d\-#]{{3,}}[)）]?|(?<=[^\d\s])[（(]\d{{1,3}}[)）]$",
        re.I,
    )


@cache
def unit_words() -> UnitWords:
    """The vocabulary shipped with the program."""
    printed, words = _printed_words(), folded_words()
    ends = any_of([*words["endings"], *words["people"]])
    conjunctions = frozenset([*printed["conjunctions"], *words["conjunctions"]])
    return UnitWords(
        endings=frozenset(words["endings"]),
        people=frozenset(words["people"]),
        whole=frozenset(words["whole"]),
        whole_endings=tuple(sorted(word for word in words["whole"] if len(word) > 1)),
        topics=frozenset(words["topics"]),
        no_units=re.compile(rf"(?:{any_of(words['no_units'])})$"),
        unfinished=frozenset(words["unfinished"]),
        of_places=frozenset(words["of_places"]),
        place=re.compile(rf"(?:{any_of(words['places'])})[)\]]?$"),
        nobodys=frozenset(words["nobodys"]),
        charged=frozenset(words["charged"]),
        titles=tuple(sorted(set(words["titles"]), key=lambda w: (-len(w), w))),
        ending=re.compile(rf"(?:{ends})$"),
        bare_ending=re.compile(rf"(?:{any_of([*words['endings'], simplified('人員')])})+"),
        telling=re.compile(
            any_of(["等", *words["conjunctions"], *(word for kind in _ROLE_LISTS for word in words[kind])])
        ),
        flat=frozenset(words["flat"]),
        nobody=frozenset(words["nobody"]),
        governments=tuple(words["governments"]),
        of_governments=frozenset(words["of_governments"]),
        branch=re.compile(any_of(words["regions"])),
        with_branches=frozenset(words["with_branches"]),
        rests=frozenset(name[cut:] for name in words["often_wrapped"] for cut in range(1, len(name) - 1)),
        all_of=frozenset(words["all_of"]),
        whose=frozenset([*words["all_of"], *words["whose"]]),
        with_offices=frozenset(words["with_offices"]),
        conjunctions=conjunctions,
        between=conjunctions | frozenset(printed["conjunction_marks"]),
        leading=frozenset([*printed["leading"], *words["leading"]]),
        signs="".join(printed["signs"]),
        and_others=_and_others(words),
        officer=re.compile(rf"(?:{any_of(words['officer_words'])})(?:人员?)?:"),
        extension=_extension(printed),
    )


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Does TEXT, printed in either script, read like a unit?

    >>> is_unit("登記課"), is_unit("各课室"), is_unit("學務處(訓育組)"), is_unit("測"), is_unit("普")
    (True, True, True, False, False)
    """
    return unit_words().is_unit(simplified("".join(text.split())))


@lru_cache(maxsize=4096)
def names_office(text: str) -> bool:
    """Does TEXT name an office by what it ends with, and nobody by a title?

    >>> names_office("觀光課"), names_office("社會課長"), names_office("全體導師"), names_office("王小明")
    (True, False, False, False)
    """
    words, folded = unit_words(), simplified("".join(text.split()))
    return is_unit(text) and not folded.endswith((*words.people, *words.titles))


@lru_cache(maxsize=4096)
def is_whole_name(text: str) -> bool:
    """Is TEXT the whole name of an office (研考), or all offices of a kind (各課, 各科室)?

    >>> is_whole_name("研考"), is_whole_name("各課"), is_whole_name("夕課"), is_whole_name("地用課")
    (True, True, False, False)
    """
    folded, words = simplified(text), unit_words()
    return folded in words.whole or (folded[:1] == "各" and folded[1:] in words.endings)


def is_whole_word(text: str) -> bool:
    """Names TEXT, of two characters mostly, an office or people all by itself?

    >>> is_whole_word("研考"), is_whole_word("工務"), is_whole_word("導師"), is_whole_word("南科")
    (True, True, True, False)
    """
    words = unit_words()
    folded = simplified(text)
    return folded in words.topics or folded in words.people or is_whole_name(text)
