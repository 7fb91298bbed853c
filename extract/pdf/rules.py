"""Rules and fills of a page, out of its path objects, form by form.

Producers draw a table's lines as strokes (Word processors), as thin filled rectangles (browsers, Word),
as one long path with many pieces, or as thin pictures. A filled rectangle wider *and* higher than 3 pt is a
fill and never has an edge: Word puts white and shaded ones under every cell and paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
from msgspec import Struct

from extract.pdf import pdfium
from extract.pdf.paths import is_outline, matrices, parts, segments, straight_lines
from extract.pdf.pdfium import Call, Integers, each, one
from extract.pdf.pictures import are_rules
from extract.pdf.placing import Affine
from extract.pdf.primitives import WHITE, Bools, Colors, Fills, Floats, Ints, Rules
from extract.pdf.spills import are_clipped, clip_boxes

RULE_PT = 3.0  # the thickest rule that is drawn as a filled box
_STROKE_PT = 6.0  # and as a line
_LONG_PT = 8.0  # from here on a thin picture is a rule, not a dot or a sign
_PATTERN = (190, 190, 190)  # stands for a hatching or a gradient, which have no colour of their own
_DEEPEST = 12  # forms inside forms
_NO_BOXES, _NO_COLORS = np.zeros((0, 4)), np.zeros((0, 3), np.uint8)
_MOST_HATCHED = 2_000  # slanted strokes on a page; more are a drawing
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


class Drawing(Struct, frozen=True, eq=False):
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
    painted = filled_order.argsort(kind="stable")
    fills = Fills(filled.take(painted, axis=0), filled_rgb.take(painted, axis=0))
    seen = _seen(thin, thin_rgb, thin_order, fills, filled_order.take(painted)).nonzero()[0]
    horizontal, vertical = _on_page(*_rules(thin.take(seen, axis=0), thin_rgb.take(seen, axis=0)), height_pt)
    images = np.concatenate((_NO_BOXES, *drawn.images))
    strokes = np.concatenate((_NO_BOXES, *drawn.slanted))
    rings = Fills(
        np.concatenate((_NO_BOXES, *[boxes for boxes, _ in drawn.bent])),
        np.concatenate((_NO_COLORS, *[rgb for _, rgb in drawn.bent])),
    )
    return Drawing(horizontal, vertical, fills, images, strokes, rings)


def _joined(pieces: list[tuple[Floats, Colors, Floats]]) -> tuple[Floats, Colors, Floats]:
    if not pieces:
        return _NO_BOXES, _NO_COLORS, np.zeros(0)
    if len(pieces) == 1:
        return pieces[0]
    boxes, rgb, order = zip(*pieces, strict=True)
    return np.concatenate(boxes), np.concatenate(rgb), np.concatenate(order)


def _read_objects(objects: Integers, to_display: Affine, drawn: _Drawn, depth: int) -> None:
    types = each(pdfium.object_type, objects)
    there = np.bincount(types, minlength=pdfium.type_of_form + 1).tolist()
    order = np.arange(drawn.painted, drawn.painted + len(objects), dtype=np.float64)
    drawn.painted += len(objects)
    if there[pdfium.type_of_path]:
        paths = (types == pdfium.type_of_path).nonzero()[0]
        _read_paths(objects.take(paths), order.take(paths), to_display, drawn)
    if there[pdfium.type_of_image]:
        images = types == pdfium.type_of_image
        _read_images(objects[images], order[images], to_display, drawn)
    if there[pdfium.type_of_shading]:
        shadings = types == pdfium.type_of_shading
        boxes = to_display.boxes(_bounds(objects[shadings]))
        drawn.filled.append((boxes, np.full((len(boxes), 3), _PATTERN[0], np.uint8), order[shadings]))
    if there[pdfium.type_of_form] and depth < _DEEPEST:
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
    if not known.all():
        got[known == 0] = (*_PATTERN, 255)
    return got[:, :3].astype(np.uint8), got[:, 3] > 0


def _read_paths(paths: Integers, order: Floats, to_display: Affine, drawn: _Drawn) -> None:
    modes = np.zeros((len(paths), 2), np.int32)
    each(pdfium.draw_mode, paths, into=modes)
    counts = each(pdfium.segment_count, paths)
    filled = (modes[:, 0] > 0).nonzero()[0]
    if len(filled):
        _read_fills(paths.take(filled), order.take(filled), counts.take(filled), to_display, drawn)
    stroked = ((modes[:, 1] != 0) & (counts > 1) & (counts <= _LONGEST)).nonzero()[0]
    if len(stroked):
        _read_strokes(paths.take(stroked), order.take(stroked), counts.take(stroked), to_display, drawn)


def _read_fills(paths: Integers, order: Floats, counts: Ints, to_display: Affine, drawn: _Drawn) -> None:
    boxes = to_display.boxes(_bounds(paths))
    rgb, seen = _colors(pdfium.fill_color, paths)
    is_thin = _thinness(boxes) <= RULE_PT
    one = seen & ((counts <= 5) | is_thin)
    thin, wide = one & is_thin, one & ~is_thin
    drawn.thin.append((boxes[thin], rgb[thin], order[thin]))
    drawn.filled.append((boxes[wide], rgb[wide], order[wide]))
    many = (seen & ~one & (counts <= _LONGEST)).nonzero()[0]
    if not len(many):
        return
    points = segments(paths[many], counts[many], matrices(paths[many]), to_display)
    pieces, source = parts(points), many[points.whose[points.starts]]
    is_thin = _thinness(pieces) <= RULE_PT
    for into, take in ((drawn.thin, is_thin & ~is_outline(points)), (drawn.filled, ~is_thin)):
        into.append((pieces[take], rgb[source[take]], order[source[take]]))


def _thinness(boxes: Floats) -> Floats:
    return np.asarray(np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]))


def _read_strokes(paths: Integers, order: Floats, counts: Ints, to_display: Affine, drawn: _Drawn) -> None:
    rgb, seen = _colors(pdfium.stroke_color, paths)
    widths = np.zeros(len(paths), np.float32)
    each(pdfium.stroke_width, paths, into=widths)
    maps = matrices(paths)
    points = segments(paths, counts, maps, to_display)
    if points.curves.any():
        bent = np.logical_or.reduceat(points.curves, points.starts)
        drawn.bent.append((parts(points)[bent], rgb[points.whose[points.starts[bent]]]))
    lines, whose, level = straight_lines(points)
    shown = seen.take(whose)
    if not level.all():
        slanted = (~level & shown).nonzero()[0]
        drawn.slanted.append(_clipped(lines.take(slanted, axis=0), paths.take(whose.take(slanted)), to_display))
    straight = (level & shown).nonzero()[0]
    lines, whose = lines.take(straight, axis=0), whose.take(straight)
    a, b, c, d = maps[:, :4].T
    thick = (widths * np.sqrt(np.abs(a * d - b * c)) * to_display.scale).take(whose)
    flat = lines[:, 2] - lines[:, 0] >= lines[:, 3] - lines[:, 1]
    half = np.zeros((len(lines), 2))
    half[np.arange(len(lines)), flat.view(np.int8)] = thick / 2  # across the line
    lines[:, :2] -= half
    lines[:, 2:] += half
    for into, some in ((drawn.thin, thick <= _STROKE_PT), (drawn.filled, thick > _STROKE_PT)):
        if some.any():
            take = some.nonzero()[0]
            of = whose.take(take)
            into.append((lines.take(take, axis=0), rgb.take(of, axis=0), order.take(of)))


def _clipped(lines: Floats, paths: Integers, to_display: Affine) -> Floats:
    """What can be seen of slanted LINES, each of one of PATHS: a hatching is drawn beyond the cell that it is cut off
    at. A drawing of very many is left as it is."""
    if len(lines) > _MOST_HATCHED or not are_clipped(paths):
        return lines
    known = dict.fromkeys(paths.tolist(), to_display)
    clips = clip_boxes(paths, known)
    seen = np.column_stack((np.maximum(lines[:, :2], clips[:, :2]), np.minimum(lines[:, 2:], clips[:, 2:])))
    return seen[(seen[:, 2:] > seen[:, :2]).all(axis=1)]


def _seen(thin: Floats, rgb: Colors, order: Floats, fills: Fills, painted: Floats) -> Bools:
    """A white rule is seen only on a coloured fill painted before it."""
    seen: Bools = np.asarray((rgb < WHITE).any(axis=1))
    if seen.all():
        return seen
    coloured = fills.coloured
    if not coloured.any():
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
    flat, upright = (width >= height).nonzero()[0], (height >= width).nonzero()[0]
    horizontal = _along(0, thin.take(flat, axis=0), rgb.take(flat, axis=0))
    return horizontal, _along(1, thin.take(upright, axis=0), rgb.take(upright, axis=0))


def _along(axis: int, thin: Floats, rgb: Colors) -> Rules:
    """The boxes THIN as rules that run along AXIS: 0 across the page, 1 down."""
    across = 1 - axis
    lines = np.empty((len(thin), 4))
    lines[:, 0] = (thin[:, across] + thin[:, across + 2]) / 2
    lines[:, 1], lines[:, 2] = thin[:, axis], thin[:, axis + 2]
    lines[:, 3] = thin[:, across + 2] - thin[:, across]
    return Rules(lines, rgb)


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
