"""Which canonical indicator a heading path means, and how sure that is.

A path is read from the outside in. Each heading is looked up word for word, then without what plans word
differently, then by likeness; where words mean two things, the headings above decide. The innermost heading that
means an indicator wins. What no framework has stays without one: the nearest is never good enough by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from normalize.indicators.branches import Branches
from normalize.indicators.names import TIERS, Key, Name, index, keys_of
from normalize.indicators.overrides import Override, find_override
from normalize.indicators.places import Places
from schema.plan import Indicator, MatchMethod
from schema.taxonomy import Taxonomy
from schema.taxonomy.keys import core, folded_pattern

# Measured on the headings of five plans, each left out in turn, and on headings of no framework.
LIKE_ALONE = 0.86  # likeness that counts without a heading above
LIKE_BELOW = 0.74  # and below a heading of the same branch
_TOO_SHORT_FOR_LIKENESS = 5  # characters
_TOO_LONG_FOR_WORDS = 24  # characters: a sentence names many things
_MOST_PARTS = 3
_TIER_SCORE = dict(zip(TIERS, (1.0, 0.97, 0.95, 0.9), strict=True))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one heading means: a code, or none."""

    heading: str  # its core
    code: str = ""
    method: MatchMethod = "none"
    score: float = 0.0
    why: str = ""
    nodes: tuple[str, ...] = ()  # nodes of editions that are called so
    place: str = ""  # the node of the plan's own edition
    closes: bool = False  # nothing below it is an indicator


class Matcher:
    """Matches heading paths against a taxonomy. Holds no state but caches: equal paths give equal answers."""

    def __init__(self, taxonomy: Taxonomy, overrides: Sequence[Override] = ()) -> None:
        self._taxonomy = taxonomy
        self._overrides = tuple(overrides)
        self._names = index(taxonomy)
        self._branches = Branches(taxonomy)
        self._places = Places(taxonomy, self._branches)
        self._outside = _outside_pattern(taxonomy)
        # Items share their outer headings, and plans their wording: most of the work is done once.
        self._read_path = lru_cache(maxsize=65536)(self._read_path_fresh)
        self._look_up = lru_cache(maxsize=65536)(self._look_up_fresh)

    def match(
        self,
        path: Sequence[str],
        action: str = "",
        edition: str = "",
        *,
        plan_id: str = "",
        item_no: int = 0,
    ) -> Indicator:
        """The indicator that PATH (outermost heading first, as printed) means.

        ACTION is asked only where no heading means one: some plans print the indicator in the column of the
        work. With EDITION (a code such as `98` or `105p`) the answer names the node of that edition too.
        """
        override = find_override(self._overrides, path, plan_id, item_no)
        readings = self._read_path(tuple(path), edition)
        winner = next((one for one in reversed(readings) if one.code), None)
        if any(one.closes for one in readings):
            winner = None
        if winner is None and override is None and action:
            winner = self._read_action(action, readings, edition)
            readings = (*readings, winner) if winner else readings
        if override is not None:
            return self._overridden(override, readings, edition)
        if winner is None:
            return Indicator(why=_why_none(path, readings))
        return self._indicator(winner, readings)

    def _read_path_fresh(self, path: tuple[str, ...], edition: str) -> tuple[Reading, ...]:
        if not path:
            return ()
        above = self._read_path(path[:-1], edition)
        reading = self._read(core(path[-1]), above, edition)
        return (*above, self._placed(reading, above, edition))

    def _placed(self, reading: Reading, above: Sequence[Reading], edition: str) -> Reading:
        """READING with its place in EDITION's own tree."""
        if not reading.code:
            return reading
        at = next((one.place for one in reversed(above) if one.code), "")
        return replace(reading, place=self._places.step(edition, reading.code, reading.nodes, at))

    def _indicator(self, winner: Reading, readings: Sequence[Reading]) -> Indicator:
        inner = [one for one in readings[readings.index(winner) + 1 :] if one.heading]
        method, score, why = winner.method, winner.score, winner.why
        if inner:
            method, score = "context", score * 0.9 ** len(inner)
            why = f"“{_short(inner[-1].heading)}” names no indicator; a heading above it does: {why}"
        name = self._taxonomy.concepts[winner.code].label_zh
        return Indicator(winner.code, name, winner.place, method, round(score, 3), why)

    def _overridden(self, override: Override, readings: Sequence[Reading], edition: str) -> Indicator:
        why = f"Overridden: {override.reason}"
        concept = self._taxonomy.concepts.get(override.code)
        if concept is None:
            return Indicator(match_method="override", match_score=1.0, why=why)
        akin = [one for one in readings if one.code and self._branches.akin(concept.code, one.code)]
        place = self._placed(Reading("", concept.code), akin, edition).place
        return Indicator(concept.code, concept.label_zh, place, "override", 1.0, why)

    def _read_action(self, action: str, above: Sequence[Reading], edition: str) -> Reading | None:
        """What ACTION begins with, where that is a name word for word; None where it is none."""
        begins = core(action.partition("\n")[0])
        for words in dict.fromkeys((begins, _head(begins))):
            found = self._look_up(words, edition)
            if isinstance(found, Reading) and found.code:
                return self._placed(found, above, edition)
        return None

    def _read(self, heading: str, above: Sequence[Reading], edition: str) -> Reading:
        """What HEADING (a core) means below the headings ABOVE."""
        if not heading:
            return Reading("")
        context = tuple(one.code for one in reversed(above) if one.code)  # innermost first
        for words in dict.fromkeys((heading, _head(heading))):
            found = self._look_up(words, edition)
            if isinstance(found, tuple):
                found = self._decide(words, found, context, edition)
            if found is not None:
                return replace(found, heading=heading)
        return (
            self._by_likeness(heading, context)
            or self._by_parts(heading, context, edition)
            or self._by_words(heading, context)
            or Reading(heading)
        )

    def _look_up_fresh(self, words: str, edition: str) -> Reading | tuple[str, tuple[Name, ...]] | None:
        """A reading where WORDS have one meaning, (tier, names) where headings above must decide, or None."""
        keys = keys_of(words)
        for tier, table in zip(TIERS, self._names.tables, strict=True):
            names = table.get(getattr(keys, tier), ())
            if names:
                codes = {name.code for name in names}
                if len(codes) > 1 or all(name.weak for name in names):
                    return tier, names
                return self._named(words, tier, names)
            if tier == "full" and (kind := self._kind_outside(keys)) is not None:
                return kind
        return None

    def _kind_outside(self, keys: Key) -> Reading | None:
        found = self._outside.fullmatch(keys.full)
        if found is None:
            return None
        kind = list(self._taxonomy.outside.values())[int((found.lastgroup or "_0")[1:])]
        return Reading("", why=f"This is a heading of another kind ({kind.label_zh}).", closes=kind.closes)

    def _named(self, words: str, tier: str, names: Sequence[Name]) -> Reading:
        """The reading of WORDS that have one meaning."""
        proper = next((name for name in names if not name.listed), names[0])
        exact = tier == "full" and not proper.listed
        score = _TIER_SCORE[tier] if exact or tier != "full" else 0.98
        nodes = tuple(dict.fromkeys(name.node for name in names if name.node))
        how = "is a name of" if exact else f"is another wording of “{proper.text}”,"
        why = f"“{_short(words)}” {how} {proper.code}."
        return Reading(words, proper.code, "exact" if exact else "alias", score, why, nodes)

    def _decide(
        self, words: str, found: tuple[str, tuple[Name, ...]], context: Sequence[str], edition: str
    ) -> Reading | None:
        """The meaning that the headings above give WORDS of several, or of one that needs them."""
        tier, names = found
        codes = tuple(dict.fromkeys(name.code for name in names))
        code = self._nearest(codes, context)
        why = "the headings above it decide"
        if not code:
            code, why = self._without_context(names, codes, context, edition)
        if not code:
            return None
        nodes = tuple(dict.fromkeys(name.node for name in names if name.node and name.code == code))
        score = 0.95 * _TIER_SCORE[tier]
        return Reading(words, code, "context", score, f"“{_short(words)}” means {code} here: {why}.", nodes)

    def _nearest(self, codes: Sequence[str], context: Sequence[str]) -> str:
        """The one of CODES that lies nearest below the innermost heading that has any below it."""
        for above in context:
            steps = [(step, code) for code in codes if (step := self._branches.steps_below(code, above)) is not None]
            below = sorted(pair for pair in steps if pair[0] > 0)
            if below or steps:
                return (below or steps)[0][1]
        return ""

    def _without_context(
        self, names: Sequence[Name], codes: Sequence[str], context: Sequence[str], edition: str
    ) -> tuple[str, str]:
        """What is left where no heading above helps: the plan's own edition, else what all meanings share."""
        own = {name.code for name in names if edition and name.node.startswith(f"{edition}/")}
        if len(own) == 1 and not context:
            return own.pop(), f"edition {edition} has it in one place only"
        strong = {name.code for name in names if not name.weak}
        if len(strong) == 1 and not context:
            return strong.pop(), "its other meanings need a heading above"
        shared = self._branches.common(codes) if strong else ""
        return shared, "that is what its meanings have in common"

    def _like(self, key: str) -> Iterator[tuple[str, float]]:
        """Keys of names that are written much like KEY, with their likeness from 0 to 1, the likest first."""
        if len(key) < _TOO_SHORT_FOR_LIKENESS:
            return
        names = self._names.by_wording
        for name, score, _ in process.extract(
            key, names.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_BELOW * 100, limit=8
        ):
            yield name, score / 100

    def _by_likeness(self, heading: str, context: Sequence[str]) -> Reading | None:
        best: Reading | None = None
        for likely, score in self._like(keys_of(heading).impersonal):
            for name in self._names.by_wording[likely]:
                if not self._likely(name, score, context):
                    continue
                if best is None:
                    why = f"“{_short(heading)}” is written much like “{name.text}”, a name of {name.code}."
                    best = Reading(heading, name.code, "fuzzy", score, why, (name.node,) if name.node else ())
                elif score > best.score - 0.04 and name.code != best.code:
                    shared = self._branches.common((name.code, best.code))
                    best = replace(best, code=shared, nodes=()) if shared else None
                    if best is None:
                        return None
        return best

    def _likely(self, name: Name, score: float, context: Sequence[str]) -> bool:
        """Is a likeness of SCORE enough to take NAME, given the headings above?"""
        if not context:
            return score >= LIKE_ALONE and not name.weak
        below = self._branches.steps_below(name.code, context[0])
        if below is not None:
            return score >= LIKE_BELOW
        return score >= LIKE_ALONE and not name.weak and self._branches.akin(name.code, context[0])

    def _by_parts(self, heading: str, context: Sequence[str], edition: str) -> Reading | None:
        """By the names that HEADING puts together (`A，B`, `A及B`): what they have in common.

        A joint heading may have a part that is no name only where the other is below the headings above.
        """
        for parts, all_needed in ((_clauses(heading), False), (_joints(heading), True)):
            if not 1 < len(parts) <= _MOST_PARTS:
                continue
            codes = [self._part(part, context, edition) for part in parts]
            known = [code for code in codes if code]
            shared = self._branches.common(known)
            if not shared or (all_needed and len(known) < len(parts) and not self._below(shared, context)):
                continue
            if context and not self._branches.narrows(shared, context[0]):
                continue
            why = f"“{_short(heading)}” puts together what {shared} covers."
            return Reading(heading, shared, "context", 0.8, why)
        return None

    def _part(self, part: str, context: Sequence[str], edition: str) -> str:
        """The code of a PART of a heading that is a name by itself; empty where it is none."""
        found = self._look_up(part, edition)
        if isinstance(found, tuple):
            found = self._decide(part, found, context, edition) if context else None
        return found.code if found is not None else ""

    def _below(self, code: str, context: Sequence[str]) -> bool:
        return bool(context) and (self._branches.steps_below(code, context[0]) or 0) > 0

    def _by_words(self, heading: str, context: Sequence[str]) -> Reading | None:
        """By a word that points to one concept below the innermost heading above; none without such a heading."""
        key = keys_of(heading).bare
        if not context or len(key) > _TOO_LONG_FOR_WORDS:
            return None
        hits = {code for word, code in self._names.words if word in key and self._below(code, context)}
        code = self._branches.common(hits)
        if not code or code == context[0]:
            return None
        why = f"“{_short(heading)}” names what {code} is about, under a heading of its branch."
        return Reading(heading, code, "context", 0.7, why)


def _outside_pattern(taxonomy: Taxonomy) -> re.Pattern[str]:
    """All kinds of headings that are no indicator, in one pattern; the group `_n` tells the n-th kind."""
    kinds = [
        "|".join(f"(?:{folded_pattern(pattern)})" for pattern in kind.patterns) for kind in taxonomy.outside.values()
    ]
    return re.compile("|".join(f"(?P<_{number}>{kind})" for number, kind in enumerate(kinds) if kind) or r"(?!)")


def _head(heading: str) -> str:
    """What stands before a colon; the whole where there is none."""
    return re.split(r"[：:]", heading, maxsplit=1)[0].strip() or heading


def _clauses(heading: str) -> list[str]:
    return [part for part in re.split(r"[，,；;]", heading) if part]


def _joints(heading: str) -> list[str]:
    return [part for part in re.split(r"[及與和暨、与]", heading) if part]


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


def _why_none(path: Sequence[str], readings: Sequence[Reading]) -> str:
    for one in reversed(readings):
        if one.why:
            return one.why
    return "No heading names an indicator of a known framework." if path else "The item has no heading."
