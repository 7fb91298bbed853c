"""run.json: the run itself. The one file whose bytes may differ from run to run."""

from __future__ import annotations

import heapq
import json
import platform
import time
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime

import msgspec

from planlift import __version__
from planlift.counts import Counts
from planlift.memory import peak_bytes
from planlift.program import packages
from planlift.sinks.folder import RUN_FILE, OutputFolder
from planlift.sinks.rendered import Rendered
from planlift.sinks.sink import RunInfo

SHOWN_SLOWEST = 20
SHOWN_FAULTS = 100


class RunFile:
    """Versions, settings, counts, times; written at the start too: a run broken off is known."""

    def __init__(self, folder: OutputFolder, run: RunInfo) -> None:
        self._folder = folder
        self._run = run
        self._began = time.perf_counter()
        self._started = _now()
        self._counts = Counts()
        self._failures: Counter[str] = Counter()
        self._slowest: list[tuple[float, str]] = []
        self._faults: list[dict[str, str]] = []
        self._stages: dict[str, float] = {}  # name to seconds
        self.write(finished=False)

    @property
    def counts(self) -> Counts:
        return self._counts

    def take(self, result: Rendered) -> None:
        """The next document."""
        self._counts = self._counts.plus(result.counts)
        if result.error_code:
            self._failures[result.error_code] += 1
        timed = (result.seconds, result.plan_id)
        (heapq.heappush if len(self._slowest) < SHOWN_SLOWEST else heapq.heappushpop)(self._slowest, timed)
        if result.trace and len(self._faults) < SHOWN_FAULTS:
            self._faults.append({"plan_id": result.plan_id, "trace": result.trace})

    def ended(self, stage: str) -> None:
        """STAGE, which began when the one before it ended, is over."""
        self._stages[stage] = round(time.perf_counter() - self._began - sum(self._stages.values()), 3)

    def write(self, *, finished: bool, reused: int = 0) -> None:
        """Put the file in place; REUSED documents were known from a run before."""
        limits = asdict(self._run.limits)
        settings = asdict(self._run.settings)
        run = {
            "planlift": __version__,
            "python": platform.python_version(),
            "system": platform.platform(),
            "packages": packages(),
            "started": self._started,
            "finished": _now() if finished else None,  # null: broken off, or still running
            "seconds": round(time.perf_counter() - self._began, 3),
            "stages": self._stages,
            "peak_memory_bytes": peak_bytes(),
            "inputs": list(self._run.inputs),
            "settings": {k: v if v is None else str(v) for k, v in settings.items()},
            "limits": limits,
            "formats": list(self._run.formats),
            "jobs": self._run.jobs,
            "counts": {"found": self._run.found, "reused": reused, **asdict(self._counts)},
            "failures": dict(sorted(self._failures.items())),
            "skipped_files": self._run.skipped,
            "slowest": [{"plan_id": i, "seconds": round(s, 3)} for s, i in sorted(self._slowest, reverse=True)],
            "faults": self._faults,
            "files": self._folder.known_files(),
        }
        # By msgspec, since `json` indents in Python; but by `json` first, since a name of a file may be no UTF-8.
        plain = json.dumps(run, ensure_ascii=False).encode("utf-8", "replace")
        self._folder.write(RUN_FILE, msgspec.json.format(plain, indent=1).decode() + "\n")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
