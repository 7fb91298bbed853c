"""How much a run gave: the figures of run.json and of the closing summary."""

from __future__ import annotations

from dataclasses import dataclass, fields

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

    @classmethod
    def of(cls, outcome: Outcome) -> Counts:
        """The figures of one document."""
        plan = outcome.plan
        if plan is None:
            return cls(failed=1)
        return cls(
            ok=int(outcome.status == "ok"),
            no_items=int(outcome.status == "no_items"),
            pages=plan.source.pages or 0,
            tables=len(plan.tables),
            items=len(plan.items),
            flagged_items=sum(bool(item.flags) for item in plan.items),
            warnings=len(plan.warnings),
        )

    def plus(self, more: Counts) -> Counts:
        """These counts and MORE."""
        return Counts(*(getattr(self, f.name) + getattr(more, f.name) for f in fields(self)))
