"""The commands under `planlift taxonomy`: look at the indicators, check them, hand them on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from planlift import exits
from planlift.taxonomy_export import EXPORTS, MissingExtraError
from schema.taxonomy import Concept, EditionNode, Status, Taxonomy, TaxonomyError, lint, load_taxonomy

app = typer.Typer(no_args_is_help=True, help="The taxonomy of indicators: look at it, check it, export it.")

_STATUS: dict[Status, str] = {
    "confirmed": "confirmed: a public page about this edition prints it",
    "inferred": "inferred: only a plan that follows this edition prints it",
    "restored": "inferred: the page that printed it is damaged or lost, the name is rebuilt",
    "carried-over": "inferred: taken from the edition before",
    "recalled": "inferred: remembered, no page at hand; a lead, not a fact",
}
Folder = Annotated[
    Path | None,
    typer.Option("--taxonomy", metavar="FOLDER", exists=True, file_okay=False, help="Your own in place of ours."),
]


@app.command("list")
def list_command(
    edition: Annotated[str, typer.Option(metavar="CODE", help="An edition, such as 98; else our concepts.")] = "",
    taxonomy: Folder = None,
) -> None:
    """List the concepts, or the headings of one edition."""
    found = _load(taxonomy)
    if not edition:
        _say(concept_lines(found))
        return
    if edition not in found.editions:
        raise _unusable(f"There is no edition {edition}; the editions are {', '.join(found.editions)}.")
    _say(edition_lines(found, edition))


@app.command("show")
def show_command(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Of a concept or of a node, such as c/process.")],
    taxonomy: Folder = None,
) -> None:
    """Show all that is known about one concept or one heading of an edition."""
    found = _load(taxonomy)
    lines = list(lines_about(found, code))
    if not lines:
        raise _unusable(f"There is no {code} in the taxonomy; `planlift taxonomy list` shows what there is.")
    _say(iter(lines))


@app.command("crosswalk")
def crosswalk_command(
    edition: Annotated[str, typer.Option(metavar="CODE", help="Only this edition.")] = "",
    taxonomy: Folder = None,
) -> None:
    """Show which concept every heading of the editions maps onto."""
    found = _load(taxonomy)
    if edition and edition not in found.editions:
        raise _unusable(f"There is no edition {edition}; the editions are {', '.join(found.editions)}.")
    _say(crosswalk_lines(found, edition))


@app.command("lint")
def lint_command(taxonomy: Folder = None) -> None:
    """Check that names, parents, sources and matches hold together; status 1 where they do not."""
    found = _load(taxonomy)
    findings = lint(found)
    _say(f"{one.code}: {one.message}" for one in findings)
    if findings:
        raise typer.Exit(exits.FAILED)
    typer.echo(f"Sound: {len(found.concepts)} concepts, {len(found.nodes)} headings in {len(found.editions)} editions.")


@app.command("export")
def export_command(
    format_name: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(EXPORTS)}.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", file_okay=False, help="Where the files go.")
    ],
    taxonomy: Folder = None,
) -> None:
    """Write the taxonomy as CSV, JSON or SKOS (Turtle)."""
    if format_name not in EXPORTS:
        raise _unusable(f"{format_name} is no format of this export; choose from {', '.join(EXPORTS)}.")
    try:
        texts = EXPORTS[format_name](_load(taxonomy))
        output.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (output / name).write_text(text, encoding="utf-8", newline="")
            typer.echo(output / name)
    except MissingExtraError as error:
        raise _unusable(str(error)) from error
    except OSError as error:
        raise _unusable(f"{output} cannot be written: {error.strerror or error}.") from error


def concept_lines(taxonomy: Taxonomy) -> Iterator[str]:
    """One line per concept, indented below its parent."""

    def below(code: str, depth: int) -> Iterator[str]:
        for one in taxonomy.children(code):
            yield f"{'  ' * depth}{one.code}  {one.label_zh}  {one.label_en}"
            yield from below(one.code, depth + 1)

    yield from below("", 0)


def edition_lines(taxonomy: Taxonomy, edition: str) -> Iterator[str]:
    """One line per heading of EDITION, indented below its parent, with points and status."""
    for node in taxonomy.editions[edition].nodes:
        points = f" ({node.points:g} 分)" if node.points is not None else ""
        name = node.name or "(no name)"
        yield f"{'  ' * (node.code.count('/') - 1)}{node.code}  {name}{points}  [{node.level}, {node.status}]"


def crosswalk_lines(taxonomy: Taxonomy, edition: str = "") -> Iterator[str]:
    """One line per match of a heading with a concept; `*` marks the primary one."""
    for node in taxonomy.nodes.values():
        if edition in ("", node.edition):
            for match in node.matches:
                mark = "*" if match == node.matches[0] else " "
                yield f"{mark} {node.code}  {match.relation}  {match.concept}"


def lines_about(taxonomy: Taxonomy, code: str) -> Iterator[str]:
    """All that is known about the concept or node CODE; nothing where there is none."""
    if code in taxonomy.concepts:
        yield from _about_concept(taxonomy, taxonomy.concepts[code])
    elif code in taxonomy.nodes:
        yield from _about_node(taxonomy, taxonomy.nodes[code])


def _about_concept(taxonomy: Taxonomy, concept: Concept) -> Iterator[str]:
    yield f"{concept.code}  {concept.label_zh}  {concept.label_en}"
    details = {
        "rank": concept.rank,
        "below": " < ".join(one.code for one in taxonomy.broader(concept.parent)),
        "scope": concept.scope,
        "names": "、".join(concept.names_strong),
        "weak names": "、".join(concept.names_weak),
        "words": "、".join(concept.words),
        "first met": _sources(taxonomy, concept.source),
    }
    yield from (f"  {name}: {value}" for name, value in details.items() if value)
    for node in taxonomy.nodes_of(concept.code):
        relation = next(match.relation for match in node.matches if match.concept == concept.code)
        yield f"  {relation} {node.code}  {node.name}"


def _about_node(taxonomy: Taxonomy, node: EditionNode) -> Iterator[str]:
    yield f"{node.code}  {node.name or '(no name)'}"
    edition = taxonomy.editions[node.edition]
    details = {
        "edition": f"{edition.title} ({edition.issuer})",
        "level": node.level,
        "also": "、".join(node.also),
        "points": "" if node.points is None else f"{node.points:g}",
        "percent": "" if node.percent is None else f"{node.percent:g}",
        "status": _STATUS[node.status],
        "source": _sources(taxonomy, node.source),
        "note": node.note,
    }
    yield from (f"  {name}: {value}" for name, value in details.items() if value)
    yield from (f"  {match.relation} {match.concept}" for match in node.matches)


def _sources(taxonomy: Taxonomy, keys: tuple[str, ...]) -> str:
    return "; ".join(taxonomy.sources[key].title if key in taxonomy.sources else key for key in keys)


def _load(folder: Path | None) -> Taxonomy:
    try:
        return load_taxonomy(folder)
    except TaxonomyError as error:
        raise _unusable(str(error)) from error


def _say(lines: Iterator[str]) -> None:
    for line in lines:
        typer.echo(line)


def _unusable(sentence: str) -> typer.Exit:
    typer.echo(f"planlift: {sentence}", err=True)
    return typer.Exit(exits.UNUSABLE)
