"""The columns of the Parquet files: those of items.csv and plans.csv, with lists and places as what they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from planlift.sinks.columns import PLAN_COLUMNS

PARTITION = "roc_year"  # in the path of an item's file, as Hive has it; so it is no column of the file
_WHOLE = pa.int32()
_BOX = pa.struct([(edge, pa.float64()) for edge in ("x0", "top", "x1", "bottom")])
_FRAGMENTS = pa.list_(pa.struct([("page", _WHOLE), ("bbox", _BOX)]))
_TYPES = {"string": pa.string(), "integer": _WHOLE, "number": pa.float64(), "date": pa.date32()}

ITEM_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("plan_id", "source_file", "agency", "plan_title")),
        *((name, _WHOLE) for name in ("item_no", "table_no", "page")),
        ("path", pa.list_(pa.struct([("level", _WHOLE), ("label", pa.string()), ("text", pa.string())]))),
        *((name, pa.string()) for name in ("action", "criteria", "method", "benefit", "units_raw")),
        *((name, pa.list_(pa.string())) for name in ("units", "supporting_units", "officers")),
        *((name, pa.string()) for name in ("period_raw", "period_kind")),
        *((name, pa.date32()) for name in ("start", "end")),
        ("recurrence", pa.string()),
        ("months", pa.list_(pa.string())),
        ("weight", pa.float64()),
        *((name, pa.string()) for name in ("weight_unit", "indicator_code", "indicator_name", "edition_code")),
        *(("match_method", pa.string()), ("match_score", pa.float64()), ("match_why", pa.string())),
        ("remark", pa.string()),
        ("bbox", _BOX),
        ("flags", pa.list_(pa.string())),
        ("fragments", _FRAGMENTS),
        ("places", pa.list_(pa.struct([("field", pa.string()), ("fragments", _FRAGMENTS)]))),
    ]
)
PLAN_SCHEMA = pa.schema([(column.name, _TYPES[column.type]) for column in PLAN_COLUMNS])


def item_rows(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of ITEM_SCHEMA that PLAN, as its file holds it, gives. A text that is not stated is None."""
    about = {
        "plan_id": plan["plan_id"],
        "source_file": plan["source"]["file"],
        "agency": plan["agency"] or None,
        "plan_title": plan["title"] or None,
    }
    return [about | _item(item) for item in plan["items"]]


def plan_row(plan_id: str, source_file: str, cells: Sequence[str | int | float | None]) -> dict[str, Any]:
    """The row of PLAN_SCHEMA that the CELLS of a line of plans.csv give."""
    return {
        column.name: None if cell == "" else cell
        for column, cell in zip(PLAN_COLUMNS, (plan_id, source_file, *cells), strict=True)
    }


def _item(item: dict[str, Any]) -> dict[str, Any]:
    period, indicator = item["period"], item["indicator"]
    flat = {name: None if value == "" else value for name, value in item.items() if name not in ("period", "indicator")}
    return flat | {
        "period_raw": period["raw"] or None,
        "period_kind": period["kind"] or None,
        "start": _day(period["start"]),
        "end": _day(period["end"]),
        "recurrence": period["recurrence"] or None,
        "months": period["months"],
        "indicator_code": indicator["code"] or None,
        "indicator_name": indicator["name"] or None,
        "edition_code": indicator["edition_code"] or None,
        "match_method": indicator["match_method"],
        "match_score": indicator["match_score"],
        "match_why": indicator["why"] or None,
        "bbox": _box(item["bbox"]),
        "fragments": _fragments(item["fragments"]),
        "places": [{"field": place["field"], "fragments": _fragments(place["fragments"])} for place in item["places"]],
    }


def _fragments(fragments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"page": fragment["page"], "bbox": _box(fragment["bbox"])} for fragment in fragments]


def _box(edges: list[float] | None) -> dict[str, float] | None:
    return None if edges is None else dict(zip(("x0", "top", "x1", "bottom"), edges, strict=True))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
