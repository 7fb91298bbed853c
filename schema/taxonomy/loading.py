"""Reading the YAML of the taxonomy. A file that is not as it should be stops, with its name and the fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from schema.taxonomy.model import (
    Concept,
    Edition,
    EditionNode,
    Match,
    Outside,
    Rank,
    Relation,
    SourceText,
    Status,
    Taxonomy,
)
from schema.taxonomy.yaml_files import TaxonomyError, read_yaml

_RANKS: tuple[Rank, ...] = ("domain", "group", "leaf")


def load_taxonomy(folder: Path | None = None) -> Taxonomy:
    """The taxonomy in FOLDER, or the one that is shipped; raises TaxonomyError.

    Only the form is checked here; `schema.taxonomy.lint` says what does not hold together.
    """
    return _shipped() if folder is None else _load(folder)


@cache
def _shipped() -> Taxonomy:
    return _load(files("schema.taxonomy"))


def _load(folder: Traversable | Path) -> Taxonomy:
    canonical = read_yaml(folder / "canonical.yaml")
    concepts = {one.code: one for one in _concepts(canonical)}
    editions = {one.code: one for one in _editions(folder / "editions")}
    outside = {
        code: _outside(code, entry) for code, entry in _entries(read_yaml(folder / "outside.yaml"), "outside.yaml")
    }
    sources = {
        key: SourceText(key, _text(entry, "kind", key), _text(entry, "title", key), entry.get("url", ""))
        for key, entry in _entries(read_yaml(folder / "sources.yaml"), "sources.yaml")
    }
    nodes = {node.code: node for edition in editions.values() for node in edition.nodes}
    return Taxonomy(
        MappingProxyType(concepts),
        MappingProxyType(editions),
        MappingProxyType(nodes),
        MappingProxyType(outside),
        MappingProxyType(sources),
    )


def _concepts(canonical: Mapping[str, Any]) -> Iterator[Concept]:
    facet_of: dict[str, str] = {}
    for code, entry in _section(canonical, "facets"):
        facet_of |= dict.fromkeys(_texts(entry, "domains", code), code)
        yield _concept(code, entry, "facet", "")
    for code, entry in _section(canonical, "concepts"):
        depth = code.count("/") - 1
        if not code.startswith("c/") or depth >= len(_RANKS):
            raise TaxonomyError(f"canonical.yaml: {code} is not a code of the form c/domain/group/leaf.")
        parent = facet_of.get(code, "") if depth == 0 else code.rpartition("/")[0]
        yield _concept(code, entry, _RANKS[depth], parent)


def _section(found: Mapping[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    section = found.get(name)
    if not isinstance(section, dict):
        raise TaxonomyError(f"The section `{name}` is missing, or is no mapping of codes to entries.")
    yield from _entries(section, name)


def _entries(section: Mapping[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for code, entry in section.items():
        if not isinstance(entry, dict):
            raise TaxonomyError(f"{name}: the entry {code} must be a mapping.")
        yield str(code), entry


def _concept(code: str, entry: Mapping[str, Any], rank: Rank, parent: str) -> Concept:
    zh, en = _label(entry, code)
    return Concept(
        code,
        zh,
        en,
        rank,
        parent,
        names_strong=_texts(entry, "names_strong", code),
        names_weak=_texts(entry, "names_weak", code),
        words=_texts(entry, "words", code),
        scope=str(entry.get("scope", "")),
        source=_texts(entry, "source", code),
    )


def _label(entry: Mapping[str, Any], code: str) -> tuple[str, str]:
    label = entry.get("label")
    if not isinstance(label, dict) or not label.get("zh") or not label.get("en"):
        raise TaxonomyError(f"{code} needs a label in both languages: `label: {{zh: …, en: …}}`.")
    return str(label["zh"]), str(label["en"])


def _texts(entry: Mapping[str, Any], name: str, code: str) -> tuple[str, ...]:
    """The list NAME of an entry; one text alone counts as a list of one."""
    found = entry.get(name, [])
    if isinstance(found, str):
        return (found,)
    if not isinstance(found, list):
        raise TaxonomyError(f"{code}: `{name}` must be a list.")
    return tuple(str(one) for one in found)


def _text(entry: Mapping[str, Any], name: str, code: str) -> str:
    if name not in entry:
        raise TaxonomyError(f"{code} lacks `{name}`.")
    return str(entry[name])


def _outside(code: str, entry: Mapping[str, Any]) -> Outside:
    zh, en = _label(entry, code)
    return Outside(code, zh, en, _texts(entry, "patterns", code), bool(entry.get("closes", False)))


def _editions(folder: Traversable | Path) -> Iterator[Edition]:
    names = sorted((one for one in folder.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    found = [_edition(read_yaml(file), file.name) for file in names]
    yield from sorted(found, key=lambda one: (one.first_year or 999, one.code))


def _edition(found: Mapping[str, Any], file: str) -> Edition:
    code = _text(found, "edition", file)
    years = found.get("years")
    if not isinstance(years, dict) or not all(isinstance(years.get(k), int) for k in ("first", "last")):
        raise TaxonomyError(f"{file} needs ROC years: `years: {{first: 98, last: 100}}`.")
    source = _texts(found, "source", file)
    return Edition(
        code,
        _text(found, "title", file),
        _text(found, "family", file),
        _text(found, "kind", file),
        years["first"],
        years["last"],
        bool(years.get("doubtful", False)),
        _text(found, "issuer", file),
        _texts(found, "documents", file),
        _texts(found, "levels", file),
        tuple(_node(code, slug, entry, source) for slug, entry in _section(found, "nodes")),
    )


def _node(edition: str, slug: str, entry: Mapping[str, Any], source: tuple[str, ...]) -> EditionNode:
    code = f"{edition}/{slug}"
    means = entry.get("means")
    if not isinstance(means, dict) or not means:
        raise TaxonomyError(f"{code} needs `means: {{code of a concept: exact | close | broad | narrow}}`.")
    above = slug.rpartition("/")[0]
    return EditionNode(
        code,
        edition,
        _text(entry, "name", code),
        _text(entry, "level", code),
        f"{edition}/{above}" if above else "",
        tuple(Match(str(concept), _relation(value, code)) for concept, value in means.items()),
        _status(_text(entry, "status", code), code),
        _texts(entry, "source", code) or source,
        also=_texts(entry, "also", code),
        weak=bool(entry.get("weak", False)),
        points=_number(entry, "points", code),
        points_computed=bool(entry.get("points_computed", False)),
        percent=_number(entry, "percent", code),
        note=str(entry.get("note", "")),
    )


def _number(entry: Mapping[str, Any], name: str, code: str) -> float | None:
    found = entry.get(name)
    if found is not None and (isinstance(found, bool) or not isinstance(found, int | float)):
        raise TaxonomyError(f"{code}: `{name}` must be a number, not {found!r}.")
    return found


def _relation(value: object, code: str) -> Relation:
    for relation in get_args(Relation):
        if value == relation:
            return relation  # type: ignore[no-any-return]
    raise TaxonomyError(f"{code}: the relation {value} is none of {', '.join(get_args(Relation))}.")


def _status(value: str, code: str) -> Status:
    for status in get_args(Status):
        if value == status:
            return status  # type: ignore[no-any-return]
    raise TaxonomyError(f"{code}: the status {value} is none of {', '.join(get_args(Status))}.")
