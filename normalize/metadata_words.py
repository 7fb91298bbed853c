"""The vocabulary of titles, agencies and revisions, folded to one script for comparing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from normalize.simplified import simplified
from schema.word_lists import any_of, word_lists


@dataclass(frozen=True, slots=True)
class MetadataWords:
    """Patterns to be matched against text folded by `simplified`."""

    title_end: re.Pattern[str]
    table_title_end: re.Pattern[str]  # of the title of a table, which may be that of a document without another
    plan_end: re.Pattern[str]
    note: re.Pattern[str]  # a bracket behind a title that is no part of it
    annex: re.Pattern[str]  # 附件: what begins so is no title
    annex_number: re.Pattern[str]  # of an annex or a table, before its title: 附件1-2、
    part: re.Pattern[str]  # the heading of a part that is no title: 目錄, 附錄
    letter: re.Pattern[str]  # behind the agency that sends one: 函
    letter_number: re.Pattern[str]  # 字第1130001234號
    agency_step: re.Pattern[str]  # one link of a chain: 南浦市 / 安和區 / 公所
    agency_end: re.Pattern[str]
    begins_none: tuple[str, ...]  # of agencies within another: 政府
    weak: frozenset[str]  # endings that do not tell an agency by themselves
    place_end: re.Pattern[str]
    kind: re.Pattern[str]  # of agencies, none by its name: 國民中小學, 各縣市政府
    agency_label: re.Pattern[str]  # stands before an agency's name: 機關名稱：
    weak_agency_label: re.Pattern[str]
    issued: re.Pattern[str]  # with a letter's number: by who made the document
    approved: re.Pattern[str]
    subject_label: re.Pattern[str]
    subject_end: re.Pattern[str]
    day_label: re.Pattern[str]
    title_label: re.Pattern[str]  # stands before a plan's name: 計畫名稱：
    revision: re.Pattern[str]
    duration: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    return any_of(map(simplified, words))


@cache
def metadata_words() -> MetadataWords:
    """The vocabulary shipped with the program."""
    raw: dict[str, list[str]] = word_lists("metadata")
    agency, place = _any(raw["agency_endings"]), _any(raw["place_endings"])
    kind = _any([*(word for word in raw["agency_endings"] if len(word) > 1), *raw["place_endings"], *raw["in_kinds"]])
    no_end, not_in = _any(raw["no_agency_before"]), _any(raw["not_in_agency"])
    within = _any(raw["in_agency"])
    annex, letter_number = _any(raw["annexes"]), r"字第\s*\d+\s*号"
    return MetadataWords(
        title_end=re.compile(rf"(?:{_any(raw['title_endings'])})$"),
        table_title_end=re.compile(rf"(?:{_any([*raw['title_endings'], *raw['table_title_endings']])})$"),
        plan_end=re.compile(rf"(?:{_any(raw['plan_endings'])})$"),
        note=re.compile(rf"[(\[](?:{_any(raw['title_notes'])})[)\]]$"),
        annex=re.compile(annex),
        annex_number=re.compile(rf"(?:{annex}|表)\s*[\d一二三四五六七八九十]*(?:-[\dA-Z]+)?\s*[:、.]?\s*"),
        part=re.compile(_any([*raw["annexes"], *raw["parts"]])),
        letter=re.compile(rf"\s*(?:{_any(raw['letters'])})$"),
        letter_number=re.compile(letter_number),
        # A link is as short as can be, but never ends before another ending: 社會局 is no 社會; before its own it does:
        # 市政府 政府服務獎.
        agency_step=re.compile(
            rf"(?:(?!(?={not_in})(?!{within}))[^\d\s(),;:。《》「」]){{1,10}}?(?:(?P<agency>{agency})|{place})"
            rf"(?!(?={no_end})(?!{not_in})|(?!(?P=agency))(?:{agency})(?!{no_end}))"
        ),
        agency_end=re.compile(rf".(?:{agency})$"),
        begins_none=tuple(map(simplified, raw["no_agency_begins"])),
        weak=frozenset(map(simplified, raw["weak_agency_endings"])),
        place_end=re.compile(rf".(?:{place})$"),
        kind=re.compile(rf".*各.*|(?:{kind})+|(?:{_any(raw['our_own'])})(?:{agency}|{place})+"),
        agency_label=re.compile(rf"(?:{_any(raw['agency_labels'])})[:：]"),
        weak_agency_label=re.compile(rf"(?:{_any(raw['weak_agency_labels'])})[:：]"),
        issued=re.compile(_any(raw["issuing_words"])),
        approved=re.compile(_any(raw["approving_words"])),
        subject_label=re.compile(rf"(?:{_any(raw['subject_labels'])})[:：](?=.)"),
        subject_end=re.compile(
            rf"(?:[，,]详?如(?:说明|附件))?[，,]敬?请\s*(?:{_any(raw['subject_endings'])})[^，,。]*。?$|。$"
        ),
        day_label=re.compile(rf"(?:{_any(raw['day_labels'])})[:：]"),
        title_label=re.compile(rf"(?:{_any(raw['title_labels'])})[:：](?=.)"),
        revision=re.compile(_any(raw["revision_words"]) + f"|{letter_number}"),
        duration=re.compile(_any(raw["duration_words"])),
    )
