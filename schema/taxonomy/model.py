"""What the taxonomy is made of: concepts, the editions' own trees, and what is no indicator at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Rank = Literal["facet", "domain", "group", "leaf"]
Relation = Literal["exact", "close", "broad", "narrow"]  # `broad`: the concept is broader than the node
Status = Literal["confirmed", "inferred", "restored", "carried-over", "recalled"]


@dataclass(frozen=True, slots=True)
class Concept:
    """One canonical indicator, or a group or domain of them; codes never change."""

    code: str
    label_zh: str
    label_en: str
    rank: Rank
    parent: str  # the next broader code: of a domain its facet, of a facet empty
    names_strong: tuple[str, ...] = ()  # headings that mean it wherever they stand
    names_weak: tuple[str, ...] = ()  # headings that mean it only under a heading of its branch
    words: tuple[str, ...] = ()  # parts of a heading that point to it, under a heading of its branch
    scope: str = ""
    source: tuple[str, ...] = ()  # keys of `Taxonomy.sources`


@dataclass(frozen=True, slots=True)
class Match:
    """A line of the crosswalk: how a node of an edition relates to a concept, as in SKOS."""

    concept: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class EditionNode:
    """A heading of one edition of a framework. Its first match is the primary one."""

    code: str  # edition/slug/slug...
    edition: str
    name: str  # empty where the page that printed it is lost
    level: str  # what the edition calls this level: 構面, 評核項目 ...
    parent: str  # code of the node above, or empty
    matches: tuple[Match, ...]
    status: Status
    source: tuple[str, ...]
    also: tuple[str, ...] = ()  # the same heading in other words
    weak: bool = False  # `name` needs its parent heading to mean this
    points: float | None = None  # 分
    points_computed: bool = False  # not printed: what the other points leave
    percent: float | None = None  # share of its parent's points
    note: str = ""

    @property
    def concept(self) -> str:
        """The one code to use where a single code is wanted."""
        return self.matches[0].concept

    @property
    def relation(self) -> Relation:
        return self.matches[0].relation

    @property
    def confirmed(self) -> bool:
        """Does a public page about this very edition print the name? If not, `status` says how it is inferred."""
        return self.status == "confirmed"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a framework: whose, for which ROC years, and its tree of headings."""

    code: str
    title: str
    family: str  # editions of one family follow each other in time
    kind: str  # award, programme, local, district, comparator
    first_year: int  # ROC; 0 where undated
    last_year: int
    doubtful: bool  # are the years an estimate?
    issuer: str
    documents: tuple[str, ...]  # numbers or dates by which plans cite it
    levels: tuple[str, ...]
    nodes: tuple[EditionNode, ...]  # a node stands after its parent

    def __hash__(self) -> int:
        return hash((self.code, self.title, len(self.nodes)))  # without going through the tree, once for every plan


@dataclass(frozen=True, slots=True)
class Outside:
    """A kind of heading that is no indicator."""

    code: str
    label_zh: str
    label_en: str
    patterns: tuple[str, ...]  # regular expressions over the folded heading
    closes: bool = False  # what stands below it is no indicator either


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document that names were taken from."""

    key: str
    kind: str
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All of it; every mapping is read-only and keeps the files' order."""

    concepts: Mapping[str, Concept]  # facets first
    editions: Mapping[str, Edition]
    nodes: Mapping[str, EditionNode]  # of all editions
    outside: Mapping[str, Outside]
    sources: Mapping[str, SourceText]

    def broader(self, code: str) -> Iterator[Concept]:
        """The concept CODE and all broader ones, from the inside out, its facet last; none for an unknown code."""
        seen: set[str] = set()
        while (concept := self.concepts.get(code)) is not None and code not in seen:
            seen.add(code)
            yield concept
            code = concept.parent

    def children(self, code: str) -> tuple[Concept, ...]:
        """The concepts right below CODE; with the empty code the facets."""
        return tuple(one for one in self.concepts.values() if one.parent == code)

    def nodes_of(self, concept: str) -> tuple[EditionNode, ...]:
        """The nodes of all editions that are matched with CONCEPT, primarily or not."""
        return tuple(node for node in self.nodes.values() if any(match.concept == concept for match in node.matches))
