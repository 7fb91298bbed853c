"""The columns of items.csv, plans.csv and warnings.csv: name, type, and where the value comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar, get_args

from msgspec import Struct

from planlift.outcomes import Outcome, Status
from schema.plan import Level, MatchMethod, PeriodKind, WeightUnit
from schema.record import BoxRecord, ItemRecord, PlanRecord

Value = str | int | float | None  # a date is its ISO 8601 text
LEVELS = 5
TOO_DEEP = f"path_deeper_than_{LEVELS}"
SEPARATOR = "; "

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: `type` and `constraints` are those of a Frictionless table schema."""

    name: str
    type: Literal["string", "integer", "number", "date"]
    value: Callable[[Row], Value]  # None and "" mean: not stated in the document
    constraints: dict[str, object] = field(default_factory=dict)


class ItemRow(Struct, frozen=True):
    """A line of items.csv."""

    plan: PlanRecord
    item: ItemRecord


@dataclass(frozen=True, slots=True)
class WarningRow:
    """A line of warnings.csv: a doubt about one place, or the failure of a whole document."""

    plan_id: str
    source_file: str
    page: int | None
    table_no: int | None
    item_no: int | None
    code: str
    message: str


def item_rows(plan: PlanRecord) -> Iterator[ItemRow]:
    """The lines of items.csv that PLAN gives."""
    return (ItemRow(plan, item) for item in plan.items)


def warning_rows(outcome: Outcome) -> Iterator[WarningRow]:
    """The lines of warnings.csv that OUTCOME gives."""
    document = (outcome.plan_id, outcome.source_file)
    if outcome.plan is None:
        yield WarningRow(*document, None, None, None, outcome.error_code, outcome.error)
        return
    for issue in outcome.plan.warnings:
        yield WarningRow(*document, issue.page, issue.table_no, issue.item_no, issue.code, issue.message)


def joined(values: Iterable[str]) -> str:
    """A multi-valued cell."""
    return SEPARATOR.join(values)


def level_text(path: tuple[Level, ...], number: int) -> str:
    """The text of level NUMBER (from 1) of PATH; the last column takes all that is deeper as well.

    >>> level_text(tuple(Level(n, "", t) for n, t in enumerate("甲乙丙丁戊己", 1)), 5)
    '戊 / 己'
    """
    if number > len(path):
        return ""
    if number < LEVELS:
        return path[number - 1].text
    return " / ".join(level.text for level in path[LEVELS - 1 :])


def box_text(box: BoxRecord | None) -> str:
    """`x0,top,x1,bottom`; empty for None."""
    return "" if box is None else ",".join(str(edge) for edge in box)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _flags(row: ItemRow) -> str:
    deep = (TOO_DEEP,) if len(row.item.path) > LEVELS else ()
    return joined((*row.item.flags, *deep))


def _level(number: int) -> Column[ItemRow]:
    return Column(f"level_{number}", "string", lambda row: level_text(row.item.path, number))


def _one_of(literal: object) -> dict[str, object]:
    return {"enum": [value for value in get_args(literal) if value]}


_REQUIRED: dict[str, object] = {"required": True}
_FROM_0: dict[str, object] = {"minimum": 0}
_FROM_1: dict[str, object] = {"minimum": 1}
_MONTHS: dict[str, object] = {"pattern": r"\d{4}-(0[1-9]|1[0-2])(; \d{4}-(0[1-9]|1[0-2]))*"}
_NUMBER = r"-?\d+(\.\d+)?"
_BOX: dict[str, object] = {"pattern": rf"{_NUMBER}(,{_NUMBER}){{3}}"}

ITEM_COLUMNS: tuple[Column[ItemRow], ...] = (
    Column("plan_id", "string", lambda r: r.plan.plan_id, _REQUIRED),
    Column("source_file", "string", lambda r: r.plan.source.file, _REQUIRED),
    Column("agency", "string", lambda r: r.plan.agency),
    Column("plan_title", "string", lambda r: r.plan.title),
    Column("roc_year", "integer", lambda r: r.plan.roc_year),
    Column("item_no", "integer", lambda r: r.item.item_no, _REQUIRED | _FROM_1),
    Column("table_no", "integer", lambda r: r.item.table_no, _REQUIRED | _FROM_1),
    Column("page", "integer", lambda r: r.item.page, _FROM_1),
    *(_level(number) for number in range(1, LEVELS + 1)),
    Column("action", "string", lambda r: r.item.action),
    Column("criteria", "string", lambda r: r.item.criteria),
    Column("method", "string", lambda r: r.item.method),
    Column("benefit", "string", lambda r: r.item.benefit),
    Column("units_raw", "string", lambda r: r.item.units_raw),
    Column("units", "string", lambda r: joined(r.item.units)),
    Column("supporting_units", "string", lambda r: joined(r.item.supporting_units)),
    Column("officers", "string", lambda r: joined(r.item.officers)),
    Column("period_raw", "string", lambda r: r.item.period.raw),
    Column("period_kind", "string", lambda r: r.item.period.kind, _one_of(PeriodKind)),
    Column("start", "date", lambda r: _iso(r.item.period.start)),
    Column("end", "date", lambda r: _iso(r.item.period.end)),
    Column("recurrence", "string", lambda r: r.item.period.recurrence),
    Column("months", "string", lambda r: joined(r.item.period.months), _MONTHS),
    Column("weight", "number", lambda r: r.item.weight),
    Column("weight_unit", "string", lambda r: r.item.weight_unit, _one_of(WeightUnit)),
    Column("indicator_code", "string", lambda r: r.item.indicator.code),
    Column("indicator_name", "string", lambda r: r.item.indicator.name),
    Column("edition_code", "string", lambda r: r.item.indicator.edition_code),
    Column("match_method", "string", lambda r: r.item.indicator.match_method, _REQUIRED | _one_of(MatchMethod)),
    Column("match_score", "number", lambda r: r.item.indicator.match_score, {"minimum": 0, "maximum": 1}),
    Column("remark", "string", lambda r: r.item.remark),
    Column("bbox", "string", lambda r: box_text(r.item.bbox), _BOX),
    Column("flags", "string", _flags),
)

PLAN_COLUMNS: tuple[Column[Outcome], ...] = (
    Column("plan_id", "string", lambda o: o.plan_id, _REQUIRED | {"unique": True}),
    Column("source_file", "string", lambda o: o.source_file, _REQUIRED),
    Column("agency", "string", lambda o: o.plan.agency if o.plan else None),
    Column("plan_title", "string", lambda o: o.plan.title if o.plan else None),
    Column("roc_year", "integer", lambda o: o.plan.roc_year if o.plan else None),
    Column("pages", "integer", lambda o: o.plan.source.pages if o.plan else None, _FROM_0),
    Column("tables", "integer", lambda o: len(o.plan.tables) if o.plan else None, _FROM_0),
    Column("items", "integer", lambda o: len(o.plan.items) if o.plan else None, _FROM_0),
    Column("status", "string", lambda o: o.status, _REQUIRED | _one_of(Status)),
    Column("warnings", "integer", lambda o: len(o.plan.warnings) if o.plan else None, _FROM_0),
    Column("sha256", "string", lambda o: o.sha256, {"pattern": "[0-9a-f]{64}"}),
    Column("error_code", "string", lambda o: o.error_code),
    Column("error", "string", lambda o: o.error),
)

WARNING_COLUMNS: tuple[Column[WarningRow], ...] = (
    Column("plan_id", "string", lambda w: w.plan_id, _REQUIRED),
    Column("source_file", "string", lambda w: w.source_file, _REQUIRED),
    Column("page", "integer", lambda w: w.page, _FROM_1),
    Column("table_no", "integer", lambda w: w.table_no, _FROM_1),
    Column("item_no", "integer", lambda w: w.item_no, _FROM_1),
    Column("code", "string", lambda w: w.code, _REQUIRED),
    Column("message", "string", lambda w: w.message, _REQUIRED),
)
