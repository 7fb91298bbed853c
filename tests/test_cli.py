"""The command, from its arguments to its exit status."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planlift import __version__
from planlift.cli import app

DATA = Path(__file__).with_name("data")


def planlift(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def failures(output: Path) -> dict[str, str]:
    with (output / "plans.csv").open(encoding="utf-8-sig", newline="") as file:
        return {line["source_file"]: line["error_code"] for line in csv.DictReader(file)}


def test_the_version_is_shown() -> None:
    assert planlift("--version").output.splitlines()[0] == f"planlift {__version__}"


def test_the_version_tells_what_to_install_where_calls_are_not_looped_in_c(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planlift.cli.find_spec", lambda name: None)
    assert "pip install --force-reinstall" in planlift("--version").output


def test_the_help_shows_examples_and_exit_statuses() -> None:
    shown = planlift("extract", "--help").output
    assert "planlift extract samples/ -o output/" in shown
    assert "Exit status" in shown


def test_python_m_planlift_is_the_command() -> None:
    command = [sys.executable, "-m", "planlift", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.startswith("planlift ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "no-such-file.pdf", "-o", "OUT"],
        ["extract", DATA],
        ["extract", DATA, "-o", "OUT", "--script", "klingon"],
        ["extract", DATA, "-o", "OUT", "--format", "json,xlsx"],
        ["extract", DATA, "-o", "OUT", "--jobs", "0"],
        ["extract", DATA, "-o", "OUT", "--max-memory", "lots"],
        ["extract", DATA, "-o", DATA / "locked.pdf"],
        ["extract", DATA, "-o", "OUT", "--taxonomy", "no-such-folder"],
        ["extract", DATA, "-o", "OUT", "--overrides", "no-such-file"],
        ["extract", DATA, "-o", "OUT", "--overrides", DATA / "locked.pdf"],
        ["extract", DATA, "-o", "OUT", "--taxonomy", DATA],
        ["nonsense"],
    ],
)
def test_unusable_arguments_are_said_with_status_2(tmp_path: Path, arguments: list[object]) -> None:
    result = planlift(*(tmp_path / "out" if argument == "OUT" else argument for argument in arguments))
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


def test_bad_files_fail_by_themselves_with_status_1(tmp_path: Path) -> None:
    inputs, output = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    (inputs / "text.pdf").write_text("only text")
    (inputs / "empty.pdf").write_bytes(b"")
    (inputs / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (inputs / "letter.rtf").write_text(r"{\rtf1 letter}")
    (inputs / "cut.pdf").write_bytes((DATA / "one-line.pdf").read_bytes()[:60])
    (inputs / "locked.pdf").write_bytes((DATA / "locked.pdf").read_bytes())
    (inputs / "notes.md").write_text("no document")
    result = planlift("extract", inputs, "-o", output, "--jobs", 1)
    assert result.exit_code == 1, result.output
    assert failures(output) == {
        "cut.pdf": "damaged",
        "empty.pdf": "empty",
        "letter.rtf": "unsupported",
        "locked.pdf": "encrypted",
        "old.doc": "damaged",
        "text.pdf": "wrong_type",
    }
    assert "locked.pdf is locked" in result.stderr
    assert json.loads((output / "run.json").read_text())["skipped_files"] == {".md": 1}


def test_a_document_without_a_table_ends_as_no_items_with_status_0(tmp_path: Path) -> None:
    result = planlift("extract", DATA / "one-line.pdf", "-o", tmp_path / "out", "--jobs", 1)
    assert result.exit_code == 0, result.output
    assert "documents" in result.stdout
    (line,) = (tmp_path / "out" / "plans.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert ",no_items," in line


def test_quiet_says_nothing_when_all_is_fine(tmp_path: Path) -> None:
    result = planlift("extract", DATA / "one-line.pdf", "-o", tmp_path / "out", "--quiet", "--jobs", 1)
    assert (result.exit_code, result.output) == (0, "")


def test_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    planlift("extract", DATA / "one-line.pdf", "-o", tmp_path, "--format", "json", "--jobs", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".planlift", "plans", "run.json"]
