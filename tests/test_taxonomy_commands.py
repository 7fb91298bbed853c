"""`planlift taxonomy`: what is shown, checked and exported."""

from __future__ import annotations

import builtins
import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from planlift.taxonomy_commands import app, crosswalk_lines
from planlift.taxonomy_export import BASE
from schema.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()


def taxonomy(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_list_shows_concepts_below_their_parents() -> None:
    lines = taxonomy("list").output.splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip().startswith("c/info/content  "))
    assert lines[at + 1].startswith("      c/info/content/accuracy  內容與連結正確")


def test_the_list_of_an_edition_shows_points_and_status() -> None:
    assert (
        "    104/quality/image-customer/image  機關形象 (100 分)  [評核指標, inferred]"
        in taxonomy("list", "--edition", "104").output.splitlines()
    )


def test_a_concept_is_shown_with_its_names_and_headings() -> None:
    shown = taxonomy("show", "c/process/transparency/notice").output
    assert "names: 案件處理流程主動回應程度" in shown
    assert "exact 98/quality/process/transparency/notice" in shown


def test_a_heading_is_shown_with_its_status_and_source() -> None:
    assert "status: confirmed" in taxonomy("show", "105/quality").output
    assert "status: inferred: the page" in taxonomy("show", "104/quality/process").output


def test_the_crosswalk_marks_primary_matches() -> None:
    lines = list(crosswalk_lines(TAXONOMY, "106"))
    assert "* 106/delivery/convenience  close  c/process/convenience" in lines
    assert "  106/delivery/convenience  narrow  c/online/service" in lines
    assert taxonomy("crosswalk", "--edition", "106").output.splitlines() == lines


def test_a_sound_taxonomy_passes_the_check() -> None:
    found = taxonomy("lint")
    assert found.exit_code == 0
    assert found.output.startswith("Sound: 83 concepts")


def test_a_faulty_taxonomy_fails_the_check(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "sources.yaml").write_text("{}", encoding="utf-8")
    (tmp_path / "outside.yaml").write_text("{}", encoding="utf-8")
    text = "facets: {}\nconcepts: {c/a: {label: {zh: 甲, en: A}, source: [s]}}"
    (tmp_path / "canonical.yaml").write_text(text, encoding="utf-8")
    found = taxonomy("lint", "--taxonomy", tmp_path)
    assert found.exit_code == 1
    assert found.output.splitlines() == [
        "unknown_parent: c/a belongs to no facet: add it.",
        "unknown_source: c/a names the source s, which sources.yaml lacks.",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--edition", "96"],
        ["crosswalk", "--edition", "96"],
        ["show", "c/nowhere"],
        ["export", "xml", "-o", "x"],
        ["lint", "--taxonomy", "tests/cases"],
    ],
)
def test_what_is_not_there_is_said_with_status_2(arguments: list[str], tmp_path: Path) -> None:
    found = taxonomy(*(tmp_path if one == "tests/cases" else one for one in arguments))
    assert found.exit_code == 2
    assert found.output.startswith("planlift: ")


def test_the_csv_has_a_line_per_concept_and_per_match(tmp_path: Path) -> None:
    assert taxonomy("export", "csv", "-o", tmp_path / "out").exit_code == 0
    with (tmp_path / "out" / "concepts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [line["code"] for line in csv.DictReader(file)] == list(TAXONOMY.concepts)
    with (tmp_path / "out" / "crosswalk.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["node"] for line in lines if line["primary"] == "yes"} == set(TAXONOMY.nodes)
    assert len(lines) == sum(len(node.matches) for node in TAXONOMY.nodes.values())


def test_the_json_holds_everything(tmp_path: Path) -> None:
    assert taxonomy("export", "json", "-o", tmp_path).exit_code == 0
    found = json.loads((tmp_path / "taxonomy.json").read_text(encoding="utf-8"))
    assert [one["code"] for one in found["concepts"]] == list(TAXONOMY.concepts)
    assert sum(len(one["nodes"]) for one in found["editions"]) == len(TAXONOMY.nodes)


def test_the_skos_is_a_graph_with_matches(tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    assert taxonomy("export", "skos", "-o", tmp_path).exit_code == 0
    graph = rdflib.Graph().parse(tmp_path / "taxonomy.ttl")
    skos = rdflib.SKOS
    node, concept = (rdflib.URIRef(BASE + code) for code in ("98/quality/image", "c/image"))
    assert (node, skos.exactMatch, concept) in graph
    assert (rdflib.URIRef(BASE + "c/image/staff"), skos.broader, concept) in graph
    assert (rdflib.URIRef(BASE + "f/quality"), skos.member, concept) in graph
    assert len(set(graph.subjects(rdflib.RDF.type, skos.ConceptScheme))) == 1 + len(TAXONOMY.editions)


def test_without_its_package_the_skos_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_rdflib(name: str, *arguments: Any) -> Any:
        if name == "rdflib":
            raise ImportError(name)
        return real(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", without_rdflib)
    found = taxonomy("export", "skos", "-o", tmp_path)
    assert found.exit_code == 2
    assert 'pip install "planlift[skos]"' in found.output
    assert list(tmp_path.iterdir()) == []
