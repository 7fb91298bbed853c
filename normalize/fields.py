"""The values of a draft: owners, deadline, weight, people, remark. Dittos are resolved here, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec import Struct

from normalize.cells import CellReader
from normalize.columns import Layout
from normalize.officers import read_officers, unit_and_officer, unit_before
from normalize.owner_headers import names_both, sides_of
from normalize.periods import read_period
from normalize.plan_year import PlanYear
from normalize.rows import Draft, Text
from normalize.units import read_responsibilities
from normalize.units.cuts import has_cuts, lone_units, parted
from normalize.units.marks import marked_units, signs_in
from normalize.values import Value
from normalize.vocabulary import vocabulary
from normalize.weights import Weight, read_weight, split_announced
from schema.plan import Period, WeightUnit
from schema.tables import Table

_HEADING_WEIGHT = re.compile(r"[(（\[]\s*[\d.]+\s*(?:分|%|％)\s*[)）\]]")
_PERSONS = re.compile(
    r"(?:[(（\[/／及與和与、]|(?<=[位關关室門门別别]))[^()（）]*[人者](?:员|員)?(?:姓名)?[)）\]]?$"
)  # 承辦單位(承辦人), 負責單位/人員
_RANGE_SIGN = re.compile(r"^(?:至|~|～|-|－|—|到|迄)|(?:至|~|～|-|－|—|到|起|自)$")
_BARE_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*")
_MARKS = "、，,；;"  # a line may begin with one where a program keeps none of them from it
_NONE = Period()


class Fields(Struct):
    """The values of one item."""

    path: list[Text]
    units_raw: str = ""
    units: tuple[str, ...] = ()
    supporting_units: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    period: Period = _NONE
    weight: float | None = None
    weight_unit: WeightUnit = ""
    wide: dict[str, str] = {}
    remark: str = ""
    flags: set[str] = set()


@dataclass(slots=True)
class FieldReader:
    """Reads drafts from top to bottom; remembers each column's last value for the ditto below it."""

    cells: CellReader
    layout: Layout
    year: PlanYear | None
    last: dict[int, tuple[str, ...]] = field(default_factory=dict)
    neighbours: tuple[str, ...] | None = None  # all deadlines of the table, once they are asked for
    known_units: frozenset[str] | None = None  # that the table names one by one, once they are asked for
    unit_signs: frozenset[str] = frozenset()
    periods: dict[tuple[str, str], tuple[Period, tuple[str, ...]]] = field(default_factory=dict)  # by text and header

    def __post_init__(self) -> None:
        table, marks = self.cells.table, self.layout.unit_marks
        self.unit_signs = signs_in(table, marks, self.layout.body_start)

    def read(self, draft: Draft) -> Fields:
        """The values of DRAFT."""
        read = Fields(path=list(draft.path))
        self._read_unit_marks(draft, read)
        for index, values in draft.fields.items():
            if texts := self._resolved(index, values, read):
                column = self.layout.columns[index]
                if column.role == "period":
                    self._read_period(self._period_text(texts, draft), column.header, read)
                else:
                    self._read_narrow(column.role, column.header, texts, read)
        self._read_announced(draft, read)
        self._weigh(draft, read)
        self._read_wide(draft, read)
        return read

    def _resolved(self, col: int, values: Sequence[Value], read: Fields) -> tuple[str, ...]:
        """The texts of VALUES with dittos resolved; a ditto with nothing above it is left out and flagged."""
        texts: list[str] = []
        for value in values:
            if not value.is_ditto:
                texts.append(value.text)
            elif not texts:
                if col not in self.last:
                    read.flags.add("ditto_unresolved")
                texts += self.last.get(col, ())
        if texts:
            self.last[col] = tuple(texts)
        return tuple(texts)

    def _read_narrow(self, role: str, header: str, texts: tuple[str, ...], read: Fields) -> None:
        if role == "units":
            told = read_responsibilities(texts)
            read.units_raw, read.units = told.units_raw, self._parted(told.units, read)
            read.supporting_units = read.supporting_units or self._parted(told.supporting, read)
            read.flags.update(told.flags)
            if names_both(header) and not told.supporting:
                self._part_by_header(header, texts, read)
            self._take_officers_behind(header, read)
        elif role == "supporting_units":
            read.supporting_units = self._parted(read_responsibilities(texts).units, read)
        elif role == "officers":
            texts = _with_units_before(texts)
            read.officers = read_officers("、".join(texts))
            self._take_units_before(texts, read)
        elif role == "weight":
            self._take_weight(_with_header_unit(read_weight("、".join(texts)), texts, header), read)

    def _part_by_header(self, header: str, texts: tuple[str, ...], read: Fields) -> None:
        """Who leads and who helps, laid out as the HEADER lays them out; doubtful where several are not."""
        sides = sides_of(header, texts)
        if sides is not None:
            read.units = self._parted(read_responsibilities(sides.lead).units, read)
            read.supporting_units = self._parted(read_responsibilities(sides.help).units, read)
        elif len(read.units) > 1:
            read.flags.add("units_doubtful")

    def _take_units_before(self, texts: Sequence[str], read: Fields) -> None:
        """The units before the names of officers (`檔案室王淑芬`), where no column tells any."""
        if self.layout.having("units") or read.units:
            return
        units = [unit for text in texts if (unit := unit_before(text.strip()))]
        if units:
            told = read_responsibilities(units)
            read.units_raw, read.units = told.units_raw, told.units

    def _take_officers_behind(self, header: str, read: Fields) -> None:
        """The officers whose names stand behind units (`民政課王小明`), in brackets where the HEADER announces them."""
        announced = _announces_persons(header)
        told = [unit_and_officer(unit, bracketed=announced) for unit in read.units]
        if not any(name for _, name in told) or not any(unit for unit, _ in told):
            return
        read.units = tuple(dict.fromkeys(unit for unit, _ in told if unit))
        read.officers = read.officers or tuple(dict.fromkeys(name for _, name in told if name))
        read.flags.update(() if announced else ("units_doubtful",))

    def _parted(self, units: Sequence[str], read: Fields) -> tuple[str, ...]:
        """UNITS, those apart that the table elsewhere names one by one; flagged where two may be one."""
        if not has_cuts(units):
            return tuple(units)
        if self.known_units is None:
            self.known_units = lone_units(_unit_texts(self.cells.table, self.layout))
        told, doubtful = parted(units, self.known_units)
        read.flags.update(("units_doubtful",) if doubtful else ())
        return told

    def _read_period(self, text: str, header: str, read: Fields) -> None:
        told = self.periods.get((text, header))
        if told is None:
            told = read_period(text, self.year, header=header)
            if not told[0].kind:
                told = read_period(text, self.year, self._neighbours(), header)
            self.periods[text, header] = told
        read.period, flags = told
        read.flags.update(flags)

    def _neighbours(self) -> tuple[str, ...]:
        """All deadlines of the table, for telling a misprint by them."""
        if self.neighbours is None:
            self.neighbours = _period_texts(self.cells, self.layout)
        return self.neighbours

    def _read_unit_marks(self, draft: Draft, read: Fields) -> None:
        """Units that head a column of their own, where the row marks it."""
        if not self.layout.unit_marks:
            return
        told = marked_units(self.cells.table, draft.row, self.layout.unit_marks, self.unit_signs)
        if told.units:
            lead = read_responsibilities(told.units)
            read.units_raw, read.units = lead.units_raw, lead.units
        if told.supporting:
            read.supporting_units = read_responsibilities(told.supporting).units
        read.flags.update(("units_doubtful",) if told.doubtful else ())

    def _period_text(self, texts: Sequence[str], draft: Draft) -> str:
        """The deadline's text; of a start column and an end column, the range."""
        ends = (draft.wide[col].text for col in self.layout.having("period_end") if col in draft.wide)
        last = next(ends, "")
        return f"{_as_one(texts)}至{last}" if last else _as_one(texts)

    def _read_announced(self, draft: Draft, read: Fields) -> None:
        """The bracket that a header announces leaves the name and goes to weight and officers."""
        col = self.layout.announced_in
        if col is None:
            return
        cell = self.cells.table.at(draft.row, col)
        at = next((n for n, text in enumerate(read.path) if cell is not None and text.text == cell.text), None)
        if at is None:
            return
        told = split_announced(read.path[at].text, self.layout.announced)
        read.path[at] = Text(told.name, read.path[at].lines)
        read.officers = told.officers
        self._take_weight(told.weight, read)

    def _weigh(self, draft: Draft, read: Fields) -> None:
        """The weight of the item itself, else of the innermost level that states one."""
        if read.weight is not None or "weight_ambiguous" in read.flags:
            return
        for text in (draft.action.text.partition("\n")[0], *[level.text for level in reversed(read.path)]):
            if not ("分" in text or "%" in text or "％" in text):
                continue
            told = _heading_weight(text)
            if told.value is not None or told.flags:
                self._take_weight(told, read)
                return

    def _take_weight(self, told: Weight, read: Fields) -> None:
        read.weight, read.weight_unit = told.value, told.unit
        read.flags.update(told.flags)

    def _read_wide(self, draft: Draft, read: Fields) -> None:
        """Text columns by role; what has no role is a remark, with its header unless it is 備註 alone."""
        if not draft.wide:
            return
        others = [(self.layout.columns[index], text.text) for index, text in draft.wide.items()]
        for column, text in others:
            if column.role in ("criteria", "method", "benefit") and text:
                grouped = column.own_header if self._is_grouped(column.role) else ""
                told = f"{grouped}={text}" if grouped else text
                before = read.wide.get(column.role)
                read.wide[column.role] = f"{before}; {told}" if before else told
        loose = [(c, text) for c, text in others if c.role in ("", "remark") and text]
        unnamed = [c for c in self.layout.columns if c.role == "" and c.header]
        if not unnamed and len(loose) == 1 and loose[0][0].role == "remark":
            read.remark = loose[0][1]
        else:
            read.remark = "; ".join(f"{c.header}={text}" if c.header else text for c, text in loose)

    def _is_grouped(self, role: str) -> bool:
        return len(self.layout.having(role)) > 1


@lru_cache(maxsize=1024)
def _announces_persons(header: str) -> bool:
    return _PERSONS.search(header) is not None


@lru_cache(maxsize=1024)  # many items stand under one heading
def _heading_weight(text: str) -> Weight:
    return read_weight(text) if _HEADING_WEIGHT.search(text) else Weight()


def _with_units_before(texts: Sequence[str]) -> tuple[str, ...]:
    """TEXTS of officers, a unit on a line of its own put before the name below it."""
    joined: list[str] = []
    for text in texts:
        if joined and unit_before(joined[-1] + text) == joined[-1]:
            joined[-1] += text
        else:
            joined.append(text)
    return tuple(joined)


def _as_one(texts: Sequence[str]) -> str:
    """Several lines of a deadline as one text: a range over lines is one expression, else a list."""
    joined = texts[0]
    for text in texts[1:]:
        goes_on = _RANGE_SIGN.search(joined[-1:]) or _RANGE_SIGN.search(text[:1]) or text[:1] in _MARKS
        glue = "" if goes_on else "、"
        joined += glue + text
    return joined


def _with_header_unit(told: Weight, texts: Sequence[str], header: str) -> Weight:
    """A bare number takes the unit that the column's header names: `權重(%)`; points where it names none."""
    if told.unit or told.flags:
        return told
    number = _BARE_NUMBER.fullmatch("".join(texts))
    if number is None:
        return told
    unit: WeightUnit = "percent" if vocabulary().tells_share(header) else "points"
    return Weight(float(number[1]), unit, ())


def _unit_texts(table: Table, layout: Layout) -> Iterator[str]:
    """All lines of the table's columns of units."""
    cols = (*layout.having("units"), *layout.having("supporting_units"))
    cells = (cell for col in cols for cell in table.col_cells(col) if cell.row >= layout.body_start)
    return (line.text for cell in cells for line in cell.lines)


def _period_texts(cells: CellReader, layout: Layout) -> tuple[str, ...]:
    """What the table's column of deadlines holds, each text once."""
    body = (
        cell for col in layout.having("period") for cell in cells.table.col_cells(col) if cell.row >= layout.body_start
    )
    return tuple(dict.fromkeys(value.text for cell in body for value in cells.values(cell, "period")))
