"""A ruled row into drafts of items: its heading path, and the text of each role for each of its entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from msgspec import Struct

from normalize.cells import CellReader
from normalize.columns import Layout
from normalize.complete import COMPLETE
from normalize.entries import Entry, Outline, after_gaps
from normalize.leaders import with_helpers
from normalize.sides import Side, action_root, assigned, sides_of
from normalize.signs import by_signs
from normalize.spine import Leaf, Spine, slots_of, spine_of
from normalize.steps import NEAR, by_position
from normalize.values import Value
from schema.plan import Column
from schema.tables import Cell, Line

NARROW = ("units", "supporting_units", "officers", "period", "weight")  # beside an entry, a value each
WIDE = (
    "criteria",
    "method",
    "remark",
    "period_end",
    "",
    "benefit",
)  # whole, unless they carry the entries' enumerators
MEASURES = ("criteria", "method", "")  # … or stand one beside each entry, as owners or deadlines do


class Text(Struct, frozen=True):
    """A text of a draft: the lines it was read from, and it as read."""

    text: str
    lines: tuple[Line, ...] = ()


class Draft(Struct):
    """An item before its values are read. `fields`: by column index, the values beside it."""

    row: int
    path: list[Text]
    action: Text
    anchor: tuple[Line, ...] = ()  # the finest text that is this item's alone: where it begins
    fields: dict[int, tuple[Value, ...]] = {}
    wide: dict[int, Text] = {}
    flags: set[str] = set()


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table."""

    reader: CellReader
    layout: Layout
    levels: tuple[int, ...] = ()  # indices of columns, as are the actions
    actions: tuple[int, ...] = ()
    narrow: tuple[Column, ...] = ()
    wide: tuple[Column, ...] = ()
    roles: dict[int, str] = field(default_factory=dict)  # of the narrow columns, by index

    def __post_init__(self) -> None:
        self.levels, self.actions = self.layout.having("level"), self.layout.having("action")
        self.narrow = tuple(column for column in self.layout.columns if column.role in NARROW)
        self.wide = tuple(column for column in self.layout.columns if column.role in WIDE)
        self.roles = {column.index: column.role for column in self.narrow}

    def drafts(self, row: int, above: Sequence[Cell]) -> list[Draft]:
        """The drafts of ROW; ABOVE are the cells of the heading rows in force."""
        cells = self.reader.table.places[row]
        levels = _levels(cells, self.levels)
        finest_col, finest = levels[-1] if levels else (None, None)
        action_cell = next((cells[col] for col in self.actions), None)
        level, action = self.reader.outline(finest), self.reader.outline(action_cell)
        beside = {
            column.index: self._values(cell, column.role)
            for column in self.narrow
            if (cell := cells[column.index]) is not None and column.index != finest_col
        }
        if not (level.entries or action.entries) and (signed := by_signs(action.lead, beside.values())) is not None:
            action = signed
        spine = self._spine(level, action, beside, finest)
        base = _path(above, levels, self.levels)
        jumps = after_gaps(level.entries) | after_gaps(action.entries)
        begun: set[int] = set()  # ids of the actions that a leaf before has
        drafts = []
        for leaf in spine.leaves:
            draft = self._draft(row, leaf, spine, base, level, action, finest)
            draft.anchor = _anchor(leaf, begun)
            draft.flags |= _gap(leaf, jumps)
            drafts.append(draft)
        if spine.mode == "level":
            self._lay_action(drafts, spine, action_cell, action)
        in_step = self._lay_narrow(drafts, spine, beside)
        self._lay_wide(drafts, spine, cells, in_step=in_step)
        return drafts

    def _values(self, cell: Cell, role: str) -> tuple[Value, ...]:
        values = self.reader.values(cell, role)
        return with_helpers(values) if role == "units" else values

    def _spine(
        self, level: Outline, action: Outline, beside: Mapping[int, tuple[Value, ...]], finest: Cell | None
    ) -> Spine:
        if self.layout.is_gantt:
            return Spine("none", (Leaf(),))
        alone = finest is not None and finest.rowspan == 1
        return spine_of(level, action, tuple(beside.values()), has_action=bool(self.actions), split_level=alone)

    def _draft(
        self,
        row: int,
        leaf: Leaf,
        spine: Spine,
        base: list[Text],
        level: Outline,
        action: Outline,
        finest: Cell | None,
    ) -> Draft:
        path = list(base)
        if spine.mode in ("level", "enumerator", "runs"):
            path += [_own(e) for e in leaf.level_parents if not e.is_bare]
            path += [_whole(leaf.level)] if leaf.level is not None else []
            if level.lead:
                path.insert(len(base), Text(level.lead_text, level.lead))
        elif finest is not None and finest.text and finest.col in self.levels:
            path.append(Text(finest.text, finest.lines))
        if spine.mode != "none" and action.entries and action.lead:
            path.append(Text(action.lead_text, action.lead))
        path += [_own(e) for e in leaf.action_parents if not e.is_bare]
        if leaf.action is not None:
            told = Text(leaf.action.text, leaf.action.all_lines)
        elif spine.mode in ("none", "level"):
            told = Text(action.text, _lines(action)) if action.entries else Text(action.lead_text, action.lead)
        else:
            told = Text("")
        flags = {"entries_unpaired"} if spine.unpaired and (leaf.action is None or leaf.level is None) else set()
        return Draft(row, path, told, flags=flags)

    def _lay_action(self, drafts: list[Draft], spine: Spine, cell: Cell | None, action: Outline) -> None:
        """An action without enumerators beside a level's list: in step if its paragraphs are, else whole."""
        values = self.reader.values(cell)
        beside = [leaf.level or leaf.action for leaf in spine.leaves]
        if len(values) < 2 or action.entries or None in beside:
            return
        told = by_position(values, slots_of([entry.lines[0] for entry in beside if entry is not None]))
        if told.whole or told.doubtful or any(len(got) != 1 for got in told.of_slot):
            return
        for draft, got in zip(drafts, told.of_slot, strict=True):
            draft.action = Text(got[0].text, got[0].lines)

    def _lay_narrow(self, drafts: list[Draft], spine: Spine, beside: Mapping[int, tuple[Value, ...]]) -> bool:
        """Give DRAFTS the values BESIDE them. Is a column of these in step with them?"""
        in_step = False
        sides: list[Side] = []
        for col, values in beside.items():
            if len(drafts) == 1 and not any(value.enumerator for value in values):
                drafts[0].fields[col] = values
                continue
            sides = sides or sides_of(spine.leaves)
            told = assigned(values, sides, len(spine.leaves), COMPLETE.get(self.roles[col]))
            in_step |= not told.whole
            for draft, got in zip(drafts, told.of_slot, strict=True):
                draft.fields[col] = got
                if told.doubtful:
                    draft.flags.add("position_doubtful")
        return in_step

    def _lay_wide(self, drafts: list[Draft], spine: Spine, cells: Sequence[Cell | None], *, in_step: bool) -> None:
        for column in self.wide:
            cell = cells[column.index]
            if cell is None or not cell.text:
                continue
            outlined = self.reader.outline(cell)
            whole = Text(outlined.text if outlined.entries else cell.text, cell.lines)
            parts = None if column.role == "benefit" else _by_key(outlined, spine)
            if parts is None and in_step and column.role in MEASURES and not outlined.entries:
                parts = _beside_each(self.reader.values(cell), spine)
            for n, draft in enumerate(drafts):
                draft.wide[column.index] = whole if parts is None else parts[n]


def _levels(cells: Sequence[Cell | None], cols: Sequence[int]) -> list[tuple[int, Cell]]:
    """(column, cell) of what stands in COLS, a row's columns of levels; a cell over several of them once."""
    found = [(col, cell) for col in cols if (cell := cells[col]) is not None and cell.text]
    return [(col, cell) for n, (col, cell) in enumerate(found) if n == 0 or cell is not found[n - 1][1]]


def _path(above: Sequence[Cell], levels: Sequence[tuple[int, Cell]], cols: Sequence[int]) -> list[Text]:
    """The texts above a row's finest level, outermost first: bands, then column by column its headings and cell."""
    outer = levels[:-1]
    if above:
        bands = [cell for cell in above if cell.col not in cols or cell.colspan > len(cols)]
        headings = [(cell.col, cell) for cell in above if not (cell.col not in cols or cell.colspan > len(cols))]
        by_column = sorted([*headings, *outer], key=itemgetter(0))
        return [Text(cell.text, cell.lines) for cell in (*bands, *(cell for _, cell in by_column))]
    return [Text(cell.text, cell.lines) for _, cell in outer]


def _anchor(leaf: Leaf, begun: set[int]) -> tuple[Line, ...]:
    """The lines of the entry that tells the leaf from its siblings; empty where the row is one item.

    An action that several leaves share begins the first of them; the others begin with their own level. BEGUN: ids of
    the actions that the leaves before have.
    """
    if leaf.action is not None and id(leaf.action) not in begun:
        begun.add(id(leaf.action))
        return leaf.action.lines
    entry = leaf.level or leaf.action
    return () if entry is None else entry.lines


def _gap(leaf: Leaf, jumps: frozenset[int]) -> set[str]:
    """The flag of a leaf before which the numbering jumps: JUMPS are the ids of such entries."""
    return {"enumeration_gap"} if jumps and (id(leaf.level) in jumps or id(leaf.action) in jumps) else set()


def _own(entry: Entry) -> Text:
    return Text(entry.own_text, entry.lines)


def _whole(entry: Entry) -> Text:
    return Text(entry.text.replace("\n", ""), entry.all_lines)


def _lines(told: Outline) -> tuple[Line, ...]:
    return told.lead + tuple(line for entry in told.entries for line in entry.all_lines)


def _at(leaf: Leaf) -> float:
    entry = leaf.level or leaf.action
    return 0.0 if entry is None else entry.at


def _by_key(outlined: Outline, spine: Spine) -> list[Text] | None:
    """A wide column's entries joined to the leaves of equal enumerator; None where they are not in step."""
    if len(outlined.entries) < 2 or len(spine.leaves) < 2:
        return None
    parts = {entry.key: entry for entry in outlined.entries}
    for pick in (action_root, _level_root):
        roots = [pick(leaf) for leaf in spine.leaves]
        keys = {root.key for root in roots if root is not None}
        if keys == set(parts):
            found = [None if root is None else parts[root.key] for root in roots]
            return [Text("") if e is None else Text(e.text, e.all_lines) for e in found]
    return None


def _beside_each(values: Sequence[Value], spine: Spine) -> list[Text] | None:
    """The text beside each leaf, where as many VALUES as leaves stand one beside each."""
    ats = [_at(leaf) for leaf in spine.leaves]
    if len(ats) < 2 or len(values) != len(ats):
        return None
    for value, at, end in zip(values, ats, [*ats[1:], float("inf")], strict=True):
        slack = NEAR * value.height
        if not at - slack <= value.at < end - slack:
            return None
    return [Text(value.text, value.lines) for value in values]


def _level_root(leaf: Leaf) -> Entry | None:
    return leaf.level_parents[0] if leaf.level_parents else leaf.level
