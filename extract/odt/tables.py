"""A table of an OpenDocument text: its columns, and its rows and cells as they print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.flow.model import Flow, FlowCell, FlowRow, FlowTable
from extract.odt.styles import Properties, Styles
from extract.odt.xml import Element, attribute, children, count, name_of, points

ReadFlow = Callable[[Element], Flow]  # (table:table-cell)

_GROUPS = ("table:table-columns", "table:table-header-columns", "table:table-column-group")
_ROW_GROUPS = ("table:table-rows", "table:table-row-group")
_HEADER_ROWS = "table:table-header-rows"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_MOST_COLUMNS = 200
_MOST_ROWS = 2000
_WHITE = frozenset({"#ffffff", "transparent", ""})
_RELATIVE_WIDTH_PT = 480.0  # of a table whose columns state shares only: the text of an A4 page


@dataclass(frozen=True, slots=True)
class _Span:
    """A cell that goes on in the rows below."""

    cell: FlowCell
    rows: int  # that it still covers


class TableReader:
    """Reads tables; `read_flow` reads what stands in a cell."""

    def __init__(self, styles: Styles, read_flow: ReadFlow) -> None:
        self.styles, self.read_flow = styles, read_flow

    def read(self, table: Element) -> FlowTable:
        """TABLE with the rows and cells that print."""
        background = self._of("table", table).get("fo:background-color", "")
        widths = self._widths(table)
        going_on: dict[int, _Span] = {}
        rows: list[FlowRow] = []
        for element, header in _rows(table, header=False):
            for _ in range(count(element, "table:number-rows-repeated", _MOST_ROWS)):
                rows.append(self._row(element, header, widths, going_on, background))
                if len(rows) >= _MOST_ROWS:
                    break
        return FlowTable(widths, tuple(row for row in rows if row.cells))

    def _of(self, family: str, element: Element, otherwise: str | None = None) -> Properties:
        name = attribute(element, "table:style-name") or otherwise
        return self.styles.properties(family, name)

    def _widths(self, table: Element) -> tuple[float, ...]:
        widths: list[float] = []
        shares: list[float] = []
        for column in _columns(table):
            properties = self._of("table-column", column)
            for _ in range(count(column, "table:number-columns-repeated", _MOST_COLUMNS)):
                widths.append(points(properties.get("style:column-width")) or 0.0)
                shares.append(_relative(properties.get("style:rel-column-width")))
        if not any(widths) and any(shares):
            widths = [_RELATIVE_WIDTH_PT * one / sum(shares) for one in shares]
        return tuple(widths[:_MOST_COLUMNS])

    def _row(
        self,
        row: Element,
        header: bool,
        widths: Sequence[float],
        going_on: dict[int, _Span],
        background: str,
    ) -> FlowRow:
        properties = self._of("table-row", row)
        background = _own_or(properties, background)
        usual = attribute(row, "table:default-cell-style-name")
        cells: list[FlowCell] = []
        place = 0
        for element in children(row, *_CELLS):
            for _ in range(count(element, "table:number-columns-repeated", _MOST_COLUMNS)):
                above = going_on.pop(place, None)
                if name_of(element) == "table:covered-table-cell":
                    if above is not None:
                        cells.append(_below(above, going_on, place))
                else:
                    cell = self._cell(element, place, widths, background, usual)
                    cells.append(cell)
                    rows = count(element, "table:number-rows-spanned", _MOST_ROWS)
                    if rows > 1:
                        going_on[place] = _Span(cell, rows - 1)
                place += 1
        exact = points(properties.get("style:row-height"))
        height = exact or points(properties.get("style:min-row-height")) or 0.0
        return FlowRow(tuple(cells), header, height, exact is not None)

    def _cell(
        self, element: Element, place: int, widths: Sequence[float], background: str, usual: str | None
    ) -> FlowCell:
        properties = self._of("table-cell", element, usual)
        span = count(element, "table:number-columns-spanned", _MOST_COLUMNS)
        padding = (points(properties.get(f"fo:padding-{side}")) or 0.0 for side in ("left", "top", "right", "bottom"))
        left, top, right, bottom = padding
        color = _own_or(properties, background).lower()
        return FlowCell(
            first=place,
            span=span,
            flow=self.read_flow(element),
            width_pt=sum(widths[place : place + span]),
            fill=None if color in _WHITE else color.lstrip("#").upper(),
            align=_align(properties.get("style:vertical-align")),
            margin_pt=(left, top, right, bottom),
            cut=properties.get("style:diagonal-tl-br", "none") != "none",
            open_above=_has_no_rule(properties, "top"),
            open_below=_has_no_rule(properties, "bottom"),
        )


def _below(above: _Span, going_on: dict[int, _Span], place: int) -> FlowCell:
    """The part of the cell ABOVE in the next row; nothing stands in it."""
    if above.rows > 1:
        going_on[place] = _Span(above.cell, above.rows - 1)
    return replace(above.cell, flow=(), below=True)


def _columns(element: Element) -> Iterator[Element]:
    for inner in children(element, "table:table-column", *_GROUPS):
        if name_of(inner) == "table:table-column":
            yield inner
        else:
            yield from _columns(inner)


def _rows(element: Element, *, header: bool) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, and whether each is marked as header."""
    for inner in children(element, "table:table-row", _HEADER_ROWS, *_ROW_GROUPS):
        if name_of(inner) == "table:table-row":
            yield inner, header
        else:
            yield from _rows(inner, header=header or name_of(inner) == _HEADER_ROWS)


def _own_or(properties: Properties, background: str) -> str:
    own = properties.get("fo:background-color", "transparent")
    return background if own == "transparent" else own


def _has_no_rule(properties: Properties, side: str) -> bool:
    return properties.get(f"fo:border-{side}", properties.get("fo:border", "none")) == "none"


def _relative(value: str | None) -> float:
    """A share of a table's width: `3277*`."""
    stated = (value or "").rstrip("*")
    return float(stated) if stated.isdecimal() else 0.0


def _align(value: str | None) -> Literal["top", "center", "bottom"]:
    return "center" if value == "middle" else "bottom" if value == "bottom" else "top"
