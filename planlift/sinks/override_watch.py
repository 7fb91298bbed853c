"""Which entries of an overrides file a run heeds: the others are stale, and that is said."""

from __future__ import annotations

from planlift.settings import Settings
from planlift.sinks.columns import ITEM_COLUMNS
from planlift.sinks.rendered import LEADING, Rendered
from schema.issues import Issue

_NAMES = [column.name for column in ITEM_COLUMNS][LEADING:]
_LEVELS = [index for index, name in enumerate(_NAMES) if name.startswith("level_")]
_ITEM_NO = _NAMES.index("item_no")


class OverrideWatch:
    """Sees the items of a run pass by."""

    def __init__(self, settings: Settings) -> None:
        from normalize.indicators import Heeded, load_overrides  # only where there is such a file

        self._settings = settings
        self._heeded = Heeded(() if settings.overrides is None else load_overrides(settings.overrides))

    def see(self, result: Rendered) -> None:
        """Take note of what the items of RESULT heed."""
        for line in result.item_lines:
            path = [str(line[index]) for index in _LEVELS if line[index]]
            self._heeded.see(path, result.plan_id, int(line[_ITEM_NO] or 0))

    def issues(self) -> tuple[Issue, ...]:
        """What is to be said of the overrides at the end of the run."""
        from schema.taxonomy import load_taxonomy

        return self._heeded.issues(load_taxonomy(self._settings.taxonomy))
