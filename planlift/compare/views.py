"""A comparison as a person sees it on the terminal, and as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from planlift.compare.comparison import STATUSES, Comparison, Facet, Level, Row, Stated, Status, rolled_up
from planlift.compare.matching import heading
from planlift.compare.pairing import Unpaired
from planlift.sinks.columns import Value, joined
from planlift.sinks.csv_tables import BYTE_ORDER_MARK, cell_text
from schema.enumerators import split_enumerator
from schema.record import PlanRecord
from schema.taxonomy import Taxonomy

_LONGEST = 60  # characters of one statement on the terminal; the CSV has them whole
_ON_ONE_LINE = 3  # short values of A and B together; more are easier to read on two
_FACETS: dict[Facet, str] = {
    "headings": "heading",
    "actions": "action",
    "owners": "owner",
    "deadlines": "deadline",
    "weights": "weight",
}
_REGROUPED = "Regrouped: the other plan has a broader or finer indicator instead; a coarser --level joins them."
_STATE = {False: "states", True: "state"}
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
    if shown:
        console.print(_table(shown, compared.level, taxonomy))
    console.print(summary(compared.result), highlight=False)
    if compared.result.count("regrouped"):
        console.print(_REGROUPED, highlight=False)
    if len(shown) < len(rows):
        console.print("--all shows the rows that are the same, too.", highlight=False)
    for facet in dict.fromkeys(facet for _, facet in compared.result.unsaid):
        silent = " and ".join(where for where, one in compared.result.unsaid if one == facet)
        console.print(f"Not compared: {facet}; {silent} never {_STATE[len(silent) > 1]} any.", highlight=False)


def _table(rows: Iterable[Row], level: Level, taxonomy: Taxonomy) -> Table:
    table = Table(header_style="bold")
    table.add_column("Item" if level == "item" else "Indicator", ratio=2, min_width=16, overflow="fold")
    table.add_column("Status", no_wrap=True)
    table.add_column("No." if level == "item" else "Items", no_wrap=True)
    table.add_column("−: only A, +: only B", ratio=3, min_width=30, overflow="fold")
    above = None
    for row in rows:
        if above not in (None, domain := rolled_up(row.code, taxonomy, "domain")):
            table.add_section()
        above = domain
        table.add_row(_named(row, level), _status(row), _items(row, level), _changes(row, taxonomy))
    return table


def summary(result: Comparison) -> str:
    """The counts in one line.

    >>> summary(Comparison(()))
    'Nothing to compare.'
    """
    counts = {status: result.count(status) for status in STATUSES if result.count(status)}
    changed = sum(row.status == "kept" and bool(row.changed) for row in result.rows)
    told = [f"{number} {status}" for status, number in counts.items()]
    if "kept" in counts:
        told[0] += f" ({changed} changed, {counts['kept'] - changed} the same)"
    return ", ".join(told) + "." if told else "Nothing to compare."


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


def _changes(row: Row, taxonomy: Taxonomy) -> Table:
    """What A alone and B alone says, a line for each facet; of what is in one plan only, all."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    if row.related:
        names = "、".join(taxonomy.concepts[code].label_zh for code in row.related if code in taxonomy.concepts)
        where = "B under" if row.status == "moved" else "B has" if row.a.items else "A has"
        grid.add_row(where, escape(names))
    for facet, word in _FACETS.items():
        if facet in row.changed:
            gone, come = row.only_in_a(facet), row.only_in_b(facet)
        elif row.status in ("kept", "moved") or facet == "actions":
            continue
        else:
            gone, come = (tuple(one.text for one in side.says(facet)) for side in (row.a, row.b))
        for line in _signed(facet, gone, come):
            grid.add_row(word, line)
            word = ""
    return grid


def _signed(facet: Facet, gone: Sequence[str], come: Sequence[str]) -> Iterable[str]:
    """GONE marked `−` and COME marked `+`: texts on lines of their own, short values on one."""
    if facet in ("headings", "actions"):
        apart = _where_apart(gone[0], come[0]) if len(gone) == len(come) == 1 else 0
        yield from (f"[red]−{escape(_cut(text, apart))}[/red]" for text in gone)
        yield from (f"[green]+{escape(_cut(text, apart))}[/green]" for text in come)
        return
    signs = [f"[red]−{escape(joined(gone))}[/red]"] if gone else []
    signs += [f"[green]+{escape(joined(come))}[/green]"] if come else []
    yield from signs if len(gone) + len(come) > _ON_ONE_LINE else [" ".join(signs)] if signs else []


def _where_apart(one: str, other: str) -> int:
    """The position from which two texts differ."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(_line(one), _line(other), strict=False)))


def _cut(text: str, apart: int = 0) -> str:
    """TEXT on one line, cut to a length that shows the character at APART.

    >>> _cut("短")
    '短'
    """
    line = _line(text)
    start = max(0, apart - _LONGEST // 3) if len(line) > _LONGEST and apart > _LONGEST * 2 // 3 else 0
    shown = ("…" if start else "") + line[start:]
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def _line(text: str) -> str:
    return " ".join(split_enumerator(text)[1].split())


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
            writer.writerow([cell_text(value) for value in _values(pair, row)])
    return BYTE_ORDER_MARK + text.getvalue()


def _values(pair: Compared, row: Row) -> list[Value]:
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
