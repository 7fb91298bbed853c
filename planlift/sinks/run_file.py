"""run.json: the run itself. The one file whose bytes may differ from run to run."""

from __future__ import annotations

import json
import platform
import re
import time
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Any

from planlift import __version__
from planlift.counts import Counts
from planlift.outcomes import Outcome
from planlift.sinks.folder import RUN_FILE, OutputFolder
from planlift.sinks.plan_files import plan_file
from planlift.sinks.sink import RunInfo, Sink


class RunFile(Sink):
    """Versions, settings, counts, times; written at the start too: a run broken off is known."""

    format = ""

    def __init__(self, folder: OutputFolder, run: RunInfo) -> None:
        super().__init__(folder, run)
        self._began = time.perf_counter()
        self._started = _now()
        self._counts = Counts()
        self._documents: list[dict[str, Any]] = []
        self._faults: list[dict[str, str]] = []
        self._write(finished=None)

    def take(self, outcome: Outcome) -> None:
        self._counts = self._counts.plus(outcome)
        self._documents.append(
            {"plan_id": outcome.plan_id, "status": outcome.status, "seconds": round(outcome.seconds, 3)}
        )
        if outcome.trace:
            self._faults.append({"plan_id": outcome.plan_id, "trace": outcome.trace})

    def finish(self) -> None:
        self.folder.remove_stale()
        self._write(finished=_now())

    def drop(self) -> None:
        self._write(finished=None)

    def _write(self, finished: str | None) -> None:
        settings = asdict(self.run.settings)
        run = {
            "planlift": __version__,
            "python": platform.python_version(),
            "system": platform.platform(),
            "packages": _packages(),
            "started": self._started,
            "finished": finished,  # null: broken off, or still running
            "seconds": round(time.perf_counter() - self._began, 3),
            "inputs": list(self.run.inputs),
            "settings": {k: v if v is None else str(v) for k, v in settings.items()},
            "formats": list(self.run.formats),
            "jobs": self.run.jobs,
            "counts": {"found": len(self.run.plan_ids), **asdict(self._counts)},
            "skipped_files": self.run.skipped,
            "documents": self._documents,
            "faults": self._faults,
            "files": self._files() if finished is None else self.folder.known_files(),
        }
        self.folder.write(RUN_FILE, json.dumps(run, ensure_ascii=False, indent=1) + "\n")

    def _files(self) -> list[str]:
        """The files that may be there while the run is not finished, for the next run to clear up."""
        planned = (plan_file(plan_id) for plan_id in self.run.plan_ids)
        return sorted({*self.folder.known_files(), *planned})


def _packages() -> dict[str, str]:
    """The packages that planlift asks for, with the versions that are installed: figures may depend on them."""
    try:
        needed = [line for line in requires("planlift") or [] if "extra ==" not in line]
        return {name: version(name) for name in sorted(re.split(r"[^\w.-]", line)[0] for line in needed)}
    except PackageNotFoundError:
        return {}  # run from a source tree that is not installed


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
