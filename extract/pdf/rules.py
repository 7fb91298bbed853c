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
from extract.pdf.primitives import Bools, Colors, Fills, Floats, Ints, Rules

RULE_PT = 3.0  # the thickest rule that is drawn as a filled box
_STROKE_PT = 6.0  # and as a line
_STRAIGHT_PT = 0.7  # how much a line may rise over its length and still be level
_WHITE = 250
_PATTERN = (190, 190, 190)  # stands for a hatching, which has no colour of its own
_DEEPEST = 12  # forms inside forms
_LINE, _CURVE, _MOVE = 0, 1, 2  # kinds of segments
_BOX_POINTS = 6  # of a rectangle, closed in any way
_GLYPH_PT = 40.0
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
    return Affine(*_matrices([thing])[0].tolist())


def _matrices(objects: list[int]) -> Floats:
    """(n, 6) maps from each object's own space to the space around it."""
    got = np.zeros((len(objects), 6), np.float32)
    each(pdfium.object_matrix, objects, _columns(got)[0])
    return got.astype(np.float64)


def _colors(call: object, objects: list[int]) -> tuple[Colors, Bools]:
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
    seen: tuple[Floats, Colors, Bools, Ints],
) -> None:
    boxes, rgb, filled, counts = seen
    is_thin = _thinness(boxes) <= RULE_PT
    one = filled & ((counts <= 5) | is_thin)
    thin, wide = one & is_thin, one & ~is_thin
    drawn.thin.append((boxes[thin], rgb[thin], order[thin]))
    drawn.filled.append((boxes[wide], rgb[wide], order[wide]))
    many = np.flatnonzero(filled & ~one & (counts <= _LONGEST))
    if not len(many):
        return
    segments = _segments([paths[i] for i in many], counts[many], to_display)
    parts, source = _parts(segments), many[segments.whose[segments.starts]]
    is_thin = _thinness(parts) <= RULE_PT
    for into, take in ((drawn.thin, is_thin & ~_is_outline(segments, parts)), (drawn.filled, ~is_thin)):
        into.append((parts[take], rgb[source[take]], order[source[take]]))


def _thinness(boxes: Floats) -> Floats:
    return np.asarray(np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]))


@dataclass(frozen=True, slots=True, eq=False)
class _Segments:
    """The points of several paths in display space, one path after the other."""

    x: Floats
    y: Floats
    lines: Bools  # is it the end of a straight line?
    curves: Bools  # does it shape a curve?
    closes: Bools  # does a straight line go from here back to where the piece began?
    starts: Ints  # where each piece of a path begins
    whose: Ints  # which path each point belongs to


def _segments(paths: list[int], counts: Ints, to_display: Affine) -> _Segments:
    total = int(counts.sum())
    handles: list[int] = []
    for path, count in zip(paths, counts.tolist(), strict=True):
        handles += map(pdfium.segment_at, repeat(path), range(count))
    points = np.zeros((total, 2), np.float32)
    each(pdfium.segment_point, handles, *_columns(points))
    kinds = np.fromiter(map(pdfium.segment_type, handles), np.int64, total)
    closes = np.fromiter(map(pdfium.segment_close, handles), np.bool_, total)
    whose = np.repeat(np.arange(len(paths)), counts)
    a, b, c, d, e, f = _matrices(paths)[whose].T
    x, y = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    x, y = to_display.points(a * x + c * y + e, b * x + d * y + f)
    begins = kinds == _MOVE
    begins[np.cumsum(counts) - counts] = True
    return _Segments(x, y, (kinds == _LINE) & ~begins, kinds == _CURVE, closes, np.flatnonzero(begins), whose)


def _parts(segments: _Segments) -> Floats:
    """The box around every piece of the paths."""
    x, y, starts = segments.x, segments.y, segments.starts
    boxes = np.empty((len(starts), 4))
    for k, (reduce, values) in enumerate(((np.minimum, x), (np.minimum, y), (np.maximum, x), (np.maximum, y))):
        boxes[:, k] = reduce.reduceat(values, starts)
    return boxes


def _is_outline(segments: _Segments, parts: Floats) -> Bools:
    """Which pieces are small, of a path with bends: outlines of glyphs, signs. Their straight parts are no rules."""
    starts = segments.starts
    points = np.diff(np.append(starts, len(segments.x)))
    bent = (points > _BOX_POINTS) | np.logical_or.reduceat(segments.curves, starts)
    whose = segments.whose[starts]
    some_bent = np.zeros(int(whose[-1]) + 1, np.bool_)
    some_bent[whose[bent]] = True
    size = np.maximum(parts[:, 2] - parts[:, 0], parts[:, 3] - parts[:, 1])
    return np.asarray(some_bent[whose] & (size < _GLYPH_PT))


def _read_strokes(paths: list[int], order: Floats, counts: Ints, to_display: Affine, drawn: _Drawn) -> None:
    rgb, seen = _colors(pdfium.stroke_color, paths)
    widths = np.zeros((len(paths), 1), np.float32)
    each(pdfium.stroke_width, paths, *_columns(widths))
    lines, whose = _level_lines(_segments(paths, counts, to_display))
    lines, whose = lines[seen[whose]], whose[seen[whose]]
    a, b, c, d = _matrices(paths)[whose, :4].T
    thick = widths[whose, 0] * np.sqrt(np.abs(a * d - b * c)) * to_display.scale
    flat = lines[:, 2] - lines[:, 0] >= lines[:, 3] - lines[:, 1]
    lines[:, 1] -= np.where(flat, thick / 2, 0)
    lines[:, 3] += np.where(flat, thick / 2, 0)
    lines[:, 0] -= np.where(flat, 0, thick / 2)
    lines[:, 2] += np.where(flat, 0, thick / 2)
    for into, take in ((drawn.thin, thick <= _STROKE_PT), (drawn.filled, thick > _STROKE_PT)):
        into.append((lines[take], rgb[whose[take]], order[whose[take]]))


def _level_lines(segments: _Segments) -> tuple[Floats, Ints]:
    """(n, 4) boxes of the horizontal and vertical lines of stroked paths, and which path each belongs to."""
    x, y, starts = segments.x, segments.y, segments.starts
    ends = np.flatnonzero(segments.lines)
    closing = np.flatnonzero(segments.closes)
    home = starts[np.searchsorted(starts, closing, side="right") - 1]
    one, other = np.concatenate((ends - 1, closing)), np.concatenate((ends, home))
    x0, y0, x1, y1 = x[one], y[one], x[other], y[other]
    width, height = np.abs(x1 - x0), np.abs(y1 - y0)
    outline = _is_outline(segments, _parts(segments))[np.searchsorted(starts, one, side="right") - 1]
    level = (np.minimum(width, height) <= _STRAIGHT_PT) & (np.maximum(width, height) > 0) & ~outline
    lines = np.empty((len(one), 4))
    np.minimum(x0, x1, out=lines[:, 0])
    np.minimum(y0, y1, out=lines[:, 1])
    np.maximum(x0, x1, out=lines[:, 2])
    np.maximum(y0, y1, out=lines[:, 3])
    return lines[level], segments.whose[one[level]]


def _seen(thin: Floats, rgb: Colors, order: Floats, fills: Fills, painted: Floats) -> Bools:
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
