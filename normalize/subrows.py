"""Ruled rows that hold several rows without a rule between them.

Where a number column or an outer level column lists entries, and a finer column begins a line beside the
first line of each, the row is read as so many rows; so it is where owners and deadlines stand in step, each pair
beside the beginning of a sentence. A cell that does not run in step holds for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from msgspec import structs

from normalize.cells import CellReader
from normalize.columns import Layout
from normalize.entries import SENTENCE_ENDS, Outline
from normalize.script import to_key
from normalize.steps import NEAR, stands_at
from schema.enumerators import read_enumerator
from schema.tables import Cell, Line, Table


def with_rows_split(cells: CellReader, layout: Layout) -> CellReader:
    """CELLS of the table with such rows split; the same where there are none. Gantt rows are left whole."""
    if layout.is_gantt:
        return cells
    rows = range(layout.body_start, cells.table.n_rows)
    splits = {row: starts for row in rows if (starts := _starts(cells, layout, row))}
    return CellReader(_split(cells, splits), cells.widths) if splits else cells


def _starts(cells: CellReader, layout: Layout, row: int) -> tuple[float, ...]:
    """Where the rows within ROW begin, by an outer column in step with a finer one; empty where it is one row."""
    here, numbers, levels = cells.table.places[row], layout.having("number"), layout.having("level")
    fine = [*levels, *layout.having("action")]
    for col in (*numbers, *levels):
        cell = here[col]
        if cell is None or cell.rowspan > 1 or len(cell.lines) < 2:
            continue
        finer = [here[other] for other in fine if other > col]
        if not finer:
            continue
        if col in numbers:
            starts = _number_starts(cell)
        elif col != fine[-1] and any(c is not None and c.text for c in finer):
            starts = tuple(entry.at for entry in cells.outline(cell).entries)
            if not any(_begins_again(cells.outline(c)) for c in finer if c is not None):
                continue
        else:
            continue
        if len(starts) > 1 and any(_in_step(c, starts) for c in finer if c is not None and c.rowspan == 1):
            return starts
    return _sentences_in_step(cells, layout, row)


def _sentences_in_step(cells: CellReader, layout: Layout, row: int) -> tuple[float, ...]:
    """Where the actions of ROW without numbers begin: each a sentence beside an owner and a deadline of its own."""
    of_roles = []
    for role in ("action", "units", "period"):
        columns = layout.having(role)
        cell = cells.table.places[row][columns[0]] if len(columns) == 1 else None
        if cell is None or cell.rowspan > 1 or len(cell.lines) < 2:
            return ()
        of_roles.append(cell)
    actions, units, period = of_roles
    if cells.outline(actions).entries:
        return ()
    owners, deadlines = cells.values(units, "units"), cells.values(period, "period")
    begun = [n for n, line in enumerate(actions.lines) if any(stands_at(line, owner.at) for owner in owners)]
    if len(begun) < 2 or not len(begun) == len(owners) == len(deadlines) or begun[0] != 0:
        return ()
    lines = [actions.lines[n] for n in begun]
    in_step = all(stands_at(line, deadline.at) for line, deadline in zip(lines, deadlines, strict=True))
    sentences = all(actions.lines[n - 1].text.endswith(SENTENCE_ENDS) for n in begun[1:])
    return tuple(line.at for line in lines) if in_step and sentences else ()


def _number_starts(cell: Cell) -> tuple[float, ...]:
    """The lines of a number cell, if each is a number of its own."""
    numbered = [line for line in cell.lines if to_key(line.text).isdecimal() or read_enumerator(line.text) is not None]
    return tuple(line.at for line in numbered) if len(numbered) == len(cell.lines) else ()


def _begins_again(listed: Outline) -> bool:
    """Does a cell's own list begin again, or has it no list? A list of one run is joined by its numbers."""
    numbers = [entry.enumerator.number for entry in listed.entries]
    return not numbers or any(later <= earlier for earlier, later in pairwise(numbers))


def _in_step(cell: Cell, starts: Sequence[float]) -> bool:
    """Does a line of CELL stand beside each of STARTS?"""
    return all(any(stands_at(line, start) for line in cell.lines) for start in starts)


def _split(reader: CellReader, splits: dict[int, tuple[float, ...]]) -> Table:
    table = reader.table
    shift: list[int] = []  # of each old row, and of the end
    extra = 0
    for row in range(table.n_rows + 1):
        shift.append(row + extra)
        extra += len(splits.get(row, (0,))) - 1
    cells: list[Cell] = []
    for cell in table.cells:
        top, bottom = shift[cell.row], shift[cell.row + cell.rowspan]
        starts = splits.get(cell.row) if cell.rowspan == 1 else None
        parts = None if starts is None else _parts(cell, starts, reader)
        if parts is None:
            cells.append(structs.replace(cell, row=top, rowspan=bottom - top))
        else:
            cells += [structs.replace(cell, row=top + n, lines=lines) for n, lines in enumerate(parts)]
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.col))
    return replace(table, n_rows=shift[-1], cells=tuple(ordered))


def _parts(cell: Cell, starts: Sequence[float], reader: CellReader) -> list[tuple[Line, ...]] | None:
    """The lines of CELL for each of STARTS; None where they hold for all: one value, nothing beside later starts."""
    if cell.lines and len(reader.values(cell)) == 1:
        return None
    parts: list[list[Line]] = [[] for _ in starts]
    for line in cell.lines:
        place = max((n for n, start in enumerate(starts) if line.at >= start - NEAR * line.height), default=0)
        parts[place].append(line)
    if sum(1 for part in parts if part) < 2:
        return None if cell.lines else [()] * len(starts)
    return [tuple(part) for part in parts]
