"""How right the tables are: each tool reads the documents of a set once, and its tables are laid beside the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.adjacency import Share, share
from bench.grids import Grid, flat
from bench.grits import Grits, grits
from bench.joined import joined
from bench.tools import Asked, Tool, ToolError, ask
from bench.truths import Truth


@dataclass(frozen=True, slots=True)
class Read:
    """What one tool read of a set of truths: the tables of each document, in the order of the truths."""

    tool: Tool
    tables: tuple[tuple[Grid, ...], ...]
    failed: int


def read_by(tools: Sequence[Tool], truths: Sequence[Truth]) -> tuple[list[Read], dict[str, str]]:
    """What TOOLS find in the documents of TRUTHS, and of which there is nothing: name → why."""
    reads: list[Read] = []
    broken: dict[str, str] = {}
    for tool in tools:
        try:
            told = ask(Asked(tool, [truth.path for truth in truths], tables=True))
        except ToolError as error:
            broken[tool.name] = str(error)
            continue
        reads.append(Read(tool, tuple(map(tuple, told["tables"])), len(told["failed"])))
    return reads, broken


def plan_scores(truths: Sequence[Truth], read: Read) -> list[Grits]:
    """GriTS of logical tables. Tables of other tools are joined over pages first."""
    own = not read.tool.package
    return [
        grits(truth.tables, found if own else joined(found)) for truth, found in zip(truths, read.tables, strict=True)
    ]


def adjacency_scores(truths: Sequence[Truth], read: Read) -> list[Share]:
    """The relations of the competition, document by document."""
    return [share(truth.tables, found) for truth, found in zip(truths, read.tables, strict=True)]


def expected_scores(truths: Sequence[Truth], read: Read) -> list[float]:
    """For each table that a tool's own tests expect, F1 of the found table that is most like it.

    Those tests choose pages and areas, so tables elsewhere do not count. Both sides are told by rows, without spans.
    """
    scores: list[float] = []
    for truth, found in zip(truths, read.tables, strict=True):
        ours = [flat(grid) for grid in found]
        scores += (max((share([table], [grid]).f1 for grid in ours), default=0.0) for table in truth.tables)
    return scores


def span_scores(truths: Sequence[Truth], read: Read) -> list[Grits]:
    """GriTS of the tables of word-processor documents."""
    return [grits(truth.tables, found) for truth, found in zip(truths, read.tables, strict=True) if truth.tables]


def average(values: Sequence[float]) -> float:
    """The mean of VALUES; 0 where there is none."""
    return sum(values) / len(values) if values else 0.0


def mean_grits(scores: Sequence[Grits]) -> Grits:
    """The means over documents."""
    return Grits(average([each.content for each in scores]), average([each.topology for each in scores]))
