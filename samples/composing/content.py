"""The content of a plan as it stands in `plans/*.yaml`, made into typed values: columns, rows, steps.

A row is a mapping of column keys to texts. Besides these keys a row or a step may carry

    band       one text over the whole width: a heading for the rows below it
    heading    true: the row only holds a heading (its level cells) for the rows below it
    steps      entries that stand under one another in the row's cells and run in step
    months     the marked months of a schedule
    code       the indicator, where it is sure

A level column that a row leaves out is merged with the cell above; any other column is empty, or merged where
the row says `^`. A text may be a mapping {print: […], as: {column of items.csv: value}} where what the item
takes from the cell is not what is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

RESERVED = frozenset({"band", "heading", "steps", "months", "code"})
PERIOD = ("period_kind", "start", "end", "recurrence", "months")
MERGED = "^"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as printed. `header` is a path: a header over several columns stands first."""

    key: str
    header: tuple[str, ...]
    role: str  # level, action, criteria, method, benefit, units, supporting, officers, period, weight, number, other
    width_cm: float
    month: int | None = None
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says: the paragraphs printed, and what an item takes from it where that differs."""

    lines: tuple[str, ...] = ()
    instead: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of a row that runs in step over the columns; with inner steps it is their heading."""

    values: dict[str, Value]
    inner: tuple[Step, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row between two ruled lines."""

    values: dict[str, Value]
    merged: frozenset[str] = frozenset()  # columns whose cell is the one above
    steps: tuple[Step, ...] = ()
    months: tuple[int, ...] = ()
    band: str = ""
    heading: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class TableContent:
    """A table before it is laid out. `look` is ruled, rows (no rule between steps) or open (no vertical rules)."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    look: str = "ruled"
    repeat_header: bool = True
    shaded_header: bool = False
    mark: str = ""  # what stands in a marked month; empty: the cell is shaded
    bars: bool = False  # a web page draws a bar over months that follow each other, instead of shading their cells
    items: bool = True  # False: a table of another kind


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A plan: what is printed, in order, and what its readers should make of dates and lists of units."""

    slug: str
    title: str
    agency: str
    roc_year: int
    files: dict[str, str]  # suffix → way of numbering: `text` or `numbered`
    body: tuple[Any, ...]  # TableContent, or {kind: text}
    font: str = "AR PL UKai TW"
    size_pt: float = 12
    landscape: bool = False
    row_cm: float = 1.0  # height of the rows of a spreadsheet
    language: str = "zh-TW"
    periods: dict[str, dict[str, str]] = field(default_factory=dict)
    unit_lists: dict[str, list[str]] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[TableContent, ...]:
        """The tables among the body, in order."""
        return tuple(part for part in self.body if isinstance(part, TableContent))


def load(path: Path) -> PlanContent:
    """The plan that the YAML file at PATH describes."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["periods"] = {str(printed): _period(meant) for printed, meant in data.get("periods", {}).items()}
    data["body"] = tuple(_table(part["table"]) if "table" in part else part for part in data["body"])
    return PlanContent(slug=path.stem, **data)


def _period(meant: list[Any]) -> dict[str, str]:
    """Kind, start, end, recurrence and months, of which the last two may be left out."""
    return {name: str(value) for name, value in zip(PERIOD, [*meant, "", ""], strict=False)}


def _table(data: dict[str, Any]) -> TableContent:
    columns = tuple(_columns(data.pop("columns")))
    rows = tuple(_row(row, columns) for row in data.pop("rows"))
    return TableContent(columns=columns, rows=rows, **data)


def _columns(entries: list[dict[str, Any]], above: tuple[str, ...] = ()) -> list[Column]:
    found: list[Column] = []
    for entry in entries:
        if "columns" in entry:
            found += _columns(entry["columns"], (*above, entry["header"]))
        elif "months" in entry:
            found += [
                Column(f"m{month}", (entry["header"], f"{month}月"), "month", entry["width_cm"], month, "center")
                for month in entry["months"]
            ]
        else:
            found.append(Column(**{**entry, "header": (*above, entry["header"])}))
    return found


def _row(data: dict[str, Any], columns: tuple[Column, ...]) -> Row:
    _check(data, columns)
    values = {key: _value(data[key]) for key in data if key not in RESERVED and data[key] != MERGED}
    left_out = {column.key for column in columns if column.role == "level" and column.key not in data}
    in_steps = {key for step in data.get("steps", ()) for key in _step_keys(step)}
    asked = {key for key in data if data[key] == MERGED}
    return Row(
        values=values,
        merged=frozenset() if "band" in data else frozenset((left_out - in_steps) | asked),
        steps=tuple(_step(step, columns) for step in data.get("steps", ())),
        months=tuple(data.get("months", ())),
        band=data.get("band", ""),
        heading=bool(data.get("heading")),
        code=data.get("code", ""),
    )


def _step(data: dict[str, Any], columns: tuple[Column, ...]) -> Step:
    _check(data, columns)
    return Step(
        values={key: _value(data[key]) for key in data if key not in RESERVED},
        inner=tuple(_step(step, columns) for step in data.get("steps", ())),
        code=data.get("code", ""),
    )


def _step_keys(step: dict[str, Any]) -> set[str]:
    inner = [_step_keys(each) for each in step.get("steps", ())]
    return {key for key in step if key not in RESERVED}.union(*inner)


def _check(data: dict[str, Any], columns: tuple[Column, ...]) -> None:
    unknown = set(data) - RESERVED - {column.key for column in columns}
    if unknown:
        raise ValueError(f"{sorted(unknown)} name no column of the table: {data}")


def _value(data: Any) -> Value:
    if isinstance(data, dict):
        return Value(tuple(data["print"]), data["as"])
    if isinstance(data, list):
        return Value(tuple(str(line) for line in data))
    return Value(tuple(str(data).split("\n")) if str(data) else ())
