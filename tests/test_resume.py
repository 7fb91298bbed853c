"""A run started again does what is new, and ends with the same bytes."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from planlift.inputs import InputError
from planlift.ledger import Ledger
from planlift.limits import Limits
from planlift.resume import Again
from tests.handmade import failed_result
from tests.runs import bytes_of, fill, lift


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    fill(tmp_path / "in", a="1", b="2", c="damaged", d="slow")
    return tmp_path / "in"


def test_nothing_is_read_twice(archive: Path, tmp_path: Path) -> None:
    assert lift(archive, tmp_path / "out") == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    before = bytes_of(tmp_path / "out")
    assert lift(archive, tmp_path / "out") == []
    assert bytes_of(tmp_path / "out") == before
    told = json.loads((tmp_path / "out" / "run.json").read_text())
    assert told["counts"] | {"ok": 2, "failed": 2, "reused": 4} == told["counts"]


def test_what_is_new_or_changed_is_read_and_the_rest_is_not(archive: Path, tmp_path: Path) -> None:
    lift(archive, tmp_path / "out")
    fill(archive, b="22", e="5")
    assert lift(archive, tmp_path / "out") == ["b.pdf", "e.pdf"]
    lift(archive, tmp_path / "anew")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_a_run_broken_off_anywhere_and_started_again_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    lift(archive, tmp_path / "anew")
    assert lift(archive, tmp_path / "out", stop_after=1) == ["a.pdf"]
    assert lift(archive, tmp_path / "out", stop_after=2) == ["b.pdf", "c.pdf"]
    assert lift(archive, tmp_path / "out") == ["d.pdf"]
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_a_renamed_file_is_known_by_its_content(archive: Path, tmp_path: Path) -> None:
    lift(archive, tmp_path / "out")
    (archive / "a.pdf").rename(archive / "z.pdf")
    (archive / "c.pdf").rename(archive / "y.pdf")
    (archive / "deep").mkdir()
    (archive / "b.pdf").rename(archive / "deep" / "b.pdf")
    assert lift(archive, tmp_path / "out") == []
    lift(archive, tmp_path / "anew")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")


def test_documents_of_the_same_content_are_read_once_and_have_their_own_files(tmp_path: Path) -> None:
    fill(tmp_path / "in", a="1", b="1", c="damaged", d="damaged")
    assert lift(tmp_path / "in", tmp_path / "out") == ["a.pdf", "c.pdf"]
    for stem in "abcd":
        fill(tmp_path / f"in-{stem}", **{stem: (tmp_path / "in" / f"{stem}.pdf").read_text()})
        lift(tmp_path / f"in-{stem}", tmp_path / f"out-{stem}")
    alone = [bytes_of(tmp_path / f"out-{stem}") for stem in "abcd"]
    together = bytes_of(tmp_path / "out")
    for name in ("plans/a.json", "plans/b.json"):
        assert together[name] == next(one[name] for one in alone if name in one)
    for table in ("items.csv", "plans.csv", "warnings.csv"):
        head = alone[0][table].split(b"\r\n")[0]
        assert together[table] == head + b"\r\n" + b"".join(one[table].split(b"\r\n", 1)[1] for one in alone)


def test_a_failure_is_tried_again_when_asked_or_when_the_limit_is_another(archive: Path, tmp_path: Path) -> None:
    lift(archive, tmp_path / "out")
    assert lift(archive, tmp_path / "out", limits=Limits(seconds=900)) == ["d.pdf"]
    assert lift(archive, tmp_path / "out", again=Again(failed=True)) == ["c.pdf", "d.pdf"]
    assert lift(archive, tmp_path / "out", again=Again(everything=True)) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


def test_a_document_over_a_limit_of_pages_set_since_is_read_again(archive: Path, tmp_path: Path) -> None:
    lift(archive, tmp_path / "out")
    assert "a.pdf" in lift(archive, tmp_path / "out", limits=Limits(pages=2))  # made plans have 3


def test_a_plan_file_that_is_gone_or_cut_short_is_made_again(archive: Path, tmp_path: Path) -> None:
    lift(archive, tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    (tmp_path / "out" / "plans" / "a.json").unlink()
    (tmp_path / "out" / "plans" / "b.json").write_text("{")
    assert lift(archive, tmp_path / "out") == ["a.pdf", "b.pdf"]
    assert bytes_of(tmp_path / "out") == before


def test_plan_files_of_documents_that_are_gone_go_too(archive: Path, tmp_path: Path) -> None:
    lift(archive, tmp_path / "out")
    (archive / "a.pdf").unlink()
    fill(archive, b="damaged")
    lift(archive, tmp_path / "out")
    assert not list((tmp_path / "out" / "plans").iterdir())


def test_a_second_run_into_the_same_folder_waits_its_turn(archive: Path, tmp_path: Path) -> None:
    held = Ledger(tmp_path / "out", "rules")
    with pytest.raises(InputError, match="another run"):
        lift(archive, tmp_path / "out")
    held.close()
    assert lift(archive, tmp_path / "out")


@pytest.mark.parametrize("told", ["推動小組", "half a pair \ud840, of a broken font"])
def test_a_ledger_gives_a_result_back_as_it_was_but_for_halves_of_pairs(told: str, tmp_path: Path) -> None:
    result = replace(failed_result(), error=told, item_lines=(("一", 1, 2.0, None),))
    ledger = Ledger(tmp_path, "rules")
    ledger.record("key", "limits", result)
    assert ledger.result("key") == replace(result, error=told.replace("\ud840", "?"))
    ledger.close()


def test_a_damaged_ledger_is_begun_anew(archive: Path, tmp_path: Path) -> None:
    lift(archive, tmp_path / "out")
    (tmp_path / "out" / ".planlift" / "ledger.sqlite").write_bytes(b"no database" * 1000)
    assert len(lift(archive, tmp_path / "out")) == 4


def test_a_change_of_the_program_reads_everything_again(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lift(archive, tmp_path / "out")
    monkeypatch.setattr("planlift.program.program_digest", lambda: "another")
    assert len(lift(archive, tmp_path / "out")) == 4


def test_a_run_killed_at_random_and_started_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """With real processes and `kill -9` of the parent: see `tests/killed.py`."""
    fill(tmp_path / "in", **{f"p{n:03}": f"{n // 2}" for n in range(120)})
    command = [sys.executable, "-m", "tests.killed", str(tmp_path / "in")]
    subprocess.run([*command, str(tmp_path / "anew")], check=True)
    chance = random.Random(5)
    for kept in (3, 9, 17, 26, 35):
        running = subprocess.Popen([*command, str(tmp_path / "out")])
        while len(list((tmp_path / "out" / "plans").glob("*.json"))) < kept and running.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.random() / 20)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert not (tmp_path / "out" / "items.csv").exists()
    subprocess.run([*command, str(tmp_path / "out")], check=True)
    told = json.loads((tmp_path / "out" / "run.json").read_text())
    assert told["counts"]["reused"] > 35
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")
