"""A Word table: its grid, its rows and cells, with tracked and hidden rows as they print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from extract.docx.styles import Styles
from extract.docx.xml import (
    Element,
    Properties,
    attribute,
    child,
    children,
    flatten,
    is_on,
    name_of,
    number,
    points,
    toggle,
)
from extract.flow.model import Flow, FlowCell, FlowRow, FlowTable

Margins = tuple[float, float, float, float]
ReadFlow = Callable[[Element, "str | None"], Flow]  # (w:tc, table style)

_MARGIN_PT = 5.4  # left and right, where nothing states one
_NO_RULE = ("nil", "none")
_WHITE = frozenset({"FFFFFF", "auto", "AUTO", "WHITE", ""})
_PATTERN_SHARE = 0.05  # a lighter pattern than this reads as white


def rows_of(table: Element) -> Iterator[Element]:
    """The w:tr of a table, also those inside content controls and tracked wrappers."""
    yield from _inside(table, "tr")


def _inside(element: Element, wanted: str) -> Iterator[Element]:
    for inner in element.iterchildren():
        name = name_of(inner)
        if name == wanted:
            yield inner
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _inside(inner, wanted)


class TableReader:
    """Reads tables; `read_flow` reads what stands in a cell."""

    def __init__(self, styles: Styles, read_flow: ReadFlow) -> None:
        self.styles, self.read_flow = styles, read_flow

    def read(self, table: Element) -> FlowTable:
        """TABLE with the rows and cells that print."""
        properties = child(table, "tblPr")
        style = attribute(child(properties, "tblStyle"))
        margins = self._margins(style, flatten(child(properties, "tblCellMar")))
        widths = tuple(
            (points(flatten_one(column), "w") or 0.0) for column in children(child(table, "tblGrid"), "gridCol")
        )
        rows = tuple(self._row(row, style, margins, widths) for row in rows_of(table) if _prints(row))
        return FlowTable(widths, tuple(row for row in rows if row.cells))

    def _margins(self, style: str | None, direct: Properties) -> Margins:
        merged: Properties = {}
        for _, one in self.styles.chain(style):
            merged.update(one.cells)
        merged.update(direct)
        return _sides(merged, (_MARGIN_PT, 0.0, _MARGIN_PT, 0.0))

    def _row(self, row: Element, style: str | None, margins: Margins, widths: tuple[float, ...]) -> FlowRow:
        properties = flatten(child(row, "trPr"))
        cells: list[FlowCell] = []
        place = int(number(properties, "gridBefore/val") or 0)
        for element in _inside(row, "tc"):
            if child(element, "tcPr", "cellDel") is not None:
                continue
            cell = self._cell(element, place, style, margins, widths)
            place += cell.span
            if is_merged_left(element) and cells:
                cells[-1] = cells[-1].widened(cell)
            else:
                cells.append(cell)
        height = points(properties, "trHeight/val") or 0.0
        exact = properties.get("trHeight/hRule") == "exact"
        return FlowRow(tuple(cells), is_on(properties.get("tblHeader/val")), height, exact)

    def _cell(
        self,
        element: Element,
        place: int,
        style: str | None,
        margins: Margins,
        widths: tuple[float, ...],
    ) -> FlowCell:
        own = child(element, "tcPr")
        properties = flatten(own)
        span = max(1, int(number(properties, "gridSpan/val") or 1))
        below = properties.get("vMerge/val") in ("on", "continue")
        borders = child(own, "tcBorders")
        unruled = () if borders is None else [name_of(side) for side in borders if attribute(side) in _NO_RULE]
        return FlowCell(
            first=place,
            span=span,
            flow=self.read_flow(element, style),
            width_pt=_width(properties, widths[place : place + span]),
            below=below,
            fill=fill_of(properties),
            align=_align(properties.get("vAlign/val")),
            margin_pt=_sides(flatten(child(own, "tcMar")), margins),
            cut=(toggle(borders, "tl2br") or "nil") not in ("nil", "none"),
            open_above="top" in unruled,
            open_below="bottom" in unruled,
        )


def flatten_one(element: Element) -> Properties:
    """The attributes of one element, by name."""
    return {key.rsplit("}", 1)[-1]: value for key, value in element.attrib.items()}


def _prints(row: Element) -> bool:
    """Is ROW there in print: not deleted, not hidden?"""
    properties = child(row, "trPr")
    return child(properties, "del") is None and not is_on(toggle(properties, "hidden"))


def is_merged_left(cell: Element) -> bool:
    """Is CELL joined to the cell at its left the old way (hMerge)?"""
    return toggle(cell, "tcPr", "hMerge") in ("on", "continue")


def _width(properties: Properties, columns: tuple[float, ...]) -> float:
    """The cell's width: as it states itself in twips, else that of its columns."""
    stated = points(properties, "tcW/w")
    if stated and properties.get("tcW/type", "dxa") == "dxa":
        return stated
    return sum(columns)


def _align(value: str | None) -> Literal["top", "center", "bottom"]:
    return "center" if value in ("center", "both") else "bottom" if value == "bottom" else "top"


def _sides(stated: Properties, otherwise: Margins) -> Margins:
    names = (("left", "start"), ("top",), ("right", "end"), ("bottom",))
    left, top, right, bottom = (
        next((p for name in side if (p := points(stated, f"{name}/w")) is not None), other)
        for side, other in zip(names, otherwise, strict=True)
    )
    return left, top, right, bottom


def fill_of(properties: Properties) -> str | None:
    """The colour that a cell's own shading shows, RRGGBB; None where it is none or white.

    >>> fill_of({"shd/val": "clear", "shd/fill": "BFBFBF"}), fill_of({"shd/val": "clear", "shd/fill": "auto"})
    ('BFBFBF', None)
    >>> fill_of({"shd/val": "pct25", "shd/color": "auto", "shd/fill": "auto"})
    '000000'
    """
    pattern = properties.get("shd/val")
    fill = properties.get("shd/fill", "auto")
    if pattern is None or pattern == "nil":
        return None
    if pattern not in ("clear", "solid") and _share(pattern) >= _PATTERN_SHARE:
        color = properties.get("shd/color", "auto").upper()
        return "000000" if color in _WHITE else color
    if pattern == "solid":
        color = properties.get("shd/color", "auto").upper()
        return "000000" if color == "AUTO" else None if color in _WHITE else color
    return None if fill.upper() in _WHITE else fill.upper()


def _share(pattern: str) -> float:
    """Share of a pattern's area that is inked; stripes and checks count as half."""
    return int(pattern[3:]) / 100 if pattern.startswith("pct") and pattern[3:].isdecimal() else 0.5
