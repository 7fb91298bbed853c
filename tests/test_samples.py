"""The samples agree with themselves, and the scorer tells a right run from a wrong one."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from samples.compose import PLANS, gold
from samples.composing import content
from tests.exam.__main__ import sample_scores
from tests.exam.score import Score, item_exact, read_run, score

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
GOLD = {path.name.removesuffix(".gold.json"): path for path in sorted((SAMPLES / "gold").glob("*.json"))}
LARGEST_BYTES = 5_000_000
ITEM_EXACT_FLOOR = 1.0  # what a run reaches on all samples; raised when it gets better, never lowered


def golden(stem: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(GOLD[stem].read_text(encoding="utf-8"))
    return record


def write_run(folder: Path, record: dict[str, Any], items: list[dict[str, Any]]) -> None:
    """A run that found ITEMS in the document of RECORD, and its tables as they are."""
    (folder / "plans").mkdir(parents=True)
    with (folder / "items.csv").open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.DictWriter(file, fieldnames=list(record["items"][0]))
        lines.writeheader()
        lines.writerows({**item, "source_file": f"documents/{record['document']}"} for item in items)
    plan = {"source": {"file": f"documents/{record['document']}"}, "tables": record["tables"]}
    (folder / "plans" / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")


def scored(folder: Path, record: dict[str, Any], items: list[dict[str, Any]]) -> Score:
    write_run(folder, record, items)
    return score(record, read_run(folder))


def test_every_document_has_its_gold_and_every_gold_its_document() -> None:
    documents = {path.name for path in (SAMPLES / "documents").iterdir()}
    assert {golden(stem)["document"] for stem in GOLD} == documents
    assert all(Path(golden(stem)["document"]).stem == stem for stem in GOLD)


def test_every_document_is_in_the_register_once() -> None:
    rows = re.findall(
        r"^\| `([^`]+\.(?:pdf|docx|odt|doc))` \|", (SAMPLES / "README.md").read_text(encoding="utf-8"), re.M
    )
    assert sorted(rows) == sorted(path.name for path in (SAMPLES / "documents").iterdir())


def test_the_documents_stay_small() -> None:
    assert sum(path.stat().st_size for path in (SAMPLES / "documents").iterdir()) < LARGEST_BYTES


@pytest.mark.parametrize("stem", GOLD)
def test_the_gold_is_what_its_content_says(stem: str) -> None:
    record = golden(stem)
    plan = content.load(PLANS / f"{record['slug']}.yaml")
    made = gold(plan, Path(record["document"]), record["style"])
    for item in record["items"]:
        item["page"] = None  # read off the printed page, not off the content
    assert record == made


@pytest.mark.parametrize("stem", GOLD)
def test_items_are_numbered_in_order_and_have_a_page_where_there_are_pages(stem: str) -> None:
    record = golden(stem)
    items = record["items"]
    assert [item["item_no"] for item in items] == list(range(1, len(items) + 1))
    pages = [item["page"] for item in items]
    if record["document"].endswith(".pdf"):
        assert pages == sorted(pages)
    else:
        assert set(pages) <= {None}


@pytest.mark.parametrize("stem", GOLD)
def test_every_place_of_a_gold_table_is_covered_exactly_once(stem: str) -> None:
    for table in golden(stem)["tables"]:
        covered = [
            (row, col)
            for cell in table["cells"]
            for row in range(cell["row"], cell["row"] + cell["rowspan"])
            for col in range(cell["col"], cell["col"] + cell["colspan"])
        ]
        assert sorted(covered) == [(row, col) for row in range(table["n_rows"]) for col in range(table["n_cols"])]


def test_a_run_that_is_all_right_scores_one(tmp_path: Path) -> None:
    record = golden("nanpu-district-108")
    perfect = scored(tmp_path, record, record["items"])
    assert (perfect.item_exact, perfect.f1, perfect.content) == (1, 1, 1)
    assert perfect.wrong == ()


def test_a_wrong_owner_makes_its_item_wrong_and_no_other(tmp_path: Path) -> None:
    record = golden("nanpu-district-108")
    first, *others = record["items"]
    result = scored(tmp_path, record, [first | {"units": "社會課"}, *others])
    assert result.exact == len(record["items"]) - 1
    assert result.fields["units"] == (len(record["items"]) - 1, len(record["items"]))
    assert result.f1 == 1


def test_an_item_that_is_not_in_the_plan_costs_as_much_as_a_missing_one(tmp_path: Path) -> None:
    record = golden("nanpu-district-108")
    items = record["items"]
    invented = items[0] | {"action": "Z.", "level_1": "", "level_2": "", "level_3": "", "level_4": ""}
    more = scored(tmp_path / "more", record, [*items, invented])
    fewer = scored(tmp_path / "fewer", record, items[1:])
    assert more.item_exact == len(items) / (len(items) + 1)
    assert fewer.item_exact == (len(items) - 1) / len(items)


def test_a_run_without_the_document_scores_nothing(tmp_path: Path) -> None:
    record = golden("nanpu-district-108")
    write_run(tmp_path, record, record["items"])
    other = score(golden("qingxi-land-112"), read_run(tmp_path))
    assert (other.item_exact, other.f1, other.content) == (0, 0, 0)
    assert item_exact([other]) == 0


def test_a_run_over_the_samples_gets_as_many_items_right_as_before() -> None:
    scores = sample_scores()
    wrong = "\n".join(line for each in scores for line in each.wrong)
    assert item_exact(scores) >= ITEM_EXACT_FLOOR, wrong
