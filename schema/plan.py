"""What comes out: a plan and its work items, as `CONTRACT` names them. JSON Schema is made from these types."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from msgspec import Struct

from schema.issues import Issue
from schema.places import Box, Fragment
from schema.tables import Source, Table

PeriodKind = Literal["date", "month", "range", "recurring", "ongoing", "as_needed", ""]
MatchMethod = Literal["exact", "alias", "context", "fuzzy", "override", "none"]
WeightUnit = Literal["points", "percent", ""]


class Level(Struct, frozen=True, gc=False):
    """One step of an item's heading path."""

    level: int  # from 1, outermost first
    label: str  # its enumerator as printed (`一、`), or empty
    text: str  # as printed, enumerator included, without line breaks


class Period(Struct, frozen=True, gc=False):
    """When: as printed, and what was made of it. `start` and `end` are both inclusive."""

    raw: str = ""
    kind: PeriodKind = ""
    start: date | None = None
    end: date | None = None
    recurrence: str = ""  # RFC 5545 RRULE without its prefix
    months: tuple[str, ...] = ()  # YYYY-MM


class Indicator(Struct, frozen=True, gc=False):
    """The canonical indicator of an item, and why it was chosen."""

    code: str = ""
    name: str = ""
    edition_code: str = ""
    match_method: MatchMethod = "none"
    match_score: float = 0.0
    why: str = ""


class FieldPlace(Struct, frozen=True, gc=False):
    """Where the text of one field of an item was read."""

    field: str  # name of the column of items.csv
    fragments: tuple[Fragment, ...]


class Item(Struct, frozen=True, gc=False):
    """The finest piece of work that the document itself tells apart."""

    item_no: int
    table_no: int
    page: int | None = None
    path: tuple[Level, ...] = ()
    action: str = ""
    criteria: str = ""
    method: str = ""
    benefit: str = ""
    units_raw: str = ""
    units: tuple[str, ...] = ()
    supporting_units: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    period: Period = Period()
    weight: float | None = None
    weight_unit: WeightUnit = ""
    indicator: Indicator = Indicator()
    remark: str = ""
    bbox: Box | None = None
    flags: tuple[str, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    places: tuple[FieldPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One dated line of a plan's history."""

    raw: str
    date: date | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the text outside tables, with what stands under it."""

    label: str  # enumerator as printed, or empty
    heading: str  # without its enumerator
    level: int  # from 1
    text: str
    page: int | None
    children: tuple[Section, ...] = ()


class Column(Struct, frozen=True, gc=False):
    """A column of a logical table and what it was recognized as."""

    index: int  # from 0
    header: str
    role: str  # see `schema/vocabulary/headers.yaml`; empty where none fits

    @property
    def own_header(self) -> str:
        """Its own header, without the groups above it."""
        return self.header.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A logical table with the roles of its columns; `columns` is empty where it is no implementation table."""

    table: Table
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One document, whole."""

    plan_id: str
    source: Source
    title: str = ""
    agency: str = ""
    roc_year: int | None = None
    edition: str = ""  # code of the framework's edition that the plan follows, or empty
    revisions: tuple[Revision, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[PlanTable, ...] = ()
    items: tuple[Item, ...] = ()
    warnings: tuple[Issue, ...] = field(default=())
