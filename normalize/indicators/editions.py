"""Which edition of which framework a plan follows: its headings tell the framework, its year the edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from schema.taxonomy import Edition, Taxonomy
from schema.taxonomy.keys import core, folded, impersonal, without_brackets

_CARRIED_ON = 2  # years that plans keep to a framework after its last edition
_CLEAR_LEAD = 1.25  # how much better the best must be than the next


@dataclass(frozen=True, slots=True)
class _Weights:
    """How much a heading's key speaks for an edition: more, the fewer families have it."""

    of: dict[str, dict[str, float]]


def recognize_edition(
    taxonomy: Taxonomy,
    *,
    title: str,
    roc_year: int | None,
    cited_texts: Iterable[str] = (),
    headings: Iterable[Sequence[str]] = (),
) -> str:
    """The code of the edition that a plan follows (`98`, `105p`), or empty where that is not clear.

    HEADINGS are the heading paths of its items; CITED_TEXTS what it names as its grounds (documents, programmes).
    """
    keys = {key for path in headings for heading in path if (key := _key(heading))}
    cited = folded(" ".join([title, *cited_texts]))
    scores = _scores(taxonomy, keys)
    family = _family(taxonomy, scores, cited)
    if not family:
        return ""
    editions = [one for one in taxonomy.editions.values() if one.family == family]
    return _in_time(editions, scores, roc_year, cited)


def _key(heading: str) -> str:
    return impersonal(folded(without_brackets(core(heading))))


@lru_cache(maxsize=8)
def _weights_of(editions: tuple[Edition, ...]) -> _Weights:
    families: dict[str, set[str]] = defaultdict(set)
    found: dict[str, set[str]] = defaultdict(set)
    for edition in editions:
        for node in edition.nodes:
            for name in (node.name, *node.also):
                key = _key(name)
                if key:
                    families[key].add(edition.family)
                    found[key].add(edition.code)
    return _Weights({key: {code: 1 / len(families[key]) for code in codes} for key, codes in found.items()})


def _scores(taxonomy: Taxonomy, keys: Iterable[str]) -> dict[str, float]:
    """For every edition, how much of KEYS it names."""
    weights = _weights_of(tuple(taxonomy.editions.values())).of
    scores: dict[str, float] = defaultdict(float)
    for key in keys:
        for code, weight in weights.get(key, {}).items():
            scores[code] += weight
    return scores


def _family(taxonomy: Taxonomy, scores: dict[str, float], cited: str) -> str:
    """The family of editions that the headings speak for; empty where they speak for none or for two."""
    best: dict[str, float] = defaultdict(float)
    for edition in taxonomy.editions.values():
        score = scores.get(edition.code, 0.0)
        if score and _cites(edition, cited):
            score += 1
        best[edition.family] = max(best[edition.family], score)
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    first, second = ranked[0], ranked[1] if len(ranked) > 1 else ("", 0.0)
    return first[0] if first[1] >= 1 and first[1] >= _CLEAR_LEAD * second[1] else ""


def _cites(edition: Edition, cited: str) -> bool:
    return any(folded(document) in cited for document in edition.documents)


def _in_time(editions: Sequence[Edition], scores: dict[str, float], roc_year: int | None, cited: str) -> str:
    """The edition of one family: in force in the plan's year; of two, the one that has more of its headings."""
    by_document = [one for one in editions if _cites(one, cited)]
    if roc_year is None:
        known = by_document or [one for one in editions if scores.get(one.code)]
        return _best(known, scores)
    in_force = [one for one in editions if one.first_year <= roc_year <= one.last_year]
    if not in_force:
        ended = [one for one in editions if one.last_year < roc_year <= one.last_year + _CARRIED_ON]
        in_force = [one for one in ended if one.last_year == max(e.last_year for e in ended)]
    return _best(in_force, scores)


def _best(editions: Sequence[Edition], scores: dict[str, float]) -> str:
    ranked = sorted(editions, key=lambda one: -scores.get(one.code, 0.0))
    if not ranked:
        return ""
    if len(ranked) > 1 and scores.get(ranked[0].code, 0.0) == scores.get(ranked[1].code, 0.0):
        return ""
    return ranked[0].code
