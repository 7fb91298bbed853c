"""Real older Word files, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.doc.reader import read_doc
from planlift.pipeline import read
from tests.gold import found_shape, gold_shape

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXAM = sorted((SHARED / "exam" / "documents").glob("*.doc"))
REAL = sorted((SHARED / "real" / "zh").glob("*.doc"))
pytestmark = pytest.mark.skipif(not EXAM, reason="the shared files are not here")


@pytest.mark.parametrize("path", EXAM, ids=lambda path: path.name)
def test_the_tables_of_a_plan_are_those_that_a_person_sees(path: Path) -> None:
    assert found_shape(read_doc(path, path.name)) == gold_shape(path)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_a_task_book_has_text_and_no_items(path: Path) -> None:
    plan = read(path)
    assert plan.sections or plan.tables
    assert not plan.items
