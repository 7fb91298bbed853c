"""A document into a plan: the wing's whole trip on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from msgspec import structs

from normalize.columns import Layout, layout_of
from normalize.indicators import Matcher
from normalize.items import items_of
from normalize.kinds import is_implementation
from normalize.messages import said
from normalize.metadata import describe
from normalize.plan_years import year_within
from normalize.unread import unread_tables
from schema.issues import TEXT_LAYER_DOUBTFUL, Issue
from schema.plan import Item, Plan, PlanTable
from schema.tables import Document, Table


@dataclass(frozen=True, slots=True)
class NormalizeSettings:
    """What a run decides for all documents."""

    matcher: Matcher


def normalize(document: Document, plan_id: str, settings: NormalizeSettings) -> Plan:
    """The plan that DOCUMENT holds; its items are empty where no table of it is an implementation table."""
    about = describe(document)
    issues = list(document.issues)
    tables: list[PlanTable] = []
    items: list[Item] = []
    for table in document.tables:
        layout = layout_of(table)
        if not is_implementation(table, layout):
            tables.append(PlanTable(table))
            issues += _why_not(table, layout)
            continue
        tables.append(PlanTable(table, layout.columns))
        reading = items_of(table, layout, year_within(about.year, table.caption))
        items += reading.items
        issues += reading.issues
    issues += unread_tables(document.blocks)
    paths = [tuple([level.text for level in item.path]) for item in items]
    edition = settings.matcher.editions.recognize(
        title=about.title,
        roc_year=about.roc_year,
        cited_texts=[block.text for block in document.blocks],
        headings=paths,
    )
    match = partial(settings.matcher.match, edition=edition, title=about.title, plan_id=plan_id)
    items = [
        structs.replace(item, item_no=number, indicator=match(path, item.action, item_no=number))
        for number, (item, path) in enumerate(zip(items, paths, strict=True), start=1)
    ]
    items = _text_in_doubt(items, document.issues)
    return Plan(
        plan_id=plan_id,
        source=document.source,
        title=about.title,
        agency=about.agency,
        roc_year=about.roc_year,
        edition=edition,
        revisions=about.revisions,
        sections=about.sections,
        tables=tuple(tables),
        items=tuple(items),
        warnings=(*issues, *(Issue(flag, said(flag)) for flag in about.flags), *_item_warnings(items)),
    )


def _text_in_doubt(items: list[Item], issues: Sequence[Issue]) -> list[Item]:
    """ITEMS, flagged where a page they stand on has a text layer that is not believed."""
    pages = {issue.page for issue in issues if issue.code == TEXT_LAYER_DOUBTFUL}
    if not pages:
        return items
    return [
        structs.replace(item, flags=(*item.flags, "text_doubtful"))
        if pages & {item.page, *(fragment.page for fragment in item.fragments)}
        else item
        for item in items
    ]


def _why_not(table: Table, layout: Layout) -> list[Issue]:
    """A table of another kind has no items; that is said, so that nothing is left out in silence."""
    headers = "、".join(column.header for column in layout.columns if column.header)[:120] or "none"
    page = table.pages[0] if table.pages else None
    message = f"Table {table.table_no} is no implementation table (headers: {headers}); no items were taken from it."
    return [Issue("other_table", message, page, table.table_no)]


def _item_warnings(items: list[Item]) -> list[Issue]:
    return [Issue(flag, said(flag), item.page, item.table_no, item.item_no) for item in items for flag in item.flags]
