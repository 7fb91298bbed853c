"""The JSON Schema of `plans/<plan_id>.json`, made from `schema.record`.

`python -m schema.json_schema` (or `make schema`) writes it anew; a test fails while it is stale.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from schema.record import PlanRecord

SCHEMA_FILE = Path(__file__).with_name("plan.schema.json")


class _Written(GenerateJsonSchema):
    """Every field is required: the writer leaves none out, and empty is said by its value."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,
    ) -> bool:
        return True


def plan_schema_text() -> str:
    """The schema as its file holds it."""
    made = TypeAdapter(PlanRecord).json_schema(mode="serialization", schema_generator=_Written)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "planlift plan"}
    for definition in (schema, *schema["$defs"].values()):
        for field in definition["properties"].values():
            field.pop("title", None)  # pydantic's repeat of the name
            field.pop("default", None)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(plan_schema_text(), encoding="utf-8", newline="\n")
