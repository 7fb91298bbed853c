"""Work items as a pandas table: the columns of items.csv with types."""

from __future__ import annotations

from typing import Any

import pandas as pd

from planlift.sinks.columns import ITEM_COLUMNS, Column, ItemRow, item_rows
from schema.plan import Plan
from schema.record import plan_record

_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "date": "datetime64[s]"}


def items_frame(plan: Plan) -> pd.DataFrame:
    """The items of PLAN, one a row, with the columns of items.csv in their order.

    Dates are timestamps, counts are integers, missing ones NaT and NA; a text that is not stated is
    empty, and a multi-valued one is joined by `; ` as in items.csv.
    """
    rows = list(item_rows(plan_record(plan)))
    return pd.DataFrame({column.name: _series(column, rows) for column in ITEM_COLUMNS})


def _series(column: Column[ItemRow], rows: list[ItemRow]) -> pd.Series[Any]:
    values = [column.value(row) for row in rows]
    return pd.Series(values, dtype=_DTYPES[column.type])
