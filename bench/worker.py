"""One tool in a process of its own: `python -m bench.worker READER`, paths as JSON on standard input, JSON out.

With `--tables` the answer holds the tables of every file, without it only what the reading cost. Runs in the
environment of the tool, so it imports the standard library only, and that one tool.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import resource
import sys
import time
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.readers.reader import Failed, Reader

OURS = ("pdfium", "planlift")


def reader_named(name: str) -> Reader:
    """The tool NAME, loaded."""
    module = "bench.readers.ours" if name.startswith(OURS) else "bench.readers.peers"
    reader: Reader = import_module(module).READERS[name]()
    return reader


def cpu_seconds() -> float:
    """What this process and its ended children have used of the processor."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def peak_mb(*, of_children: bool) -> float:
    """The most memory that this process has held, or the largest of its children."""
    status = Path("/proc/self/status")
    if not of_children and status.exists():  # what `getrusage` tells starts from the parent's memory on Linux
        peak = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) * 1024 / 1e6
    held = resource.getrusage(resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF).ru_maxrss
    return held * (1 if sys.platform == "darwin" else 1024) / 1e6  # bytes there, KiB elsewhere


def on_one_core() -> None:
    """Keep this process on one core, where the system allows it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def work(reader: Reader, paths: Sequence[str], *, warm_up: str | None, with_tables: bool) -> dict[str, Any]:
    """READER over PATHS: CPU and wall seconds, peak memory, what failed, and the tables if asked."""
    if warm_up is not None and not reader.starts_processes:
        reader.read_all([warm_up])
    began, used = time.perf_counter(), cpu_seconds()
    results = reader.read_all(paths)
    answer: dict[str, Any] = {"cpu": cpu_seconds() - used, "wall": time.perf_counter() - began}
    answer["peak_mb"] = peak_mb(of_children=reader.starts_processes)
    answer["failed"] = {path: read.why for path, read in zip(paths, results, strict=True) if isinstance(read, Failed)}
    if with_tables:
        answer["tables"] = [[] if isinstance(read, Failed) else reader.tables(read) for read in results]
    return answer


def main() -> None:
    """Answer on the real standard output; whatever a tool prints goes to standard error."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    asked = json.load(sys.stdin)
    with_tables = "--tables" in sys.argv
    if not with_tables:
        on_one_core()
    with contextlib.redirect_stdout(sys.stderr):
        reader = reader_named(sys.argv[1])
        answer = work(reader, asked["paths"], warm_up=asked.get("warm_up"), with_tables=with_tables)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
