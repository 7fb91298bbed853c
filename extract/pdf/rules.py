"""Rules and fills of a page, out of its path objects, form by form.

Producers draw a table's lines as strokes (Word processors), as thin filled rectangles (browsers, Word),
or as one long path with many pieces. A filled rectangle wider *and* higher than 3 pt is a fill and never
has an edge: Word puts white and shaded ones under every cell and paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from extract.pdf import pdfium
from extract.pdf.pdfium import each
from extract.pdf.placing import Affine
from extract.pdf.primitives import Colors, Fills, Floats, Rules

RULE_PT = 3.0  # the thickest rule
_STRAIGHT_PT = 0.7  # how much a line may rise over its length and still be level
_WHITE = 250
_PATTERN = (190, 190, 190)  # stands for a hatching, which has no colour of its own
_DEEPEST = 12  # forms inside forms
_LONGEST = 20_000  # segments of one path; a longer one is a drawing


@dataclass(slots=True)
class _Drawn:
    """What has been found so far: pieces of (boxes, colours), each with the painting order of its entries."""

    thin: list[tuple[Floats, Colors, Floats]] = field(default_factory=list)
    filled: list[tuple[Floats, Colors, Floats]] = field(default_factory=list)
    images: list[Floats] = field(default_factory=list)
    painted: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """The drawn part of a page, in display space."""

    horizontal: Rules
    vertical: Rules
    fills: Fills
    images: Floats  # (n, 4)


def read_drawing(page: int, count: int, to_display: Affine) -> Drawing:
    """All that is drawn on PAGE (an address) by its COUNT objects, forms included."""
    drawn = _Drawn()
    objects = list(map(pdfium.page_object, repeat(page), range(count)))
    _read_objects(objects, to_display, drawn, 0)
    thin, thin_rgb, thin_order = _joined(drawn.thin)
    filled, filled_rgb, filled_order = _joined(drawn.filled)
    painted = np.argsort(filled_order, kind="stable")
    fills = Fills(filled[painted], filled_rgb[painted])
    seen = _seen(thin, thin_rgb, thin_order, fills, filled_order[painted])
    horizontal, vertical = _rules(thin[seen], thin_rgb[seen])
    images = np.concatenate(drawn.images) if drawn.images else np.zeros((0, 4))
    return Drawing(horizontal, vertical, fills, images)


def _joined(pieces: list[tuple[Floats, Colors, Floats]]) -> tuple[Floats, Colors, Floats]:
    if not pieces:
        return np.zeros((0, 4)), np.zeros((0, 3), np.uint8), np.zeros(0)
    return (
        np.concatenate([p[0] for p in pieces]),
        np.concatenate([p[1] for p in pieces]),
        np.concatenate([p[2] for p in pieces]),
    )


def _read_objects(objects: list[int], to_display: Affine, drawn: _Drawn, depth: int) -> None:
    types = list(map(pdfium.object_type, objects))
    start = drawn.painted
    drawn.painted += len(objects)
    paths = [i for i, kind in enumerate(types) if kind == pdfium.type_of_path]
    if paths:
        order = np.array(paths, np.float64) + start
        _read_paths([objects[i] for i in paths], order, to_display, drawn)
    images = [objects[i] for i, kind in enumerate(types) if kind == pdfium.type_of_image]
    if images:
        drawn.images.append(to_display.boxes(_bounds(images)))
    if depth >= _DEEPEST:
        return
    for i, kind in enumerate(types):
        if kind == pdfium.type_of_form:
            form = objects[i]
            inside = list(map(pdfium.form_object, repeat(form), range(max(0, pdfium.form_count(form)))))
            _read_objects(inside, _matrix(form).then(to_display), drawn, depth + 1)


def _bounds(objects: list[int]) -> Floats:
    got = np.zeros((len(objects), 4), np.float32)
    each(pdfium.object_bounds, objects, *_columns(got))
    return got.astype(np.float64)


def _columns(array: NDArray[np.generic]) -> list[range]:
    """The addresses of the entries of each column of ARRAY."""
    start, (height, width), size = array.ctypes.data, array.shape, array.itemsize
    step = width * size
    return [range(start + size * k, start + size * k + step * height, step) for k in range(width)]


def _matrix(thing: int) -> Affine:
    got = np.array([1, 0, 0, 1, 0, 0], np.float32)
    pdfium.object_matrix(thing, got.ctypes.data)
    return Affine(*(float(v) for v in got))


def _colors(call: object, objects: list[int]) -> tuple[Colors, NDArray[np.bool_]]:
    """The colour of every object, and whether it can be seen at all."""
    got = np.zeros((len(objects), 4), np.uint32)
    known = np.fromiter(map(call, objects, *_columns(got)), np.bool_, len(objects))  # type: ignore[call-overload]
    got[~known] = (*_PATTERN, 255)
    return got[:, :3].astype(np.uint8), got[:, 3] > 0


def _read_paths(paths: list[int], order: Floats, to_display: Affine, drawn: _Drawn) -> None:
    modes = np.zeros((len(paths), 2), np.int32)
    each(pdfium.draw_mode, paths, *_columns(modes))
    counts = np.fromiter(map(pdfium.segment_count, paths), np.int64, len(paths))
    boxes = to_display.boxes(_bounds(paths))
    filled = modes[:, 0] > 0
    if filled.any():
        rgb, seen = _colors(pdfium.fill_color, paths)
        filled &= seen
        _read_fills(paths, order, to_display, drawn, (boxes, rgb, filled, counts))
    stroked = np.flatnonzero((modes[:, 1] != 0) & (counts > 1) & (counts <= _LONGEST))
    if len(stroked):
        _read_strokes([paths[i] for i in stroked], order[stroked], counts[stroked], to_display, drawn)


def _read_fills(
    paths: list[int],
    order: Floats,
    to_display: Affine,
    drawn: _Drawn,
    seen: tuple[Floats, Colors, NDArray[np.bool_], NDArray[np.int64]],
) -> None:
    boxes, rgb, filled, counts = seen
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    is_thin = np.minimum(width, height) <= RULE_PT
    one = filled & ((counts <= 5) | is_thin)
    thin, wide = one & is_thin, one & ~is_thin
    drawn.thin.append((boxes[thin], rgb[thin], order[thin]))
    drawn.filled.append((boxes[wide], rgb[wide], order[wide]))
    for i in np.flatnonzero(filled & ~one & (counts <= _LONGEST)):
        parts = _parts(paths[i], int(counts[i]), to_display)
        thin_part = np.minimum(parts[:, 2] - parts[:, 0], parts[:, 3] - parts[:, 1]) <= RULE_PT
        for into, take in ((drawn.thin, thin_part), (drawn.filled, ~thin_part)):
            n = int(take.sum())
            into.append((parts[take], np.repeat(rgb[i : i + 1], n, 0), np.full(n, order[i])))


@dataclass(frozen=True, slots=True, eq=False)
class _Segments:
    """Points of a path in display space; `kinds` as PDFium has them (0 line, 1 curve, 2 move)."""

    x: Floats
    y: Floats
    kinds: NDArray[np.int64]
    closes: NDArray[np.bool_]


def _segments(path: int, count: int, to_display: Affine) -> _Segments:
    handles = list(map(pdfium.segment_at, repeat(path), range(count)))
    points = np.zeros((count, 2), np.float32)
    each(pdfium.segment_point, handles, *_columns(points))
    kinds = np.fromiter(map(pdfium.segment_type, handles), np.int64, count)
    closes = np.fromiter(map(pdfium.segment_close, handles), np.bool_, count)
    place = _matrix(path).then(to_display)
    x, y = place.points(points[:, 0].astype(np.float64), points[:, 1].astype(np.float64))
    return _Segments(x, y, kinds, closes)


def _starts(segments: _Segments) -> NDArray[np.int64]:
    """Where each piece of a path begins."""
    moves = segments.kinds == 2
    moves[0] = True
    return np.flatnonzero(moves)


def _parts(path: int, count: int, to_display: Affine) -> Floats:
    """The box around every piece of a path."""
    segments = _segments(path, count, to_display)
    starts = _starts(segments)
    return np.column_stack(
        [
            reduce.reduceat(values, starts)
            for reduce, values in (
                (np.minimum, segments.x),
                (np.minimum, segments.y),
                (np.maximum, segments.x),
                (np.maximum, segments.y),
            )
        ]
    )


def _read_strokes(
    paths: list[int], order: Floats, counts: NDArray[np.int64], to_display: Affine, drawn: _Drawn
) -> None:
    rgb, seen = _colors(pdfium.stroke_color, paths)
    widths = np.zeros((len(paths), 1), np.float32)
    each(pdfium.stroke_width, paths, *_columns(widths))
    for i in np.flatnonzero(seen):
        lines = _level_lines(_segments(paths[i], int(counts[i]), to_display))
        if not len(lines):
            continue
        thick = float(widths[i, 0]) * _matrix(paths[i]).then(to_display).scale
        grown = lines + np.array([-thick, -thick, thick, thick]) / 2 * _across(lines)
        into = drawn.thin if thick <= RULE_PT else drawn.filled
        into.append((grown, np.repeat(rgb[i : i + 1], len(lines), 0), np.full(len(lines), order[i])))


def _across(lines: Floats) -> Floats:
    """1 for the coordinates across each line's direction, 0 for those along it."""
    flat = (lines[:, 2] - lines[:, 0]) >= (lines[:, 3] - lines[:, 1])
    return np.column_stack((~flat, flat, ~flat, flat)).astype(np.float64)


def _level_lines(segments: _Segments) -> Floats:
    """(n, 4) boxes of the straight horizontal and vertical lines of a stroked path, closing lines included."""
    x, y, kinds = segments.x, segments.y, segments.kinds
    to = np.flatnonzero((kinds == 0) & (np.arange(len(x)) > 0))
    x0, y0, x1, y1 = x[to - 1], y[to - 1], x[to], y[to]
    closing = np.flatnonzero(segments.closes)
    if len(closing):
        starts = _starts(segments)
        home = starts[np.searchsorted(starts, closing, side="right") - 1]
        x0, y0 = np.concatenate((x0, x[closing])), np.concatenate((y0, y[closing]))
        x1, y1 = np.concatenate((x1, x[home])), np.concatenate((y1, y[home]))
    lines = np.column_stack((np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)))
    width, height = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    level = (np.minimum(width, height) <= _STRAIGHT_PT) & (np.maximum(width, height) > 0)
    return lines[level]


def _seen(thin: Floats, rgb: Colors, order: Floats, fills: Fills, painted: Floats) -> NDArray[np.bool_]:
    """A white rule is seen only on a coloured fill painted before it."""
    seen = rgb.min(axis=1) < _WHITE if len(rgb) else np.zeros(0, np.bool_)
    coloured = fills.rgb.min(axis=1) < _WHITE if len(fills) else np.zeros(0, np.bool_)
    if seen.all() or not coloured.any():
        return seen
    boxes, when = fills.boxes[coloured], painted[coloured]
    x, y = (thin[:, 0] + thin[:, 2]) / 2, (thin[:, 1] + thin[:, 3]) / 2
    for i in np.flatnonzero(~seen):
        under = (boxes[:, 0] <= x[i]) & (x[i] <= boxes[:, 2]) & (boxes[:, 1] <= y[i]) & (y[i] <= boxes[:, 3])
        seen[i] = bool((under & (when < order[i])).any())
    return seen


def _rules(thin: Floats, rgb: Colors) -> tuple[Rules, Rules]:
    """Thin boxes as rules. A dot, as broad as long, stands in both directions: it may join either."""
    width, height = thin[:, 2] - thin[:, 0], thin[:, 3] - thin[:, 1]
    flat, upright = width >= height, height >= width
    x, y = (thin[:, 0] + thin[:, 2]) / 2, (thin[:, 1] + thin[:, 3]) / 2
    horizontal = np.column_stack((y, thin[:, 0], thin[:, 2], height))[flat]
    vertical = np.column_stack((x, thin[:, 1], thin[:, 3], width))[upright]
    return Rules(horizontal, rgb[flat]), Rules(vertical, rgb[upright])
