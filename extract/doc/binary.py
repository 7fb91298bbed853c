"""Numbers out of the bytes of a DOC file, little-endian; what lies beyond the end is damage."""

from __future__ import annotations

import struct

TWIPS_PER_PT = 20.0  # most lengths are stated in these


class DamagedError(Exception):
    """The bytes are not what the format says: a number points beyond the end, a count cannot be."""


def part(data: bytes, at: int, length: int) -> bytes:
    """LENGTH bytes of DATA from AT. Raises `DamagedError`."""
    if at < 0 or length < 0 or at + length > len(data):
        raise DamagedError(f"{length} bytes at {at} of {len(data)}")
    return data[at : at + length]


def u8(data: bytes, at: int) -> int:
    return part(data, at, 1)[0]


def u16(data: bytes, at: int) -> int:
    return int.from_bytes(part(data, at, 2), "little")


def i16(data: bytes, at: int) -> int:
    return int.from_bytes(part(data, at, 2), "little", signed=True)


def u32(data: bytes, at: int) -> int:
    return int.from_bytes(part(data, at, 4), "little")


def i32(data: bytes, at: int) -> int:
    return int.from_bytes(part(data, at, 4), "little", signed=True)


def u32s(data: bytes, at: int, count: int) -> tuple[int, ...]:
    """COUNT numbers of four bytes from AT."""
    return struct.unpack(f"<{count}I", part(data, at, 4 * count))


def utf16(data: bytes, at: int, chars: int) -> str:
    """CHARS characters of two bytes from AT."""
    return part(data, at, 2 * chars).decode("utf-16-le", "replace")


def plc(data: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    """A PLC: n + 1 positions, and n structures of SIZE bytes ([MS-DOC] 2.2.2)."""
    if len(data) < 4:
        return (), []
    count = (len(data) - 4) // (4 + size)
    bounds = u32s(data, 0, count + 1)
    base = 4 * (count + 1)
    return bounds, [part(data, base + n * size, size) for n in range(count)]
