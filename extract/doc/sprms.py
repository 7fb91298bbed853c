"""Single property modifiers: a DOC file states every property as a code and an operand ([MS-DOC] 2.6)."""

from __future__ import annotations

from collections.abc import Iterator

from extract.doc.binary import u8, u16

Sprm = tuple[int, bytes]  # code, operand

_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes of the operand, by the code's last three bits
_VARIABLE = 6
_TABLE_DEFINITIONS = (0xD608, 0xD606)
_TABS = 0xC615


def sprms(data: bytes) -> Iterator[Sprm]:
    """The modifiers in DATA. Ends where one would reach beyond the end: some programs pad with anything."""
    at = 0
    while at + 2 < len(data):
        code = u16(data, at)
        at += 2
        begin, length = _operand(data, code, at)
        if length < 0 or begin + length > len(data):
            return
        yield code, data[begin : begin + length]
        at = begin + length


def _operand(data: bytes, code: int, at: int) -> tuple[int, int]:
    """Where the operand of CODE begins, whose size or content begins at AT, and how long it is; -1: unknown."""
    kind = code >> 13
    if kind != _VARIABLE:
        return at, _SIZES[kind]
    if code in _TABLE_DEFINITIONS:
        return (at + 2, u16(data, at) - 1) if at + 2 <= len(data) else (at, -1)
    length = u8(data, at)
    if code == _TABS and length == 0xFF:  # its length is what it says of itself
        deleted = u8(data, at + 1) if at + 1 < len(data) else 0
        second = at + 2 + 4 * deleted
        return (at + 1, 2 + 4 * deleted + 3 * u8(data, second)) if second < len(data) else (at, -1)
    return at + 1, length
