"""The header vocabulary: which role a printed header plays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from normalize.script import to_key
from schema.enumerators import split_enumerator
from schema.word_lists import any_of, word_lists

_FOLDED_AWAY = re.compile(r"[\s(（\[［]")  # what makes a text longer than its key without brackets
_PARTED = re.compile(r"[/、,;及與和暨()\[\]]")
_LONGEST_OF_TWO = 12  # characters of a header of two words without a mark between them
_SHORTEST_WORK = 6  # characters of what is done: a verb and its object
_LONGEST_WORK = 40  # of a text that is read whole
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Header names and endings by role, and what tells other kinds of tables."""

    names: Mapping[str, str]  # key → role
    longest: int  # characters of the longest of names
    longest_sum: int
    endings: tuple[tuple[str, str], ...]  # (key, role), longest first
    helping: tuple[str, ...]  # what a header of units begins with where they are those who help
    doing: re.Pattern[str]  # a header made of who does work and of a kind of office
    doing_people: re.Pattern[str]
    helping_office: re.Pattern[str]
    assessing: re.Pattern[str]  # a header made of a word for checking and of one for a way
    remarking: tuple[str, ...]  # what a header of remarks begins with
    people: frozenset[str]  # words for the people of a unit
    asking: tuple[tuple[str, str], ...]  # (word, role) of headers that ask
    beginnings: tuple[str, ...]  # of what tells of work
    both_sides: re.Pattern[str]  # a header that names those who lead and, behind a mark, those who help
    no_owners: tuple[str, ...]  # what a header of units begins with where they do none of the work
    stand_in: frozenset[str]  # level headers that stand for the action where there is none
    stand_in_if_sentences: frozenset[str]
    stand_in_endings: tuple[str, ...]
    counting: tuple[str, ...]  # endings of headers over numbers that count
    beside: tuple[str, ...]  # endings of headers that head no rows
    circumstances: tuple[str, ...]  # endings of headers that tell why or for whom
    tasks: tuple[str, ...]  # endings of level headers that name single tasks
    measures: tuple[str, ...]  # endings of level headers that tell criteria where they stand behind the action
    starts_alone: frozenset[str]
    ends_alone: frozenset[str]
    starts: tuple[str, ...]  # what the header of the days on which work starts has
    ends: tuple[str, ...]
    explaining: frozenset[str]  # headers that stand for the action
    shares: tuple[str, ...]  # what the header of weights in per cent has
    generic: frozenset[str]
    other_strong: frozenset[str]
    other_reachable: frozenset[str]  # how somebody is reached
    other_weak: frozenset[str]
    month_yes: frozenset[str]
    month_no: frozenset[str]
    notes: tuple[str, ...]
    examples: frozenset[str]
    sums: frozenset[str]
    signatures: frozenset[str]  # who signs below a table
    axes: tuple[str, ...]  # what the corner of a table with months calls these
    bar_lines: frozenset[str]  # what names the lines of a Gantt row

    def role(self, header: str) -> str:
        """The role of a printed header; empty where none fits.

        >>> v = vocabulary(); v.role("推動作法"), v.role("承辦 單位"), v.role("專案名稱(配分/承辦人)"), v.role("經費")
        ('action', 'units', 'level', '')
        """
        key = to_key(header)
        bare = _bare(key)
        for candidate in (key, bare):
            if candidate in self.names:
                return self.names[candidate]
        if told := self._of_two(key):
            return told
        if bare.startswith(self.remarking):
            return "remark"
        if self.assessing.fullmatch(bare):
            return "method"
        asked = next((role for word, role in self.asking if word in bare), "")
        ended = asked or next((role for ending, role in self.endings if bare.endswith(ending)), "")
        role = ended or self._made_of(bare)
        if role == "units" and bare.startswith(self.no_owners):
            return ""
        return "supporting_units" if role == "units" and bare.startswith(self.helping) else role

    def _of_two(self, key: str) -> str:
        """The role of a header that names two kinds of owners: of units, who lead before who helps or before a person
        (`承辦單位及承辦人`, `主辦單位協辦單位` on two lines); of officers, who stand before how they are reached."""
        parts = [part for part in _PARTED.split(key) if part]
        if len(parts) == 1 and len(key) <= _LONGEST_OF_TWO:
            cuts = ([key[:at], key[at:]] for at in range(2, len(key) - 1))
            parts = next((cut for cut in cuts if self.names.get(cut[0]) == "units" and cut[1] in self.names), parts)
        if len(parts) != 2:
            return ""
        if parts[1] in self.other_reachable:
            return "officers" if self.names.get(parts[0]) == "officers" else ""
        roles = tuple(self.role(part) for part in parts)
        if roles == ("level", "action"):
            return "action"
        led = roles[0] == "units" and (roles[1] in ("supporting_units", "officers") or parts[1] in self.people)
        return "units" if led else ""

    def _made_of(self, bare: str) -> str:
        """The role of owners that a header tells by its two parts: `業管科`, `承辦護理師`, `支援組`."""
        if self.doing.fullmatch(bare):
            return "units"
        if self.doing_people.fullmatch(bare):
            return "officers"
        return "supporting_units" if self.helping_office.fullmatch(bare) else ""

    def may_stand_in(self, header: str) -> bool:
        """May a column of levels with HEADER stand for the action, if it holds sentences?"""
        return self.names_tasks(header) or _bare(to_key(header)).endswith(self.stand_in_endings)

    def names_tasks(self, header: str) -> bool:
        """Does HEADER (`工作要項`) call what stands below it tasks, which are levels unless they are sentences?"""
        return to_key(header) in self.stand_in_if_sentences

    def names_work(self, text: str) -> bool:
        """Does TEXT, behind its enumerator, begin or end with what is done (`辦理`) and say more than a name does?"""
        told = to_key(split_enumerator(text)[1]) if len(text) <= _LONGEST_WORK else text[:_LONGEST_WORK]
        return len(told) >= _SHORTEST_WORK and (told.startswith(self.beginnings) or told.endswith(self.beginnings))

    def is_beside(self, header: str) -> bool:
        """Does the header tell what is said beside the work, so that it heads no rows (`法令依據`)?"""
        return _bare(to_key(header)).endswith(self.beside)

    def counts(self, header: str) -> bool:
        """May what the header stands over be numbers that only count (`案號`)?"""
        return _bare(to_key(header)).endswith(self.counting)

    def is_circumstance(self, header: str) -> bool:
        """Does the header tell why work is done or for whom (`現況問題`, `參加對象`)?"""
        return _bare(to_key(header)).endswith(self.circumstances)

    def is_task(self, header: str) -> bool:
        """Does the header of a level name single tasks (`工作任務`)?"""
        return _bare(to_key(header)).endswith(self.tasks)

    def is_measure(self, header: str) -> bool:
        """Does the header of a level tell what work is measured by, if it stands behind the work (`評價指標`)?"""
        return _bare(to_key(header)).endswith(self.measures)

    def is_exact(self, header: str) -> bool:
        """Is the header, brackets taken off, a name of the vocabulary?"""
        if not self.may_be_exact(header):
            return False
        key = to_key(header)
        return key in self.names or _bare(key) in self.names

    def may_be_exact(self, header: str) -> bool:
        """Is the header short enough for a name of the vocabulary? So that no long text is folded."""
        return len(header) <= self.longest or _FOLDED_AWAY.search(header) is not None

    def is_sum(self, text: str) -> bool:
        """Is the text what a row of sums begins with? A key is at least half as long as its text, cleaned."""
        return len(text) <= 2 * self.longest_sum and to_key(text) in self.sums

    def is_telling(self, header: str) -> bool:
        """Is the header a name that only implementation tables use, none that any table may have?"""
        return self.is_exact(header) and not self.is_generic(header)

    def is_generic(self, header: str) -> bool:
        """Is the header a word that tables of all kinds use (`類別`, `內容`, `時間`)?"""
        return _bare(to_key(header)) in self.generic

    def is_other(self, header: str) -> bool:
        """Does the header alone tell a table of another kind?"""
        key = to_key(header)
        return key in self.other_strong or _bare(key) in self.other_strong

    def are_bare_ends(self, first: str, second: str) -> bool:
        """Are two headers side by side no more than words for a start and for an end (`開始`, `截止`)?"""
        return to_key(first) in self.starts_alone and to_key(second) in self.ends_alone

    def is_start_and_end(self, first: str, second: str) -> bool:
        """Do two headers of deadlines tell when work starts, and when it ends?"""
        one, other = to_key(first), to_key(second)
        return any(word in one for word in self.starts) and any(word in other for word in self.ends)

    def tells_share(self, header: str) -> bool:
        """Does the header of weights tell that these are per cent?"""
        key = to_key(header)
        return any(word in key for word in self.shares)

    def tells_reach(self, header: str) -> bool:
        """Does the header tell how somebody is reached: a list of members, unless owners and deadlines stand beside?"""
        return _bare(to_key(header)) in self.other_reachable

    def is_other_weakly(self, header: str) -> bool:
        """Does the header tell a table of another kind together with a second such header?"""
        return to_key(header) in self.other_weak


def _bare(key: str) -> str:
    """KEY without what it has in brackets."""
    return _BRACKET.sub("", key) if "(" in key or "[" in key else key


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary shipped with the program."""
    raw = word_lists("headers")
    roles = {("" if role == "none" else role): words for role, words in raw["roles"].items()}
    names = {to_key(name): role for role, words in roles.items() for name in words.get("names", ())}
    endings = {to_key(end): role for role, words in roles.items() for end in words.get("endings", ())}
    sums = frozenset(map(to_key, raw["sums"]))
    helping = tuple(map(to_key, raw["roles"]["supporting_units"]["prefixes"]))
    owners, assessing = (
        {part: "|".join(map(to_key, words)) for part, words in raw[made].items()} for made in ("owners", "assessing")
    )
    sides = {part: any_of(map(to_key, words)) for part, words in raw["both_sides"].items()}
    return Vocabulary(
        names=names,
        longest=max(map(len, names)),
        longest_sum=max(map(len, sums)),
        endings=tuple(sorted(endings.items(), key=lambda pair: (-len(pair[0]), pair[0]))),
        helping=helping,
        doing=re.compile(rf"(?:{owners['doing']})(?:{owners['offices']})別?"),
        doing_people=re.compile(rf"(?:業務)?(?:{owners['doing']}).?(?:{owners['people']})"),
        assessing=re.compile(rf"(?:{assessing['what']})?(?:{assessing['doing']})+(?:{assessing['ways']})"),
        remarking=tuple(map(to_key, raw["roles"]["remark"]["prefixes"])),
        people=frozenset(map(to_key, raw["owners"]["people"])),
        asking=tuple((to_key(word), role) for role, words in raw["asking"].items() for word in words),
        beginnings=tuple(map(to_key, raw["beginnings"])),
        helping_office=re.compile(rf"(?:{'|'.join(helping)})(?:{owners['offices']})別?"),
        both_sides=re.compile(
            rf"(?:{sides['lead']})(?P<noun>{sides['nouns']})?(?P<mark>[/、,;及與和暨(]?)(?:{sides['help']})"
        ),
        no_owners=tuple(map(to_key, raw["no_owners"])),
        stand_in=frozenset(map(to_key, raw["roles"]["level"]["stand_in"])),
        stand_in_if_sentences=frozenset(map(to_key, raw["roles"]["level"]["stand_in_if_sentences"])),
        stand_in_endings=tuple(map(to_key, raw["roles"]["level"]["stand_in_endings"])),
        counting=tuple(map(to_key, raw["counting"])),
        beside=tuple(map(to_key, raw["beside"])),
        circumstances=tuple(map(to_key, raw["circumstances"])),
        tasks=tuple(map(to_key, raw["tasks"])),
        measures=tuple(map(to_key, raw["measures"])),
        starts_alone=frozenset(map(to_key, raw["starts_alone"])),
        ends_alone=frozenset(map(to_key, raw["ends_alone"])),
        starts=tuple(map(to_key, raw["starts"])),
        ends=tuple(map(to_key, raw["ends"])),
        explaining=frozenset(map(to_key, raw["explaining"])),
        shares=tuple(map(to_key, raw["shares"])),
        generic=frozenset(map(to_key, raw["generic"])),
        other_strong=frozenset(map(to_key, raw["other_kinds"]["strong"])),
        other_reachable=frozenset(map(to_key, raw["other_kinds"]["reachable"])),
        other_weak=frozenset(map(to_key, raw["other_kinds"]["weak"])),
        month_yes=frozenset(raw["month_marks"]["marked"]),
        month_no=frozenset(raw["month_marks"]["unmarked"]),
        notes=tuple(map(to_key, raw["notes"])),
        examples=frozenset(map(to_key, raw["examples"])),
        sums=sums,
        signatures=frozenset(map(to_key, raw["signatures"])),
        axes=tuple(map(to_key, raw["axes"])),
        bar_lines=frozenset(map(to_key, raw["bar_lines"])),
    )
