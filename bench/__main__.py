"""The whole bench in one command: `make bench`, or `python -m bench [--no-install]`. Writes bench/RESULTS.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import results
from bench.accuracy import (
    adjacency_scores,
    average,
    expected_scores,
    mean_grits,
    plan_scores,
    read_by,
    span_scores,
)
from bench.adjacency import mean
from bench.long import page_count, repeated, together
from bench.speed import paces
from bench.tools import TOOLS, Tool, absent, install_peers
from bench.truths import EXAM, EXPECTED, ICDAR, PANDOC, PLANS, SAMPLES

LENGTHS = (1, 10, 100, 300, 1000)  # pages of one table without end
TIMES = (1, 12, 38)  # copies of every sample in one document: 26, 312 and 988 pages
SHORT = 100  # pages; longer documents are read once, since what disturbs a short reading evens out in a long one
OWN = tuple(tool for tool in TOOLS if not tool.package and tool.name != "pdfium-pages")
WITHOUT_TABLES = {"pdfium-pages", "pdfium", "planlift-primitives", "planlift-whole"}
BY_NAME = {tool.name: tool for tool in TOOLS}


def speed(tools: Sequence[Tool], rounds: int) -> list[results.Section]:
    """Pages per second over the samples, and over the exam's pages from a word processor and a browser."""
    sets = {"samples": sorted((SAMPLES / "documents").glob("*.pdf"))}
    sets["exam, word-a4 and html-chromium"] = [
        path for style in ("word-a4", "html-chromium") for path in sorted(EXAM.glob(f"*.{style}.pdf"))
    ]
    timed = [tool for tool in tools if tool.timed]
    sections = []
    for title, paths in sets.items():
        if paths:
            found, broken = paces(timed, paths, sum(map(page_count, paths)), rounds)
            sections.append(results.speed_section(title, found, broken))
    beside = results.beside_tablers(sections)
    return sections if beside is None else [*sections, beside]


def length(rounds: int, longest: int) -> results.Section:
    """What a page costs in ever longer documents, and the memory of a long one."""
    every = sorted((SAMPLES / "documents").glob("*.pdf"))
    one = SAMPLES / "documents" / "yunhe-health-111.pdf"
    rows: list[results.Length] = []
    with tempfile.TemporaryDirectory() as folder:
        made = [
            *(("one table", repeated(one, 1, times, Path(folder) / f"one-{times}.pdf")) for times in LENGTHS),
            *(("every sample", together(every, times, Path(folder) / f"all-{times}.pdf")) for times in TIMES),
        ]
        for title, path in made:
            pages = page_count(path)
            if pages <= longest:
                found, broken = paces(OWN, [path], pages, rounds if pages <= SHORT else 1)
                rows.append(results.Length(title, pages, tuple(found), broken))
    return results.length_section(rows)


def accuracy(tools: Sequence[Tool]) -> list[results.Section]:
    """Tables beside their truths."""
    readers = [tool for tool in tools if tool.name not in WITHOUT_TABLES]
    sections = []
    plans: dict[str, dict[str, list[float]]] = {}
    for truth_set in PLANS:
        truths = list(truth_set.read())
        reads, _ = read_by(readers, truths) if truths else ([], {})
        for read in reads:
            score = mean_grits(plan_scores(truths, read))
            plans.setdefault(read.tool.title, {})[truth_set.title] = [score.content, score.topology]
    sections.append(results.grits_section("Logical tables of plans", plans))
    if truths := list(ICDAR.read()):
        reads, broken = read_by(readers, truths)
        shares = {read.tool.title: mean(adjacency_scores(truths, read)) for read in reads}
        sections.append(results.adjacency_section(len(truths), shares, broken))
    expected: dict[str, dict[str, float]] = {}
    for truth_set in EXPECTED:
        truths = list(truth_set.read())
        reads, _ = read_by(readers, truths) if truths else ([], {})
        for read in reads:
            expected.setdefault(read.tool.title, {})[truth_set.title] = average(expected_scores(truths, read))
    if expected:
        sections.append(results.expected_section(expected))
    if truths := list(PANDOC.read()):
        reads, _ = read_by([BY_NAME["planlift"]], truths)
        scores = [score for read in reads for score in span_scores(truths, read)]
        sections.append(results.pandoc_section(len(scores), mean_grits(scores)))
    return sections


def main() -> int:
    """Run what can be run, say what cannot, and write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--no-install", action="store_true", help="use the other tools that are there already")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each tool; the least time counts")
    parser.add_argument(
        "--only", choices=("speed", "length", "accuracy"), help="measure one part, keep the others as they were"
    )
    parser.add_argument("--longest", type=int, default=max(LENGTHS), help="pages of the longest document")
    asked = parser.parse_args()
    failed = {} if asked.no_install else install_peers()
    missing = {tool: failed.get(tool.package) or told for tool in TOOLS if (told := absent(tool))}
    for tool, told in missing.items():
        sys.stdout.write(f"{tool.title} is left out: {told}\n")
    tools = [tool for tool in TOOLS if tool not in missing]
    parts: dict[str, Callable[[], list[results.Section]]] = {
        "speed": lambda: speed(tools, asked.rounds),
        "length": lambda: [length(asked.rounds, asked.longest)],
        "accuracy": lambda: accuracy(tools),
    }
    for name, measure in parts.items():
        if asked.only in (None, name):
            sys.stdout.write(f"{name}: {datetime.now(UTC):%H:%M} UTC\n")
            sys.stdout.flush()
            sections = measure()
            before = results.PAGE.read_text("utf-8") if results.PAGE.exists() else ""
            results.write(results.page(sections, tools, missing, before), sections)  # a run broken off keeps its parts
    return 0


if __name__ == "__main__":
    sys.exit(main())
