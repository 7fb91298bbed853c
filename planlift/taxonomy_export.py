"""The taxonomy for other programs: as CSV, as JSON, as SKOS. Each gives the texts of its files, by file name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from planlift.sinks.csv_tables import BYTE_ORDER_MARK, cell_text
from schema.taxonomy import Concept, EditionNode, Taxonomy

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import URIRef

BASE = "urn:planlift:taxonomy:"
_CONCEPT_COLUMNS = ("code", "rank", "parent", "label_zh", "label_en", "names", "names_weak", "scope", "source")
_CROSSWALK_COLUMNS = (
    *("edition", "node", "level", "parent", "name", "also", "concept", "relation", "primary"),
    *("points", "percent", "status", "confirmed", "source"),
)


class MissingExtraError(Exception):
    """A package that this export needs is not installed; the message says how to install it."""


def as_csv(taxonomy: Taxonomy) -> Mapping[str, str]:
    """concepts.csv, a line per concept, and crosswalk.csv, a line per match of a node with a concept."""
    return {
        "concepts.csv": _table(_CONCEPT_COLUMNS, (_concept_line(one) for one in taxonomy.concepts.values())),
        "crosswalk.csv": _table(
            _CROSSWALK_COLUMNS, (line for node in taxonomy.nodes.values() for line in _crosswalk_lines(node))
        ),
    }


def _concept_line(concept: Concept) -> list[str]:
    return [
        *(concept.code, concept.rank, concept.parent, concept.label_zh, concept.label_en),
        *("; ".join(names) for names in (concept.names_strong, concept.names_weak)),
        *(concept.scope, "; ".join(concept.source)),
    ]


def _crosswalk_lines(node: EditionNode) -> Iterable[list[str | float | None]]:
    for match in node.matches:
        primary = "yes" if match == node.matches[0] else "no"
        yield [
            *(node.edition, node.code, node.level, node.parent, node.name, "; ".join(node.also)),
            *(match.concept, match.relation, primary, node.points, node.percent),
            *(node.status, "yes" if node.confirmed else "no", "; ".join(node.source)),
        ]


def _table(columns: Iterable[str], lines: Iterable[Iterable[str | float | None]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell_text(value) for value in line] for line in lines)
    return BYTE_ORDER_MARK + text.getvalue()


def as_json(taxonomy: Taxonomy) -> Mapping[str, str]:
    """taxonomy.json: everything, under the names of the Python types."""
    found = {
        "concepts": [asdict(one) for one in taxonomy.concepts.values()],
        "editions": [asdict(one) for one in taxonomy.editions.values()],
        "outside": [asdict(one) for one in taxonomy.outside.values()],
        "sources": [asdict(one) for one in taxonomy.sources.values()],
    }
    return {"taxonomy.json": json.dumps(found, ensure_ascii=False, indent=1) + "\n"}


def as_skos(taxonomy: Taxonomy) -> Mapping[str, str]:
    """taxonomy.ttl: a concept scheme, one more for each edition, and their matches; raises MissingExtraError.

    Facets are collections of domains, since no concept is broader than a domain.
    """
    try:
        from rdflib import Graph
    except ImportError as error:
        raise MissingExtraError(
            "The export to SKOS needs the package rdflib, which is not installed.\n"
            'Install it with: pip install "planlift[skos]"'
        ) from error
    graph = Graph()
    _add_concepts(graph, taxonomy)
    _add_editions(graph, taxonomy)
    return {"taxonomy.ttl": str(graph.serialize(format="turtle"))}


def _uri(code: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(BASE + code)


def _add_concepts(graph: Graph, taxonomy: Taxonomy) -> None:
    from rdflib import RDF, SKOS, Literal

    scheme = _uri("canonical")
    graph.bind("skos", SKOS)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, SKOS.prefLabel, Literal("Service-quality indicators", lang="en")))
    for one in taxonomy.concepts.values():
        uri = _uri(one.code)
        graph.add((uri, SKOS.prefLabel, Literal(one.label_zh, lang="zh-Hant")))
        graph.add((uri, SKOS.prefLabel, Literal(one.label_en, lang="en")))
        if one.rank == "facet":
            graph.add((uri, RDF.type, SKOS.Collection))
            continue
        graph.add((uri, RDF.type, SKOS.Concept))
        graph.add((uri, SKOS.inScheme, scheme))
        graph.add((uri, SKOS.notation, Literal(one.code)))
        if one.rank == "domain":
            graph.add((uri, SKOS.topConceptOf, scheme))
            graph.add((_uri(one.parent), SKOS.member, uri))
        else:
            graph.add((uri, SKOS.broader, _uri(one.parent)))
        for predicate, texts in ((SKOS.altLabel, one.names_strong), (SKOS.hiddenLabel, one.names_weak)):
            for text in texts:
                graph.add((uri, predicate, Literal(text, lang="zh-Hant")))
        if one.scope:
            graph.add((uri, SKOS.scopeNote, Literal(one.scope, lang="en")))


def _add_editions(graph: Graph, taxonomy: Taxonomy) -> None:
    from rdflib import DCTERMS, RDF, SKOS, Literal

    graph.bind("dcterms", DCTERMS)
    for edition in taxonomy.editions.values():
        scheme = _uri(edition.code)
        graph.add((scheme, RDF.type, SKOS.ConceptScheme))
        graph.add((scheme, SKOS.prefLabel, Literal(edition.title, lang="zh-Hant")))
        graph.add((scheme, DCTERMS.publisher, Literal(edition.issuer, lang="zh-Hant")))
        for node in edition.nodes:
            _add_node(graph, taxonomy, node, scheme)


def _add_node(graph: Graph, taxonomy: Taxonomy, node: EditionNode, scheme: URIRef) -> None:
    from rdflib import DCTERMS, RDF, SKOS, Literal

    uri = _uri(node.code)
    graph.add((uri, RDF.type, SKOS.Concept))
    graph.add((uri, SKOS.inScheme, scheme))
    graph.add((uri, SKOS.notation, Literal(node.code)))
    if node.name:
        graph.add((uri, SKOS.prefLabel, Literal(node.name, lang="zh-Hant")))
    for text in node.also:
        graph.add((uri, SKOS.altLabel, Literal(text, lang="zh-Hant")))
    graph.add((uri, SKOS.broader, _uri(node.parent)) if node.parent else (uri, SKOS.topConceptOf, scheme))
    for match in node.matches:
        concept = taxonomy.concepts.get(match.concept)
        if concept is not None and concept.rank != "facet":  # SKOS has no match with a collection
            graph.add((uri, SKOS[f"{match.relation}Match"], _uri(match.concept)))
    graph.add((uri, SKOS.editorialNote, Literal(node.status, lang="en")))
    for key in node.source:
        known = taxonomy.sources.get(key)
        graph.add((uri, DCTERMS.source, Literal(known.title if known is not None else key)))


Export = Callable[[Taxonomy], Mapping[str, str]]
EXPORTS: Mapping[str, Export] = {"csv": as_csv, "json": as_json, "skos": as_skos}
