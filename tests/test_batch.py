"""Many documents: one of them never stops the others."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from planlift.batch import Here, Processes, Work, outcomes
from planlift.inputs import DocumentFile
from planlift.outcomes import Outcome, attempt
from planlift.settings import Settings
from schema.issues import DocumentError
from schema.record import PlanRecord, plan_record
from tests.handmade import made_plan


@dataclass(frozen=True, slots=True)
class Acts(Work):
    """Does what the name of the document says."""

    def __call__(self, file: DocumentFile) -> Outcome:
        return attempt(file, self._act)

    def _act(self, file: DocumentFile) -> PlanRecord:
        if file.plan_id.startswith("dies"):
            os._exit(3)
        if file.plan_id.startswith("damaged"):
            raise DocumentError("damaged", f"{file.source_file} is damaged.\nAsk for a new copy.")
        if file.plan_id.startswith("faulty"):
            raise ValueError("no such thing")
        return plan_record(made_plan(file.plan_id))


def files(*plan_ids: str) -> list[DocumentFile]:
    return [DocumentFile(Path(f"{plan_id}.pdf"), f"{plan_id}.pdf", plan_id) for plan_id in plan_ids]


def codes(engine: Here | Processes, jobs: int, *plan_ids: str) -> list[tuple[str, str]]:
    found = engine.run(Acts(Settings()), files(*plan_ids), jobs)
    return [(outcome.plan_id, outcome.error_code) for outcome in found]


@pytest.mark.parametrize(("engine", "jobs"), [(Here(), 0), (Processes(), 2)])
def test_a_failing_document_is_an_outcome_in_its_place(engine: Here | Processes, jobs: int) -> None:
    assert codes(engine, jobs, "a", "damaged", "faulty", "b") == [
        ("a", ""),
        ("damaged", "damaged"),
        ("faulty", "internal_error"),
        ("b", ""),
    ]


def test_a_document_that_kills_its_process_is_the_only_one_lost() -> None:
    plan_ids = ["a", "dies", *(f"b{n}" for n in range(20)), "dies too", "c"]
    lost = [code for code in codes(Processes(), 2, *plan_ids) if code[1]]
    assert lost == [("dies", "crashed"), ("dies too", "crashed")]


def test_the_order_is_that_of_the_documents_whatever_the_number_of_processes() -> None:
    plan_ids = [f"p{n}" for n in range(30)]
    assert [code[0] for code in codes(Processes(), 2, *plan_ids)] == plan_ids


def test_a_fault_of_the_program_keeps_its_trace_and_a_fault_of_the_document_has_none() -> None:
    faulty, damaged = Here().run(Acts(Settings()), files("faulty", "damaged"), 0)
    assert "no such thing" in faulty.trace
    assert "ValueError: no such thing" in faulty.error
    assert damaged.trace == ""
    assert damaged.error == "damaged.pdf is damaged. Ask for a new copy."


def test_a_file_that_cannot_be_opened_has_no_hash_and_a_failed_line() -> None:
    (outcome,) = outcomes(files("not-there"), Settings(), jobs=0)
    assert (outcome.status, outcome.sha256) == ("failed", "")
