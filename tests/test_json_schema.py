"""The JSON Schema that is checked in."""

from __future__ import annotations

import json

import jsonschema

from schema.json_schema import SCHEMA_FILE, plan_schema_text


def test_the_schema_that_is_checked_in_is_the_one_the_types_give() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == plan_schema_text(), "run `make schema`"


def test_the_schema_is_a_schema_and_requires_every_field() -> None:
    schema = json.loads(plan_schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    for part in (schema, *schema["$defs"].values()):
        assert set(part["required"]) == part["properties"].keys()
