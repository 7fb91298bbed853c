"""Where plan files are kept: in the output folder, or at a URL."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from planlift.sinks.plan_files import plan_file, write_plan
from planlift.urls import opened, put_bytes, remove, telling


class PlanPlace(Protocol):
    """Plan files by id."""

    def size(self, plan_id: str) -> int:
        """The size of the file of PLAN_ID in bytes; -1 where it is not there."""
        ...

    def read(self, plan_id: str) -> str: ...

    def write(self, plan_id: str, text: str) -> int:
        """Put the file of PLAN_ID in place, whole or not at all; its bytes."""
        ...

    def noted(self, plan_id: str, size: int) -> None:
        """Somebody else wrote the file of PLAN_ID, of SIZE bytes."""
        ...

    def remove(self, plan_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class PlanFolder:
    """Plan files in an output folder of this machine."""

    folder: Path

    def size(self, plan_id: str) -> int:
        try:
            return self._path(plan_id).stat().st_size
        except OSError:
            return -1

    def read(self, plan_id: str) -> str:
        return self._path(plan_id).read_text(encoding="utf-8")

    def write(self, plan_id: str, text: str) -> int:
        return write_plan(self.folder, plan_id, _data(text))

    def noted(self, plan_id: str, size: int) -> None:
        """The folder tells."""

    def remove(self, plan_id: str) -> None:
        self._path(plan_id).unlink(missing_ok=True)

    def _path(self, plan_id: str) -> Path:
        return self.folder / plan_file(plan_id)


@dataclass(slots=True)
class PlansAtUrl:
    """Plan files at a URL. Listed once, since asking for each of a million would take hours."""

    url: str  # of the output
    _sizes: dict[str, int] | None = field(default=None, repr=False)  # file name to bytes

    def size(self, plan_id: str) -> int:
        return self._listed().get(_name(plan_id), -1)

    def read(self, plan_id: str) -> str:
        system, path = opened(self._url(plan_id))
        with telling(self.url):
            data: bytes = system.cat_file(path)
        return data.decode()

    def write(self, plan_id: str, text: str) -> int:
        data = _data(text)
        put_bytes(data, self._url(plan_id))
        self.noted(plan_id, len(data))
        return len(data)

    def noted(self, plan_id: str, size: int) -> None:
        if self._sizes is not None:
            self._sizes[_name(plan_id)] = size

    def remove(self, plan_id: str) -> None:
        remove(self._url(plan_id))

    def _url(self, plan_id: str) -> str:
        return f"{self.url.rstrip('/')}/{plan_file(plan_id)}"

    def _listed(self) -> dict[str, int]:
        if self._sizes is None:
            system, path = opened(self._url("").rpartition("/")[0])
            with telling(self.url):
                system.invalidate_cache()
                try:
                    found = system.ls(path, detail=True)
                except FileNotFoundError:
                    found = []
                self._sizes = {one["name"].rpartition("/")[2]: int(one["size"] or 0) for one in found}
                system.invalidate_cache()
        return self._sizes


def _data(text: str) -> bytes:
    return text.encode("utf-8", "replace")  # as `PendingFile` does


def _name(plan_id: str) -> str:
    return plan_file(plan_id).rpartition("/")[2]
