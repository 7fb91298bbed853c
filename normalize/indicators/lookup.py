"""Headings that the taxonomy has word for word, or but for what every plan words in its own way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from normalize.indicators.branches import Branches, Context, Ground
from normalize.indicators.names import TIERS, Name, Names, keys_of
from normalize.indicators.reading import Reading, quoted
from schema.taxonomy import Taxonomy
from schema.taxonomy.keys import folded_pattern

_SCORES = dict(zip(TIERS, (1.0, 0.97, 0.95, 0.9), strict=True))
_LISTED = 0.98  # a wording that the taxonomy lists beside the name proper
_DECIDED = 0.95  # factor, where the headings above had to decide


class Open(Struct, frozen=True):
    """Names that a heading answers to, where the headings above must decide between their meanings."""

    tier: str
    names: tuple[Name, ...]


class Lookup:
    """Finds names by key. Equal words give equal answers."""

    def __init__(self, taxonomy: Taxonomy, names: Names, branches: Branches) -> None:
        self._names = names
        self._branches = branches
        self._kinds = tuple(taxonomy.outside.values())
        self._outside = _outside_pattern(taxonomy)
        self.find = lru_cache(maxsize=65536)(self._find)

    def is_name(self, words: str) -> bool:
        """Is WORDS a name of the taxonomy, word for word or nearly? It may be of another kind all the same."""
        return bool(self._names.called(keys_of(words))[1])

    def _find(self, words: str) -> Reading | Open | None:
        """A reading where WORDS have one meaning or are of another kind, Open where more is asked, or None."""
        keys = keys_of(words)
        tier, names = self._names.called(keys)
        if tier != TIERS[0] and (kind := self._of_another_kind(keys.full)) is not None:
            return kind
        if not names:
            return None
        is_open = len({name.code for name in names}) > 1 or all(name.weak for name in names)
        return Open(tier, names) if is_open else _named(words, tier, names)

    def _of_another_kind(self, key: str) -> Reading | None:
        found = self._outside.fullmatch(key)
        if found is None:
            return None
        kind = self._kinds[int((found.lastgroup or "_0")[1:])]
        return Reading("", why=f"The heading is of another kind ({kind.label_zh}).", closes=kind.closes)

    def decide(self, words: str, found: Open, context: Context, ground: Ground) -> Reading | None:
        """The meaning of WORDS below headings that mean CONTEXT; without a code, or None, where that is unclear."""
        codes = tuple(dict.fromkeys(name.code for name in found.names))
        code, why = self._nearest(codes, context), "the headings above it decide"
        if not code:
            code, why = self._without_context(found.names, context, ground)
        if not code:
            if found.tier == TIERS[-1]:
                return None  # so much is left out of the words that they may yet be another name
            return Reading(words, why=f"{quoted(words)} means nothing by itself: no heading above it says of what.")
        nodes = tuple(dict.fromkeys(name.node for name in found.names if name.node and name.code == code))
        score = _DECIDED * _SCORES[found.tier]
        return Reading(words, code, "context", score, f"{quoted(words)} means {code} here: {why}.", nodes)

    def _nearest(self, codes: Sequence[str], context: Context) -> str:
        """The one of CODES that lies nearest below the innermost heading that has any below it."""
        for above in context:
            steps = [(step, c) for c in codes if (step := self._branches.steps_below(c, above)) is not None]
            below = sorted(pair for pair in steps if pair[0] > 0)
            if below or steps:
                return (below or steps)[0][1]
        return ""

    def _without_context(self, names: Sequence[Name], context: Context, ground: Ground) -> tuple[str, str]:
        """What is left where no heading above helps: what the plan is about, else what all meanings share."""
        strong = {name.code for name in names if not name.weak}
        if len(strong) == 1 and not context:
            return strong.pop(), "its other meanings need a heading above"
        own = {name.code for name in names if self._branches.domain(name.code) in ground}
        if len(own) == 1 and not context:
            return own.pop(), "the plan is about that"
        shared = self._branches.common({name.code for name in names}) if strong else ""
        return shared, "that is what its meanings have in common"


def _named(words: str, tier: str, names: Sequence[Name]) -> Reading:
    """The reading of WORDS that have one meaning."""
    proper = next((name for name in names if not name.listed), names[0])
    nodes = tuple(dict.fromkeys(name.node for name in names if name.node))
    if tier == "full" and not proper.listed:
        why = f"{quoted(words)} is a name of {proper.code}."
        return Reading(words, proper.code, "exact", _SCORES[tier], why, nodes)
    if tier == "full":
        why = f"{quoted(words)} is listed among the names of {proper.code}."
    else:
        why = f"{quoted(words)} is another wording of {quoted(proper.text)}, {proper.code}."
    return Reading(words, proper.code, "alias", min(_LISTED, _SCORES[tier]), why, nodes)


def _outside_pattern(taxonomy: Taxonomy) -> re.Pattern[str]:
    """All kinds of headings that are no indicator, in one pattern; the group `_n` tells the n-th kind."""
    kinds = [
        "|".join(f"(?:{folded_pattern(pattern)})" for pattern in kind.patterns) for kind in taxonomy.outside.values()
    ]
    named = [f"(?P<_{number}>{kind})" for number, kind in enumerate(kinds) if kind]
    return re.compile("|".join(named) or r"(?!)")
