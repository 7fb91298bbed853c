"""Columns without vertical rules: blank strips between the names in a header, kept blank by the lines below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.pdf.primitives import Chars, Floats

_NAME_GAP_EM = 0.3  # a wider gap between characters of a header may part two names
_CROSSED = 0.08  # of the lines may run across a strip: titles over the whole width
_STEP = 0.4  # of the size: characters nearer in height stand on one line
_NARROWEST_PT = 2.0


@dataclass(frozen=True, slots=True)
class Name:
    """A piece of header text: left, right, top and bottom in points."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Columns:
    """Column edges in points, and the names over several columns: (name, first column, last column)."""

    edges: tuple[float, ...]
    groups: tuple[tuple[Name, int, int], ...] = ()


def line_numbers(chars: Chars) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For every character the number of its line, counted down the page whatever stands side by side."""
    middle = (chars.boxes[:, 1] + chars.boxes[:, 3]) / 2
    order = np.argsort(middle, kind="stable")
    steps = np.zeros(len(order), np.int64)
    steps[1:] = np.diff(middle[order]) > _STEP * chars.sizes[order][1:]
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.cumsum(steps)
    return numbers


def columns_of(header: Chars, body: Chars, left: float, right: float) -> Columns | None:
    """The columns between LEFT and RIGHT that HEADER names and BODY keeps apart; None for fewer than two."""
    names = names_of(header)
    leaves = _leaves(names)
    spans = _merged_spans([(name.x0, name.x1) for name in leaves])
    body_lines = _Lines.of(body)
    edges = _edges(spans, body_lines, left, right)
    if len(edges) < 3:
        return None
    groups = tuple(found for name in names if name not in leaves if (found := _spanned(name, edges, names)) is not None)
    return Columns(tuple(edges), groups)
