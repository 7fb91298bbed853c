"""datapackage.json: a Frictionless data package that says what every column of the CSV files means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from planlift.sinks.columns import Column
from planlift.sinks.csv_tables import ItemsCsv, PlansCsv, WarningsCsv
from planlift.sinks.meanings import MEANINGS
from planlift.sinks.rendered import Rendered
from planlift.sinks.sink import Sink

FILE_NAME = "datapackage.json"
_PLAN_KEY = {"fields": "plan_id", "reference": {"resource": "plans", "fields": "plan_id"}}


class DataPackage(Sink):
    """Describes the CSV files once they are whole."""

    format = "csv"

    def take(self, result: Rendered) -> None:
        """Nothing of a single document is in it."""

    def finish(self) -> None:
        resources = [
            self._resource("items", ItemsCsv, "Work items, one a line.", ["plan_id", "item_no"]),
            self._resource("plans", PlansCsv, "Documents, one a line, failed ones included.", ["plan_id"]),
            self._resource("warnings", WarningsCsv, "Warnings and failures, one a line.", None),
        ]
        package = {
            "profile": "tabular-data-package",
            "name": "planlift-run",
            "title": "Work items of government plans",
            "resources": resources,
        }
        self.folder.write(FILE_NAME, msgspec.json.format(msgspec.json.encode(package), indent=2).decode() + "\n")

    def drop(self) -> None:
        """Written at the end only."""

    def _resource(
        self,
        name: str,
        table: type[ItemsCsv] | type[PlansCsv] | type[WarningsCsv],
        description: str,
        key: Sequence[str] | None,
    ) -> dict[str, Any]:
        written = self.folder.written[table.file_name]
        schema: dict[str, Any] = {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
        }
        if key is not None:
            schema["primaryKey"] = list(key)
        if name != "plans":
            schema["foreignKeys"] = [_PLAN_KEY]
        return {
            "profile": "tabular-data-resource",
            "name": name,
            "path": table.file_name,
            "description": description,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
            "bytes": written.bytes,
            "hash": f"sha256:{written.sha256}",
            "schema": schema,
        }


def _field(column: Column[Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": MEANINGS[column.name],
    }
    if column.constraints:
        described["constraints"] = column.constraints
    return described
