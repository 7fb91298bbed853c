"""The taxonomy that is shipped is sound and quickly read; one that is not is refused with a sentence."""

from __future__ import annotations

import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from time import process_time
from types import MappingProxyType

import pytest

from schema.taxonomy import (
    Concept,
    Match,
    Outside,
    Taxonomy,
    TaxonomyError,
    lint,
    load_taxonomy,
)
from schema.taxonomy import loading as loading_module
from schema.taxonomy.keys import core, folded, impersonal, stem, told_apart, without_brackets

TAXONOMY = load_taxonomy()
SHIPPED = Path(str(files("schema.taxonomy")))


def with_concept(**changes: object) -> Taxonomy:
    """The taxonomy with the concept c/process changed, or with another in its place."""
    concepts = dict(TAXONOMY.concepts)
    concepts["c/process"] = replace(concepts["c/process"], **changes)  # type: ignore[arg-type]
    return replace(TAXONOMY, concepts=MappingProxyType(concepts))


def with_node(code: str, **changes: object) -> Taxonomy:
    nodes = dict(TAXONOMY.nodes)
    nodes[code] = replace(nodes[code], **changes)  # type: ignore[arg-type]
    return replace(TAXONOMY, nodes=MappingProxyType(nodes))


def codes(taxonomy: Taxonomy) -> set[tuple[str, str]]:
    return {(finding.code, finding.where) for finding in lint(taxonomy)}


def test_the_taxonomy_that_is_shipped_is_sound() -> None:
    assert lint(TAXONOMY) == ()


def test_it_has_the_frameworks_it_promises() -> None:
    ranks = [one.rank for one in TAXONOMY.concepts.values()]
    assert {rank: ranks.count(rank) for rank in ranks} == {"facet": 5, "domain": 9, "group": 24, "leaf": 45}
    assert set(TAXONOMY.editions) >= {"97", "98", "103", "104", "105", "97p", "105p", "106p", "106", "113s", "113d"}
    assert len(TAXONOMY.nodes) == sum(len(one.nodes) for one in TAXONOMY.editions.values())


def test_a_confirmed_name_stands_in_a_public_page() -> None:
    for node in TAXONOMY.nodes.values():
        kinds = {TAXONOMY.sources[key].kind for key in node.source}
        assert not node.confirmed or kinds - {"plan", "project"}, node.code


def test_a_name_that_only_a_plan_prints_is_inferred() -> None:
    for node in TAXONOMY.nodes.values():
        kinds = {TAXONOMY.sources[key].kind for key in node.source}
        assert kinds != {"plan"} or not node.confirmed, node.code


def test_points_of_children_do_not_exceed_their_parents() -> None:
    for node in TAXONOMY.nodes.values():
        below = [one.points for one in TAXONOMY.nodes.values() if one.parent == node.code and one.points]
        assert node.points is None or sum(below) <= node.points, node.code


def test_reading_it_takes_a_fraction_of_a_second() -> None:
    loading_module._shipped.cache_clear()
    begun = process_time()
    load_taxonomy()
    assert process_time() - begun < 0.5  # about 0.04 s; the rest is for slow machines


def test_it_is_read_once() -> None:
    assert load_taxonomy() is load_taxonomy()


def test_broader_concepts_run_from_the_inside_out() -> None:
    line = [one.code for one in TAXONOMY.broader("c/info/content/currency")]
    assert line == ["c/info/content/currency", "c/info/content", "c/info", "f/information"]
    assert list(TAXONOMY.broader("c/nowhere")) == []


@pytest.mark.parametrize(
    ("taxonomy", "finding"),
    [
        (with_concept(parent="f/nowhere"), ("unknown_parent", "c/process")),
        (with_concept(source=()), ("no_source", "c/process")),
        (with_concept(source=("hearsay",)), ("unknown_source", "c/process")),
        (with_concept(names_strong=("機關形象",)), ("double_name", "c/process")),
        (with_concept(words=("、",)), ("empty_name", "c/process")),
        (with_concept(parent="c/process/convenience"), ("cycle", "c/process/convenience")),
        (with_node("98/info", matches=(Match("c/nowhere", "exact"),)), ("unknown_concept", "98/info")),
        (with_node("98/info", parent="98/nowhere"), ("unknown_parent", "98/info")),
        (with_node("98/info", source=()), ("no_source", "98/info")),
        (with_node("98/info", name=""), ("empty_name", "98/info")),
    ],
)
def test_a_fault_is_found(taxonomy: Taxonomy, finding: tuple[str, str]) -> None:
    assert finding in codes(taxonomy)


def test_a_pattern_that_is_no_regular_expression_is_found() -> None:
    broken = MappingProxyType({"x/odd": Outside("x/odd", "怪", "Odd", ("(",))})
    assert ("bad_pattern", "x/odd") in codes(replace(TAXONOMY, outside=broken))


def test_years_and_levels_are_checked() -> None:
    edition = replace(TAXONOMY.editions["98"], first_year=101, levels=("構面",))
    editions = MappingProxyType({**TAXONOMY.editions, "98": edition})
    found = codes(replace(TAXONOMY, editions=editions))
    assert {("bad_years", "98"), ("unknown_level", "98/quality/process")} <= found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be spoiled."""
    for name in ("canonical.yaml", "outside.yaml", "sources.yaml"):
        shutil.copy(SHIPPED / name, tmp_path / name)
    shutil.copytree(SHIPPED / "editions", tmp_path / "editions")
    return tmp_path


def test_a_folder_of_ones_own_is_read_like_the_shipped_one(folder: Path) -> None:
    assert load_taxonomy(folder) == TAXONOMY


def test_a_new_name_is_a_line_of_yaml(folder: Path) -> None:
    file = folder / "canonical.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("names_strong: [單一窗口全功能服務", "names_strong: [一條龍服務"), encoding="utf-8")
    assert "一條龍服務" in load_taxonomy(folder).concepts["c/process/convenience/single-window"].names_strong


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("canonical.yaml", "concepts:", "concept:", "concepts"),
        ("canonical.yaml", "  c/process:", "  process:", "process is not a code"),
        ("canonical.yaml", "label: {zh: 服務流程, en: Service process}", "label: 服務流程", "c/process needs a label"),
        ("canonical.yaml", "domains: [c/process,", "domains: [c/process", "c/process belongs to no facet"),
        ("canonical.yaml", "facets:", "facets: [", "not valid YAML"),
        ("sources.yaml", "kind: plan,", "", "lacks `kind`"),
        ("editions/98.yaml", "years: {first: 98,", "years: {", "needs ROC years"),
        ("editions/98.yaml", "means: {f/quality: exact}", "means: f/quality", "98/quality needs `means:"),
        ("editions/98.yaml", "{f/quality: exact}", "{f/quality: alike}", "alike is none of"),
        ("editions/98.yaml", "status: inferred}", "status: sure}", "sure is none of"),
        ("editions/98.yaml", "levels: [", "levels: {a: [", "editions/98.yaml"),
        ("editions/104.yaml", "points: 400", "points: many", "`points` must be a number"),
        ("outside.yaml", "x/title:", "x/odd: 3\nx/title:", "x/odd must be a mapping"),
        ("sources.yaml", "keelung-97: {", "odd: 3\nkeelung-97: {", "odd must be a mapping"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        found = " ".join(finding.message for finding in lint(load_taxonomy(folder)))
    except TaxonomyError as error:
        found = str(error)
    assert said in found


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="cannot be read"):
        load_taxonomy(tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺北市公所", "台北市公所"),
        ("單一窗口", "单一窗口"),
        ("服務表裏", "服务表裡"),
        ("公佈", "公布"),
        ("執著", "執着"),
        ("全功能櫃檯（一樓）", "全功能櫃台 (一樓)"),
        ("ＩＣＴ", "ict"),
    ],
)
def test_forms_of_a_character_are_one(one: str, other: str) -> None:
    assert folded(core(one)) == folded(core(other))


@pytest.mark.parametrize(("one", "other"), [("計畫", "計劃"), ("便利性", "便捷性"), ("訂定", "制訂"), ("84", "85")])
def test_words_of_their_own_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_what_plans_word_differently_is_left_out_step_by_step() -> None:
    printed = core("(3)本所提供網路申辦項目數及成長率(年度)")
    assert impersonal(folded(without_brackets(printed))) == folded("提供網路申辦項目數及成長率")
    assert stem(folded("提升服務行銷有效程度")) == folded("服務行銷有效")
    assert stem(folded("落實作業程度")) == folded("落實作業程度")  # too little would be left


def test_words_that_make_two_indicators_tell_them_apart() -> None:
    assert told_apart(folded("外部顧客滿意度調查"), folded("內部顧客滿意度調查"))
    assert not told_apart(folded("顧客滿意度調查"), folded("內部顧客滿意度調查"))


def test_a_concept_lists_its_children() -> None:
    children: tuple[Concept, ...] = TAXONOMY.children("c/image/staff")
    assert [one.code for one in children] == ["c/image/staff/courtesy", "c/image/staff/competence"]
    assert {one.rank for one in TAXONOMY.children("")} == {"facet"}
