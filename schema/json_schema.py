"""The JSON Schema of `plans/<plan_id>.json`, made from `schema.record`.

`python -m schema.json_schema` (or `make schema`) writes it anew; a test fails while it is stale.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from schema.record import PlanRecord

SCHEMA_FILE = Path(__file__).with_name("plan.schema.json")


def plan_schema_text() -> str:
    """The schema as its file holds it. Every field is required: the writer leaves none out, and empty is said by its
    value."""
    _, types = msgspec.json.schema_components([PlanRecord], ref_template="#/$defs/{name}")
    for told in types.values():
        for field in told["properties"].values():
            field.pop("default", None)
        told["required"] = list(told["properties"])
    whole = types.pop(PlanRecord.__name__)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "title": "planlift plan",
        "$defs": types,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(plan_schema_text(), encoding="utf-8", newline="\n")
