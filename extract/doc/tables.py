"""Paragraphs of a DOC file put into the tables that they say they are in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from extract.doc.binary import TWIPS_PER_PT
from extract.doc.paragraphs import CELL_MARK, Raw
from extract.doc.properties import RowProperties
from extract.doc.rows import row_of
from extract.flow.model import Flow, FlowCell, FlowRow, FlowTable, Paragraph

_ALIGNS: dict[int, Literal["top", "center", "bottom"]] = {1: "center", 2: "bottom"}
_USUAL_WIDTH = 1440  # twips, of a cell that no row describes


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph as it stands among the others, and what it comes to: itself, and what its drawings hold."""

    raw: Raw
    blocks: tuple[Paragraph | FlowTable, ...]
    deleted: bool  # its mark is


@dataclass(slots=True)
class _Row:
    properties: RowProperties
    flows: list[Flow] = field(default_factory=list)


def in_tables(placed: Sequence[Placed]) -> Flow:
    """The blocks of PLACED in their order, those inside tables as tables."""
    return tuple(_Walk(placed).blocks(0))


class _Walk:
    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = placed
        self.at = 0

    def _next(self) -> Placed | None:
        return self.placed[self.at] if self.at < len(self.placed) else None

    def blocks(self, depth: int) -> Iterator[Paragraph | FlowTable]:
        """What stands at DEPTH, tables inside it as one block each; ends where it gets shallower."""
        while (one := self._next()) is not None and one.raw.properties.depth >= depth:
            if one.raw.properties.depth > depth:
                yield self.table(depth + 1)
            else:
                self.at += 1
                yield from one.blocks

    def table(self, depth: int) -> FlowTable:
        """The table whose cells stand at DEPTH."""
        rows: list[_Row] = []
        flows: list[Flow] = []
        flow: list[Paragraph | FlowTable] = []
        while (one := self._next()) is not None and one.raw.properties.depth >= depth:
            if one.raw.properties.depth > depth:
                flow.append(self.table(depth + 1))
                continue
            self.at += 1
            if _ends_row(one.raw, depth):
                if not one.deleted:
                    rows.append(_Row(row_of(one.raw.modifiers), _with_rest(flows, flow)))
                flows, flow = [], []
                continue
            flow += one.blocks
            if _ends_cell(one.raw, depth):
                flows.append(tuple(flow))
                flow = []
        if flows or flow:
            rows.append(_Row(rows[-1].properties if rows else RowProperties(), _with_rest(flows, flow)))
        return _flow_table(rows)


def _ends_row(raw: Raw, depth: int) -> bool:
    return raw.properties.ends_inner_row if depth > 1 else raw.mark == CELL_MARK and raw.properties.ends_row


def _ends_cell(raw: Raw, depth: int) -> bool:
    return raw.properties.ends_inner_cell if depth > 1 else raw.mark == CELL_MARK


def _with_rest(flows: list[Flow], rest: list[Paragraph | FlowTable]) -> list[Flow]:
    """FLOWS, and what stands behind the last cell's end, which no cell holds."""
    return [*flows, tuple(rest)] if rest else flows


def _flow_table(rows: Sequence[_Row]) -> FlowTable:
    edges = [_edges_of(row) for row in rows]
    all_edges = sorted({edge for row in edges for edge in row})
    number = {edge: n for n, edge in enumerate(all_edges)}
    widths = tuple((right - left) / TWIPS_PER_PT for left, right in pairwise(all_edges))
    made = (_flow_row(row, own, number) for row, own in zip(rows, edges, strict=True))
    return FlowTable(widths, tuple(row for row in made if row.cells))


def _edges_of(row: _Row) -> list[int]:
    """The edges of ROW's cells, each right of the one before; a cell that is not described has the usual width."""
    stated = row.properties.edges
    edges = [stated[0] if stated else 0]
    for n in range(len(row.flows)):
        edge = stated[n + 1] if n + 1 < len(stated) else edges[-1] + _USUAL_WIDTH
        edges.append(max(edge, edges[-1] + 1))
    return edges


def _flow_row(row: _Row, edges: Sequence[int], number: dict[int, int]) -> FlowRow:
    properties = row.properties
    cells: list[FlowCell] = []
    for n, flow in enumerate(row.flows):
        stated = properties.cells[n] if n < len(properties.cells) else None
        padding = properties.padding if stated is None else properties.padding | stated.padding
        left, top, right, bottom = (padding[side] / TWIPS_PER_PT for side in ("left", "top", "right", "bottom"))
        first, end = number[edges[n]], number[edges[n + 1]]
        cell = FlowCell(
            first=first,
            span=end - first,
            flow=flow,
            width_pt=(edges[n + 1] - edges[n]) / TWIPS_PER_PT,
            below=stated is not None and stated.below,
            fill=None if stated is None else stated.fill,
            align=_ALIGNS.get(0 if stated is None else stated.align, "top"),
            margin_pt=(left, top, right, bottom),
            open_above=stated is not None and not _is_ruled(stated.rule_above, properties.ruled_inside),
            open_below=stated is not None and not _is_ruled(stated.rule_below, properties.ruled_inside),
        )
        if stated is not None and stated.merged and cells:
            cells[-1] = cells[-1].widened(cell)
        else:
            cells.append(cell)
    height = properties.height
    return FlowRow(tuple(cells), properties.header, abs(height) / TWIPS_PER_PT, height < 0)


def _is_ruled(rule: bool | None, of_table: bool) -> bool:
    return of_table if rule is None else rule
