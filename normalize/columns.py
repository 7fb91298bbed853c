"""What each column of a table holds, by its printed header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from msgspec import structs

from normalize.header_rows import header_rows_of, names_over
from normalize.inference import with_counts_apart, with_roles_by_content
from normalize.month_columns import MonthColumn, month_columns
from normalize.script import to_key
from normalize.units.marks import columns_of_marks
from normalize.vocabulary import Vocabulary, vocabulary
from schema.plan import Column
from schema.tables import Table

_LISTED = re.compile(r"[/、,]")
_ANNOUNCED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
MONTH_ROLE = "months"
MARK_ROLE = "unit_mark"
_OF_OWNERS = ("units", "lead_units", "supporting_units", "officers")


@dataclass(frozen=True)
class Layout:
    """A table's columns read: their roles, its Gantt months, what its name column announces in a bracket."""

    columns: tuple[Column, ...]
    body_start: int  # first row below the header
    months: tuple[MonthColumn, ...] = ()
    announced: tuple[str, ...] = ()  # roles in a header's bracket: `專案名稱(配分/承辦人)` → weight, officers
    announced_in: int | None = None  # index of that column
    unit_marks: tuple[tuple[int, str], ...] = ()  # columns headed by a unit's name, whose cells carry a mark

    def having(self, role: str) -> tuple[int, ...]:
        """Indices of the columns of ROLE, from the left."""
        return self._by_role.get(role, ())

    @cached_property
    def _by_role(self) -> dict[str, tuple[int, ...]]:
        roles = dict.fromkeys(column.role for column in self.columns)
        return {role: tuple(column.index for column in self.columns if column.role == role) for role in roles}

    @property
    def is_gantt(self) -> bool:
        return bool(self.months)


def layout_of(table: Table) -> Layout:
    """The roles of TABLE's columns; all roles empty where its header says nothing."""
    words = vocabulary()
    rows = header_rows_of(table, words)
    stacks = names_over(table, rows, words)
    months = month_columns(stacks)
    month_indices = {month.index for month in months}
    columns = [
        Column(col, _joined(stack), MONTH_ROLE if col in month_indices else _role(_beside(months, stack, words), words))
        for col, stack in enumerate(stacks)
    ]
    marks = _unit_marks(columns, stacks, words)
    columns = [structs.replace(c, role=MARK_ROLE) if c.index in dict(marks) else c for c in columns]
    columns = _without_line_names(columns, table, rows, words) if months else columns
    columns = with_counts_apart(columns, table, rows)
    columns = _with_action(_settle(columns, words), table, rows, words)
    if any(c.role for c in columns):
        columns = with_roles_by_content(columns, table, rows)
        if not marks and not any(c.role == "units" for c in columns):
            marks = columns_of_marks(columns, table, rows)
            columns = [structs.replace(c, role=MARK_ROLE) if c.index in dict(marks) else c for c in columns]
    announced, announced_in = _announced(columns, words)
    return Layout(tuple(columns), rows, months, announced, announced_in, marks)


def _without_line_names(columns: Sequence[Column], table: Table, rows: int, words: Vocabulary) -> list[Column]:
    """The columns of a Gantt table; one named like a period that says which line is which (`預定`, `實際`) has no
    role."""
    kept = []
    for column in columns:
        texts = _texts(table, column.index, rows) if column.role == "period" else []
        idle = texts and all(to_key(text) in words.bar_lines for text in texts)
        kept.append(structs.replace(column, role="") if idle else column)
    return kept


def _joined(stack: Sequence[str]) -> str:
    return "/".join(dict.fromkeys(stack))


def _role(stack: Sequence[str], words: Vocabulary) -> str:
    """The lowest header cell decides; a header cut over rows reads as one; then the group above it."""
    if not stack:
        return ""
    for candidate in (stack[-1], "".join(stack), *reversed(stack[:-1])):
        if words.is_exact(candidate):
            told = words.role(candidate)
            own = words.role(stack[-1]) if told in _OF_OWNERS else ""
            return own if own in _OF_OWNERS else told  # 協作單位 under 分工單位
    return next((role for text in reversed(stack) if (role := words.role(text))), "")


def _beside(months: Sequence[MonthColumn], stack: Sequence[str], words: Vocabulary) -> list[str]:
    """STACK, in a table with MONTHS, without what a corner says of these: `工作項目＼月份` heads the work only."""
    return [_without_axis(text, words) for text in stack] if months else list(stack)


def _without_axis(text: str, words: Vocabulary) -> str:
    key = to_key(text)
    if words.is_exact(text):
        return text
    for axis in words.axes:
        for rest in (key.removeprefix(axis), key.removesuffix(axis)):
            bare = rest.strip("\\/＼／|、")
            if rest != key and words.is_exact(bare):
                return bare
    return text


def _settle(columns: list[Column], words: Vocabulary) -> list[Column]:
    """Roles that only the whole header tells."""
    columns = _task_behind(_last_keeps(columns, "action"), words)
    columns = _last_keeps(columns, "criteria", behind=_last_index(columns, "action"))
    columns = _with_aims(columns, words)
    columns = _with_measures(columns, words)
    roles = {column.role for column in columns}
    if "action" not in roles and "level" in roles:
        explained = [c for c in columns if to_key(c.header) in words.explaining]
        columns = [structs.replace(c, role="action") if c in explained[:1] else c for c in columns]
    if "lead_units" in roles:
        swap = {"lead_units": "units", "units": "supporting_units"}
        columns = [structs.replace(c, role=swap.get(c.role, c.role)) for c in columns]
    columns = _start_and_end(columns, words)
    for role in ("units", "period", "supporting_units", "benefit", "method", "officers", "weight"):
        columns = _only_one(columns, role, words)
    return columns


def _task_behind(columns: list[Column], words: Vocabulary) -> list[Column]:
    """Headers from the outside in: a column that only ends like an action (`責任事項`) heads the rows of one right
    behind it that names tasks (`工作任務`), which is the action."""
    action = _last_index(columns, "action")
    if action is None or action + 1 >= len(columns) or words.is_exact(columns[action].own_header):
        return columns
    task = columns[action + 1]
    if task.role != "level" or not words.is_task(task.own_header):
        return columns
    swapped = {action: "level", task.index: "action"}
    return [structs.replace(c, role=swapped.get(c.index, c.role)) for c in columns]


def _with_aims(columns: list[Column], words: Vocabulary) -> list[Column]:
    """A column of aims (`年度目標`) that stands first, before a level or the action, heads the rows."""
    first = next((c for c in columns if c.role not in ("number", "")), None)
    if first is None or first.role != "criteria" or not words.is_measure(first.own_header):
        return columns
    return [structs.replace(c, role="level") if c is first else c for c in columns]


def _with_measures(columns: list[Column], words: Vocabulary) -> list[Column]:
    """A header such as `評價指標` heads rows where it stands before the action; behind it, it is what the work is
    measured by, if another heads them."""
    action = _last_index(columns, "action")
    led = action is not None and any(c.role == "level" and c.index < action for c in columns)
    if action is None or not led or any(c.role == "criteria" for c in columns):
        return columns
    found = [c for c in columns if c.role == "level" and c.index > action and words.is_measure(c.own_header)]
    return [structs.replace(c, role="criteria") if c in found[:1] else c for c in columns]


def _with_action(columns: list[Column], table: Table, rows: int, words: Vocabulary) -> list[Column]:
    """Where no column is the action, the last level may stand in for it: by its header, or by what it holds."""
    levels = [c for c in columns if c.role == "level"]
    if not levels or any(c.role == "action" for c in columns):
        return columns
    last = levels[-1]
    own = last.own_header
    if to_key(own) in words.stand_in or (words.may_stand_in(own) and _tells_work(table, last, rows, words)):
        return [structs.replace(c, role="action") if c is last else c for c in columns]
    return columns


def _tells_work(table: Table, column: Column, rows: int, words: Vocabulary) -> bool:
    """Do most cells of COLUMN end as sentences do or, unless its header calls them tasks, tell what is done?"""
    by_verbs = not words.names_tasks(column.own_header)
    texts = _texts(table, column.index, rows)
    told = [text.endswith(("。", "；", ";")) or (by_verbs and words.names_work(text)) for text in texts]
    return 2 * sum(told) > len(texts)


def _texts(table: Table, col: int, rows: int) -> list[str]:
    """The texts of a column below the header of ROWS."""
    return [cell.text for cell in table.col_cells(col) if cell.row >= rows and cell.text]


def _last_keeps(columns: list[Column], role: str, behind: int | None = None) -> list[Column]:
    """Of several columns of ROLE the last keeps it; those before it are levels, but for those BEHIND a column."""
    own = [c for c in columns if c.role == role]
    levels = [c for c in own if _group(c) != _group(own[-1]) and (behind is None or c.index <= behind)]
    return [structs.replace(c, role="level") if c in levels else c for c in columns]


def _last_index(columns: Sequence[Column], role: str) -> int | None:
    return next((c.index for c in reversed(columns) if c.role == role), None)


def _group(column: Column) -> str:
    """The header above a column's own, or its own: columns of one group are one (`年度目標值` over four years)."""
    return column.header.split("/", 1)[0]


def _start_and_end(columns: list[Column], words: Vocabulary) -> list[Column]:
    """Two columns of deadlines, one for the start and one for the end, are one period."""
    found = [c for c in columns if c.role == "period"]
    if len(found) == 2 and words.is_start_and_end(found[0].header, found[1].header):
        return [structs.replace(c, role="period_end") if c is found[1] else c for c in columns]
    pairs = ((one, other) for one, other in pairwise(columns) if words.are_bare_ends(one.own_header, other.own_header))
    bare = next(pairs, ()) if not found else ()
    roles = {column.index: role for column, role in zip(bare, ("period", "period_end"), strict=False)}
    return [structs.replace(c, role=roles.get(c.index, c.role)) for c in columns]


def _unit_marks(
    columns: Sequence[Column], stacks: Sequence[Sequence[str]], words: Vocabulary
) -> tuple[tuple[int, str], ...]:
    """Columns under one header of units that are headed each by a unit's name."""
    found = [
        (c.index, stacks[c.index][-1])
        for c in columns
        if c.role in ("units", "supporting_units") and len(stacks[c.index]) > 1 and not words.role(stacks[c.index][-1])
    ]
    return tuple(found) if len(found) >= 2 else ()


def _only_one(columns: list[Column], role: str, words: Vocabulary) -> list[Column]:
    """Of several columns of ROLE the one whose header is in the vocabulary, else the first, keeps it."""
    having = [c for c in columns if c.role == role]
    if len(having) < 2:
        return columns
    keep = next((c for c in having if words.is_exact(c.own_header)), having[0])
    return [structs.replace(c, role="") if c.role == role and c is not keep else c for c in columns]


def _announced(columns: Sequence[Column], words: Vocabulary) -> tuple[tuple[str, ...], int | None]:
    for column in columns:
        found = _ANNOUNCED.search(to_key(column.header)) if column.role in ("level", "action") else None
        if found is not None:
            roles = tuple(words.role(part) for part in _LISTED.split(found[1]))
            if roles and set(roles) <= {"weight", "officers", "units"}:
                return roles, column.index
    return (), None
