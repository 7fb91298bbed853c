"""Tables of single pages joined over page breaks, for tools that leave that to others: kindly, and the same for all."""

from __future__ import annotations

from collections.abc import Iterable

from bench.folding import folded
from bench.grids import Cell, Grid, from_cells


def joined(grids: Iterable[Grid]) -> list[Grid]:
    """GRIDS, each joined to the one before it where that ends on the page before and has as many columns.

    Rows at the top that repeat the first rows of the whole table are left out, as far as both agree.
    """
    whole: list[Grid] = []
    last_page = 0
    for grid in grids:
        if whole and grid["page"] == last_page + 1 and grid["n_cols"] == whole[-1]["n_cols"]:
            whole[-1] = _appended(whole[-1], grid)
        else:
            whole.append(grid)
        last_page = grid["page"]
    return whole


def _appended(one: Grid, two: Grid) -> Grid:
    drop = 0
    while drop < min(one["n_rows"], two["n_rows"]) and _row(one, drop) == _row(two, drop):
        drop += 1
    down = one["n_rows"] - drop
    rest = [Cell(**{**cell, "row": cell["row"] + down}) for cell in two["cells"] if cell["row"] >= drop]
    return from_cells([*one["cells"], *rest], one["page"])


def _row(grid: Grid, row: int) -> list[tuple[int, str]]:
    return [(cell["col"], folded(cell["text"])) for cell in grid["cells"] if cell["row"] == row]
