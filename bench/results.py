"""The results as a page of Markdown, and the plot beside it."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from textwrap import wrap

from bench.adjacency import Share
from bench.grits import Grits
from bench.speed import Pace
from bench.tools import Tool, version

HERE = Path(__file__).resolve().parent
PAGE, PLOT = HERE / "RESULTS.md", HERE / "speed.svg"
TARGETS = {"pdfplumber": 5.0, "camelot-lattice": 20.0}  # how many times as fast the whole run is to be
WIDTH = 115  # characters of a line of prose
RAW_TARGET, MEMORY_TARGET_MB = 2.5, 300
ORDER = ("Speed", "Beside", "Long", "Logical", "ICDAR", "Tables", "Spans")  # of sections, by how their titles begin


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `paces` where it is about speed, for the plot."""

    title: str
    lines: tuple[str, ...]
    paces: tuple[Pace, ...] = field(default=())


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return [f"| {' | '.join(row)} |" for row in (head, rule, *rows)]


def speed_section(title: str, found: Sequence[Pace], broken: Mapping[str, str]) -> Section:
    """Pages per second, and each tool's cost beside plain PDFium and beside the whole run."""
    by_name = {pace.tool.name: pace for pace in found}
    raw, whole = by_name["pdfium"], by_name["planlift-whole"]
    rows = [
        [
            pace.tool.title,
            f"{pace.pages_per_s:.1f}",
            f"{pace.cpu_s / raw.cpu_s:.2f}",
            f"{pace.cpu_s / whole.cpu_s:.2f}",
            str(pace.failed or ""),
        ]
        for pace in found
    ]
    head = ("tool", "pages/s", "cost, × PDFium", "cost, × planlift's whole run", "files failed")
    lines = [f"{raw.pages} pages.", "", *_table(head, rows), ""]
    for name, target in TARGETS.items():
        if name in by_name:
            times = by_name[name].cpu_s / whole.cpu_s
            said = f"The whole run is {times:.1f} × as fast as {by_name[name].tool.title}"
            lines.append(_judged(said, times >= target, f"≥ {target:g}"))
    cost = whole.cpu_s / raw.cpu_s
    lines.append(_judged(f"The whole run costs {cost:.2f} × plain reading", cost <= RAW_TARGET, f"≤ {RAW_TARGET:g}"))
    lines.append(_shares(by_name))
    lines += [f"- {why}" for why in broken.values()]
    return Section(f"Speed: {title}", tuple(lines), tuple(found))


def _shares(by_name: Mapping[str, Pace]) -> str:
    """Where the time of the whole run goes."""
    opened, read, tables, whole = (
        by_name[name].cpu_s for name in ("pdfium-pages", "planlift-primitives", "planlift", "planlift-whole")
    )
    steps = {
        "PDFium's opening of pages": opened,
        "characters, rules and fills": read - opened,
        "tables, and joining them over pages": tables - read,
        "items and all outputs": whole - tables,
    }
    told = ", ".join(f"{100 * cost / whole:.0f} % {step}" for step, cost in steps.items())
    return f"- Of the whole run: {told}."


_TABLERS = """
tablers is Rust on the same PDFium. It gives the tables of single pages: nothing is joined over pages, no table
without rules is read, no item, date or indicator follows. What PDFium needs to open a page is the same for both.
The calls into PDFium are looped in C (decision 8), so that characters, rules and fills cost planlift less than plain
calls do. The rest is Python: arrays for what is printed on a page, then an object for every line, cell and item. They
are the price of a place and a reason for every value; what would close most of it is a compiled finder of ruled
tables, with the lines of their cells.
"""


def beside_tablers(sections: Sequence[Section]) -> Section | None:
    """What parts planlift from a reader of tables in Rust on the same PDFium; None where that was not timed."""
    told = []
    for section in sections:
        cost = {pace.tool.name: pace.cpu_s for pace in section.paces}
        if "tablers" in cost:
            pages = section.paces[0].pages
            theirs, own = (1000 * (cost[name] - cost["pdfium-pages"]) / pages for name in ("tablers", "planlift"))
            said = (
                f"beyond PDFium's opening of a page, tablers takes {theirs:.1f} ms and planlift's tables {own:.1f} ms"
            )
            told.append(f"- {section.title.removeprefix('Speed: ')}: {said}.")
    return Section("Beside tablers", (*wrap(_TABLERS, WIDTH), "", *told)) if told else None


def _judged(what: str, met: bool, target: str) -> str:
    return f"- {what} (target {target}: {'met' if met else 'not met'})."


@dataclass(frozen=True, slots=True)
class Length:
    """One long document; `broken` says of which tool there is no pace, and why."""

    title: str
    pages: int
    paces: tuple[Pace, ...]
    broken: Mapping[str, str]


def length_section(documents: Sequence[Length]) -> Section:
    """Milliseconds of CPU a page in documents of growing length, and the peak memory of the whole run."""
    names = {pace.tool.name: pace.tool.title for each in documents for pace in each.paces}
    rows, broken = [], []
    for each in documents:
        told = {pace.tool.name: pace for pace in each.paces}
        costs = [f"{1000 * told[name].cpu_s / each.pages:.1f}" if name in told else "–" for name in names]
        peaks = [f"{told[name].peak_mb:.0f}" if name in told else "–" for name in ("pdfium", "planlift-whole")]
        rows.append([each.title, f"{each.pages:,}", *costs, *peaks])
        broken += [f"- {each.title}, {each.pages:,} pages: {why}" for why in each.broken.values()]
    costs = [f"{title}, ms/page" for title in names.values()]
    head = ("document", "pages", *costs, "peak MB, PDFium", "peak MB, whole run")
    target = (
        f"A page is to cost the same at any length, and one process to stay below {MEMORY_TARGET_MB} MB on 300 pages."
    )
    return Section("Long documents", (target, "", *_table(head, rows), "", *broken))


def grits_section(title: str, scores: Mapping[str, Mapping[str, Sequence[float]]]) -> Section:
    """GriTS of each tool on each set of plans, content / topology."""
    sets = list(dict.fromkeys(name for by_set in scores.values() for name in by_set))
    rows = [
        [tool, *(" / ".join(f"{value:.3f}" for value in by_set[name]) if name in by_set else "–" for name in sets)]
        for tool, by_set in scores.items()
    ]
    lines = (
        "GriTS, content / topology, mean of documents. planlift was made with these documents at hand, the others were",
        "not. Tables of other tools are joined over pages by `bench.joined`, which is stricter than the joining in the",
        "open exam's README: its figures for them are higher.",
        "",
    )
    return Section(title, (*lines, *_table(("tool", *sets), rows)))


def adjacency_section(documents: int, shares: Mapping[str, Share], broken: Mapping[str, str]) -> Section:
    """ICDAR 2013."""
    ranked = sorted(shares.items(), key=lambda pair: -pair[1].f1)
    rows = [[tool, f"{each.recall:.3f}", f"{each.precision:.3f}", f"{each.f1:.3f}"] for tool, each in ranked]
    said = f"Adjacency relations, means of {documents} documents; tables are found and read by the tool itself."
    lines = [*wrap(f"{said} planlift was made with these documents at hand.", WIDTH), ""]
    lines += [*_table(("tool", "recall", "precision", "F1"), rows), *(f"- {why}" for why in broken.values())]
    return Section("ICDAR 2013", tuple(lines))


def expected_section(scores: Mapping[str, Mapping[str, float]]) -> Section:
    """The tables that other tools' tests expect."""
    sets = list(dict.fromkeys(name for by_set in scores.values() for name in by_set))
    rows = [
        [tool, *(f"{by_set[name]:.3f}" if name in by_set else "–" for name in sets)] for tool, by_set in scores.items()
    ]
    told = "F1 of adjacency relations of the found table most like each expected one. Those tests name pages, areas and"
    more = "columns, which no tool was told here, and expect what that tool gives, which is not always the best table."
    lines = (told, more, "", *_table(("tool", *sets), rows))
    return Section("Tables that other tools' tests expect", lines)


def pandoc_section(documents: int, score: Grits) -> Section:
    """DOCX and ODT."""
    figures = f"content {score.content:.3f}, topology {score.topology:.3f}"
    said = (
        f"GriTS of planlift's tables in {documents} documents: {figures}. Where they differ, pandoc counts a column of "
        "the file's grid that is a hair wide (0.05 and 3.65 points in two of the files), which planlift joins to its "
        "neighbour as nobody sees it in print; or it leaves out numbers and bullets of a list, which planlift keeps."
    )
    return Section("Spans in DOCX and ODT, beside pandoc's reading", tuple(wrap(said, WIDTH)))


def page(sections: Sequence[Section], tools: Sequence[Tool], missing: Mapping[Tool, str], before: str = "") -> str:
    """The whole page: SECTIONS, and those of the page BEFORE that were not measured anew."""
    versions = {tool.package: version(tool) for tool in tools if tool.package}
    today, commit = f"{datetime.now(UTC):%Y-%m-%d}", _commit()
    held = _sections_of(before)
    held |= {each.title: "\n".join([*each.lines, "", f"Measured on {today}, at commit {commit}."]) for each in sections}
    lines = [
        "# Results of the bench",
        "",
        *wrap(
            f"Made by `make bench`, Python {platform.python_version()}, {platform.machine()}. "
            "For speed, tools took turns, each on one core in a process of its own that had read one file before the "
            "clock started; CPU seconds, least of the turns. Read ratios within a table, not seconds. PyMuPDF is AGPL: "
            "it was run as a separate program, and planlift does not use it.",
            WIDTH,
        ),
        "",
        ", ".join(f"{name} {number}" for name, number in versions.items()) + ".",
        "",
        *(f"- {tool.title} was left out: {why}" for tool, why in missing.items()),
        "![Pages per second](speed.svg)",
    ]
    for title in sorted(held, key=_place):
        lines += ["", f"## {title}", "", held[title].strip()]
    return "\n".join(lines) + "\n"


def _commit() -> str:
    """The commit that was measured."""
    told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True)
    return told.stdout.strip() or "unknown"


def _sections_of(text: str) -> dict[str, str]:
    """Title → text of the sections of a page."""
    parts = (part.partition("\n") for part in text.split("\n## ")[1:])
    return {title: body for title, _, body in parts}


def _place(title: str) -> int:
    """Where the section TITLE stands on the page."""
    return next((place for place, start in enumerate(ORDER) if title.startswith(start)), len(ORDER))


def write(text: str, sections: Sequence[Section]) -> None:
    """The page and, where speed was measured, its plot, beside this file."""
    PAGE.write_text(text, encoding="utf-8")
    plotted = [section for section in sections if section.paces]
    if plotted:
        plot(plotted, PLOT)


def plot(sections: Sequence[Section], path: Path) -> None:
    """Pages per second of every tool, a panel for each of SECTIONS, as SVG with the same bytes for the same figures."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "planlift", "font.size": 8}):
        figure = Figure(figsize=(8, 2.8 * len(sections)), layout="constrained")
        for axes, section in zip(figure.subplots(len(sections), 1, squeeze=False)[:, 0], sections, strict=True):
            held = section.paces[::-1]
            bars = axes.barh(
                [p.tool.title for p in held], [p.pages_per_s for p in held], color=[_colour(p.tool) for p in held]
            )
            axes.bar_label(bars, fmt="%.1f", padding=2)
            axes.set_xscale("log")
            axes.set_xlabel("pages per second of CPU, one core (log scale)")
            axes.set_title(section.title, fontsize=9)
            axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, format="svg", metadata={"Date": None})


def _colour(tool: Tool) -> str:
    if tool.package:
        return "#c0504d"
    return "#999999" if tool.name.startswith("pdfium") else "#2f6db5"
