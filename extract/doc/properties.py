"""What the modifiers of a DOC file come to: properties of paragraphs, letters and rows. Lengths in twips."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from extract.doc.binary import i16, u8, u16, u32
from extract.doc.sprms import Sprm, sprms

_HUGE = (0x6646, 0x6645, 0x646B)  # the modifiers stand in the data stream
_LEVELS = 9


@dataclass(slots=True)
class RunProperties:
    """How letters are printed."""

    size: int = 20  # half points
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    fonts: tuple[int, int] = (0, 0)  # Latin, Asian: numbers of fonts
    scale: int = 100
    spacing: int = 0
    special: bool = False  # a sign of it stands for something else
    symbol: tuple[int, int] | None = None  # font, code
    data_at: int | None = None  # of what a sign stands for, in the data stream
    style: int | None = None


@dataclass(slots=True)
class ParagraphProperties:
    """How a paragraph stands; places in a table among them."""

    style: int = 0
    centered: bool = False
    left: int = 0
    right: int = 0
    first: int = 0
    left_chars: int = 0  # hundredths of a character, over the twips where there are any
    first_chars: int = 0
    line: int = 0
    line_is_factor: bool = True
    before: int = 0
    after: int = 0
    before_lines: int = 0  # hundredths of a line
    after_lines: int = 0
    outline: int = 9
    list_no: int = 0  # from 1
    list_level: int = 0
    depth: int = 0  # of tables
    ends_row: bool = False
    ends_inner_cell: bool = False
    ends_inner_row: bool = False


@dataclass(slots=True)
class CellProperties:
    """One cell of a row."""

    merged: bool = False
    below: bool = False  # goes on from the cell above
    align: int = 0  # 0 top, 1 centre, 2 bottom
    rule_above: bool | None = None  # None: as inside the whole table
    rule_below: bool | None = None
    fill: str | None = None
    padding: dict[str, int] = field(default_factory=dict)  # sides where it is another than the row's


@dataclass(slots=True)
class RowProperties:
    """A row of a table: `edges` are those of its cells, one more than there are."""

    edges: list[int] = field(default_factory=list)
    cells: list[CellProperties] = field(default_factory=list)
    ruled_inside: bool = False  # level rules, by what the whole table states
    header: bool = False
    height: int = 0
    padding: dict[str, int] = field(default_factory=lambda: {"left": 108, "top": 0, "right": 108, "bottom": 0})


def on_run(run: RunProperties, modifiers: bytes, style: RunProperties) -> RunProperties:
    """RUN with MODIFIERS on it; STYLE is what toggles refer to."""
    for code, operand in sprms(modifiers):
        toggle = _TOGGLES.get(code)
        if toggle is not None:
            setattr(run, toggle, _toggled(u8(operand, 0), getattr(style, toggle)))
        elif code in _RUN:
            _RUN[code](run, operand)
    return run


def _toggled(value: int, of_style: bool) -> bool:
    return of_style if value == 0x80 else not of_style if value == 0x81 else bool(value)


_TOGGLES = {0x0835: "bold", 0x083C: "hidden", 0x0800: "deleted", 0x0855: "special"}


def _symbol(run: RunProperties, operand: bytes) -> None:
    run.symbol = u16(operand, 0), u16(operand, 2)


def _latin(run: RunProperties, operand: bytes) -> None:
    run.fonts = u16(operand, 0), run.fonts[1]


def _asian(run: RunProperties, operand: bytes) -> None:
    run.fonts = run.fonts[0], u16(operand, 0)


def _sets(name: str, read: Callable[[bytes, int], int] = u16) -> Callable[[object, bytes], None]:
    return lambda properties, operand: setattr(properties, name, read(operand, 0))


_RUN: dict[int, Callable[[RunProperties, bytes], None]] = {
    0x4A43: _sets("size"),
    0x4A4F: _latin,
    0x4A50: _asian,
    0x4852: _sets("scale"),
    0x8840: _sets("spacing", i16),
    0x6A09: _symbol,
    0x6A03: _sets("data_at", u32),
    0x4A30: _sets("style"),
}


def on_paragraph(paragraph: ParagraphProperties, modifiers: Iterable[Sprm]) -> ParagraphProperties:
    """PARAGRAPH with MODIFIERS on it."""
    for code, operand in modifiers:
        if code in _PARAGRAPH:
            _PARAGRAPH[code](paragraph, operand)
    return paragraph


def _aligned(paragraph: ParagraphProperties, operand: bytes) -> None:
    paragraph.centered = u8(operand, 0) in (1, 4)


def _line(paragraph: ParagraphProperties, operand: bytes) -> None:
    paragraph.line, paragraph.line_is_factor = i16(operand, 0), i16(operand, 2) == 1


def _in_table(paragraph: ParagraphProperties, operand: bytes) -> None:
    paragraph.depth = max(paragraph.depth, 1) if u8(operand, 0) else 0


def _listed(paragraph: ParagraphProperties, operand: bytes) -> None:
    paragraph.list_no = max(0, i16(operand, 0))


def _flag(name: str) -> Callable[[ParagraphProperties, bytes], None]:
    return lambda paragraph, operand: setattr(paragraph, name, bool(u8(operand, 0)))


def _level(paragraph: ParagraphProperties, operand: bytes) -> None:
    paragraph.list_level = min(u8(operand, 0), _LEVELS - 1)


_PARAGRAPH: dict[int, Callable[[ParagraphProperties, bytes], None]] = {
    0x2403: _aligned,
    0x2461: _aligned,
    0x260A: _level,
    0x460B: _listed,
    0x840E: _sets("right", i16),
    0x845D: _sets("right", i16),
    0x840F: _sets("left", i16),
    0x845E: _sets("left", i16),
    0x8411: _sets("first", i16),
    0x8460: _sets("first", i16),
    0x4456: _sets("left_chars", i16),
    0x4457: _sets("first_chars", i16),
    0x6412: _line,
    0xA413: _sets("before"),
    0xA414: _sets("after"),
    0x4458: _sets("before_lines", i16),
    0x4459: _sets("after_lines", i16),
    0x2640: _sets("outline", u8),
    0x2416: _in_table,
    0x6649: _sets("depth", u32),
    0x2417: _flag("ends_row"),
    0x244B: _flag("ends_inner_cell"),
    0x244C: _flag("ends_inner_row"),
}


def unfolded(modifiers: bytes, data: bytes) -> list[Sprm]:
    """MODIFIERS, those among them that stand in the data stream DATA in their place."""
    found: list[Sprm] = []
    for code, operand in sprms(modifiers):
        if code not in _HUGE:
            found.append((code, operand))
            continue
        at = u32(operand, 0)
        if at + 2 <= len(data):
            found.extend(sprms(data[at + 2 : at + 2 + u16(data, at)]))
    return found
