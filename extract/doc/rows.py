"""The rows of tables of a DOC file: edges, merged cells and shading, out of the modifiers at a row's end."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extract.doc.binary import DamagedError, i16, u8, u16, u32
from extract.doc.properties import CellProperties, RowProperties
from extract.doc.sprms import Sprm

_CELL = 20  # bytes of a cell's own description
_NO_RULE, _AS_TABLE = 0xFFFFFFFF, 0  # at a side of a cell
_INSIDE = 4  # which of the rules that a table states is level and inside
_SHADE = 10
_SIDES = ("top", "left", "bottom", "right")
_TWIPS = 3  # the kind of a stated width
_CLEAR, _FAINT, _NONE = 0, 35, 0xFFFF  # patterns; all others (a faint one is 2.5 per cent) show their own colour
# The sixteen colours of older files; 0 is automatic.
_COLOURS = (
    None, "000000", "0000FF", "00FFFF", "00FF00", "FF00FF", "FF0000", "FFFF00", "FFFFFF", "000080", "008080", "008000",
    "800080", "800000", "808000", "808080", "C0C0C0",
)  # fmt: skip


def row_of(modifiers: Iterable[Sprm]) -> RowProperties:
    """The row that MODIFIERS describe; a modifier that is cut short says nothing."""
    row = RowProperties()
    for code, operand in modifiers:
        if code in _ROW:
            try:
                _ROW[code](row, operand)
            except DamagedError:
                continue
    return row


def _defined(row: RowProperties, operand: bytes) -> None:
    count = u8(operand, 0)
    row.edges = [i16(operand, 1 + 2 * n) for n in range(count + 1)]
    row.cells = [CellProperties() for _ in range(count)]
    for n, cell in enumerate(row.cells):
        at = 1 + 2 * (count + 1) + n * _CELL
        if at + 2 > len(operand):
            break
        flags = u16(operand, at)
        cell.merged = flags & 3 == 2
        cell.below = flags >> 5 & 3 == 1
        cell.align = flags >> 7 & 3
        if at + _CELL <= len(operand):
            cell.rule_above, cell.rule_below = _rule(operand, at + 4), _rule(operand, at + 12)


def _rule(operand: bytes, at: int) -> bool | None:
    """Is there a rule at a side? None where the whole table tells."""
    stated = u32(operand, at)
    return None if stated == _AS_TABLE else stated != _NO_RULE


def _ruled(row: RowProperties, operand: bytes) -> None:
    size = len(operand) // 6  # bytes of each rule; its kind is the second of the four that newer files add to
    row.ruled_inside = u8(operand, _INSIDE * size + (5 if size > 4 else 1)) not in (0, 0xFF)


def _height(row: RowProperties, operand: bytes) -> None:
    row.height = i16(operand, 0)


def _header(row: RowProperties, operand: bytes) -> None:
    row.header = bool(u8(operand, 0))


def _gap(row: RowProperties, operand: bytes) -> None:
    row.padding["left"] = row.padding["right"] = max(0, i16(operand, 0))


def _padded(row: RowProperties, operand: bytes) -> None:
    row.padding.update(_padding(operand))


def _cells_padded(row: RowProperties, operand: bytes) -> None:
    for cell in _cells(row, u8(operand, 0), u8(operand, 1)):
        cell.padding.update(_padding(operand))


def _padding(operand: bytes) -> dict[str, int]:
    """The sides that a padding is stated for, and how wide it is."""
    sides, kind, width = u8(operand, 2), u8(operand, 3), u16(operand, 4)
    return {side: width for n, side in enumerate(_SIDES) if sides >> n & 1} if kind == _TWIPS else {}


def _cells(row: RowProperties, first: int, end: int) -> list[CellProperties]:
    return row.cells[first:end]


def _merged(row: RowProperties, operand: bytes) -> None:
    for n, cell in enumerate(_cells(row, u8(operand, 0), u8(operand, 1))):
        cell.merged = n > 0


def _split(row: RowProperties, operand: bytes) -> None:
    for cell in _cells(row, u8(operand, 0), u8(operand, 1)):
        cell.merged = False


def _merged_down(row: RowProperties, operand: bytes) -> None:
    n = u8(operand, 0)
    for cell in _cells(row, n, n + 1):
        cell.below = u8(operand, 1) == 1


def _aligned(row: RowProperties, operand: bytes) -> None:
    for cell in _cells(row, u8(operand, 0), u8(operand, 1)):
        cell.align = u8(operand, 2)


def _put_in(row: RowProperties, operand: bytes) -> None:
    first, count, width = min(u8(operand, 0), len(row.cells)), u8(operand, 1), i16(operand, 2)
    edges = row.edges or [0]
    own = [edges[first] + width * (n + 1) for n in range(count)]
    row.edges = [*edges[: first + 1], *own, *(edge + width * count for edge in edges[first + 1 :])]
    row.cells[first:first] = [CellProperties() for _ in range(count)]


def _taken_out(row: RowProperties, operand: bytes) -> None:
    first, end = u8(operand, 0), min(u8(operand, 1), len(row.cells))
    if first < end:
        width = row.edges[end] - row.edges[first]
        row.edges = [*row.edges[: first + 1], *(edge - width for edge in row.edges[end + 1 :])]
        del row.cells[first:end]


def _moved(row: RowProperties, operand: bytes) -> None:
    """Cells of another width; those behind them move."""
    first, end, width = u8(operand, 0), u8(operand, 1), i16(operand, 2)
    _widen(row, first, end, width)


def _width(row: RowProperties, operand: bytes) -> None:
    first, end, kind, width = u8(operand, 0), u8(operand, 1), u8(operand, 2), i16(operand, 3)
    if kind == _TWIPS and width > 0:
        _widen(row, first, end, width)


def _widen(row: RowProperties, first: int, end: int, width: int) -> None:
    for n in range(first, min(end, len(row.cells))):
        change = width - (row.edges[n + 1] - row.edges[n])
        row.edges[n + 1 :] = [edge + change for edge in row.edges[n + 1 :]]


def _shaded_from(first: int) -> Callable[[RowProperties, bytes], None]:
    def shaded(row: RowProperties, operand: bytes) -> None:
        for n, cell in enumerate(_cells(row, first, first + len(operand) // _SHADE)):
            cell.fill = _shade(operand, n * _SHADE)

    return shaded


def _shaded(row: RowProperties, operand: bytes) -> None:
    for cell in _cells(row, u8(operand, 0), u8(operand, 1)):
        cell.fill = _shade(operand, 2)


def _shaded_of_old(row: RowProperties, operand: bytes) -> None:
    for n, cell in enumerate(_cells(row, 0, len(operand) // 2)):
        stated = u16(operand, 2 * n)
        if stated != _NONE:
            fore, back = _COLOURS[min(stated & 0x1F, 16)], _COLOURS[min(stated >> 5 & 0x1F, 16)]
            cell.fill = _fill(fore, back, stated >> 10)


def _shade(operand: bytes, at: int) -> str | None:
    return _fill(_colour(operand, at), _colour(operand, at + 4), u16(operand, at + 8))


def _colour(operand: bytes, at: int) -> str | None:
    """A colour as RRGGBB; None where it is automatic."""
    value = u32(operand, at)
    return None if value >> 24 else f"{value & 0xFF:02X}{value >> 8 & 0xFF:02X}{value >> 16 & 0xFF:02X}"


def _fill(fore: str | None, back: str | None, pattern: int) -> str | None:
    """What a cell of those colours shows; None where that is none or white."""
    if pattern == _NONE:
        return None
    shown = back or "FFFFFF" if pattern in (_CLEAR, _FAINT) else fore or "000000"
    return None if shown == "FFFFFF" else shown


_ROW: dict[int, Callable[[RowProperties, bytes], None]] = {
    0xD608: _defined,
    0xD605: _ruled,
    0xD613: _ruled,
    0x9407: _height,
    0x3404: _header,
    0x9602: _gap,
    0xD634: _padded,
    0xD632: _cells_padded,
    0x5624: _merged,
    0x5625: _split,
    0xD62B: _merged_down,
    0xD62C: _aligned,
    0x7621: _put_in,
    0x5622: _taken_out,
    0x7623: _moved,
    0xD635: _width,
    0xD609: _shaded_of_old,
    0xD612: _shaded_from(0),
    0xD616: _shaded_from(22),
    0xD60C: _shaded_from(44),
    0xD62D: _shaded,
}
