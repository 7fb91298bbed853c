"""Work items of one implementation table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from normalize.asides import asides_of
from normalize.cells import CellReader
from normalize.columns import Layout
from normalize.dittos import with_text_dittos_resolved
from normalize.fields import FieldReader
from normalize.gantt import marks_of
from normalize.headings import Headings
from normalize.plan_year import PlanYear
from normalize.rows import Draft, RowReader, Text
from normalize.script import to_key
from normalize.subrows import with_rows_split
from normalize.widths import widths_of
from schema.enumerators import read_enumerator
from schema.issues import Issue
from schema.places import Box, Fragment, fragments_of
from schema.plan import FieldPlace, Item, Level, Period
from schema.tables import Cell, Line, Table


@dataclass(slots=True)
class Reading:
    """What a table gave: its items (numbered from 1 within the table), and what was left out or doubtful."""

    items: list[Item] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def items_of(table: Table, layout: Layout, year: PlanYear | None) -> Reading:
    """The items of an implementation TABLE; YEAR is the plan's own year, None where unknown."""
    reading = Reading()
    table = with_text_dittos_resolved(table, layout)
    cells = with_rows_split(CellReader(table, widths_of(table, layout.body_start)), layout)
    table = cells.table
    rows = RowReader(cells, layout)
    fields = FieldReader(cells, layout, year)
    fragments = _Fragments()
    for row, above in _item_rows(table, layout, reading):
        for draft in rows.drafts(row, above):
            reading.items.append(_item(draft, table, layout, year, fields, fragments))
    return reading


def _item_rows(table: Table, layout: Layout, reading: Reading) -> Iterator[tuple[int, list[Cell]]]:
    """The rows that hold items, each with the heading cells in force."""
    headings = Headings(table, layout)
    headings.open_above()
    asides = asides_of(table, layout)
    header = _keys(table, layout.body_start - 1) if layout.body_start else []
    for row in range(layout.body_start, table.n_rows):
        own = [cell for cell in table.row_cells(row) if cell.row == row]
        if not any(cell.text or cell.filled for cell in own) or (header and _reads_as(table, row, header)):
            continue
        if kind := asides.get(row):
            said = " ".join(cell.text for cell in own if cell.text)
            where = next((cell.fragments[0].page for cell in own if cell.text and cell.fragments), None)
            message = f"A {kind} row of table {table.table_no} is no item and was left out: {said[:200]}"
            reading.issues.append(Issue("row_left_out", message, where, table.table_no))
            continue
        if not headings.open(row):
            yield row, [heading.cell for heading in headings.over(row)]


def _keys(table: Table, row: int) -> list[str]:
    return [to_key(cell.text) for cell in table.row_cells(row)]


def _reads_as(table: Table, row: int, keys: Sequence[str]) -> bool:
    """Are KEYS those of ROW? Its first cell mostly tells, so that long texts are not folded for it."""
    cells = list(table.row_cells(row))
    return len(cells) == len(keys) and all(to_key(cell.text) == key for cell, key in zip(cells, keys, strict=True))


class _Fragments:
    """The fragments of lines. Items share the lines of a merged cell, and theirs are put together once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[tuple[Line, ...], tuple[Fragment, ...]]] = {}

    def of(self, lines: Sequence[Line]) -> tuple[Fragment, ...]:
        """One fragment a page around LINES."""
        known = self._known.get(id(lines))
        if known is not None:
            return known[1]
        found = fragments_of((line.page, line.box) for line in lines)
        if isinstance(lines, tuple):
            self._known[id(lines)] = lines, found  # held with it, so that no other lines can have its id
        return found


def _item(
    draft: Draft, table: Table, layout: Layout, year: PlanYear | None, fields: FieldReader, fragments: _Fragments
) -> Item:
    read = fields.read(draft)
    flags = {*draft.flags, *read.flags}
    period = read.period
    if layout.is_gantt:
        marked, month_flags = marks_of(table, layout, draft.row, year)
        flags.update(month_flags)
        period = replace(marked.period, raw=period.raw) if marked.months and not period.kind else period
        period = replace(period, months=marked.months) if marked.months else period
    if _has_stray_marks(table, layout, draft.row):
        flags.add("mark_unread")
    path = _levels(read.path)
    if not draft.action.text and layout.having("action"):
        flags.add("action_missing")
    places = _places(draft, layout, read.path, fragments)
    lines = _all_lines(draft, read.path)
    if any(line.spills for line in (*lines, *(line for text in draft.wide.values() for line in text.lines))):
        flags.add("text_spills")
    page, box = _where(draft, read.path, lines, table)
    return Item(
        item_no=0,
        table_no=table.table_no,
        page=page,
        path=path,
        action=draft.action.text,
        criteria=read.wide.get("criteria", ""),
        method=read.wide.get("method", ""),
        benefit=read.wide.get("benefit", ""),
        units_raw=read.units_raw,
        units=read.units,
        supporting_units=read.supporting_units,
        officers=read.officers,
        period=period if isinstance(period, Period) else Period(),
        weight=read.weight,
        weight_unit=read.weight_unit,
        remark=read.remark,
        bbox=box,
        flags=tuple(sorted(flags)),
        fragments=fragments.of(lines),
        places=places,
    )


def _has_stray_marks(table: Table, layout: Layout, row: int) -> bool:
    """Is a cell of ROW marked under a header that tells no role?"""
    cells = (table.grid.get((row, column.index)) for column in layout.columns if column.role == "")
    return any(cell is not None and cell.filled and not cell.text for cell in cells)


def _levels(path: Sequence[Text]) -> tuple[Level, ...]:
    levels: list[Level] = []
    for text in path:
        if not text.text:
            continue
        found = read_enumerator(text.text)
        levels.append(Level(len(levels) + 1, "" if found is None else found.label, text.text))
    return tuple(levels)


def _all_lines(draft: Draft, path: Sequence[Text]) -> list[Line]:
    """The lines of an item on its own: its action or finest level, and the values beside it."""
    own = draft.action.lines or (path[-1].lines if path else ())
    return [*own, *(line for values in draft.fields.values() for value in values for line in value.lines)]


def _where(draft: Draft, path: Sequence[Text], lines: Sequence[Line], table: Table) -> tuple[int | None, Box | None]:
    """The page where the item begins, and the box there of what begins it and of its own LINES.

    It begins with its action, or with its finest text where it shares the action with other items; in a
    row under merged cells, with the first cell that is the row's own.
    """
    own = draft.anchor or _row_anchor(draft, path, table)
    page = own[0].page if own else _row_page(table, draft.row)
    if page is None:
        return None, None
    boxes = [line.box for line in (*own, *lines) if line.page == page and line.box is not None]
    return page, Box.around(boxes) if boxes else None


def _row_anchor(draft: Draft, path: Sequence[Text], table: Table) -> tuple[Line, ...]:
    carried = {id(line) for cell in table.row_cells(draft.row) if cell.row < draft.row for line in cell.lines}
    for lines in (draft.action.lines, *(text.lines for text in reversed(path[-1:]))):
        if lines and id(lines[0]) not in carried:
            return lines
    return next((cell.lines for cell in table.row_cells(draft.row) if cell.row == draft.row and cell.lines), ())


def _row_page(table: Table, row: int) -> int | None:
    return next((cell.fragments[0].page for cell in table.row_cells(row) if cell.fragments), None)


def _places(draft: Draft, layout: Layout, path: Sequence[Text], fragments: _Fragments) -> tuple[FieldPlace, ...]:
    """Where each field was read, field by field in the order of the output's columns."""
    found = [(f"level_{n}", fragments.of(text.lines)) for n, text in enumerate((t for t in path if t.text), start=1)]
    found.append(("action", fragments.of(draft.action.lines)))
    for column in layout.columns:
        name = {"period": "period_raw", "units": "units_raw", "": "remark"}.get(column.role, column.role)
        if values := draft.fields.get(column.index):
            own = values[0].lines if len(values) == 1 else [line for value in values for line in value.lines]
            found.append((name, fragments.of(own)))
        if column.index in draft.wide:
            found.append((name, fragments.of(draft.wide[column.index].lines)))
    return tuple(FieldPlace(name, where) for name, where in found if where)
