"""A run over real files of `samples/`, from the command to what is on disk."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import jsonschema
import pytest
from typer.testing import CliRunner

from planlift.cli import app
from schema.json_schema import SCHEMA_FILE
from tests.runs import bytes_of

DOCUMENTS = Path(__file__).parents[1] / "samples" / "documents"


def smallest(suffix: str, number: int) -> list[Path]:
    return sorted(DOCUMENTS.glob(f"*{suffix}"), key=lambda path: (path.stat().st_size, path.name))[:number]


def extract(output: Path, *inputs: Path, jobs: int) -> None:
    arguments = ["extract", *map(str, inputs), "-o", str(output), "--quiet", "--jobs", str(jobs)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output


def check(output: Path) -> None:
    """Everything in OUTPUT is as its schema says."""
    schema = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
    for file in (output / "plans").glob("*.json"):
        schema.validate(json.loads(file.read_text(encoding="utf-8")))
    report = frictionless.validate(str(output / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]


def test_neither_order_nor_number_of_processes_changes_a_byte(tmp_path: Path) -> None:
    inputs = [*smallest(".pdf", 2), *smallest(".docx", 1)]
    extract(tmp_path / "one", *inputs, jobs=1)
    extract(tmp_path / "two", *reversed(inputs), jobs=2)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    check(tmp_path / "one")


@pytest.mark.long
def test_all_samples_are_read_and_what_is_written_is_valid(tmp_path: Path) -> None:
    extract(tmp_path / "out", DOCUMENTS, jobs=2)
    check(tmp_path / "out")
    counts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["counts"]
    assert counts["failed"] == 0
    assert counts["items"] > 100
