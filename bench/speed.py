"""Pages per second on one core. Tools take turns, each in a process of its own, and the least CPU time of each counts:
what else runs on the machine can only add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.tools import Asked, Tool, ToolError, ask


@dataclass(frozen=True, slots=True)
class Pace:
    """What a tool needed for the same pages as the others."""

    tool: Tool
    pages: int
    cpu_s: float
    peak_mb: float
    failed: int  # files that it could not read

    @property
    def pages_per_s(self) -> float:
        return self.pages / self.cpu_s


def paces(tools: Sequence[Tool], paths: Sequence[Path], pages: int, rounds: int) -> tuple[list[Pace], dict[str, str]]:
    """The pace of every one of TOOLS over PATHS, and of which there is none: name → why."""
    best: dict[str, Pace] = {}
    broken: dict[str, str] = {}
    for _ in range(rounds):
        for tool in tools:
            if tool.name in broken:
                continue
            try:
                told = ask(Asked(tool, paths, warm_up=paths[0]))
            except ToolError as error:
                broken[tool.name] = str(error)
                continue
            pace = Pace(tool, pages, told["cpu"], told["peak_mb"], len(told["failed"]))
            best[tool.name] = min(best.get(tool.name, pace), pace, key=lambda each: each.cpu_s)
    return [best[tool.name] for tool in tools if tool.name in best and tool.name not in broken], broken
