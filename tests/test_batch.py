"""Many documents: one of them never stops the others."""

from __future__ import annotations

import gc
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from planlift.batch import Work
from planlift.engines.here import Here
from planlift.engines.supervised import EngineError, Supervised
from planlift.inputs import DocumentFile
from planlift.limits import MB, Limits
from planlift.settings import Settings
from schema.issues import DocumentError
from schema.record import PlanRecord, plan_record
from tests.acting import Acting
from tests.handmade import made_plan


@dataclass(frozen=True, slots=True)
class Acts(Acting):
    """Does what the name of the document says."""

    def act(self, file: DocumentFile) -> PlanRecord:
        if file.plan_id.startswith("dies"):
            os._exit(3)
        if file.plan_id.startswith("hangs"):
            time.sleep(60)
        if file.plan_id.startswith("swells"):
            swell()
        if file.plan_id.startswith("asks"):
            bytearray(8 * 1024 * MB)
        if file.plan_id.startswith("damaged"):
            raise DocumentError("damaged", f"{file.source_file} is damaged.\nAsk for a new copy.")
        if file.plan_id.startswith("faulty"):
            raise ValueError("no such thing")
        return plan_record(made_plan(file.plan_id))


def files(*plan_ids: str) -> list[DocumentFile]:
    return [DocumentFile(Path(f"{plan_id}.pdf"), f"{plan_id}.pdf", plan_id) for plan_id in plan_ids]


def swell() -> None:
    """Take memory step by step, in a way that a bound on what may be asked for does not see."""
    held = []
    while True:
        held.append(bytearray(b"x" * 32 * MB))
        time.sleep(0.005)


def codes(engine: Here | Supervised, jobs: int, *plan_ids: str) -> list[tuple[str, str]]:
    work = Acts(Settings(), Limits(seconds=4, memory=256 * MB))  # memory fills slowly on a busy machine
    found = engine.run(work, files(*plan_ids), jobs)
    return sorted((outcome.plan_id, outcome.error_code) for outcome in found)


def test_garbage_is_looked_for_as_before_once_the_documents_are_read() -> None:
    before = gc.get_threshold()
    results = Here().run(Work(Settings()), files("not-there", "nor-there"), 0)
    next(results)
    during = gc.get_threshold()
    assert len(list(results)) == 1
    assert during[0] > before[0] == gc.get_threshold()[0]


@pytest.mark.parametrize(("engine", "jobs"), [(Here(), 0), (Supervised(), 2)])
def test_a_failing_document_is_an_outcome_in_its_place(engine: Here | Supervised, jobs: int) -> None:
    assert codes(engine, jobs, "a", "damaged", "faulty", "b") == [
        ("a", ""),
        ("b", ""),
        ("damaged", "damaged"),
        ("faulty", "internal_error"),
    ]


def test_a_document_that_crashes_hangs_or_eats_memory_is_the_only_one_lost() -> None:
    good = [f"b{n}" for n in range(20)]
    plan_ids = ["dies", *good[:9], "hangs", "swells", *good[9:], "asks"]
    assert [code for code in codes(Supervised(), 2, *plan_ids) if code[1]] == [
        ("asks", "memory"),
        ("dies", "crashed"),
        ("hangs", "timeout"),
        ("swells", "memory"),
    ]


def test_every_document_has_one_outcome_when_processes_are_killed_from_outside() -> None:
    done = []
    for outcome in Supervised().run(Acts(Settings()), files(*(f"p{n}" for n in range(200))), 2):
        done.append((outcome.plan_id, outcome.error_code))
        if len(done) % 40 == 0:
            for child in multiprocessing.active_children():
                child.kill()
    assert sorted(done) == sorted((f"p{n}", "") for n in range(200))


def test_an_interrupt_leaves_no_process_behind() -> None:
    running = Supervised().run(Acts(Settings()), files("a", *(f"hangs{n}" for n in range(4))), 2)
    assert next(running).plan_id == "a"
    assert multiprocessing.active_children()
    running.close()
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends processes with their parent")
def test_a_run_that_is_killed_while_a_document_hangs_leaves_no_process_behind(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_text("hang")
    command = [sys.executable, "-m", "tests.killed", str(tmp_path / "in"), str(tmp_path / "out"), "3600"]
    running = subprocess.Popen(command, start_new_session=True)
    wait_until(lambda: len(of_session(running.pid)) >= 4)  # the run, two servers of Python's, the document's process
    time.sleep(0.5)
    running.kill()
    running.wait()
    wait_until(lambda: not of_session(running.pid))


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for what takes a while on a busy machine."""
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def of_session(leader: int) -> list[int]:
    """The processes of a session that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, *rest = stat.read_text().rpartition(")")[2].split()
            if int(rest[2]) == leader and state != "Z":
                found.append(int(stat.parent.name))
    return found


@dataclass(frozen=True, slots=True)
class CannotStart(Acts):
    """Its readers cannot be loaded."""

    def prepare(self) -> None:
        os._exit(1)


def test_a_run_whose_processes_cannot_start_ends_with_a_sentence() -> None:
    with pytest.raises(EngineError, match="end before they are ready"):
        list(Supervised().run(CannotStart(Settings()), files("a"), 2))


def test_a_fault_of_the_program_keeps_its_trace_and_a_fault_of_the_document_has_none() -> None:
    faulty, damaged = Here().run(Acts(Settings()), files("faulty", "damaged"), 0)
    assert "no such thing" in faulty.trace
    assert "ValueError: no such thing" in faulty.error
    assert damaged.trace == ""
    assert damaged.error == "damaged.pdf is damaged. Ask for a new copy."


def test_a_file_that_cannot_be_opened_has_no_hash_and_a_failed_line() -> None:
    (outcome,) = Here().run(Work(Settings()), files("not-there"), 0)
    assert (outcome.status, outcome.sha256) == ("failed", "")
