"""Rules to a grid: joined, grouped into tables, snapped to common edges, and tested edge by edge."""

from __future__ import annotations

from itertools import pairwise
from operator import and_, or_

import numpy as np
from msgspec import Struct

from extract.pdf.primitives import Bools, Chars, Floats, Ints, Rules, median

Drawn = tuple[tuple[bool, ...], ...]

LEVEL_PT = 1.0  # rules this near to each other are one rule drawn in pieces
SNAP_PT = 3.0  # edges this near are one edge: double rules, columns that do not quite line up
TOUCH_PT = 3.0  # a rule this near to another one touches it
_DOT_PT = 1.0  # what is no longer than this is a dot, of a dotted rule in either direction
_DOT_LEVEL_PT = 0.3  # dots of one rule are this level; those of rules across it are not
SAME_END_PT = 6.0  # the rules of one table end this near to each other
_GAP_PT = 3.0  # a gap this long does not interrupt a rule
_DASH_PT = 15.0  # pieces no longer than this may be dashes,
_DASH_GAP_PT = 7.0  # with gaps up to this
_ANCHOR_PT = 6.0  # a rule may stop short of the edge where it should end, or run past it, by this
_SURE = 0.75  # a rule over this share of the table is an edge, wherever it ends
_THICKER = 1.8  # times as thick as a table's rules
_SLIVER_PT = 8.0  # narrower than any column or row that has text
_MISSING_PT = 8.0  # rules that run on by more than this beyond the last edge show a frame that was not drawn


def joined(*sets: Rules) -> list[Floats]:
    """Each of SETS, rules of one direction, as (n, 4): pieces of one line put together; `at`, start, end, thickness.
    A dot alone is no rule."""
    lines = np.concatenate([rules.lines for rules in sets])
    number = np.arange(len(sets)).repeat([len(rules) for rules in sets])
    dots = lines[:, 2] - lines[:, 1] <= np.maximum(1.5 * lines[:, 3], _DOT_PT)
    if dots.any():
        dotted, whose = _joined(lines[dots], number[dots], _DOT_LEVEL_PT)
        long = dotted[:, 2] - dotted[:, 1] > 2 * np.maximum(dotted[:, 3], _DOT_PT)
        lines, number = np.concatenate((lines[~dots], dotted[long])), np.concatenate((number[~dots], whose[long]))
    lines, number = _joined(lines, number, LEVEL_PT)
    bounds = [0, *number.searchsorted(np.arange(len(sets)), side="right").tolist()]
    return [lines[start:end] for start, end in pairwise(bounds)]


def _joined(lines: Floats, number: Ints, level_pt: float) -> tuple[Floats, Ints]:
    """LINES put together, and the NUMBER of the set that each is of, in the order of these."""
    if not len(lines):
        return np.zeros((0, 4)), number
    order = np.lexsort((lines[:, 0], number))
    lines, number = lines.take(order, axis=0), number.take(order)
    level = np.zeros(len(lines))
    level[1:] = ((lines[1:, 0] - lines[:-1, 0] > level_pt) | (number[1:] != number[:-1])).cumsum()
    at, start, end, thick = lines.take(np.lexsort((lines[:, 1], level)), axis=0).T
    length = end - start
    far = level * 1e6
    gaps = (start[1:] + far[1:]) - np.maximum.accumulate(end + far)[:-1]
    short = length <= _DASH_PT
    begins = np.ones(len(lines), np.bool_)
    begins[1:] = gaps > np.where(short[1:] & short[:-1], _DASH_GAP_PT, _GAP_PT)
    starts = begins.nonzero()[0]
    weight = np.maximum(length, 0.1)
    whole = np.empty((len(starts), 4))
    whole[:, 0] = np.add.reduceat(at * weight, starts) / np.add.reduceat(weight, starts)
    whole[:, 1] = np.minimum.reduceat(start, starts)
    whole[:, 2] = np.maximum.reduceat(end, starts)
    whole[:, 3] = np.maximum.reduceat(thick, starts)
    return whole, number.take(starts)


def touching(horizontal: Floats, vertical: Floats) -> Bools:
    """(n horizontal, n vertical): do the two cross or touch?"""
    y, x0, x1 = horizontal[:, 0, None], horizontal[:, 1, None], horizontal[:, 2, None]
    x, top, bottom = vertical[None, :, 0], vertical[None, :, 1], vertical[None, :, 2]
    return np.asarray((x0 - TOUCH_PT <= x) & (x <= x1 + TOUCH_PT) & (top - TOUCH_PT <= y) & (y <= bottom + TOUCH_PT))


def groups(touch: Bools) -> list[tuple[Ints, Ints]]:
    """Rules that hang together, over any number of crossings: indices of (horizontal, vertical) rules."""
    found: list[tuple[list[int], int]] = []  # level rules, and a bit for every upright one that they touch
    for row, packed in enumerate(np.packbits(touch, axis=1)):
        own, touched = [row], int.from_bytes(packed.tobytes(), "big")
        apart = []
        for rows, bits in found if touched else ():
            if bits & touched:
                own, touched = rows + own, touched | bits
            else:
                apart.append((rows, bits))
        found = [*apart, (own, touched)] if touched else found
    together = sorted(sorted(rows) for rows, _ in found)
    return [(np.array(rows), np.flatnonzero(touch[rows].any(axis=0))) for rows in together]


class Grid(Struct, frozen=True, eq=False):
    """The unit grid of one table. `across[r][c]`: is the edge above unit (r, c) drawn (one more row at the
    end for the edge below)? `down[r][c]`: is the one at its left (one more column at the end)?

    A grid has few units, and is asked many small questions: plain numbers answer these faster than arrays do.
    """

    col_edges: tuple[float, ...]
    row_edges: tuple[float, ...]
    across: Drawn
    down: Drawn
    loose: Floats  # (n, 4) boxes of level rules that are no edges: underlines, bars, arrows

    @property
    def n_rows(self) -> int:
        return len(self.down)

    @property
    def n_cols(self) -> int:
        return len(self.across[0])

    def units(self, x: Floats, y: Floats) -> tuple[Ints, Ints]:
        """Row and column, from 1, of the unit that each point stands in; 0 and one more than the last are outside."""
        return np.array(self.row_edges).searchsorted(y, "right"), np.array(self.col_edges).searchsorted(x, "right")


def grid_of(horizontal: Floats, vertical: Floats, loose: Floats, chars: Chars, heads: Floats) -> Grid | None:
    """The grid that touching rules span; None where they enclose nothing in two directions.

    LOOSE are boxes of level rules that touch no other, HEADS of small things drawn, which may be heads of arrows.
    """
    cols, rows = _sided(_edges(vertical, horizontal), horizontal, vertical, chars), _edges(horizontal, vertical)
    if len(cols) < 2 or len(rows) < 2:
        return None
    across, down = _anchored(horizontal, cols), _anchored(vertical, rows)
    across &= ~_bars(horizontal, vertical, cols, chars, heads)
    if not across.all() or not down.all():
        if not across.any() or not down.any():
            return None
        loose = np.concatenate((level_boxes(horizontal[~across]), loose))
        horizontal, vertical = horizontal[across], vertical[down]
        cols, rows = _sided(_edges(vertical, horizontal), horizontal, vertical, chars), _edges(horizontal, vertical)
        if len(cols) < 2 or len(rows) < 2:
            return None
    level, upright = _drawn(horizontal, rows, cols), _drawn(vertical, cols, rows).T
    grid = Grid(tuple(cols.tolist()), tuple(rows.tolist()), as_drawn(level), as_drawn(upright), loose)
    return _without_slivers(grid)


def as_drawn(edges: Bools) -> Drawn:
    """Rows of EDGES, drawn or not, as a grid has them."""
    return tuple(map(tuple, edges.tolist()))


def level_boxes(rules: Floats) -> Floats:
    """(n, 4) x0, top, x1, bottom of level RULES."""
    half = rules[:, 3] / 2
    boxes = rules.take((1, 0, 2, 0), axis=1)
    boxes[:, 1] -= half
    boxes[:, 3] += half
    return boxes


def _edges(rules: Floats, crossing: Floats) -> Floats:
    """Positions of RULES, near ones made one, and the ends of the CROSSING rules where a frame is missing."""
    edges = np.array(_snapped(rules.tolist()))
    first, last = crossing[:, 1].min(), crossing[:, 2].max()
    if first < edges[0] - _MISSING_PT and _agree(crossing[:, 1], first):
        edges = np.insert(edges, 0, first)
    if last > edges[-1] + _MISSING_PT and _agree(crossing[:, 2], last):
        edges = np.append(edges, last)
    return edges


def _sided(cols: Floats, level: Floats, upright: Floats, chars: Chars) -> Floats:
    """COLS, with one edge more where a rule alone, of LEVEL ones, runs on to a side that is not drawn: from the other
    side of all columns, beside text of CHARS beyond the last edge, as high as the rules, UPRIGHT ones too."""
    ends = level[:, 1:3]
    beyond = ends[:, 0] < cols[0] - _MISSING_PT, ends[:, 1] > cols[-1] + _MISSING_PT
    whole = ends[:, 0] <= cols[0] + TOUCH_PT, ends[:, 1] >= cols[-1] - TOUCH_PT
    left, right = np.flatnonzero(beyond[0] & whole[1]), np.flatnonzero(beyond[1] & whole[0])
    if len(np.union1d(left, right)) != 1:
        return cols
    x, y = chars.centers
    top, bottom = min(level[:, 0].min(), upright[:, 1].min()), max(level[:, 0].max(), upright[:, 2].max())
    x = x[(y > top) & (y < bottom)]
    first, last = cols[0], cols[-1]
    if len(left) and ((x > ends[left[0], 0]) & (x < first)).any():
        cols = np.insert(cols, 0, ends[left[0], 0])
    if len(right) and ((x < ends[right[0], 1]) & (x > last)).any():
        cols = np.append(cols, ends[right[0], 1])
    return cols


def _snapped(rules: list[list[float]]) -> list[float]:
    """The places of RULES in ascending order; those near to the one before are one, nearest to the longest of them."""
    snapped: list[float] = []
    total = moment = before = 0.0
    for at, start, end, _ in sorted(rules):
        if total and at - before > SNAP_PT:
            snapped.append(moment / total)
            total = moment = 0.0
        weight = max(end - start, 1.0)
        total, moment, before = total + weight, moment + at * weight, at
    return [*snapped, moment / total]


def _agree(ends: Floats, furthest: float) -> bool:
    """Do at least two rules end there?"""
    return int(np.count_nonzero(np.abs(ends - furthest) <= TOUCH_PT)) >= 2


def _anchored(rules: Floats, crossed: Floats) -> Bools:
    """Which of RULES end, at both ends, at an edge that they cross: only those are edges themselves.

    Underlines, drawn bars and the lines of drawings end anywhere. A rule over most of the table is one anyway.
    """
    anchored = rules[:, 2] - rules[:, 1] >= _SURE * (crossed[-1] - crossed[0])
    if not anchored.all():
        off = np.abs(rules[:, 1:3, None] - crossed).min(axis=2)
        anchored |= (off <= _ANCHOR_PT).all(axis=1)
    return np.asarray(anchored)


def _bars(horizontal: Floats, vertical: Floats, cols: Floats, chars: Chars, heads: Floats) -> Bools:
    """Which level rules are bars or arrows of a schedule: thicker than the others, with a head, or with an end
    beside the edges; clear of the outer columns' sides, and with no text between the rules above and below them."""
    ends = horizontal[:, 1:3]
    inner = (ends[:, 0] > cols[0] + TOUCH_PT) & (ends[:, 1] < cols[-1] + TOUCH_PT)
    if not inner.any():
        return np.asarray(inner)
    off = np.abs(ends[:, :, None] - cols).min(axis=2) > LEVEL_PT
    thick = horizontal[:, 3] >= _THICKER * median(np.concatenate((horizontal[:, 3], vertical[:, 3])))
    bars = inner & (thick | off.any(axis=1) | _headed(horizontal, heads))
    if not bars.any():
        return np.asarray(bars)
    x, y = chars.centers
    for i in np.flatnonzero(bars):
        at, x0, x1, _ = horizontal[i]
        others = horizontal[np.abs(horizontal[:, 0] - at) > SNAP_PT, 0]
        upper, lower = others[others < at], others[others > at]
        top, bottom = upper.max(initial=vertical[:, 1].min()), lower.min(initial=vertical[:, 2].max())
        bars[i] = not ((x > x0) & (x < x1) & (y > top) & (y < bottom)).any()
    return np.asarray(bars)


def _headed(horizontal: Floats, heads: Floats) -> Bools:
    """Which level rules have one of HEADS at an end, sticking out both above and below."""
    if not len(heads):
        return np.zeros(len(horizontal), np.bool_)
    at, ends = horizontal[:, 0, None], horizontal[:, 1:3]
    here = (heads[:, 1] < at - LEVEL_PT) & (heads[:, 3] > at + LEVEL_PT)
    x = ends[:, :, None]
    beside = (heads[:, 0] <= x + TOUCH_PT) & (heads[:, 2] >= x - TOUCH_PT)
    return np.asarray((beside.any(axis=1) & here).any(axis=1))


def _drawn(rules: Floats, at: Floats, ends: Floats) -> Bools:
    """(len(at), len(ends) - 1): is the edge at AT between two neighbours of ENDS covered by rules?

    A rule that stops a little short still covers.
    """
    edge = np.abs(rules[:, 0, None] - at[None, :]).argmin(axis=1)
    start, end = ends[:-1], ends[1:]
    shared = np.minimum(rules[:, 2, None], end) - np.maximum(rules[:, 1, None], start)
    covered = np.zeros((len(at), len(start)))
    np.add.at(covered, edge, np.maximum(shared, 0.0))
    length = end - start
    return np.asarray(covered >= length - np.minimum(_ANCHOR_PT, length / 3))


def _without_slivers(grid: Grid) -> Grid:
    """GRID with columns and rows closed that are too narrow for text and hold no cell of their own: they come
    from edges that should be one, drawn a little apart in different rows."""
    cols, rows, across, down = grid.col_edges, grid.row_edges, grid.across, grid.down
    for k in _narrow(cols):
        if len(cols) > 2 and not any(row[k] and row[k + 1] for row in down):
            cols, across = _closed(cols, k), tuple(row[:k] + row[k + 1 :] for row in across)
            down = tuple((*row[:k], row[k] or row[k + 1], *row[k + 2 :]) for row in down)
    for k in _narrow(rows):
        if len(rows) > 2 and not any(map(and_, across[k], across[k + 1])):
            rows, down = _closed(rows, k), down[:k] + down[k + 1 :]
            across = (*across[:k], tuple(map(or_, across[k], across[k + 1])), *across[k + 2 :])
    return Grid(cols, rows, across, down, grid.loose) if rows != grid.row_edges or cols != grid.col_edges else grid


def _narrow(edges: tuple[float, ...]) -> list[int]:
    """The numbers, last first, of the edges that the next one follows too near for text."""
    return [k for k, (at, after) in enumerate(pairwise(edges)) if after - at <= _SLIVER_PT][::-1]


def _closed(edges: tuple[float, ...], k: int) -> tuple[float, ...]:
    """EDGES with number K and the one after it made one; an outer one stays where it is."""
    middle = edges[k] if k == 0 else edges[k + 1] if k + 2 == len(edges) else (edges[k] + edges[k + 1]) / 2
    return (*edges[:k], middle, *edges[k + 2 :])
