"""Work items of one implementation table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec import structs

from normalize.asides import asides_of
from normalize.cells import CellReader
from normalize.columns import Layout
from normalize.dittos import with_text_dittos_resolved
from normalize.fields import FieldReader
from normalize.gantt import marks_of, years_of
from normalize.headings import Headings
from normalize.plan_year import PlanYear
from normalize.rows import NARROW, WIDE, Draft, RowReader, Text
from normalize.script import to_key
from normalize.subrows import with_rows_split
from normalize.values import Value
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
    items = _item_reader(table, layout, year, FieldReader(cells, layout, year))
    for row, above in _item_rows(table, layout, reading):
        reading.items += map(items.item, rows.drafts(row, above))
    return reading


def _item_rows(table: Table, layout: Layout, reading: Reading) -> Iterator[tuple[int, list[Cell]]]:
    """The rows that hold items, each with the heading cells in force."""
    headings = Headings(table, layout)
    headings.open_above()
    asides = asides_of(table, layout)
    header = _keys(table, layout.body_start - 1) if layout.body_start else []
    for row in range(layout.body_start, table.n_rows):
        own = table.own_cells(row)
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
    cells = table.row_cells(row)
    if len(cells) != len(keys) or len(cells[0].text) > 2 * len(keys[0]):
        return False  # a key is at least half as long as its text, cleaned
    return all(to_key(cell.text) == key for cell, key in zip(cells, keys, strict=True))


@dataclass(frozen=True, slots=True)
class _ItemReader:
    """Makes the drafts of one table into items. What holds for the whole table is asked for once."""

    table: Table
    layout: Layout
    fields: FieldReader
    months: tuple[int | None, ...]  # the western year of each month column of a Gantt table
    names: tuple[tuple[int, str], ...]  # of columns beside the action: index, and the field's name in the output
    unknown: tuple[int, ...]  # columns whose header tells no role
    spills: bool  # does any line of the table leave its cell?
    before: dict[str, tuple[Sequence[Line], FieldPlace]] = field(default_factory=dict)  # of the items above, by field

    def item(self, draft: Draft) -> Item:
        read = self.fields.read(draft)
        period, flags = self._period(draft, read.period)
        flags |= draft.flags | read.flags
        if self.unknown and self._has_stray_marks(draft.row):
            flags.add("mark_unread")
        if not draft.action.text and self.layout.having("action"):
            flags.add("action_missing")
        if self.spills and any(line.spills for line in _all_lines(draft, read.path)):
            flags.add("text_spills")
        places, around = self._places(draft, read.path)
        page, box = _where(draft.anchor or _row_anchor(draft, read.path, self.table), draft.row, self.table, around)
        return Item(
            item_no=0,
            table_no=self.table.table_no,
            page=page,
            path=_levels(read.path),
            action=draft.action.text,
            criteria=read.wide.get("criteria", ""),
            method=read.wide.get("method", ""),
            benefit=read.wide.get("benefit", ""),
            units_raw=read.units_raw,
            units=read.units,
            supporting_units=read.supporting_units,
            officers=read.officers,
            period=period,
            weight=read.weight,
            weight_unit=read.weight_unit,
            remark=read.remark,
            bbox=box,
            flags=tuple(sorted(flags)),
            fragments=around,
            places=places,
        )

    def _period(self, draft: Draft, printed: Period) -> tuple[Period, set[str]]:
        """The deadline of an item: PRINTED, or in a Gantt table what its row marks; and flags."""
        if not self.layout.is_gantt:
            return printed, set()
        marked, flags = marks_of(self.table, self.layout, draft.row, self.months)
        if not marked.months:
            return printed, set(flags)
        period = structs.replace(printed, months=marked.months) if printed.kind else marked.period_of(printed.raw)
        return period, set(flags)

    def _has_stray_marks(self, row: int) -> bool:
        """Is a cell of ROW marked under a header that tells no role?"""
        cells = (self.table.at(row, col) for col in self.unknown)
        return any(cell is not None and cell.filled and not cell.text for cell in cells)

    def _places(self, draft: Draft, path: Sequence[Text]) -> tuple[tuple[FieldPlace, ...], tuple[Fragment, ...]]:
        """Where each field was read, in the order of the output's columns; and all that is the item's own: its action,
        or else its finest level, and the values beside it."""
        headings = [text.lines for text in path if text.text]
        found = [self._place(f"level_{n}", lines) for n, lines in enumerate(headings, start=1)]
        action = self._place("action", draft.action.lines)
        found.append(action)
        own = [*(action.fragments if draft.action.lines else _around(path[-1].lines) if path else ())]
        for index, name in self.names:
            if values := draft.fields.get(index):
                place = self._place(name, _lines_of(values))
                own += place.fragments
                found.append(place)
            if text := draft.wide.get(index):
                found.append(self._place(name, text.lines))
        around = tuple(own) if len(own) == 1 else fragments_of([(one.page, one.bbox) for one in own])
        return tuple([place for place in found if place.fragments]), around

    def _place(self, name: str, lines: Sequence[Line]) -> FieldPlace:
        """Where the field NAME was read: where that of the item above was, if they share it."""
        above = self.before.get(name)
        if above is None or above[0] is not lines:
            above = self.before[name] = lines, FieldPlace(name, _around(lines))
        return above[1]


def _around(lines: Sequence[Line]) -> tuple[Fragment, ...]:
    """One fragment a page around LINES."""
    return fragments_of([(line.page, line.box) for line in lines])


def _lines_of(values: Sequence[Value]) -> Sequence[Line]:
    return values[0].lines if len(values) == 1 else [line for value in values for line in value.lines]


def _item_reader(table: Table, layout: Layout, year: PlanYear | None, fields: FieldReader) -> _ItemReader:
    called = {"period": "period_raw", "units": "units_raw", "": "remark"}
    return _ItemReader(
        table,
        layout,
        fields,
        months=tuple(years_of(layout.months, year)),
        unknown=layout.having(""),
        names=tuple((c.index, called.get(c.role, c.role)) for c in layout.columns if c.role in (*NARROW, *WIDE)),
        spills=any(line.spills for cell in table.cells for line in cell.lines),
    )


def _levels(path: Sequence[Text]) -> tuple[Level, ...]:
    texts = [text.text for text in path if text.text]
    return tuple([_level(n, text) for n, text in enumerate(texts, start=1)])


@lru_cache(maxsize=1024)  # many items stand under one heading
def _level(number: int, text: str) -> Level:
    found = read_enumerator(text)
    return Level(number, "" if found is None else found.label, text)


def _all_lines(draft: Draft, path: Sequence[Text]) -> Iterator[Line]:
    """The lines of an item on its own, its action or finest level and the values beside it; and of its wide columns."""
    yield from draft.action.lines or (path[-1].lines if path else ())
    for values in draft.fields.values():
        for value in values:
            yield from value.lines
    for text in draft.wide.values():
        yield from text.lines


def _where(own: Sequence[Line], row: int, table: Table, around: Sequence[Fragment]) -> tuple[int | None, Box | None]:
    """The page where an item of ROW begins, and the box there of OWN, what begins it, and of all that is AROUND.

    It begins with its action, or with its finest text where it shares the action with other items; in a
    row under merged cells, with the first cell that is the row's own.
    """
    page = own[0].page if own else _row_page(table, row)
    if page is None:
        return None, None
    boxes = [line.box for line in own if line.page == page and line.box is not None]
    boxes += [fragment.bbox for fragment in around if fragment.page == page]
    return page, Box.around(boxes) if boxes else None


def _row_anchor(draft: Draft, path: Sequence[Text], table: Table) -> tuple[Line, ...]:
    carried = [cell.lines for cell in table.row_cells(draft.row) if cell.row < draft.row]
    for lines in (draft.action.lines, *(text.lines for text in path[-1:])):
        if lines and not any(lines[0] is line for above in carried for line in above):
            return lines
    return next((cell.lines for cell in table.own_cells(draft.row) if cell.lines), ())


def _row_page(table: Table, row: int) -> int | None:
    return next((cell.fragments[0].page for cell in table.row_cells(row) if cell.fragments), None)
