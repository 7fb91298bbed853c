"""`planlift compare`, from its arguments to the table and the CSV file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planlift import read
from planlift.cli import app
from planlift.compare.comparison import compare_plans
from planlift.compare.views import COLUMNS
from planlift.sinks.plan_files import plan_text
from schema.record import plan_record
from schema.taxonomy import load_taxonomy
from tests.handmade import made_item, made_plan

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples" / "documents"


def planlift(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["compare", *map(str, arguments)], env={"COLUMNS": "120"})


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    """Two output folders of one agency's plan; in B the unit 研考 has gone."""
    for name, units in (("a", ("各課", "研考")), ("b", ("各課",))):
        (tmp_path / name / "plans").mkdir(parents=True)
        text = plan_text(plan_record(made_plan("plan", (made_item(units=units),))))
        (tmp_path / name / "plans" / "plan.json").write_text(text, encoding="utf-8")
    return tmp_path / "a", tmp_path / "b"


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_two_runs_are_shown_and_written(runs: tuple[Path, Path], tmp_path: Path) -> None:
    result = planlift(*runs, "--csv", tmp_path / "out.csv")
    assert result.exit_code == 0, result.output
    assert "洽公環境與標示" in result.stdout
    assert "−研考" in result.stdout
    (line,) = lines(tmp_path / "out.csv")
    assert (line["status"], line["changed"], line["owners_removed"]) == ("kept", "owners", "研考")
    assert tuple(line) == COLUMNS


def test_plan_files_and_documents_can_be_mixed(tmp_path: Path) -> None:
    sample = SAMPLES / "qingxi-land-112-word.docx"
    made = tmp_path / "plan.json"
    made.write_text(plan_text(plan_record(read(sample))), encoding="utf-8")
    result = planlift(made, sample, "--level", "item")
    assert result.exit_code == 0, result.output
    assert "kept (0 changed" in result.stdout


def test_rows_that_are_the_same_are_shown_on_demand(runs: tuple[Path, Path]) -> None:
    same = planlift(runs[0], runs[0])
    assert "洽公環境與標示" not in same.stdout
    assert "--all" in same.stdout
    assert "洽公環境與標示" in planlift(runs[0], runs[0], "--all").stdout


def test_the_same_runs_give_the_same_bytes(runs: tuple[Path, Path], tmp_path: Path) -> None:
    planlift(*runs, "--csv", tmp_path / "1.csv")
    planlift(*runs, "--csv", tmp_path / "2.csv")
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()


def test_plans_that_are_not_compared_are_named(runs: tuple[Path, Path]) -> None:
    empty = plan_text(plan_record(made_plan("empty", ())))
    (runs[1] / "plans" / "empty.json").write_text(empty, encoding="utf-8")
    result = planlift(*runs)
    assert result.exit_code == 0
    assert "not compared: B" in result.stderr
    assert "it has no work items" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such.pdf", "A"], "no-such.pdf does not exist"),
        (["A", "EMPTY"], "is no output folder of a run"),
        (["A", ROOT / "pyproject.toml"], "pyproject.toml"),
        (["A", "BROKEN"], "is not a plan as planlift writes it"),
        (["A", "NO_ITEMS"], "can be compared"),
        (["A", "B", "--level", "chapter"], "chapter"),
        (["A", "B", "--csv", "A/plans/plan.json/x.csv"], "cannot be written"),
        (["A"], "B"),
    ],
)
def test_unusable_arguments_are_said_with_status_2(
    runs: tuple[Path, Path], tmp_path: Path, arguments: list[object], said: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.json").write_text('{"plan_id": 1}')
    (tmp_path / "bare.json").write_text(plan_text(plan_record(made_plan("bare", ()))), encoding="utf-8")
    known = {"A": runs[0], "B": runs[1], "EMPTY": tmp_path / "empty"}
    known |= {"BROKEN": tmp_path / "broken.json", "NO_ITEMS": tmp_path / "bare.json"}
    known |= {"A/plans/plan.json/x.csv": runs[0] / "plans" / "plan.json" / "x.csv"}
    result = planlift(*(known.get(str(one), one) for one in arguments))
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_the_help_shows_an_example() -> None:
    shown = planlift("--help").output
    assert "planlift compare 104-plan.pdf 105-plan.pdf" in shown


def test_the_page_names_every_column() -> None:
    page = (ROOT / "docs" / "compare.md").read_text(encoding="utf-8")
    ends = ("_a", "_b", "_removed", "_added")
    for column in COLUMNS:
        stem = next((column.removesuffix(end) for end in ends if column.endswith(end)), column)
        assert f"`{column}`" in page or f"`{stem}_…`" in page, column


def test_all_samples_beside_themselves_show_no_change() -> None:
    for name in ("nanpu-district-108.pdf", "songlin-fire-110.pdf", "linshan-tasks-2023-word.docx"):
        plan = plan_record(read(SAMPLES / name))
        result = compare_plans(plan, plan, load_taxonomy(), "item")
        assert result.count("kept") == len(result.rows) == len(plan.items)
