"""The items that a person reads off a plan's content: the gold's lines, by the rules of the output contract.

Nothing here looks at a page, and nothing of planlift is used: what a date or a list of units means is looked
up in the plan's own `periods` and `unit_lists`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from samples.composing.content import PlanContent, Row, Step, TableContent, Value

DITTO = frozenset({"”", "〃", "″", '"', "同上", "仝上", "々"})
POINTS = re.compile(r"[(（](\d+(?:\.\d+)?)\s*分[)）]")
SEPARATORS = re.compile(r"[、，；/]|及|與|和|暨|等$")
LEVELS = tuple(f"level_{n}" for n in range(1, 6))
TEXTS = ("action", "criteria", "method", "benefit", "units_raw", "units", "supporting_units", "officers")
PERIOD = ("period_raw", "period_kind", "start", "end", "recurrence", "months")
FIELD_OF_ROLE = {"supporting": "supporting_units"}


@dataclass
class _Reading:
    """What has been read so far down a table: the headings that hold, and what a ditto would repeat."""

    band: str = ""
    heading: dict[str, str] = field(default_factory=dict)
    level: dict[str, str] = field(default_factory=dict)
    carried: dict[str, Value] = field(default_factory=dict)  # the cell above, for merged cells
    printed: dict[str, str] = field(default_factory=dict)  # the last text, for dittos


def items(plan: PlanContent, plan_id: str) -> list[dict[str, Any]]:
    """The gold's items, without pages, in reading order."""
    found: list[dict[str, Any]] = []
    for table_no, table in enumerate(plan.tables, 1):
        if table.items:
            found += [{"table_no": table_no, **item} for item in _Table(plan, table).items()]
    return [_whole(plan, plan_id, number, item) for number, item in enumerate(found, 1)]


def _whole(plan: PlanContent, plan_id: str, number: int, item: dict[str, Any]) -> dict[str, Any]:
    """ITEM with every column of the gold, in order; what it does not state is empty."""
    known = {
        "plan_id": plan_id,
        "source_file": "",
        "agency": plan.agency,
        "plan_title": plan.title,
        "roc_year": plan.roc_year,
        "item_no": number,
        "table_no": item["table_no"],
        "page": None,
    }
    for name in (*LEVELS, *TEXTS, *PERIOD):
        known[name] = item.get(name, "")
    known |= {"weight": item.get("weight"), "weight_unit": item.get("weight_unit", "")}
    known |= {"indicator_code": item.get("indicator_code", ""), "edition_code": "", "remark": item.get("remark", "")}
    return known


class _Table:
    """One table on its way to items."""

    def __init__(self, plan: PlanContent, table: TableContent) -> None:
        self.plan, self.table, self.so_far = plan, table, _Reading()
        self.levels = [column.key for column in table.columns if column.role == "level"]
        self.actions = [column.key for column in table.columns if column.role == "action"]

    def items(self) -> Iterator[dict[str, Any]]:
        """The items of the table, row by row."""
        for row in self.table.rows:
            if row.band:
                self.so_far.band = row.band
                self.so_far.heading.clear()
                self.so_far.level.clear()
                continue
            self._take_levels(row)
            values = {key: value for key, value in self.so_far.carried.items() if key in row.merged} | row.values
            self.so_far.carried = values
            if row.heading:
                continue
            values = {key: value for key, value in values.items() if key not in self.levels or value.instead}
            if row.steps:
                yield from self._steps(row, row.steps, values, ())
            else:
                yield self._item(values, self._path(), row.months, row.code)

    def _take_levels(self, row: Row) -> None:
        held = self.so_far
        for place, key in enumerate(self.levels):
            if key in row.merged:
                continue
            value = row.values.get(key, Value())
            for inner in self.levels[place + 1 :]:
                if inner not in row.merged:
                    held.level.pop(inner, None)
                held.heading.pop(inner, None)
            held.level.pop(key, None)
            if row.heading and not any(row.values.get(k, Value()).text for k in self.levels[place + 1 :]):
                held.heading[key] = value.text
            elif value.text:
                held.level[key] = str(value.instead.get("level", "".join(value.lines)))

    def _path(self) -> tuple[str, ...]:
        held = self.so_far
        inside = [text for key in self.levels for text in (held.heading.get(key, ""), held.level.get(key, ""))]
        return tuple(text for text in (held.band, *inside) if text)

    def _steps(
        self, row: Row, steps: tuple[Step, ...], around: dict[str, Value], above: tuple[str, ...]
    ) -> Iterator[dict[str, Any]]:
        for step in steps:
            own = tuple("".join(step.values[key].lines) for key in self.levels if key in step.values)
            code = step.code or row.code
            if step.inner:
                named = own or tuple("".join(step.values[key].lines) for key in self.actions)
                beside = {k: v for k, v in step.values.items() if k not in (*self.actions, *self.levels)}
                yield from self._steps(row, step.inner, around | beside, (*above, *named))
            else:
                values = around | {k: v for k, v in step.values.items() if k not in self.levels}
                yield self._item(values, self._path() + above + own, row.months, code)

    def _item(
        self, values: dict[str, Value], path: tuple[str, ...], months: tuple[int, ...], code: str
    ) -> dict[str, Any]:
        if len(path) > len(LEVELS):
            raise ValueError(f"a path of more than five levels: {path}")
        item: dict[str, Any] = dict(zip(LEVELS, path, strict=False))
        points = [found[1] for found in map(POINTS.search, path) if found]
        if points:
            item |= {"weight": float(points[-1]), "weight_unit": "points"}
        others: dict[str, str] = {}
        for column in self.table.columns:
            value = values.get(column.key, Value())
            item |= self._field(column.role, column.key, value)
            item |= {name: each for name, each in value.instead.items() if name != "level"}
            if column.role == "other" and value.text:
                others["".join(column.header)] = "".join(value.lines)
        item |= self._remark(others)
        if any(column.month for column in self.table.columns):
            item |= _schedule(self.plan.roc_year + 1911, months)
        return item | ({"indicator_code": code} if code else {})

    def _field(self, role: str, key: str, value: Value) -> dict[str, Any]:
        if role in ("action", "criteria", "method", "benefit"):
            return {role: self._undittoed(key, value)}
        if role in ("units", "supporting", "officers"):
            raw = self._undittoed(key, value).replace("\n", "、")
            listed = {FIELD_OF_ROLE.get(role, role): "; ".join(self._listed(raw))}
            return listed | ({"units_raw": raw} if role == "units" else {})
        if role == "period":
            raw = self._undittoed(key, value).replace("\n", "")
            return {"period_raw": raw} | (self.plan.periods[raw] if raw else {})
        if role == "weight" and value.text:
            unit = "percent" if value.text.endswith("%") else "points"
            return {"weight": float(value.text.rstrip("分%")), "weight_unit": unit}
        return {}

    def _undittoed(self, key: str, value: Value) -> str:
        if value.text in DITTO:
            return self.so_far.printed[key]
        if value.text:
            self.so_far.printed[key] = value.text
        return value.text

    def _listed(self, raw: str) -> list[str]:
        if raw in self.plan.unit_lists:
            return self.plan.unit_lists[raw]
        if SEPARATORS.search(raw):
            raise ValueError(f"`unit_lists` of {self.plan.slug} does not say how to read {raw}")
        return [raw] if raw else []

    def _remark(self, others: dict[str, str]) -> dict[str, str]:
        """The text of a lone remark column; of several columns without a role, each with its header."""
        headers = ["".join(column.header) for column in self.table.columns if column.role == "other"]
        if headers and headers[0].startswith(("備註", "备注")) and len(headers) == 1:
            return {"remark": "".join(others.values())}
        return {"remark": "; ".join(f"{header}={text}" for header, text in others.items())}


def _schedule(year: int, months: tuple[int, ...]) -> dict[str, str]:
    """Kind, start, end and months of the marked MONTHS of a calendar YEAR."""
    if not months:
        return {}
    last = [31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28]
    last += [31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return {
        "period_kind": "month" if len(months) == 1 else "range",
        "start": f"{year}-{months[0]:02}-01",
        "end": f"{year}-{months[-1]:02}-{last[months[-1] - 1]:02}",
        "months": "; ".join(f"{year}-{month:02}" for month in months),
    }
