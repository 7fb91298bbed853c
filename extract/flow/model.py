"""What a reader of a word-processor format gives: paragraphs and tables in reading order. Lengths are in points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from extract.wrapping import Face, Text

BLANK_LINE_PT = 12.0  # a "line" that spacing before and after may be stated in
LEAST_BAR_PT = 8.0  # what is drawn shorter is no bar over a cell


@dataclass(frozen=True, slots=True)
class Spacing:
    """Height of a line: `exact`, at `least`, or the face's own height times a `factor`, on a grid if `grid_pt`."""

    rule: Literal["exact", "least", "factor"] = "factor"
    value: float = 1.0  # points, or the factor
    grid_pt: float | None = None  # lines stand on a grid of this pitch


@dataclass(frozen=True, slots=True)
class Indent:
    """Distances from the column's edges; `first_pt` is relative to `left_pt`, negative where it hangs."""

    left_pt: float = 0.0
    right_pt: float = 0.0
    first_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """A number or bullet that the program prints before a paragraph, and what it sets behind it."""

    text: str
    face: Face
    gap: Literal["tab", "space", "nothing"] = "tab"


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn line, arrow or bar: x from the left edge of the cell's text, y from its paragraph's top."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `pieces` are its parts between soft line breaks (a blank paragraph has one, empty)."""

    pieces: tuple[tuple[Text, ...], ...]
    size_pt: float  # of most of its characters, or of its mark where it is blank
    label: Label | None = None
    bold: bool = False
    centered: bool = False
    heading_level: int | None = None
    indent: Indent = Indent()
    spacing: Spacing = Spacing()
    before_pt: float = 0.0
    after_pt: float = 0.0
    tab_pt: float = 24.0
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowCell:
    """A cell as the format states it; `first` and `span` count columns of the format's own grid.

    `below` tells that it goes on from the cell above it.
    """

    first: int
    span: int
    flow: Flow
    width_pt: float
    below: bool = False
    fill: str | None = None  # RRGGBB; None: no fill, or white
    align: Literal["top", "center", "bottom"] = "top"
    margin_pt: tuple[float, float, float, float] = (5.4, 0.0, 5.4, 0.0)  # left, top, right, bottom
    cut: bool = False  # by a stroke from its top left to its bottom right
    open_above: bool = False  # it states that it has no rule there
    open_below: bool = False

    def widened(self, more: FlowCell) -> FlowCell:
        """The cell merged with MORE, the one at its right, whose contents do not print."""
        return replace(self, span=self.span + more.span, width_pt=self.width_pt + more.width_pt)


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A row; `height_pt` is its least height, or its very height where `exact`."""

    cells: tuple[FlowCell, ...]
    header: bool = False
    height_pt: float = 0.0
    exact: bool = False


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table; `widths_pt` are the columns of the format's grid (not yet those of the logical table)."""

    widths_pt: tuple[float, ...]
    rows: tuple[FlowRow, ...]


Flow: TypeAlias = tuple["Paragraph | FlowTable", ...]
