"""A comparison as a person sees it on the terminal, and as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from planlift.compare import STATUSES, Comparison, Facet, Level, Row, Side, Stated, Status
from planlift.compare_matching import heading
from planlift.compare_plans import Unpaired
from planlift.sinks.columns import Value, joined
from planlift.sinks.csv_tables import BYTE_ORDER_MARK, cell_text
from schema.record import PlanRecord
from schema.taxonomy import Taxonomy

_LONGEST = 44  # characters of one statement on the terminal; the CSV has them whole
_FACETS: dict[Facet, str] = {
    "headings": "heading",
    "actions": "action",
    "owners": "owner",
    "deadlines": "deadline",
    "weights": "weight",
}
_STYLES: dict[Status, str] = {
    "kept": "",
    "moved": "cyan",
    "regrouped": "yellow",
    "new": "green",
    "dropped": "red",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """Two plans and what came out of holding them side by side."""

    a: PlanRecord
    b: PlanRecord
    level: Level
    result: Comparison


def show(console: Console, compared: Compared, taxonomy: Taxonomy, *, unchanged: bool) -> None:
    """The table of one pair of plans; rows that are the same in both only where UNCHANGED is asked for."""
    for where, plan in (("A", compared.a), ("B", compared.b)):
        console.print(f"[bold]{where}[/bold]  {escape(_title(plan))}", soft_wrap=True, highlight=False)
    rows = compared.result.rows
    shown = [row for row in rows if unchanged or row.changed or row.status != "kept"]
    table = Table(show_lines=False, header_style="bold", pad_edge=False, expand=False)
    table.add_column("Item" if compared.level == "item" else "Indicator", ratio=2, min_width=16)
    table.add_column("", no_wrap=True)
    table.add_column("No." if compared.level == "item" else "Items", no_wrap=True)
    table.add_column("A only (−), B only (+)", ratio=3, min_width=30)
    for row in shown:
        said = _changes(row, compared, taxonomy)
        table.add_row(_named(row, compared.level), _status(row), _items(row, compared.level), "\n".join(said))
    if shown:
        console.print(table)
    console.print(summary(compared.result, len(rows) - len(shown)), highlight=False)
    for where, facet in compared.result.unsaid:
        console.print(f"{where} states no {facet}, so {facet} are not compared.", highlight=False)


def summary(result: Comparison, hidden: int = 0) -> str:
    """The counts in one line.

    >>> summary(Comparison(()))
    'Nothing to compare.'
    """
    counts = [f"{result.count(status)} {status}" for status in STATUSES if result.count(status)]
    if not counts:
        return "Nothing to compare."
    changed = sum(row.status == "kept" and bool(row.changed) for row in result.rows)
    counts[0] += f" ({changed} changed)" if counts[0].endswith("kept") else ""
    more = f"; {hidden} unchanged not shown (--all shows them)" if hidden else ""
    return ", ".join(counts) + more + "."


def show_unpaired(console: Console, unpaired: Iterable[Unpaired]) -> None:
    """One line for each plan that is compared with none."""
    for one in unpaired:
        console.print(
            f"not compared: {one.where} {escape(_title(one.plan))}: {escape(one.reason)}.",
            soft_wrap=True,
            highlight=False,
        )


def _title(plan: PlanRecord) -> str:
    year = "year not known" if plan.roc_year is None else f"{plan.roc_year}年"
    return f"{plan.agency or 'agency not known'}, {year} ({plan.plan_id}, {len(plan.items)} items)"


def _named(row: Row, level: Level) -> str:
    if level != "item":
        return escape(row.name) + (f"\n[dim]{row.code}[/dim]" if row.code else "\n[dim]no indicator[/dim]")
    item = (row.b.items or row.a.items)[0]
    text = item.action or heading(item)
    return f"{escape(_cut(text))}\n[dim]{row.code or 'no indicator'}[/dim]"


def _status(row: Row) -> str:
    word = "changed" if row.status == "kept" and row.changed else "same" if row.status == "kept" else row.status
    style = "dim" if word == "same" else _STYLES[row.status]
    return f"[{style}]{word}[/{style}]" if style else word


def _items(row: Row, level: Level) -> str:
    if level == "item":
        told = [str(side.items[0].item_no) if side.items else "–" for side in (row.a, row.b)]
    else:
        told = [str(len(side.items)) for side in (row.a, row.b)]
    return told[0] if level != "item" and told[0] == told[1] else " → ".join(told)


def _changes(row: Row, compared: Compared, taxonomy: Taxonomy) -> Iterable[str]:
    lone = row.a if row.status in ("dropped", "regrouped") and row.a.items else row.b
    if not row.a.items or not row.b.items:
        yield from _related(row, taxonomy)
        yield from _all_of(lone, "−" if row.a.items else "+", compared.level)
        return
    if row.status == "moved":
        yield from _related(row, taxonomy)
    for facet, word in _FACETS.items():
        if facet in row.changed:
            gone = [f"[red]− {escape(_cut(text))}[/red]" for text in row.only_in_a(facet)]
            come = [f"[green]+ {escape(_cut(text))}[/green]" for text in row.only_in_b(facet)]
            yield f"[dim]{word}[/dim] " + " ".join((*gone, *come))


def _all_of(side: Side, sign: str, level: Level) -> Iterable[str]:
    color = "red" if sign == "−" else "green"
    for facet, word in _FACETS.items():
        if facet == "actions" and level != "item":
            continue
        if texts := [escape(_cut(one.text)) for one in side.says(facet)]:
            yield f"[dim]{word}[/dim] [{color}]{sign} {'、'.join(texts)}[/{color}]"


def _related(row: Row, taxonomy: Taxonomy) -> Iterable[str]:
    if not row.related:
        return
    names = "、".join(
        taxonomy.concepts[code].label_zh if code in taxonomy.concepts else code for code in row.related
    )
    if row.status == "moved":
        yield f"[dim]in B under[/dim] {escape(names)}"
    else:
        yield f"[dim]{'B' if row.a.items else 'A'} has[/dim] {escape(names)}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


COLUMNS = (
    *("agency_a", "agency_b", "plan_id_a", "plan_id_b", "roc_year_a", "roc_year_b"),
    *("level", "indicator_code", "indicator_name", "heading", "status", "changed", "related_codes"),
    *("items_a", "items_b", "item_nos_a", "item_nos_b", "pages_a", "pages_b"),
    *(f"{facet}_{end}" for facet in _FACETS for end in ("a", "b", "removed", "added")),
    *("deadlines_relative_a", "deadlines_relative_b"),
)


def csv_text(compared: Sequence[Compared]) -> str:
    """All rows of all pairs, unchanged ones too, with the columns `COLUMNS`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for pair in compared:
        for row in pair.result.rows:
            writer.writerow([cell_text(value) for value in _line(pair, row)])
    return BYTE_ORDER_MARK + text.getvalue()


def _line(pair: Compared, row: Row) -> list[Value]:
    a, b = pair.a, pair.b
    line: list[Value] = [a.agency, b.agency, a.plan_id, b.plan_id, a.roc_year, b.roc_year]
    line += [pair.level, row.code, row.name if row.code else "", "" if row.code else row.name]
    line += [row.status, joined(row.changed), joined(row.related)]
    line += [len(row.a.items), len(row.b.items)]
    line += [joined(str(item.item_no) for item in side.items) for side in (row.a, row.b)]
    line += [joined(dict.fromkeys(str(i.page) for i in side.items if i.page)) for side in (row.a, row.b)]
    for facet in _FACETS:
        line += [_texts(row.a.says(facet)), _texts(row.b.says(facet))]
        changed = facet in row.changed
        line += [joined(row.only_in_a(facet)) if changed else "", joined(row.only_in_b(facet)) if changed else ""]
    line += [joined(one.key for one in side.deadlines) for side in (row.a, row.b)]
    return line


def _texts(stated: Iterable[Stated]) -> str:
    return joined(one.text for one in stated)
