"""The cells of one table, each read but once, though its rows, its columns and its fields ask for the same ones."""

from __future__ import annotations

from dataclasses import dataclass, field

from normalize.complete import COMPLETE
from normalize.entries import NOTHING, Outline, outline
from normalize.units.pieces import names_in
from normalize.values import Named, Value, values_of
from normalize.widths import Room, Widths
from schema.tables import Cell, Table

_OF_UNITS = frozenset(("units", "supporting_units"))


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of TABLE; remembers what it read by where a cell begins."""

    table: Table
    widths: Widths
    _outlines: dict[tuple[int, int], Outline] = field(default_factory=dict)
    _names: dict[int, frozenset[str]] = field(default_factory=dict)
    _values: dict[tuple[int, int, str], tuple[Value, ...]] = field(default_factory=dict)

    def outline(self, cell: Cell | None) -> Outline:
        """What CELL lists; nothing where there is no cell."""
        if cell is None:
            return NOTHING
        place = cell.row, cell.col
        found = self._outlines.get(place)
        if found is None:
            found = self._outlines[place] = outline(cell.lines, self._room(cell))
        return found

    def values(self, cell: Cell | None, role: str = "") -> tuple[Value, ...]:
        """The values that CELL lists, told apart by what is a whole value of ROLE; none where there is no cell."""
        if cell is None:
            return ()
        place = cell.row, cell.col, role
        found = self._values.get(place)
        if found is None:
            found = self._values[place] = values_of(
                cell.lines, self._room(cell), COMPLETE.get(role), self._named(cell.col) if role in _OF_UNITS else None
            )
        return found

    def _room(self, cell: Cell) -> Room | None:
        """The room of CELL, where it has lines that may be wrapped."""
        return self.widths.room(cell) if len(cell.lines) > 1 else None

    def _named(self, col: int) -> Named:
        """Tells what the column COL names by itself, on a line of its own or between marks."""

        def is_named(name: str) -> bool:
            names = self._names.get(col)
            if names is None:
                names = self._names[col] = frozenset(names_in([cell.lines for cell in self.table.col_cells(col)]))
            return name in names

        return is_named
