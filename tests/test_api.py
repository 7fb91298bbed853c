"""The Python API."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

import planlift
from planlift.frame import items_frame
from planlift.sinks.columns import ITEM_COLUMNS
from schema.plan import Period
from tests.handmade import made_item, made_plan

DATA = Path(__file__).with_name("data")


def test_a_frame_has_the_columns_of_items_csv_with_types() -> None:
    bare = made_item(2, page=None, weight=None, period=Period())
    frame = items_frame(made_plan(items=(made_item(), bare)))
    assert list(frame) == [column.name for column in ITEM_COLUMNS]
    assert frame["start"].tolist() == [pd.Timestamp("2016-01-01"), pd.NaT]
    assert frame["page"].tolist() == [2, pd.NA]
    assert frame["weight"].sum() == 12.5
    assert frame["units"].tolist() == ["各課; 研考"] * 2


def test_a_plan_without_items_is_a_frame_without_rows() -> None:
    frame = items_frame(made_plan(items=()))
    assert len(frame) == 0
    assert str(frame["start"].dtype).startswith("datetime64")


def test_a_plan_of_the_api_is_the_plan_with_a_frame() -> None:
    made = made_plan()
    plan = planlift.Plan(**{field.name: getattr(made, field.name) for field in fields(made)})
    assert plan.to_frame().equals(items_frame(made))


def test_a_locked_file_raises_an_error_that_says_what_to_do() -> None:
    with pytest.raises(planlift.DocumentError, match="password") as caught:
        planlift.read(DATA / "locked.pdf")
    assert caught.value.code == "encrypted"


def test_importing_the_package_loads_no_reader() -> None:
    heavy = ("pandas", "numpy", "pypdfium2", "pydantic")
    code = f"import sys, planlift, planlift.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        planlift.nothing  # noqa: B018
