"""How much of a table's content is right: the share of neighbouring cells that are neighbours in both tables.

After the adjacency relations of the ICDAR 2013 table competition: every text and the next text to its right,
and the next text below it. A merged cell is a neighbour of every cell that it touches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from tests.exam.folding import folded

Neighbours = Counter[tuple[str, str, str]]  # direction, text, text beside it


def neighbours(table: Mapping[str, Any]) -> Neighbours:
    """The pairs of neighbouring texts of TABLE; empty cells are passed over."""
    owner: dict[tuple[int, int], int] = {}
    texts: list[str] = []
    for cell in table["cells"]:
        text = folded(cell["text"])
        for row in range(cell["row"], cell["row"] + cell["rowspan"]):
            for col in range(cell["col"], cell["col"] + cell["colspan"]):
                if text:
                    owner[row, col] = len(texts)
        texts.append(text)
    across: dict[int, list[int]] = {}
    down: dict[int, list[int]] = {}
    for row, col in sorted(owner):
        across.setdefault(row, []).append(owner[row, col])
        down.setdefault(col, []).append(owner[row, col])
    pairs = {
        (direction, one, two)
        for direction, lines in (("right", across), ("below", down))
        for line in lines.values()
        for one, two in pairwise(line)
        if one != two
    }
    return Counter((direction, texts[one], texts[two]) for direction, one, two in pairs)


def content_score(gold: Iterable[Mapping[str, Any]], found: Iterable[Mapping[str, Any]]) -> float | None:
    """F1 of the neighbouring texts of all tables of a document; None where neither side has a table."""
    expected = sum((neighbours(table) for table in gold), Counter())
    got = sum((neighbours(table) for table in found), Counter())
    if not expected and not got:
        return None
    return 2 * (expected & got).total() / (expected.total() + got.total())
