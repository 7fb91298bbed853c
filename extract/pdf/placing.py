"""Affine maps, as PDF writes them, and the one from a page's own space to the space a reader sees."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extract.pdf.primitives import Floats


class Affine(NamedTuple):
    """x' = a·x + c·y + e; y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, other: Affine) -> Affine:
        """This map, and OTHER after it."""
        return Affine(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    @property
    def scale(self) -> float:
        """How much longer a length becomes, on average over directions."""
        return float(abs(self.a * self.d - self.b * self.c) ** 0.5)

    def points(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Both coordinates of every point, mapped."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def boxes(self, boxes: Floats) -> Floats:
        """(n, 4) boxes given by any two opposite corners, mapped; least coordinates first."""
        x0, y0 = self.points(boxes[:, 0], boxes[:, 1])
        x1, y1 = self.points(boxes[:, 2], boxes[:, 3])
        mapped = np.empty((len(boxes), 4))
        np.minimum(x0, x1, out=mapped[:, 0])
        np.minimum(y0, y1, out=mapped[:, 1])
        np.maximum(x0, x1, out=mapped[:, 2])
        np.maximum(y0, y1, out=mapped[:, 3])
        return mapped


def displayed(crop: tuple[float, float, float, float], quarter_turns: int) -> Affine:
    """From page space to display space: CROP is left, bottom, right, top; QUARTER_TURNS is /Rotate / 90.

    >>> displayed((10, 20, 110, 220), 0)
    Affine(a=1, b=0, c=0, d=-1, e=-10, f=220)
    """
    left, bottom, right, top = crop
    return (
        Affine(1, 0, 0, -1, -left, top),
        Affine(0, 1, 1, 0, -bottom, -left),
        Affine(-1, 0, 0, 1, right, -bottom),
        Affine(0, -1, -1, 0, top, right),
    )[quarter_turns % 4]
