"""How much a run gave: the figures of run.json and of the closing summary."""

from __future__ import annotations

from dataclasses import dataclass

from planlift.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of a run; `pages` counts documents that have pages only."""

    ok: int = 0
    no_items: int = 0
    failed: int = 0
    pages: int = 0
    tables: int = 0
    items: int = 0
    flagged_items: int = 0
    warnings: int = 0

    @property
    def documents(self) -> int:
        return self.ok + self.no_items + self.failed

    def plus(self, outcome: Outcome) -> Counts:
        """These counts with OUTCOME added."""
        plan = outcome.plan
        return Counts(
            ok=self.ok + (outcome.status == "ok"),
            no_items=self.no_items + (outcome.status == "no_items"),
            failed=self.failed + (outcome.status == "failed"),
            pages=self.pages + ((plan.source.pages or 0) if plan else 0),
            tables=self.tables + (len(plan.tables) if plan else 0),
            items=self.items + (len(plan.items) if plan else 0),
            flagged_items=self.flagged_items + (sum(bool(i.flags) for i in plan.items) if plan else 0),
            warnings=self.warnings + (len(plan.warnings) if plan else 0),
        )
