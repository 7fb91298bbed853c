"""The points of path objects, in display space: the pieces that paths are made of, and their straight lines."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from extract.pdf import pdfium
from extract.pdf.pdfium import Integers, each, members
from extract.pdf.placing import Affine
from extract.pdf.primitives import Bools, Floats, Ints

_STRAIGHT_PT = 0.7  # how much a line may rise over its length and still be level
_CROOKED_PT, _LONG = 2.0, 15.0  # and so much, if it is so many times as long as that: drawn by hand, or scaled
_LINE, _CURVE, _MOVE = 0, 1, 2  # kinds of segments
_BOX_POINTS = 6  # of a rectangle, closed in any way
_GLYPH_PT = 40.0


def matrices(objects: Integers) -> Floats:
    """(n, 6) maps from each object's own space to the space around it."""
    got = np.zeros((len(objects), 6), np.float32)
    each(pdfium.object_matrix, objects, into=got)
    return got.astype(np.float64)


class Segments(Struct, frozen=True, eq=False):
    """The points of several paths in display space, one path after the other."""

    x: Floats
    y: Floats
    lines: Bools  # is it the end of a straight line?
    curves: Bools  # does it shape a curve?
    closes: Bools  # does a straight line go from here back to where the piece began?
    starts: Ints  # where each piece of a path begins
    pieces: Ints  # which piece each point belongs to
    whose: Ints  # which path each point belongs to

    @property
    def lengths(self) -> Ints:
        """How many points each piece has."""
        lengths = np.empty_like(self.starts)
        lengths[:-1] = self.starts[1:]
        lengths[-1] = len(self.x)
        return lengths - self.starts


def segments(paths: Integers, counts: Ints, maps: Floats, to_display: Affine) -> Segments:
    """The points of PATHS (handles), one at least, with COUNTS segments each and the `matrices` MAPS."""
    whose, places = members(np.arange(len(paths)), counts)
    handles = each(pdfium.segment_at, paths.take(whose), places)
    points = np.zeros((len(handles), 2), np.float32)
    each(pdfium.segment_point, handles, into=points)
    kinds = each(pdfium.segment_type, handles)
    closes = each(pdfium.segment_close, handles) > 0
    a, b, c, d, e, f = maps.take(whose, axis=0).T
    x, y = points.T.astype(np.float64, order="C")
    x, y = to_display.points(a * x + c * y + e, b * x + d * y + f)
    begins = (kinds == _MOVE) | (places == 0)
    starts, pieces = begins.nonzero()[0], begins.cumsum() - 1
    return Segments(x, y, (kinds == _LINE) & ~begins, kinds == _CURVE, closes, starts, pieces, whose)


def parts(segments: Segments) -> Floats:
    """The box around every piece of the paths."""
    x, y, starts = segments.x, segments.y, segments.starts
    boxes = np.empty((len(starts), 4))
    for k, (reduce, values) in enumerate(((np.minimum, x), (np.minimum, y), (np.maximum, x), (np.maximum, y))):
        boxes[:, k] = reduce.reduceat(values, starts)
    return boxes


def is_outline(segments: Segments) -> Bools:
    """Which pieces are small, of a path with bends: outlines of glyphs, signs. Their straight parts are no rules."""
    starts = segments.starts
    bent = segments.lengths > _BOX_POINTS
    if segments.curves.any():
        bent |= np.logical_or.reduceat(segments.curves, starts)
    if not bent.any():
        return bent
    whose = segments.whose[starts]
    some_bent = np.zeros(int(whose[-1]) + 1, np.bool_)
    some_bent[whose[bent]] = True
    boxes = parts(segments)
    size = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    return np.asarray(some_bent[whose] & (size < _GLYPH_PT))


def straight_lines(segments: Segments) -> tuple[Floats, Ints, Bools]:
    """(n, 4) boxes of the straight lines of stroked paths, which path each belongs to, and which are level, not
    slanted. Those of outlines are left out."""
    x, y, starts = segments.x, segments.y, segments.starts
    ends = segments.lines.nonzero()[0]
    closing = segments.closes.nonzero()[0]
    home = starts.take(segments.pieces.take(closing))
    one, other = np.concatenate((ends - 1, closing)), np.concatenate((ends, home))
    x0, y0, x1, y1 = x.take(one), y.take(one), x.take(other), y.take(other)
    width, height = np.abs(x1 - x0), np.abs(y1 - y0)
    outline = is_outline(segments).take(segments.pieces.take(one))
    some = ((np.maximum(width, height) > 0) & ~outline).nonzero()[0]
    lines = np.empty((len(one), 4))
    np.minimum(x0, x1, out=lines[:, 0])
    np.minimum(y0, y1, out=lines[:, 1])
    np.maximum(x0, x1, out=lines[:, 2])
    np.maximum(y0, y1, out=lines[:, 3])
    rise, length = np.minimum(width, height), np.maximum(width, height)
    level = rise <= _STRAIGHT_PT
    crooked = (~level & (rise <= _CROOKED_PT) & (length >= _LONG * rise)).nonzero()[0]
    if len(crooked):
        level[crooked] = True
        _straighten(lines, crooked, height.take(crooked) < width.take(crooked))
    return lines.take(some, axis=0), segments.whose.take(one.take(some)), level.take(some)


def _straighten(lines: Floats, crooked: Ints, flat: Bools) -> None:
    """Put those of LINES numbered CROOKED, FLAT or upright, where the middle of each is."""
    for axis, which in ((1, crooked[flat]), (0, crooked[~flat])):
        middle = (lines[which, axis] + lines[which, axis + 2]) / 2
        lines[which, axis] = lines[which, axis + 2] = middle
