"""Headings that the taxonomy does not have: by likeness, by the names they put together, by the words they hold.

Every way asks for more where less speaks for it. What stands alone must be written nearly alike; below a heading
of the same branch a word is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from normalize.indicators.branches import Branches, Context, Ground
from normalize.indicators.lookup import Lookup, Open
from normalize.indicators.names import Name, Names, keys_of
from normalize.indicators.reading import Reading, quoted
from schema.taxonomy.keys import told_apart

# Measured on the headings of five plans, each left out in turn, and on headings of no framework.
LIKE_ALONE = 0.86  # likeness that counts without a heading above
LIKE_BELOW = 0.78  # and below a heading of the same branch
_AS_LIKELY = 0.04  # a difference in likeness that decides nothing
_TOO_SHORT_FOR_LIKENESS = 5  # characters
_TOO_LONG_FOR_WORDS = 24  # characters: a sentence names many things
_MOST_PARTS = 3
_CLAUSES = re.compile(r"[，,；;]")
_JOINTS = re.compile(r"[及暨、]|(?<![參参])[與与]|(?<![親亲])和")  # not those in 參與, 親和
_PARTS_SCORE = 0.8
_WORDS_SCORE = 0.7
_GROUND_SCORE = 0.6
_TELLING = 3  # characters of a word that may stand without a heading above
_LEAF_DEPTH = 3  # slashes in the code of a leaf


class Loose:
    """What a heading that has no entry means, below headings that mean CONTEXT."""

    def __init__(self, names: Names, branches: Branches, lookup: Lookup) -> None:
        self._names = names
        self._branches = branches
        self._lookup = lookup

    def read(self, heading: str, context: Context, ground: Ground) -> Reading | None:
        """The reading of HEADING (a core), or None."""
        return (
            self._by_likeness(heading, context)
            or self._by_parts(heading, context, ground)
            or self._by_words(heading, context, ground)
        )

    def _by_likeness(self, heading: str, context: Context) -> Reading | None:
        """By the name it is written most like; by what they share where two are as likely."""
        likely = [
            (score, name)
            for score, name in self._alike(keys_of(heading).impersonal)
            if self._enough(name, score, context)
        ]
        if not likely:
            return None
        best, first = likely[0]
        rivals = {name.code for score, name in likely if score > best - _AS_LIKELY}
        code = self._branches.common(rivals) if len(rivals) > 1 else first.code
        if not code:
            return None
        nodes = tuple(name.node for score, name in likely if score == best and name.node and name.code == code)
        why = f"{quoted(heading)} is written much like {quoted(first.text)}, a name of {first.code}."
        return Reading(heading, code, "fuzzy", best, why, nodes)

    def _alike(self, key: str) -> Iterator[tuple[float, Name]]:
        """Names that are written much like KEY, with their likeness from 0 to 1, the likest first."""
        if len(key) < _TOO_SHORT_FOR_LIKENESS:
            return
        found = process.extract(
            key, self._names.related(key, 2), scorer=fuzz.ratio, score_cutoff=LIKE_BELOW * 100, limit=8
        )
        for other, score, _ in found:
            if not told_apart(key, other):
                for name in self._names.named(other):
                    yield score / 100, name

    def _enough(self, name: Name, score: float, context: Context) -> bool:
        """Is a likeness of SCORE enough to take NAME, given the headings above?"""
        if context and self._branches.steps_below(name.code, context[0]) is not None:
            return score >= LIKE_BELOW
        if score < LIKE_ALONE or name.weak:
            return False
        return not context or any(self._branches.akin(name.code, above) for above in context[0])

    def _by_parts(self, heading: str, context: Context, ground: Ground) -> Reading | None:
        """By the names that HEADING puts together (`A，B`, `A及B`): what they have in common.

        A part that is no name is allowed between commas; between `及` only where the rest is below the context.
        """
        for pattern, all_needed in ((_CLAUSES, False), (_JOINTS, True)):
            parts = [part for part in pattern.split(heading) if part]
            if not 1 < len(parts) <= _MOST_PARTS:
                continue
            known = [code for part in parts if (code := self._part(part, context, ground))]
            shared = self._branches.common(known)
            if not shared or (context and not self._branches.narrows(shared, context[0])):
                continue
            if all_needed and len(known) < len(parts) and not self._below(shared, context):
                continue
            why = f"{quoted(heading)} puts together what {shared} covers."
            return Reading(heading, shared, "context", _PARTS_SCORE, why)
        return None

    def _part(self, part: str, context: Context, ground: Ground) -> str:
        """The code of a PART of a heading that is a name by itself; empty where it is none."""
        found = self._lookup.find(part)
        if isinstance(found, Open):
            found = self._lookup.decide(part, found, context, ground) if context else None
        return found.code if found is not None else ""

    def _by_words(self, heading: str, context: Context, ground: Ground) -> Reading | None:
        """By a word that points to one concept below the innermost heading above, or at least in its domain.

        Where no heading above means anything, what the plan is about stands in for it.
        """
        key = keys_of(heading).bare
        if len(key) > _TOO_LONG_FOR_WORDS:
            return None
        shortest = 0 if context else _TELLING
        words = [(word, code) for word, code in self._names.words_in(key) if len(word) >= shortest]
        for score, roots in self._roots(context, ground) if words else ():
            code = self._branches.common({code for _, code in words if self._branches.narrower(code, roots)})
            if code and not any(code in self._branches.line(above) for above in next(iter(context), ())):
                where = "under a heading of its branch" if context else "in a plan about such things"
                why = f"{quoted(heading)} names what {code} is about, {where}."
                return Reading(heading, code, "context", score, why)
        return None

    def _roots(self, context: Context, ground: Ground) -> Iterator[tuple[float, Sequence[str]]]:
        """Below what a word may count, nearest first, with the score it then has."""
        if not context:
            yield _GROUND_SCORE, sorted(ground)
            return
        yield _WORDS_SCORE, context[0]
        if all(code.count("/") < _LEAF_DEPTH for code in context[0]):
            yield _GROUND_SCORE, [self._branches.domain(code) for code in context[0] if code.startswith("c/")]

    def _below(self, code: str, context: Context) -> bool:
        return bool(context) and (self._branches.steps_below(code, context[0]) or 0) > 0
