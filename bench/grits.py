"""GriTS of tables (Smock et al. 2022): the most similar substructure of two grids, by content and by topology.

The rows of both tables are paired in order, then the columns, each so that the similarity of the paired places is
greatest; the score is twice the similarity of the places in paired rows and columns over the places of both grids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from bench.folding import folded
from bench.grids import Grid

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Grits:
    """GriTS of the tables of one document, each 0..1."""

    content: float
    topology: float


@dataclass(frozen=True, slots=True)
class _Spread:
    """A grid spread out: the text of every place, and where its cell lies from there (left, up, right, down)."""

    texts: list[str]  # n_rows * n_cols, by row
    spans: Floats  # (n_rows, n_cols, 4)

    @property
    def shape(self) -> tuple[int, int]:
        return self.spans.shape[0], self.spans.shape[1]

    @property
    def places(self) -> int:
        return self.shape[0] * self.shape[1]


def _spread(grid: Grid) -> _Spread:
    rows, cols = grid["n_rows"], grid["n_cols"]
    texts = [""] * (rows * cols)
    spans = np.zeros((rows, cols, 4))
    spans[..., 2:] = 1
    for cell in grid["cells"]:
        text = folded(cell["text"])
        for row in range(cell["row"], cell["row"] + cell["rowspan"]):
            for col in range(cell["col"], cell["col"] + cell["colspan"]):
                left, up = cell["col"] - col, cell["row"] - row
                spans[row, col] = left, up, left + cell["colspan"], up + cell["rowspan"]
                texts[row * cols + col] = text
    return _Spread(texts, spans)


def grits(true: Sequence[Grid], found: Sequence[Grid]) -> Grits:
    """GriTS of a document: tables are paired by content, and those without a partner count against it."""
    ours, theirs = [_spread(grid) for grid in true], [_spread(grid) for grid in found]
    places = sum(grid.places for grid in (*ours, *theirs))
    if not places:
        return Grits(1.0, 1.0)
    content = np.array([[_common(_text_likeness(a, b)) for b in theirs] for a in ours]).reshape(len(ours), len(theirs))
    pairs = list(zip(*linear_sum_assignment(-content), strict=True))
    topology = sum(_common(_span_likeness(ours[i], theirs[j])) for i, j in pairs)
    return Grits(2 * float(sum(content[i, j] for i, j in pairs)) / places, 2 * topology / places)


def _text_likeness(a: _Spread, b: _Spread) -> Floats:
    """(rows of A, columns of A, rows of B, columns of B): how alike the texts of two places are, 0..1."""
    names_a, names_b = (list(dict.fromkeys(grid.texts)) for grid in (a, b))
    at_a, at_b = ({text: i for i, text in enumerate(names)} for names in (names_a, names_b))
    alike = cdist(names_a, names_b, scorer=Indel.normalized_similarity, dtype=np.float32).astype(np.float64)
    every = alike[np.ix_([at_a[text] for text in a.texts], [at_b[text] for text in b.texts])]
    return every.reshape(*a.shape, *b.shape)


def _span_likeness(a: _Spread, b: _Spread) -> Floats:
    """The same for the spans: the common area of two cells laid place on place, over that of both."""
    one, two = a.spans[:, :, None, None, :], b.spans[None, None, :, :, :]
    sides = np.minimum(one[..., 2:], two[..., 2:]) - np.maximum(one[..., :2], two[..., :2])
    common = np.clip(sides, 0, None).prod(axis=-1)
    area_one, area_two = ((grid[..., 2:] - grid[..., :2]).prod(axis=-1) for grid in (one, two))
    both: Floats = common / (area_one + area_two - common)
    return both


def _common(alike: Floats) -> float:
    """The likeness of the places in the rows and columns that are paired; ALIKE is (rows, cols, rows, cols)."""
    if not alike.size:
        return 0.0
    rows = _paired(_best(alike.transpose(0, 2, 1, 3)))
    cols = _paired(_best(alike.transpose(1, 3, 0, 2)))
    return float(sum(alike[i, k, j, m] for i, j in rows for k, m in cols))


def _best(alike: Floats) -> Floats:
    """The greatest sum along a common sequence of the last two axes, for each pair of the first two."""
    return _sums(alike)[..., -1, -1]


def _sums(alike: Floats) -> Floats:
    *_, n, m = alike.shape
    best = np.zeros((*alike.shape[:-2], n + 1, m + 1))
    for i in range(n):
        for j in range(m):
            diagonal = best[..., i, j] + alike[..., i, j]
            best[..., i + 1, j + 1] = np.maximum(np.maximum(best[..., i, j + 1], best[..., i + 1, j]), diagonal)
    return best


def _paired(alike: Floats) -> list[tuple[int, int]]:
    """The pairs of the common sequence whose sum is greatest."""
    best = _sums(alike)
    i, j = alike.shape
    pairs = []
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs
