"""Columns told by the names over them and by the strips between them that stay blank."""

from __future__ import annotations

import numpy as np

from extract.pdf.primitives import Chars, codes_of
from extract.pdf.strips import columns_of

SIZE = 10.0


def printed(*texts: tuple[str, float, float]) -> Chars:
    """Texts, each with the x and the top that it begins at."""
    placed = [(char, x + SIZE * n, top) for text, x, top in texts for n, char in enumerate(text)]
    boxes = np.array([(x, top, x + SIZE, top + SIZE) for _, x, top in placed]).reshape(-1, 4)
    n = len(placed)
    return Chars(
        codes_of("".join(c for c, _, _ in placed)), boxes, np.full(n, SIZE), np.zeros(n, bool), np.zeros(n, int)
    )


def test_columns_reach_as_far_as_the_names_over_them() -> None:
    header = printed(("項目", 50, 100), ("單位", 120, 100), ("期限", 190, 100), ("備註", 260, 100))
    body = printed(("清查", 50, 120), ("民政", 120, 120), ("清查", 50, 140), ("社會", 120, 140))
    found = columns_of(header, body, (50.0, 140.0))
    assert found is not None
    assert found.edges == (50.0, 95.0, 165.0, 235.0, 280.0)
