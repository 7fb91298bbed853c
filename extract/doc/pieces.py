"""The text of a DOC file out of its pieces, and the properties that stand beside stretches of it."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extract.doc.binary import DamagedError, part, plc, u8, u16, u32, u32s
from extract.doc.container import Streams

_PAGE = 512
_COMPRESSED = 0x40000000
_MOST_PAGES = 2**22
_PAPX_BX, _CHPX_BX = 13, 1  # bytes of an entry that leads from a stretch of text to its properties


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters CP to END of the document stand at byte FC of the main stream, in one or two bytes each."""

    cp: int
    end: int
    fc: int
    wide: bool
    modifier: bytes  # modifiers of all of it


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes FC to END of the main stream, and the modifiers that hold for them; `style` of paragraphs only."""

    fc: int
    end: int
    style: int
    modifiers: bytes


class Text:
    """All characters of a document in their order."""

    def __init__(self, streams: Streams) -> None:
        self.pieces = _pieces(streams.structure("pieces"))
        if not self.pieces:
            raise DamagedError("no pieces of text")
        self.starts = [piece.cp for piece in self.pieces]
        self.chars = "".join(_decoded(streams.main, piece) for piece in self.pieces)

    def piece_at(self, cp: int) -> Piece:
        """The piece that holds the character CP."""
        return self.pieces[max(0, bisect_right(self.starts, cp) - 1)]

    def fc_of(self, cp: int) -> int:
        """The byte at which the character CP stands."""
        piece = self.piece_at(cp)
        return piece.fc + (cp - piece.cp) * (2 if piece.wide else 1)


class Stretches:
    """The properties beside the text, paragraph by paragraph or run by run."""

    def __init__(self, streams: Streams, name: str) -> None:
        found = sorted(_stretches(streams, name), key=lambda stretch: stretch.fc)
        self.found = found
        self.starts = [stretch.fc for stretch in found]

    def at(self, fc: int) -> Stretch | None:
        """The stretch that holds the byte FC."""
        n = bisect_right(self.starts, fc) - 1
        return self.found[n] if n >= 0 and fc < self.found[n].end else None


def _pieces(clx: bytes) -> list[Piece]:
    at, modifiers = 0, []
    while at < len(clx) and u8(clx, at) == 1:
        length = u16(clx, at + 1)
        modifiers.append(part(clx, at + 3, length))
        at += 3 + length
    if at >= len(clx) or u8(clx, at) != 2:
        raise DamagedError("no table of pieces")
    bounds, entries = plc(part(clx, at + 5, u32(clx, at + 1)), 8)
    pieces = []
    for n, entry in enumerate(entries):
        stated, prm = u32(entry, 2), u16(entry, 6)
        narrow = bool(stated & _COMPRESSED)
        fc = (stated & 0x3FFFFFFF) // 2 if narrow else stated & 0x3FFFFFFF
        which = prm >> 1
        modifier = modifiers[which] if prm & 1 and which < len(modifiers) else b""
        pieces.append(Piece(bounds[n], bounds[n + 1], fc, not narrow, modifier))
    return pieces


def _decoded(main: bytes, piece: Piece) -> str:
    count = piece.end - piece.cp
    if piece.wide:
        # A character outside the first plane is two here as in the file, so that places stay places.
        return "".join(map(chr, struct.unpack(f"<{count}H", part(main, piece.fc, 2 * count))))
    return "".join(bytes((byte,)).decode("cp1252", "replace") for byte in part(main, piece.fc, count))


def _stretches(streams: Streams, name: str) -> Iterator[Stretch]:
    """Those of the formatted disk pages that the structure NAME leads to."""
    of_paragraphs = name == "paragraphs"
    size = _PAPX_BX if of_paragraphs else _CHPX_BX
    _, entries = plc(streams.structure(name), 4)
    for entry in entries:
        number = u32(entry, 0) & (_MOST_PAGES - 1)
        page = part(streams.main, number * _PAGE, _PAGE)
        count = u8(page, _PAGE - 1)
        bounds = u32s(page, 0, count + 1)
        for n in range(count):
            at = 2 * u8(page, 4 * (count + 1) + n * size)
            read = _paragraph if of_paragraphs else _run
            style, modifiers = read(page, at) if at else (0, b"")
            yield Stretch(bounds[n], bounds[n + 1], style, modifiers)


def _paragraph(page: bytes, at: int) -> tuple[int, bytes]:
    words = u8(page, at)
    begin, length = (at + 1, 2 * words - 1) if words else (at + 2, 2 * u8(page, at + 1))
    if length < 2:
        return 0, b""
    return u16(page, begin), part(page, begin + 2, length - 2)


def _run(page: bytes, at: int) -> tuple[int, bytes]:
    return 0, part(page, at + 1, u8(page, at))
