"""All names of the taxonomy, ready to be looked up: word for word first, then with less and less of the wording."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from msgspec import Struct

from schema.taxonomy import Taxonomy
from schema.taxonomy.keys import core, folded, impersonal, stem, without_brackets


class Name(Struct, frozen=True):
    """A name of the taxonomy and what it means."""

    text: str
    code: str  # a concept
    node: str = ""  # the node of an edition that is so called, where one is
    weak: bool = False  # means it only under a heading of its branch
    listed: bool = False  # another wording beside the name proper


class Key(NamedTuple):
    """A heading's keys, from all of its wording to the least that still tells it apart: one for each of `TIERS`."""

    full: str
    bare: str  # without brackets
    impersonal: str  # without an agency's words for itself
    stem: str  # without verb and measure word


@lru_cache(maxsize=65536)
def keys_of(text: str) -> Key:
    """The keys of a heading's or name's core."""
    full = folded(text)
    plain = without_brackets(text)
    bare = full if plain == text else folded(plain)
    own = impersonal(bare)
    return Key(full, bare, own, stem(own))


_T = TypeVar("_T")
TIERS = Key._fields
_Table = Mapping[str, tuple[Name, ...]]


@dataclass(frozen=True, slots=True)
class Names:
    """The names by key, one table for each of `TIERS`, and what helps to find those that are nearly so written."""

    tables: tuple[_Table, ...]
    words: Mapping[str, tuple[tuple[str, str], ...]]  # by first character: (part of a heading, the code it points to)
    pairs: Mapping[str, tuple[str, ...]]  # two characters in a row: the impersonal keys that have them

    def called(self, keys: Key) -> tuple[str, tuple[Name, ...]]:
        """(the first tier that has names for KEYS, they); empty where none has."""
        for tier, table, key in zip(TIERS, self.tables, keys, strict=True):
            if key in table:
                return tier, table[key]
        return "", ()

    def named(self, key: str) -> tuple[Name, ...]:
        """The names with the impersonal KEY."""
        return self.tables[TIERS.index("impersonal")].get(key, ())

    def related(self, key: str, least: int) -> list[str]:
        """Impersonal keys that share LEAST pairs of characters with KEY, in a fixed order."""
        having = [self.pairs[pair] for pair in _pairs(key) if pair in self.pairs]
        if len(having) < least:
            return []
        counts = Counter(chain.from_iterable(having))
        return [other for other, count in counts.items() if count >= least]

    def words_in(self, key: str) -> list[tuple[str, str]]:
        """The words that KEY holds, each with the code that it points to."""
        begun = [self.words[char] for char in set(key) if char in self.words]
        return [told for same in begun for told in same if told[0] in key]


def index(taxonomy: Taxonomy) -> Names:
    """The names of TAXONOMY. A node of an edition that is no indicator (an award's class) gives none."""
    tables: list[dict[str, list[Name]]] = [defaultdict(list) for _ in TIERS]
    for name in _names(taxonomy):
        keys = keys_of(core(name.text))
        for table, key in zip(tables, keys, strict=True):
            if key:
                table[key].append(name)
    pairs: dict[str, list[str]] = defaultdict(list)
    for key in tables[TIERS.index("impersonal")]:
        for pair in _pairs(key):
            pairs[pair].append(key)
    words: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for concept in taxonomy.concepts.values():
        for word in map(folded, concept.words):
            words[word[:1]].add((word, concept.code))
    return Names(
        tuple(_frozen(table) for table in tables),
        _frozen(words),
        _frozen(pairs),
    )


def _names(taxonomy: Taxonomy) -> Iterator[Name]:
    for node in taxonomy.nodes.values():
        if node.concept not in taxonomy.concepts:
            continue
        if node.name:
            yield Name(node.name, node.concept, node.code, weak=node.weak)
        for text in node.also:
            yield Name(text, node.concept, node.code, listed=True)
    for concept in taxonomy.concepts.values():
        for text in concept.names_strong:
            yield Name(text, concept.code, listed=True)
        for text in (concept.label_zh, *concept.names_weak):
            yield Name(text, concept.code, weak=True)


def _pairs(key: str) -> list[str]:
    return list(dict.fromkeys(map("".join, pairwise(key))))


def _frozen(table: Mapping[str, Collection[_T]]) -> Mapping[str, tuple[_T, ...]]:
    return MappingProxyType({key: tuple(values) for key, values in table.items()})
