"""What a tool is to the bench. Only the standard library: other tools' workers use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.grids import Grid


@dataclass(frozen=True)
class Failed:
    """What a tool gave for a file that it could not read."""

    why: str


ReadAll = Callable[[Sequence[str]], "list[Any]"]


@dataclass(frozen=True)
class Reader:
    """A tool. `read_all` is timed: paths to one result each, in the tool's own form; `tables` is not timed."""

    read_all: ReadAll
    tables: Callable[[Any], list[Grid]]
    starts_processes: bool = False  # works in child processes, so there is nothing to warm up in this one


def one_by_one(read: Callable[[str], Any]) -> ReadAll:
    """READ for each path; a file that it fails at is a `Failed` among the results."""

    def read_all(paths: Sequence[str]) -> list[Any]:
        return [_attempt(read, path) for path in paths]

    return read_all


def _attempt(read: Callable[[str], Any], path: str) -> Any:
    try:
        return read(path)
    except Exception as error:  # tools raise what they like; the failure is counted against them
        return Failed(f"{type(error).__name__}: {error}"[:200])
