"""Which canonical indicator a heading path means, and how sure that is.

A path is read from the outside in. Each heading is looked up word for word, then without what plans word
differently, then by likeness; where words mean two things, the headings above decide. The innermost heading that
means an indicator wins. What no framework has stays without one: the nearest is never good enough by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import structs

from normalize.indicators.branches import Branches, Ground
from normalize.indicators.editions import Editions
from normalize.indicators.lookup import Lookup, Open
from normalize.indicators.loose import Loose
from normalize.indicators.names import index
from normalize.indicators.nodes import Nodes
from normalize.indicators.overrides import Override, find_override
from normalize.indicators.reading import Reading, quoted
from schema.plan import Indicator
from schema.taxonomy import Taxonomy
from schema.taxonomy.keys import core, names_service_plan

_COLON = re.compile("[：:]")
_PER_UNKNOWN_LEVEL = 0.9  # factor on the score for each heading further in that means nothing


class Matcher:
    """Matches heading paths against a taxonomy. Holds no state but caches: equal paths give equal answers."""

    def __init__(self, taxonomy: Taxonomy, overrides: Sequence[Override] = ()) -> None:
        self.taxonomy = taxonomy
        self._overrides = tuple(overrides)
        self._branches = Branches(taxonomy)
        names = index(taxonomy)
        self._lookup = Lookup(taxonomy, names, self._branches)
        self._loose = Loose(names, self._branches, self._lookup)
        self._nodes = Nodes(taxonomy, self._branches)
        self.editions = Editions(taxonomy)
        self._all_domains: Ground = frozenset(code for code, one in taxonomy.concepts.items() if one.rank == "domain")
        # Items share their outer headings, and plans their wording: most of the work is done once.
        self._read_path = lru_cache(maxsize=65536)(self._read_path_fresh)
        self._match_path = lru_cache(maxsize=65536)(self._match_path_fresh)

    def match(
        self,
        path: Sequence[str],
        action: str = "",
        edition: str = "",
        *,
        title: str = "",
        plan_id: str = "",
        item_no: int = 0,
    ) -> Indicator:
        """The indicator that PATH (outermost heading first, as printed) means.

        ACTION is asked only where no heading means one: some plans print the indicator in the column of the
        work. With EDITION (a code such as `98` or `105p`) the answer names the node of that edition too.
        TITLE is the plan's: a plan about service quality is ground enough for words that elsewhere need a heading
        above. PLAN_ID and ITEM_NO are for overrides of one item.
        """
        ground = self._ground(edition, title)
        override = find_override(self._overrides, path, plan_id, item_no)
        if override is not None:
            return self._overridden(override, self._read_path(tuple(path), edition, ground), edition)
        told, is_open = self._match_path(tuple(path), edition, ground)
        found = self._read_action(action, edition) if is_open else None
        return told if found is None else self._indicator(found, ())

    def _ground(self, edition: str, title: str) -> Ground:
        """The domains that a plan is about, by the edition it follows, else by its title."""
        if edition in self._nodes.grounds:
            return self._nodes.grounds[edition]
        return self._all_domains if names_service_plan(title) else frozenset()

    def _match_path_fresh(self, path: tuple[str, ...], edition: str, ground: Ground) -> tuple[Indicator, bool]:
        """(the indicator that PATH means, or none; may an action yet tell one?)."""
        readings = self._read_path(path, edition, ground)
        if any(one.closes for one in readings):
            return Indicator(why=_why_none(readings)), False
        for at in reversed(range(len(readings))):
            if readings[at].code:
                return self._indicator(readings[at], readings[at + 1 :]), False
        return Indicator(why=_why_none(readings)), True

    def _read_path_fresh(self, path: tuple[str, ...], edition: str, ground: Ground) -> tuple[Reading, ...]:
        if not path:
            return ()
        above = self._read_path(path[:-1], edition, ground)
        reading = self._read(core(path[-1]), above, ground)
        return (*above, self._placed(reading, above, edition))

    def _read(self, heading: str, above: Sequence[Reading], ground: Ground) -> Reading:
        """What HEADING (a core) means below the headings ABOVE."""
        if not heading:
            return Reading("")
        context = tuple((one.code, *one.joined) for one in reversed(above) if one.code)
        for words in _whole_and_head(heading):
            found = self._lookup.find(words)
            if isinstance(found, Open):
                found = self._lookup.decide(words, found, context, ground)
            if found is not None:
                return found if found.heading == heading else structs.replace(found, heading=heading)
        return self._loose.read(heading, context, ground) or Reading(heading)

    def _placed(self, reading: Reading, above: Sequence[Reading], edition: str) -> Reading:
        """READING with its place in EDITION's own tree."""
        if not reading.code:
            return reading
        at = next((one.place for one in reversed(above) if one.code), "")
        place = self._nodes.step(edition, reading.code, reading.nodes, at)
        return structs.replace(reading, place=place, joined=self._nodes.joined(reading.nodes, reading.code))

    def _read_action(self, action: str, edition: str) -> Reading | None:
        """What ACTION begins with, where that is a name word for word; None where it is none."""
        for words in _whole_and_head(core(action.partition("\n")[0])):
            found = self._lookup.find(words) if words and self._lookup.is_name(words) else None
            if isinstance(found, Reading) and found.code:
                return self._placed(found, (), edition)
        return None

    def _indicator(self, winner: Reading, further_in: Sequence[Reading]) -> Indicator:
        inner = [one for one in further_in if one.heading]
        method, score, why = winner.method, winner.score, winner.why
        if inner:
            method, score = "context", score * _PER_UNKNOWN_LEVEL ** len(inner)
            why = f"{quoted(inner[-1].heading)} names no indicator; a heading above it does: {why}"
        name = self.taxonomy.concepts[winner.code].label_zh
        return Indicator(winner.code, name, winner.place, method, round(score, 3), why)

    def _overridden(self, override: Override, readings: Sequence[Reading], edition: str) -> Indicator:
        why = f"Overridden: {override.reason}"
        concept = self.taxonomy.concepts.get(override.code)
        if concept is None:
            return Indicator(match_method="override", match_score=1.0, why=why)
        akin = [one for one in readings if one.code and self._branches.akin(concept.code, one.code)]
        place = self._placed(Reading("", concept.code), akin, edition).place
        return Indicator(concept.code, concept.label_zh, place, "override", 1.0, why)


def _whole_and_head(heading: str) -> Iterator[str]:
    """HEADING, and what stands before its colon where it has one."""
    yield heading
    found = _COLON.search(heading)
    head = "" if found is None else heading[: found.start()].strip()
    if head:
        yield head


def _why_none(readings: Sequence[Reading]) -> str:
    said = next((one.why for one in reversed(readings) if one.why and not one.code), "")
    return said or "No heading names an indicator of a known framework."
