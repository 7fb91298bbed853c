"""Does the taxonomy hold together? Every finding says which entry, what is wrong and what to do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from schema.taxonomy.keys import core, folded
from schema.taxonomy.model import Taxonomy


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `code` is short and stable, `where` the entry's code."""

    code: str
    where: str
    message: str


def lint(taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """All faults of TAXONOMY, in the order of the checks; empty where it is sound."""
    return tuple(finding for check in CHECKS for finding in check(taxonomy))


def _parents(taxonomy: Taxonomy) -> Iterator[Finding]:
    for concept in taxonomy.concepts.values():
        if concept.rank != "facet" and concept.parent not in taxonomy.concepts:
            missing = "belongs to no facet" if concept.rank == "domain" else f"lacks a parent {concept.parent}"
            yield Finding("unknown_parent", concept.code, f"{concept.code} {missing}: add it.")
    for node in taxonomy.nodes.values():
        if node.parent and node.parent not in taxonomy.nodes:
            message = f"{node.code} stands under {node.parent}, which its edition does not have."
            yield Finding("unknown_parent", node.code, message)


def _cycles(taxonomy: Taxonomy) -> Iterator[Finding]:
    for concept in taxonomy.concepts.values():
        last = list(taxonomy.broader(concept.code))[-1]
        if last.parent in taxonomy.concepts:
            message = f"The concepts above {concept.code} run in a circle through {last.parent}."
            yield Finding("cycle", concept.code, message)


def _crosswalk(taxonomy: Taxonomy) -> Iterator[Finding]:
    for node in taxonomy.nodes.values():
        for match in node.matches:
            if match.concept not in taxonomy.concepts and match.concept not in taxonomy.outside:
                message = f"{node.code} is matched with {match.concept}, which no file defines."
                yield Finding("unknown_concept", node.code, message)


def _sources(taxonomy: Taxonomy) -> Iterator[Finding]:
    stated = [(concept.code, concept.source) for concept in taxonomy.concepts.values()]
    stated += [(node.code, node.source) for node in taxonomy.nodes.values()]
    for code, keys in stated:
        if not keys:
            yield Finding("no_source", code, f"{code} names no source: say where it was first met.")
        for key in keys:
            if key not in taxonomy.sources:
                message = f"{code} names the source {key}, which sources.yaml lacks."
                yield Finding("unknown_source", code, message)


def _double_names(taxonomy: Taxonomy) -> Iterator[Finding]:
    """A strong name has one meaning; words with two have to be weak, so that the parent heading decides."""
    meanings: dict[str, dict[str, str]] = defaultdict(dict)
    for concept in taxonomy.concepts.values():
        for name in concept.names_strong:
            meanings[folded(core(name))].setdefault(concept.code, name)
    for node in taxonomy.nodes.values():
        for name in (*(() if node.weak or not node.name else (node.name,)), *node.also):
            meanings[folded(core(name))].setdefault(node.concept, name)
    for codes in meanings.values():
        if len(codes) > 1:
            name = next(iter(codes.values()))
            message = f"{name} is a strong name of {' and '.join(codes)}: make it weak in all but one."
            yield Finding("double_name", next(iter(codes)), message)


def _empty_names(taxonomy: Taxonomy) -> Iterator[Finding]:
    for concept in taxonomy.concepts.values():
        for name in (*concept.names_strong, *concept.names_weak, *concept.words):
            if not folded(name):
                message = f"{concept.code} has a name without a character: {name!r}."
                yield Finding("empty_name", concept.code, message)
    for node in taxonomy.nodes.values():
        if not node.name and not node.note:
            yield Finding("empty_name", node.code, f"{node.code} has no name: say in `note` why.")


def _patterns(taxonomy: Taxonomy) -> Iterator[Finding]:
    for kind in taxonomy.outside.values():
        for pattern in kind.patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                message = f"{kind.code}: the pattern {pattern} is no regular expression ({error})."
                yield Finding("bad_pattern", kind.code, message)


def _years(taxonomy: Taxonomy) -> Iterator[Finding]:
    for edition in taxonomy.editions.values():
        if edition.first_year > edition.last_year:
            yield Finding("bad_years", edition.code, f"{edition.code} ends before it begins: swap its years.")


def _levels(taxonomy: Taxonomy) -> Iterator[Finding]:
    for edition in taxonomy.editions.values():
        levels = set(edition.levels)
        for node in edition.nodes:
            if node.level not in levels:
                message = f"{node.code} is on a level its edition does not list: {node.level}."
                yield Finding("unknown_level", node.code, message)


CHECKS = (
    _parents,
    _cycles,
    _crosswalk,
    _sources,
    _double_names,
    _empty_names,
    _patterns,
    _years,
    _levels,
)
