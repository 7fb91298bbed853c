"""Rules and fills of a page, out of its path objects, form by form.

Producers draw a table's lines as strokes (Word processors), as thin filled rectangles (browsers, Word),
as one long path with many pieces, or as thin pictures. A filled rectangle wider *and* higher than 3 pt is a
fill and never has an edge: Word puts white and shaded ones under every cell and paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat

import numpy as np

from extract.pdf import pdfium
from extract.pdf.paths import is_outline, matrices, parts, segments, straight_lines
from extract.pdf.pdfium import Call, Integers, each, one
from extract.pdf.pictures import are_rules
from extract.pdf.placing import Affine
from extract.pdf.primitives import Bools, Colors, Fills, Floats, Ints, Rules

RULE_PT = 3.0  # the thickest rule that is drawn as a filled box
_STROKE_PT = 6.0  # and as a line
_LONG_PT = 8.0  # from here on a thin picture is a rule, not a dot or a sign
_WHITE = 250
_PATTERN = (190, 190, 190)  # stands for a hatching or a gradient, which have no colour of their own
_DEEPEST = 12  # forms inside forms
_NO_RING = np.zeros((0, 4)), np.zeros((0, 3), np.uint8)
_LONGEST = 20_000  # segments of one path; a longer one is a drawing


@dataclass(slots=True)
class _Drawn:
    """What has been found so far: pieces of (boxes, colours), each with the painting order of its entries."""

    thin: list[tuple[Floats, Colors, Floats]] = field(default_factory=list)
    filled: list[tuple[Floats, Colors, Floats]] = field(default_factory=list)
    slanted: list[Floats] = field(default_factory=list)
    bent: list[tuple[Floats, Colors]] = field(default_factory=list)
    images: list[Floats] = field(default_factory=list)
    painted: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """The drawn part of a page, in display space."""

    horizontal: Rules
    vertical: Rules
    fills: Fills
    images: Floats  # (n, 4)
    strokes: Floats  # (n, 4) boxes around straight strokes that are not level
    rings: Fills  # what is drawn as a line with bends: circles, frames with round corners


def read_drawing(page: int, count: int, to_display: Affine, height_pt: float) -> Drawing:
    """All that is drawn on PAGE (an address) by its COUNT objects, forms included. The page is HEIGHT_PT high."""
    drawn = _Drawn()
    objects = each(pdfium.page_object, one(page), np.arange(count))
    _read_objects(objects, to_display, drawn, 0)
    thin, thin_rgb, thin_order = _joined(drawn.thin)
    filled, filled_rgb, filled_order = _joined(drawn.filled)
    painted = np.argsort(filled_order, kind="stable")
    fills = Fills(filled[painted], filled_rgb[painted])
    seen = _seen(thin, thin_rgb, thin_order, fills, filled_order[painted])
    horizontal, vertical = _on_page(*_rules(thin[seen], thin_rgb[seen]), height_pt)
    images = np.concatenate((np.zeros((0, 4)), *drawn.images))
    strokes = np.concatenate((np.zeros((0, 4)), *drawn.slanted))
    rings = Fills(*(np.concatenate([bent[k] for bent in (_NO_RING, *drawn.bent)]) for k in (0, 1)))
    return Drawing(horizontal, vertical, fills, images, strokes, rings)


def _joined(pieces: list[tuple[Floats, Colors, Floats]]) -> tuple[Floats, Colors, Floats]:
    if not pieces:
        return np.zeros((0, 4)), np.zeros((0, 3), np.uint8), np.zeros(0)
    return (
        np.concatenate([p[0] for p in pieces]),
        np.concatenate([p[1] for p in pieces]),
        np.concatenate([p[2] for p in pieces]),
    )


def _read_objects(objects: Integers, to_display: Affine, drawn: _Drawn, depth: int) -> None:
    types = each(pdfium.object_type, objects)
    order = np.arange(drawn.painted, drawn.painted + len(objects), dtype=np.float64)
    drawn.painted += len(objects)
    paths = types == pdfium.type_of_path
    if paths.any():
        _read_paths(objects[paths], order[paths], to_display, drawn)
    images = types == pdfium.type_of_image
    if images.any():
        _read_images(objects[images], order[images], to_display, drawn)
    shadings = types == pdfium.type_of_shading
    if shadings.any():
        boxes = to_display.boxes(_bounds(objects[shadings]))
        drawn.filled.append((boxes, np.full((len(boxes), 3), _PATTERN[0], np.uint8), order[shadings]))
    if depth < _DEEPEST:
        for form in objects[types == pdfium.type_of_form].tolist():
            _read_objects(*_form(form, to_display), drawn, depth + 1)


def spaces_of(page: int, count: int, to_display: Affine) -> dict[int, Affine]:
    """Every object of PAGE (an address) and of the forms on it, with the map from the space it stands in to what is
    displayed. COUNT objects stand on the page itself."""
    spaces: dict[int, Affine] = {}
    level = [(each(pdfium.page_object, one(page), np.arange(count)), to_display)]
    for _ in range(_DEEPEST + 1):
        inside = []
        for objects, space in level:
            spaces.update(zip(objects.tolist(), repeat(space), strict=False))
            forms = objects[each(pdfium.object_type, objects) == pdfium.type_of_form]
            inside += [_form(form, space) for form in forms.tolist()]
        level = inside
    return spaces


def _form(form: int, around: Affine) -> tuple[Integers, Affine]:
    """The objects of FORM, and the map from their space to what is displayed; AROUND is that of the form itself."""
    objects = each(pdfium.form_object, one(form), np.arange(max(0, pdfium.form_count(form))))
    return objects, Affine(*matrices(one(form))[0].tolist()).then(around)


def _read_images(images: Integers, order: Floats, to_display: Affine, drawn: _Drawn) -> None:
    """Pictures; one that is thin and long is a rule, as some printers draw them: what colour it has is not asked."""
    boxes = to_display.boxes(_bounds(images))
    is_rule = are_rules(boxes, RULE_PT, _LONG_PT)
    rgb = np.full((len(boxes), 3), _PATTERN[0], np.uint8)
    drawn.thin.append((boxes[is_rule], rgb[is_rule], order[is_rule]))
    drawn.images.append(boxes[~is_rule])


def _bounds(objects: Integers) -> Floats:
    got = np.zeros((len(objects), 4), np.float32)
    each(pdfium.object_bounds, objects, into=got)
    return got.astype(np.float64)


def _colors(call: Call, objects: Integers) -> tuple[Colors, Bools]:
    """The colour of every object, and whether it can be seen at all."""
    got = np.zeros((len(objects), 4), np.uint32)
    known = each(call, objects, into=got)
    got[known == 0] = (*_PATTERN, 255)
    return got[:, :3].astype(np.uint8), got[:, 3] > 0


def _read_paths(paths: Integers, order: Floats, to_display: Affine, drawn: _Drawn) -> None:
    modes = np.zeros((len(paths), 2), np.int32)
    each(pdfium.draw_mode, paths, into=modes)
    counts = each(pdfium.segment_count, paths)
    filled = np.flatnonzero(modes[:, 0] > 0)
    if len(filled):
        _read_fills(paths[filled], order[filled], counts[filled], to_display, drawn)
    stroked = np.flatnonzero((modes[:, 1] != 0) & (counts > 1) & (counts <= _LONGEST))
    if len(stroked):
        _read_strokes(paths[stroked], order[stroked], counts[stroked], to_display, drawn)


def _read_fills(paths: Integers, order: Floats, counts: Ints, to_display: Affine, drawn: _Drawn) -> None:
    boxes = to_display.boxes(_bounds(paths))
    rgb, seen = _colors(pdfium.fill_color, paths)
    is_thin = _thinness(boxes) <= RULE_PT
    one = seen & ((counts <= 5) | is_thin)
    thin, wide = one & is_thin, one & ~is_thin
    drawn.thin.append((boxes[thin], rgb[thin], order[thin]))
    drawn.filled.append((boxes[wide], rgb[wide], order[wide]))
    many = np.flatnonzero(seen & ~one & (counts <= _LONGEST))
    if not len(many):
        return
    points = segments(paths[many], counts[many], to_display)
    pieces, source = parts(points), many[points.whose[points.starts]]
    is_thin = _thinness(pieces) <= RULE_PT
    for into, take in ((drawn.thin, is_thin & ~is_outline(points, pieces)), (drawn.filled, ~is_thin)):
        into.append((pieces[take], rgb[source[take]], order[source[take]]))


def _thinness(boxes: Floats) -> Floats:
    return np.asarray(np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]))


def _read_strokes(paths: Integers, order: Floats, counts: Ints, to_display: Affine, drawn: _Drawn) -> None:
    rgb, seen = _colors(pdfium.stroke_color, paths)
    widths = np.zeros(len(paths), np.float32)
    each(pdfium.stroke_width, paths, into=widths)
    points = segments(paths, counts, to_display)
    if points.curves.any():
        bent = np.logical_or.reduceat(points.curves, points.starts)
        drawn.bent.append((parts(points)[bent], rgb[points.whose[points.starts[bent]]]))
    lines, whose, level = straight_lines(points)
    drawn.slanted.append(lines[~level & seen[whose]])
    level &= seen[whose]
    lines, whose = lines[level], whose[level]
    a, b, c, d = matrices(paths)[whose, :4].T
    thick = widths[whose] * np.sqrt(np.abs(a * d - b * c)) * to_display.scale
    flat = lines[:, 2] - lines[:, 0] >= lines[:, 3] - lines[:, 1]
    lines[:, 1] -= np.where(flat, thick / 2, 0)
    lines[:, 3] += np.where(flat, thick / 2, 0)
    lines[:, 0] -= np.where(flat, 0, thick / 2)
    lines[:, 2] += np.where(flat, 0, thick / 2)
    for into, take in ((drawn.thin, thick <= _STROKE_PT), (drawn.filled, thick > _STROKE_PT)):
        into.append((lines[take], rgb[whose[take]], order[whose[take]]))


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


def _on_page(horizontal: Rules, vertical: Rules, height_pt: float) -> tuple[Rules, Rules]:
    """The rules without what stands above and below the page: some producers draw the whole of a table on every page
    that shows a part of it."""
    at, (_, top, bottom, _) = horizontal.lines[:, 0], vertical.lines.T
    horizontal = horizontal.take((at >= 0) & (at <= height_pt))
    if not len(vertical) or (top.min() >= 0 and bottom.max() <= height_pt):
        return horizontal, vertical
    lines = vertical.lines.copy()
    lines[:, 1], lines[:, 2] = np.maximum(top, 0.0), np.minimum(bottom, height_pt)
    return horizontal, Rules(lines, vertical.rgb).take(lines[:, 1] < lines[:, 2])
