"""Rules to a grid: joined, grouped into tables, snapped to common edges, and tested edge by edge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extract.pdf.primitives import Bools, Floats, Ints, Rules

LEVEL_PT = 1.0  # rules this near to each other are one rule drawn in pieces
SNAP_PT = 3.0  # edges this near are one edge: double rules, columns that do not quite line up
TOUCH_PT = 3.0  # a rule this near to another one touches it
_GAP_PT = 3.0  # a gap this long does not interrupt a rule
_DASH_PT = 15.0  # pieces no longer than this may be dashes,
_DASH_GAP_PT = 7.0  # with gaps up to this
_MISSING_PT = 8.0  # rules that run on by more than this beyond the last edge show a frame that was not drawn


def joined(rules: Rules) -> Floats:
    """(n, 4) rules: pieces of one line put together; `at`, start, end, thickness."""
    if not len(rules):
        return np.zeros((0, 4))
    lines = rules.lines[np.lexsort((rules.lines[:, 1], rules.lines[:, 0]))]
    level = np.cumsum(np.diff(lines[:, 0], prepend=lines[0, 0]) > LEVEL_PT)
    order = np.lexsort((lines[:, 1], level))
    lines, level = lines[order], level[order]
    length = lines[:, 2] - lines[:, 1]
    far = level * 1e6
    reach = np.maximum.accumulate(lines[:, 2] + far)
    allowed = np.full(len(lines), _GAP_PT)
    allowed[1:] = np.where((length[1:] <= _DASH_PT) & (length[:-1] <= _DASH_PT), _DASH_GAP_PT, _GAP_PT)
    begins = np.ones(len(lines), np.bool_)
    begins[1:] = (lines[1:, 1] + far[1:]) - reach[:-1] > allowed[1:]
    starts = np.flatnonzero(begins)
    weight = np.maximum(length, 0.1)
    return np.column_stack(
        (
            np.add.reduceat(lines[:, 0] * weight, starts) / np.add.reduceat(weight, starts),
            np.minimum.reduceat(lines[:, 1], starts),
            np.maximum.reduceat(lines[:, 2], starts),
            np.median(lines[:, 3]) if len(starts) == 0 else np.maximum.reduceat(lines[:, 3], starts),
        )
    )


def touching(horizontal: Floats, vertical: Floats) -> Bools:
    """(n horizontal, n vertical): do the two cross or touch?"""
    y, x0, x1 = horizontal[:, 0, None], horizontal[:, 1, None], horizontal[:, 2, None]
    x, top, bottom = vertical[None, :, 0], vertical[None, :, 1], vertical[None, :, 2]
    return np.asarray(
        (x0 - TOUCH_PT <= x) & (x <= x1 + TOUCH_PT) & (top - TOUCH_PT <= y) & (y <= bottom + TOUCH_PT)
    )


def groups(touch: Bools) -> list[tuple[Ints, Ints]]:
    """Rules that hang together, over any number of crossings: indices of (horizontal, vertical) rules."""
    n_rows, n_cols = touch.shape
    row_label = np.arange(n_rows)
    col_label = np.full(n_cols, n_rows)
    while True:
        col_new = np.minimum(col_label, np.where(touch, row_label[:, None], n_rows).min(axis=0, initial=n_rows))
        row_new = np.minimum(row_label, np.where(touch, col_new[None, :], n_rows).min(axis=1, initial=n_rows))
        if (row_new == row_label).all() and (col_new == col_label).all():
            break
        row_label, col_label = row_new, col_new
    found = []
    for label in np.unique(row_label).tolist():
        cols = np.flatnonzero(col_label == label)
        if len(cols):
            found.append((np.flatnonzero(row_label == label), cols))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The unit grid of one table. `across[r, c]`: is the edge above unit (r, c) drawn (one more row at the
    end for the edge below)? `down[r, c]`: is the one at its left (one more column at the end)?"""

    col_edges: Floats
    row_edges: Floats
    across: Bools
    down: Bools


def grid_of(horizontal: Floats, vertical: Floats) -> Grid | None:
    """The grid that touching rules span; None where they enclose nothing in two directions."""
    cols = _edges(vertical, horizontal)
    horizontal = horizontal[_anchored(horizontal, vertical, cols)]
    if not len(horizontal):
        return None
    cols = _edges(vertical, horizontal)
    rows = _edges(horizontal, vertical)
    if len(cols) < 2 or len(rows) < 2:
        return None
    across = _drawn(horizontal, rows, cols)
    down = _drawn(vertical, cols, rows).T
    return Grid(cols, rows, across, down)


def _edges(rules: Floats, crossing: Floats) -> Floats:
    """Positions of RULES, near ones made one, and the ends of the CROSSING rules where a frame is missing."""
    at, weight = rules[:, 0], np.maximum(rules[:, 2] - rules[:, 1], 1.0)
    order = np.argsort(at)
    at, weight = at[order], weight[order]
    starts = np.flatnonzero(np.diff(at, prepend=-np.inf) > SNAP_PT)
    edges = np.add.reduceat(at * weight, starts) / np.add.reduceat(weight, starts)
    first, last = crossing[:, 1].min(), crossing[:, 2].max()
    if _agree(crossing[:, 1], first) and first < edges[0] - _MISSING_PT:
        edges = np.insert(edges, 0, first)
    if _agree(crossing[:, 2], last) and last > edges[-1] + _MISSING_PT:
        edges = np.append(edges, last)
    return edges


def _agree(ends: Floats, furthest: float) -> bool:
    """Do at least two rules end there?"""
    return int(np.count_nonzero(np.abs(ends - furthest) <= TOUCH_PT)) >= 2


def _anchored(horizontal: Floats, vertical: Floats, cols: Floats) -> Bools:
    """Rules with both ends at an edge of the table. Underlines and drawn bars end anywhere."""
    widths = np.diff(cols)
    anchored = np.ones(len(horizontal), np.bool_)
    for k in (1, 2):
        ends = horizontal[:, k]
        i = np.clip(np.searchsorted(cols, ends), 1, len(cols) - 1) if len(cols) > 1 else np.zeros(len(ends), int)
        if len(cols) < 2:
            return anchored
        slack = np.maximum(2 * TOUCH_PT, 0.0 * widths[i - 1])
        near = np.minimum(np.abs(ends - cols[i - 1]), np.abs(ends - cols[i])) <= slack
        anchored &= near
    return anchored


def _drawn(rules: Floats, at: Floats, ends: Floats) -> Bools:
    """(len(at), len(ends) - 1): is the edge at AT between two neighbours of ENDS covered by rules?

    A rule that stops a little short still covers: up to 6 pt or a third of the edge, whichever is less.
    """
    edge = np.abs(rules[:, 0, None] - at[None, :]).argmin(axis=1)
    start, end = ends[:-1], ends[1:]
    shared = np.minimum(rules[:, 2, None], end) - np.maximum(rules[:, 1, None], start)
    covered = np.zeros((len(at), len(start)))
    np.add.at(covered, edge, np.maximum(shared, 0.0))
    length = end - start
    return np.asarray(covered >= length - np.minimum(6.0, length / 3))
