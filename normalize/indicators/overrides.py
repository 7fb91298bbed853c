"""A person's word against the matcher's: a heading or an item, the code it has, and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from schema.issues import Issue
from schema.plan import Plan
from schema.taxonomy import Taxonomy
from schema.taxonomy.keys import core, folded

_FIELDS = frozenset({"heading", "under", "plan", "item", "code", "reason"})


class OverrideError(ValueError):
    """An overrides file that cannot be used; the message names the file, the entry and what to do."""


@dataclass(frozen=True, slots=True)
class Override:
    """One correction. It holds where all that it states holds: the plan, the item, the heading and one above it."""

    code: str  # empty: this is no indicator
    reason: str
    heading: str = ""  # the innermost heading, with or without its enumerator
    under: str = ""  # a heading anywhere above it
    plan: str = ""  # a plan_id
    item: int = 0  # an item_no of that plan; 0 for any

    def holds(self, path: Sequence[str], plan_id: str, item_no: int) -> bool:
        """Does it speak of the item ITEM_NO of PLAN_ID, whose heading path is PATH?"""
        if (self.plan and self.plan != plan_id) or (self.item and self.item != item_no):
            return False
        if not self.heading:
            return bool(self.plan and self.item)
        keys = [folded(core(heading)) for heading in path]
        if not keys or keys[-1] != folded(core(self.heading)):
            return False
        return not self.under or folded(core(self.under)) in keys[:-1]


def load_overrides(path: Path) -> tuple[Override, ...]:
    """The overrides in the YAML file PATH, in its order; raises OverrideError.

    The file is a list of entries: `code` and `reason`, with `heading` (and `under`, a heading above it), or with
    `plan` and `item`. An empty code says that it is no indicator.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OverrideError(f"{path} cannot be read as YAML: {error}") from error
    if found is None:
        return ()
    if not isinstance(found, list):
        raise OverrideError(f"{path} must be a list of overrides (lines that begin with `- `).")
    return tuple(_override(entry, number, path) for number, entry in enumerate(found, 1))


def _override(entry: Any, number: int, path: Path) -> Override:
    if not isinstance(entry, dict) or not set(entry) <= _FIELDS:
        raise OverrideError(f"{path}: entry {number} may hold only {', '.join(sorted(_FIELDS))}.")
    if "code" not in entry or not entry.get("reason"):
        raise OverrideError(f"{path}: entry {number} needs a `code` and a `reason`.")
    if not entry.get("heading") and not (entry.get("plan") and entry.get("item")):
        raise OverrideError(f"{path}: entry {number} needs a `heading`, or a `plan` and an `item`.")
    try:
        item = int(entry.get("item") or 0)
    except (TypeError, ValueError) as error:
        raise OverrideError(f"{path}: entry {number}: `item` must be a number.") from error
    texts = {k: str(entry.get(k) or "") for k in ("code", "reason", "heading", "under", "plan")}
    return Override(item=item, **texts)


def find_override(overrides: Iterable[Override], path: Sequence[str], plan_id: str, item_no: int) -> Override | None:
    """The first of OVERRIDES that speaks of this item."""
    return next((one for one in overrides if one.holds(path, plan_id, item_no)), None)


class Heeded:
    """Which overrides a run heeds, item by item; those left over at its end are stale."""

    def __init__(self, overrides: Sequence[Override]) -> None:
        self._all = tuple(overrides)
        self._unmet = list(overrides)

    def see(self, path: Sequence[str], plan_id: str, item_no: int) -> None:
        """Take note of the overrides that speak of this item."""
        self._unmet = [one for one in self._unmet if not one.holds(path, plan_id, item_no)]

    def issues(self, taxonomy: Taxonomy) -> tuple[Issue, ...]:
        """Those overrides that no item seen heeds, and those whose code TAXONOMY does not have."""
        found = []
        for one in self._all:
            what = f"The override of {one.heading or f'item {one.item} of {one.plan}'}"
            if one.code and one.code not in taxonomy.concepts:
                message = f"{what} names {one.code}, which the taxonomy does not have: mend its code."
                found.append(Issue("override_unknown_code", message))
            if one in self._unmet:
                message = f"{what} met no item in this run: remove it, or mend its wording."
                found.append(Issue("override_stale", message))
        return tuple(found)


def stale_overrides(overrides: Sequence[Override], taxonomy: Taxonomy, plans: Iterable[Plan]) -> tuple[Issue, ...]:
    """Those OVERRIDES that no item of PLANS heeds any more, or whose code TAXONOMY does not have."""
    heeded = Heeded(overrides)
    for plan in plans:
        for item in plan.items:
            heeded.see([level.text for level in item.path], plan.plan_id, item.item_no)
    return heeded.issues(taxonomy)
