"""Which edition of which framework a plan follows: its headings tell the framework, its year the edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from normalize.indicators.names import keys_of
from schema.taxonomy import Edition, Taxonomy
from schema.taxonomy.keys import core, folded

_FEWEST_HEADINGS = 2  # one heading in common is no framework
_LEAST_SCORE = 1.0
_CLEAR_LEAD = 1.25  # how much better the best family must be than the next
_CITED = 1.0  # what the number of an edition's document counts, in headings


class Editions:
    """The editions of a taxonomy, ready to be told from each other."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._editions = tuple(taxonomy.editions.values())
        self._weights = _weights(self._editions)
        self._documents = {one.code: tuple(map(folded, one.documents)) for one in self._editions}

    def recognize(
        self,
        *,
        title: str,
        roc_year: int | None,
        cited_texts: Iterable[str] = (),
        headings: Iterable[Sequence[str]] = (),
    ) -> str:
        """The code of the edition that a plan follows (`98`, `105p`), or empty where that is not clear.

        HEADINGS are the heading paths of its items; CITED_TEXTS what it names as its grounds (documents, programmes).
        """
        different = {heading for path in headings for heading in path}
        keys = {key for heading in different if (key := _key(heading)) in self._weights}
        if len(keys) < _FEWEST_HEADINGS:
            return ""
        scores: dict[str, float] = defaultdict(float)
        for key in keys:
            for code, weight in self._weights[key].items():
                scores[code] += weight
        cited = folded(" ".join([title, *cited_texts]))
        family = self._family(scores, cited)
        return self._in_time([one for one in self._editions if one.family == family], scores, roc_year, cited)

    def _family(self, scores: Mapping[str, float], cited: str) -> str:
        """The family of editions that the headings speak for; empty where they speak for none, or for two."""
        best: dict[str, float] = defaultdict(float)
        for edition in self._editions:
            score = scores.get(edition.code, 0.0)
            if score and self._cites(edition, cited):
                score += _CITED
            best[edition.family] = max(best[edition.family], score)
        (family, first), (_, second) = (*sorted(best.items(), key=lambda pair: -pair[1]), ("", 0.0), ("", 0.0))[:2]
        return family if first >= _LEAST_SCORE and first >= _CLEAR_LEAD * second else ""

    def _cites(self, edition: Edition, cited: str) -> bool:
        return any(document in cited for document in self._documents[edition.code])

    def _in_time(
        self, editions: Sequence[Edition], scores: Mapping[str, float], roc_year: int | None, cited: str
    ) -> str:
        """Of one family, the edition in force in the plan's year, else the last before it; empty where unclear."""
        if roc_year is None:
            return _best([one for one in editions if self._cites(one, cited)] or editions, scores)
        begun = [one for one in editions if one.first_year <= roc_year]
        last = max((min(one.last_year, roc_year) for one in begun), default=0)
        return _best([one for one in begun if one.last_year >= last], scores)


def _key(heading: str) -> str:
    return keys_of(core(heading)).impersonal


def _weights(editions: Sequence[Edition]) -> Mapping[str, Mapping[str, float]]:
    """For every heading, what it says for each edition that has it: the less, the more families have it."""
    families: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, set[str]] = defaultdict(set)
    for edition in editions:
        for node in edition.nodes:
            # A weak name says nothing without its parent: any plan may have a heading `使用率`.
            for name in (*(() if node.weak else (node.name,)), *node.also):
                families[_key(name)].add(edition.family)
                codes[_key(name)].add(edition.code)
    return {key: dict.fromkeys(found, 1 / len(families[key])) for key, found in codes.items() if key}


def _best(editions: Sequence[Edition], scores: Mapping[str, float]) -> str:
    """The edition that has most of the headings; of as many, the common framework before one office's own."""
    ranked = sorted(((scores.get(one.code, 0.0), one.kind != "local", one.code) for one in editions), reverse=True)
    if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
        return ""
    return ranked[0][2] if ranked else ""
