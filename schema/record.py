"""A plan as `plans/<plan_id>.json` holds it. `schema/plan.schema.json` is made from these types.

Types of `schema.plan` that already have the shape of the file are used as they are; those below differ:
boxes are lists of four numbers, a cell is its text, an item carries its fields without the raw lines. They are
structs of msgspec, which writes and reads them: a frozen dataclass takes ten times as long to make, and a page has
two hundred.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from msgspec import Struct, structs

from schema.issues import Issue
from schema.places import Box, Fragment
from schema.plan import (
    Column,
    Indicator,
    Item,
    Level,
    Period,
    Plan,
    PlanTable,
    Section,
    WeightUnit,
)
from schema.tables import Cell, Source

BoxRecord = tuple[float, float, float, float]


class RevisionRecord(Struct, frozen=True, gc=False):
    """One dated line of a plan's history."""

    raw: str
    date: datetime.date | None
    number: int | None


class FragmentRecord(Struct, frozen=True, gc=False):
    """A part of something on one page: `bbox` is x0, top, x1, bottom in points from the page's top left."""

    page: int
    bbox: BoxRecord


class CellRecord(Struct, frozen=True, gc=False):
    """One cell of a logical table; `row` and `col` count from 0, a merged cell is there once."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    header: bool
    filled: bool
    fragments: tuple[FragmentRecord, ...]


class TableRecord(Struct, frozen=True, gc=False):
    """A logical table, once, however many pages it covers; `columns` is empty where it has no items.

    `corner` is what of the text in its header's corner stands above a stroke from the top left of that cell to its
    bottom right: it names what the columns beside it are; empty where no stroke cuts it.
    """

    table_no: int
    pages: tuple[int, ...]
    caption: str
    n_rows: int
    n_cols: int
    header_rows: int
    finder: str
    confidence: float
    columns: tuple[Column, ...]
    cells: tuple[CellRecord, ...]
    corner: str


class FieldPlaceRecord(Struct, frozen=True, gc=False):
    """Where the text of one field of an item was read."""

    field: str
    fragments: tuple[FragmentRecord, ...]


class ItemRecord(Struct, frozen=True, gc=False):
    """One work item: a line of items.csv with its structure kept."""

    item_no: int
    table_no: int
    page: int | None
    path: tuple[Level, ...]
    action: str
    criteria: str
    method: str
    benefit: str
    units_raw: str
    units: tuple[str, ...]
    supporting_units: tuple[str, ...]
    officers: tuple[str, ...]
    period: Period
    weight: float | None
    weight_unit: WeightUnit
    indicator: Indicator
    remark: str
    bbox: BoxRecord | None
    flags: tuple[str, ...]
    fragments: tuple[FragmentRecord, ...]
    places: tuple[FieldPlaceRecord, ...]


class PlanRecord(Struct, frozen=True, gc=False):
    """One document, whole: metadata, sections, tables cell by cell, work items, warnings."""

    plan_id: str
    title: str
    agency: str
    roc_year: int | None
    edition: str
    source: Source
    revisions: tuple[RevisionRecord, ...]
    sections: tuple[Section, ...]
    tables: tuple[TableRecord, ...]
    items: tuple[ItemRecord, ...]
    warnings: tuple[Issue, ...]


def plan_record(plan: Plan) -> PlanRecord:
    """PLAN in the shape of its file."""
    recorder = _Recorder()
    return PlanRecord(
        plan_id=plan.plan_id,
        title=plan.title,
        agency=plan.agency,
        roc_year=plan.roc_year,
        edition=plan.edition,
        source=plan.source,
        revisions=tuple(RevisionRecord(r.raw, r.date, r.number) for r in plan.revisions),
        sections=plan.sections,
        tables=tuple(map(recorder.table, plan.tables)),
        items=tuple(map(recorder.item, plan.items)),
        warnings=plan.warnings,
    )


def rounded(value: float, digits: int = 2) -> float:
    """VALUE with at most DIGITS decimals; a whole number is an int, so that it is written without `.0`.

    >>> rounded(200.0), rounded(72.456)
    (200, 72.46)
    """
    short = round(float(value), digits)  # numbers of numpy round otherwise
    whole = int(short)
    return whole if short == whole else short


class _Figures(dict[float, float]):
    """Figures of one plan, each rounded once: its cells and fields stand at the same few edges."""

    def __missing__(self, value: float) -> float:
        found = self[value] = rounded(value)
        return found


class _Recorder:
    """Brings the parts of one plan into the shape of its file."""

    def __init__(self) -> None:
        self._figures = _Figures()

    def table(self, plan_table: PlanTable) -> TableRecord:
        table = plan_table.table
        return TableRecord(
            table_no=table.table_no,
            pages=table.pages,
            caption=table.caption,
            n_rows=table.n_rows,
            n_cols=table.n_cols,
            header_rows=table.header_rows,
            finder=table.finder,
            confidence=rounded(table.confidence, 4),
            columns=plan_table.columns,
            cells=tuple([self._cell(cell) for cell in table.cells]),
            corner=next(
                (cell.corner for cell in table.col_cells(0) if cell.row < table.header_rows and cell.corner), ""
            ),
        )

    def item(self, item: Item) -> ItemRecord:
        return ItemRecord(
            item_no=item.item_no,
            table_no=item.table_no,
            page=item.page,
            path=item.path,
            action=item.action,
            criteria=item.criteria,
            method=item.method,
            benefit=item.benefit,
            units_raw=item.units_raw,
            units=item.units,
            supporting_units=item.supporting_units,
            officers=item.officers,
            period=item.period,
            weight=None if item.weight is None else rounded(item.weight, 4),
            weight_unit=item.weight_unit,
            indicator=structs.replace(item.indicator, match_score=rounded(item.indicator.match_score, 4)),
            remark=item.remark,
            bbox=None if item.bbox is None else self._box(item.bbox),
            flags=item.flags,
            fragments=self._fragments(item.fragments),
            places=tuple([FieldPlaceRecord(place.field, self._fragments(place.fragments)) for place in item.places]),
        )

    def _cell(self, cell: Cell) -> CellRecord:
        fragments = self._fragments(cell.fragments)
        return CellRecord(
            cell.row, cell.col, cell.rowspan, cell.colspan, cell.text, cell.header, cell.filled, fragments
        )

    def _fragments(self, fragments: Sequence[Fragment]) -> tuple[FragmentRecord, ...]:
        figures = self._figures  # a page has two hundred: each box is brought into shape here, not by a call
        return tuple(
            [
                FragmentRecord(part.page, (figures[box.x0], figures[box.top], figures[box.x1], figures[box.bottom]))
                for part in fragments
                for box in (part.bbox,)
            ]
        )

    def _box(self, box: Box) -> BoxRecord:
        figures = self._figures
        return figures[box.x0], figures[box.top], figures[box.x1], figures[box.bottom]
