"""Lines and bars that schedules are drawn with: the shapes of a DOC file ([MS-ODRAW] 2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.doc.binary import TWIPS_PER_PT, DamagedError, i32, part, u16, u32
from extract.doc.container import Streams
from extract.flow.model import LEAST_BAR_PT, Bar

_GROUP, _SHAPE, _GROUP_FRAME, _KIND, _CHILD_FRAME = 0xF003, 0xF004, 0xF009, 0xF00A, 0xF00F
_HEADER = 8  # bytes of a record's own
# Lines, connectors, arrows, rectangles, pentagons and chevrons, by their numbers ([MS-ODRAW] 2.4.24).
_OF_BARS = frozenset((1, 2, 13, 15, 20, 32, 33, 34, 55, 66, 69, 109))
_FREE = (0, 0xFFF)  # shapes of no kind: a bar where they are flat
_FLAT = 4  # times as wide as high

Frame = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    instance: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: what it is, and, of a group, its frame in the group's own units and the shapes in that."""

    kind: int
    frame: Frame | None = None  # in the units of the group that it is in
    inner_frame: Frame | None = None
    inner: tuple[Shape, ...] = ()


def shapes_of(streams: Streams) -> dict[int, Shape]:
    """The shapes of STREAMS that stand by themselves, by their numbers. Raises `DamagedError`."""
    found: dict[int, Shape] = {}
    data = streams.structure("drawings")
    if not data:
        return found
    _, at = _record(data, 0)  # what all drawings share
    while at + 1 + _HEADER <= len(data):
        drawing, at = _record(data, at + 1)  # a byte before each tells whether it is of the body
        for root in _records(drawing.content):
            if root.kind == _GROUP:
                found |= dict(_named(root.content))
    return found


def bars_of(shape: Shape, frame: Frame) -> Iterator[Bar]:
    """The bars that SHAPE shows in FRAME, both in twips."""
    left, top, right, bottom = frame
    if shape.inner:
        yield from _bars_of_group(shape, frame)
    elif shape.kind in _OF_BARS or shape.kind in _FREE:
        width, height = (right - left) / TWIPS_PER_PT, (bottom - top) / TWIPS_PER_PT
        if width >= max(LEAST_BAR_PT, height * (_FLAT if shape.kind in _FREE else 1)):
            yield Bar(left / TWIPS_PER_PT, right / TWIPS_PER_PT, (top + bottom) / 2 / TWIPS_PER_PT)


def _bars_of_group(group: Shape, frame: Frame) -> Iterator[Bar]:
    x0, y0, x1, y1 = group.inner_frame or frame
    wide, high = x1 - x0 or 1.0, y1 - y0 or 1.0
    left, top, right, bottom = frame
    for shape in group.inner:
        if shape.frame is not None:
            a, b, c, d = shape.frame
            across, down = (right - left) / wide, (bottom - top) / high
            inside = (left + (a - x0) * across, top + (b - y0) * down, left + (c - x0) * across, top + (d - y0) * down)
            yield from bars_of(shape, inside)


def _record(data: bytes, at: int) -> tuple[_Record, int]:
    head, length = u16(data, at), u32(data, at + 4)
    return _Record(u16(data, at + 2), head >> 4, part(data, at + _HEADER, length)), at + _HEADER + length


def _records(data: bytes) -> Iterator[_Record]:
    at = 0
    while at + _HEADER <= len(data):
        record, at = _record(data, at)
        yield record


def _named(group: bytes) -> Iterator[tuple[int, Shape]]:
    """The shapes right inside a group, with their numbers; the first record of a group is the group itself."""
    for n, record in enumerate(_records(group)):
        if record.kind == _SHAPE and n:
            yield _shape(record.content)
        elif record.kind == _GROUP:
            yield _group(record.content)


def _shape(content: bytes) -> tuple[int, Shape]:
    kind = number = 0
    frame: Frame | None = None
    for record in _records(content):
        if record.kind == _KIND:
            kind, number = record.instance, u32(record.content, 0)
        elif record.kind == _CHILD_FRAME:
            frame = frame_at(record.content, 0)
    return number, Shape(kind, frame)


def _group(content: bytes) -> tuple[int, Shape]:
    head = next(_records(content), None)
    if head is None:
        raise DamagedError("a group of shapes that is empty")
    number, own = _shape(head.content)
    inner_frame = next((frame_at(one.content, 0) for one in _records(head.content) if one.kind == _GROUP_FRAME), None)
    return number, Shape(own.kind, own.frame, inner_frame, tuple(shape for _, shape in _named(content)))


def frame_at(data: bytes, at: int) -> Frame:
    """Four numbers of DATA from AT."""
    left, top, right, bottom = (float(i32(data, at + 4 * n)) for n in range(4))
    return left, top, right, bottom
