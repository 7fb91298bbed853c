"""plans/<plan_id>.json: one document, whole. Its JSON Schema is schema/plan.schema.json."""

from __future__ import annotations

import json

from planlift.outcomes import Outcome
from planlift.sinks.sink import Sink
from schema.record import PlanRecord, as_json


def plan_file(plan_id: str) -> str:
    """The file of a plan, relative to the output folder."""
    return f"plans/{plan_id}.json"


def plan_text(plan: PlanRecord) -> str:
    """PLAN as its file holds it."""
    return json.dumps(as_json(plan), ensure_ascii=False, indent=1) + "\n"


class PlanFiles(Sink):
    """A file per document, written when the document is done: a run broken off keeps them."""

    format = "json"

    def take(self, outcome: Outcome) -> None:
        if outcome.plan is not None:
            self.folder.write(plan_file(outcome.plan_id), plan_text(outcome.plan))

    def finish(self) -> None:
        """Every file is whole already."""

    def drop(self) -> None:
        """Every file is whole already."""
