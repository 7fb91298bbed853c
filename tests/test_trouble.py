"""A night's run: an archive of good, equal, broken, crashing, hanging and memory-eating documents finishes."""

from __future__ import annotations

import csv
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planlift.cli import app
from tests.runs import bytes_of
from tests.trouble import EXPECTED, HOSTILE, make

NUMBER = 2000
SECONDS = "20"  # for a document: more than any here needs, on a busy machine too
KILLS = 5


def lines_of(output: Path) -> list[dict[str, str]]:
    with (output / "plans.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def command(folder: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "tests.killed", str(folder), str(output), SECONDS]


def killed_when(folder: Path, output: Path, plans: int) -> None:
    """A run that is ended by force once there are PLANS plan files, or once the tables are being written."""
    running = subprocess.Popen(command(folder, output))
    while running.poll() is None and not _is_there(output, plans):
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait()


def _is_there(output: Path, plans: int) -> bool:
    pending = output / ".planlift" / "pending"
    return len(list((output / "plans").glob("*.json"))) >= plans or len(list(pending.glob("*.tmp"))) >= 3


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_an_archive_of_trouble_completes_and_kills_change_no_byte(tmp_path: Path) -> None:
    made = make(tmp_path / "in", NUMBER)
    subprocess.run(command(tmp_path / "in", tmp_path / "anew"), check=True, timeout=600)
    lines = lines_of(tmp_path / "anew")
    assert len(lines) == made.total()
    codes = Counter[tuple[str, str]]()
    for line in lines:
        kind = "hostile" if line["source_file"].startswith("hostile/") else line["plan_id"].partition("-")[0]
        codes[kind, line["error_code"]] += 1
    assert {kind: code for kind, code in codes if kind != "hostile"} == EXPECTED | {"ok": ""}
    assert {kind: codes[kind, EXPECTED.get(kind, "")] for kind in made if kind != "hostile"} == {
        kind: number for kind, number in made.items() if kind != "hostile"
    }
    assert not {"crashed", "timeout", "memory", "internal_error"} & {c for kind, c in codes if kind == "hostile"}
    assert all(line["error"] for line in lines if line["status"] == "failed")

    chance = random.Random(7)
    for plans in sorted(chance.randrange(20, NUMBER - 100) for _ in range(KILLS - 1)):
        killed_when(tmp_path / "in", tmp_path / "out", plans)
        assert not (tmp_path / "out" / "items.csv").exists()
    killed_when(tmp_path / "in", tmp_path / "out", NUMBER * 2)  # while the tables are written
    subprocess.run(command(tmp_path / "in", tmp_path / "out"), check=True, timeout=600)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


@pytest.mark.long
@pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile files are not here")
def test_every_hostile_file_is_read_or_has_a_sentence(tmp_path: Path) -> None:
    arguments = ["extract", str(HOSTILE), "-o", str(tmp_path / "out"), "--quiet", "--jobs", "2", "--timeout", "60"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code in (0, 1), result.output
    lines = lines_of(tmp_path / "out")
    assert len(lines) > 100
    assert not {"internal_error", "crashed", "timeout", "memory"} & {line["error_code"] for line in lines}
    assert all(line["error"] for line in lines if line["status"] == "failed")
