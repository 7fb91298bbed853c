"""How well headings are matched, on headings of real plans that lie beside the project; skipped where they do not.

`aliases.csv` has the headings of five plans in the order of print, with the code a person gave them; the gold of the
exam has whole heading paths.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pytest

from normalize.indicators import Matcher
from normalize.indicators.names import keys_of
from schema.taxonomy import Taxonomy, load_taxonomy
from schema.taxonomy.keys import core

SHARED = Path(__file__).parents[2] / "shared"
ALIASES = SHARED / "taxonomy" / "aliases.csv"
GOLD = sorted((SHARED / "exam" / "documents").glob("*.docx.gold.json"))
pytestmark = pytest.mark.skipif(not ALIASES.exists(), reason="needs ../shared")

TAXONOMY = load_taxonomy()
# How deep a level stands, whatever the plan calls it.
DEPTH = {
    **dict.fromkeys(("構面", "實施要領", "實施策略", "專案"), 1),
    **dict.fromkeys(("評核項目", "執行策略", "執行策略細目", "策略細目", "考核指標"), 2),
    **dict.fromkeys(("評核指標", "執行方法小標", "推動作法小標"), 3),
    **dict.fromkeys(("檢核項目", "次評核指標", "創新服務策略"), 4),
    "檢核細項": 5,
}


@dataclass(frozen=True)
class Heading:
    plan: str
    path: tuple[str, ...]
    code: str
    node: str

    @property
    def is_indicator(self) -> bool:
        return not self.code.startswith("x/")


def headings() -> Iterator[Heading]:
    """The headings of all plans, each below those of its branch."""
    path: dict[int, str] = {}
    chapter = last = ""
    with ALIASES.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            label, table = row["label"], f"{row['seed_file']} {row['table']}"
            if row["canonical"].startswith("x/"):
                path = {}
                chapter = label if row["level"].startswith("章") else chapter
                above = () if chapter == label or row["kind"] in ("title", "column", "class") else (chapter,)
                yield Heading(row["seed_year"], (*above, label), row["canonical"], "")
                continue
            if table != last or row["ocr"] == "truncated":  # its parent stands on a page that is lost
                path = {}
            last, depth = table, DEPTH[row["level"]]
            path = {level: text for level, text in path.items() if level < depth} | {depth: label}
            yield Heading(row["seed_year"], tuple(path.values()), row["canonical"], row["edition_node"])


def share(matcher: Matcher, asked: list[Heading]) -> float:
    return sum(matcher.match(one.path, edition=one.node.partition("/")[0]).code == one.code for one in asked) / len(
        asked
    )


def test_headings_get_the_code_that_a_person_gave_them() -> None:
    asked = [one for one in headings() if one.is_indicator]
    assert len(asked) > 300
    assert share(Matcher(TAXONOMY), asked) >= 0.97


def test_titles_sections_and_columns_get_none() -> None:
    matcher = Matcher(TAXONOMY)
    asked = [one for one in headings() if not one.is_indicator]
    assert len(asked) > 90
    assert sum(bool(matcher.match(one.path).code) for one in asked) / len(asked) <= 0.01


def without(plan: str, source: str) -> Taxonomy:
    """The taxonomy as it was before PLAN was read: without its edition and without names met in no other plan."""
    keys: dict[str, set[str]] = {}
    for one in headings():
        found = keys_of(core(one.path[-1]))
        keys.setdefault(one.plan, set()).update({found.full, found.bare, found.impersonal, found.stem})
    gone = keys.pop(plan).difference(*keys.values())

    def kept(names: tuple[str, ...]) -> tuple[str, ...]:
        found = [(name, keys_of(core(name))) for name in names]
        return tuple(name for name, key in found if not gone & {key.full, key.bare, key.impersonal, key.stem})

    def rests_on(code: str) -> str:
        counts = Counter(key for node in TAXONOMY.editions[code].nodes for key in node.source)
        return counts.most_common(1)[0][0]

    editions = {code: one for code, one in TAXONOMY.editions.items() if rests_on(code) != source}
    return replace(
        TAXONOMY,
        concepts=MappingProxyType(
            {
                code: replace(one, names_strong=kept(one.names_strong), names_weak=kept(one.names_weak))
                for code, one in TAXONOMY.concepts.items()
            }
        ),
        editions=MappingProxyType(editions),
        nodes=MappingProxyType({node.code: node for one in editions.values() for node in one.nodes}),
    )


@pytest.mark.parametrize(
    ("plan", "source", "right", "wrong"),
    [("97", "keelung-97", 0.95, 0.02), ("100", "anle-100", 0.97, 0.02), ("104", "dongnan-104", 0.6, 0.12)],
)
def test_headings_of_a_plan_of_the_award_not_yet_read_are_matched(
    plan: str, source: str, right: float, wrong: float
) -> None:
    """The rest gets a broader code, or none."""
    matcher = Matcher(without(plan, source))
    asked = [one for one in headings() if one.plan == plan and one.is_indicator]
    found = [(one.code, matcher.match(one.path, title="提升服務品質實施計畫").code) for one in asked]
    assert sum(want == got for want, got in found) / len(found) >= right
    assert sum(bool(got) and want != got and not want.startswith(got) for want, got in found) / len(found) <= wrong


@pytest.mark.skipif(not GOLD, reason="needs ../shared/exam")
def test_items_of_the_exam_get_indicator_and_edition() -> None:
    matcher = Matcher(TAXONOMY)
    right: Counter[str] = Counter()
    for file in GOLD:
        plan = json.loads(file.read_text(encoding="utf-8"))
        paths = [[item[f"level_{n}"] for n in range(1, 6) if item[f"level_{n}"]] for item in plan["items"]]
        edition = matcher.editions.recognize(title=plan["title"], roc_year=plan["roc_year"], headings=paths)
        for item, path in zip(plan["items"], paths, strict=True):
            if item["indicator_code"]:
                found = matcher.match(path, item["action"], edition, title=plan["title"])
                right["all"] += 1
                right["code"] += found.code == item["indicator_code"]
                right["edition"] += found.edition_code.partition("/")[0] == item["edition_code"].partition("/")[0]
    assert right["code"] / right["all"] >= 0.95
    assert right["edition"] == right["all"]
