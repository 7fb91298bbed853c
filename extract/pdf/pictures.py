"""Pictures that are rules: some drivers print dotted, dashed or shaded lines as thin images."""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Bools, Floats

_SAME_PT = 0.5  # how far the strips of one picture may be off each other


def are_rules(boxes: Floats, thickest_pt: float, shortest_pt: float) -> Bools:
    """Which of the pictures with BOXES ((n, 4) x0, top, x1, bottom) are rules: no thicker than THICKEST_PT, no shorter
    than SHORTEST_PT, and not the strips that a driver has cut a larger picture into, which touch along their length."""
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    flat = (high <= thickest_pt) & (wide >= shortest_pt)
    upright = (wide <= thickest_pt) & (high >= shortest_pt)
    rules = np.zeros(len(boxes), np.bool_)
    for thin, across in ((flat, (1, 3, 0, 2)), (upright, (0, 2, 1, 3))):
        some = np.flatnonzero(thin)
        rules[some] = ~_strips(boxes[some][:, across])
    return rules


def _strips(lines: Floats) -> Bools:
    """Which of LINES, (n, 4) from, to across and start, end along, touch another of the same start and end."""
    begins, ends = lines[:, 2].round(), lines[:, 3].round()
    order = np.lexsort((lines[:, 0], ends, begins))
    one, other = lines[order][:-1], lines[order][1:]
    touch = (np.abs(other[:, 0] - one[:, 1]) <= _SAME_PT) & (np.abs(other[:, 2:] - one[:, 2:]) <= _SAME_PT).all(axis=1)
    strips = np.zeros(len(lines), np.bool_)
    strips[order[:-1][touch]] = True
    strips[order[1:][touch]] = True
    return strips
