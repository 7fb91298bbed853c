"""A night's run: an archive of good, equal, broken, crashing, hanging and memory-eating documents finishes."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planlift.cli import app

HOSTILE = Path(__file__).parents[2] / "shared" / "real" / "hostile"
LONG_AGO = 1_600_000_000


def archive_of_trouble(folder: Path, documents: int) -> None:
    """Stand-ins: every tenth a copy of the one before, one in a hundred damaged, a few that end their process."""
    folder.mkdir(parents=True)
    for number in range(documents):
        content = f"plan {number - (number % 10 == 9)}"
        if number % 100 == 50:
            content = f"damaged {number}"
        if number % (documents // 4) == 7:
            content = ("crash", "hang", "eat", "crash")[number * 4 // documents] + f" {number}"
        file = folder / f"p{number:05}.pdf"
        file.write_text(content)
        os.utime(file, (LONG_AGO, LONG_AGO))


def outcomes(output: Path) -> Counter[str]:
    with (output / "plans.csv").open(encoding="utf-8-sig", newline="") as file:
        return Counter(line["error_code"] or line["status"] for line in csv.DictReader(file))


@pytest.mark.long
def test_an_archive_of_trouble_completes_and_every_file_has_its_line(tmp_path: Path) -> None:
    archive_of_trouble(tmp_path / "in", 2000)
    command = [sys.executable, "-m", "tests.killed", str(tmp_path / "in"), str(tmp_path / "out")]
    subprocess.run(command, check=True, timeout=300)
    found = outcomes(tmp_path / "out")
    assert found == {"ok": 1976, "damaged": 20, "crashed": 2, "timeout": 1, "memory": 1}


@pytest.mark.long
@pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile files are not here")
def test_every_hostile_file_is_read_or_has_a_sentence(tmp_path: Path) -> None:
    arguments = ["extract", str(HOSTILE), "-o", str(tmp_path / "out"), "--quiet", "--jobs", "2", "--timeout", "60"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code in (0, 1), result.output
    with (tmp_path / "out" / "plans.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) > 100
    assert not {"internal_error", "crashed", "timeout", "memory"} & {line["error_code"] for line in lines}
    assert all(line["error"] for line in lines if line["status"] == "failed")
