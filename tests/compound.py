"""Compound files (OLE) written by hand: what the older Office formats are kept in ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_SMALL = 4096  # a stream below this would have to lie among the small ones
_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_PER_ENTRY = 128


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of STREAMS, each filled up with zeros to what a stream of its own sectors needs."""
    contents = {name: _filled(content) for name, content in streams.items()}
    directory_sectors = -(-(len(contents) + 1) * _PER_ENTRY // _SECTOR)
    chain: list[int] = [_TABLE]  # sector 0 is the table itself
    chain += [n + 2 for n in range(directory_sectors - 1)] + [_END]
    starts: dict[str, int] = {}
    body = b""
    for name, content in contents.items():
        starts[name] = len(chain)
        count = len(content) // _SECTOR
        chain += [len(chain) + n + 1 for n in range(count - 1)] + [_END]
        body += content
    if len(chain) > _SECTOR // 4:
        raise ValueError("more than one sector of the table would be needed")
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    return _head() + table + _directory(contents, starts, directory_sectors) + body


def _filled(content: bytes) -> bytes:
    length = max(_SMALL, -(-len(content) // _SECTOR) * _SECTOR)
    return content.ljust(length, b"\0")


def _head() -> bytes:
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, _SMALL, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _directory(contents: Mapping[str, bytes], starts: Mapping[str, int], sectors: int) -> bytes:
    """The root, and below it the streams, each the right neighbour of the one before."""
    entries = [_entry("Root Entry", 5, child=1, start=_END, size=0)]
    names = sorted(contents, key=lambda name: (len(name), name.upper()))
    for n, name in enumerate(names, start=1):
        right = n + 1 if n < len(names) else _NONE
        entries.append(_entry(name, 2, right=right, start=starts[name], size=len(contents[name])))
    return b"".join(entries).ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, *, start: int, size: int, right: int = _NONE, child: int = _NONE) -> bytes:
    spelled = (name + "\0").encode("utf-16-le")
    return (
        spelled.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(spelled), kind, 1, _NONE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
