"""Tables drawn as text, so that a test's input is seen rather than decoded."""

from __future__ import annotations

from schema.tables import Cell, Line, Table
from schema.text import clean


def draw(picture: str, *, header_rows: int = 1, caption: str = "", table_no: int = 1) -> Table:
    """The table that PICTURE shows.

    One printed line of the table a line of the picture, cells between `|`. A line of dashes (`|---|`)
    is a rule between rows; without any, every line is a row of its own. A cell `^` is merged into the
    cell above, `<` into the cell at its left; a cell `#` is shaded. Blank lines inside a cell keep
    their height.
    """
    lines = [line.strip().strip("|").split("|") for line in picture.strip().splitlines()]
    ruled = any(_is_rule(line) for line in lines)
    rows: list[list[list[str]]] = [[]]
    for line in lines:
        if _is_rule(line):
            rows.append([])
        else:
            rows[-1].append([text.strip() for text in line])
            if not ruled:
                rows.append([])
    rows = [row for row in rows if row]
    n_cols = max(len(line) for row in rows for line in row)
    cells = _cells(rows, n_cols, header_rows)
    return Table(
        table_no=table_no,
        n_rows=len(rows),
        n_cols=n_cols,
        cells=tuple(cells),
        header_rows=header_rows,
        caption=caption,
        finder="drawn",
    )


def _is_rule(line: list[str]) -> bool:
    return all(set(part.strip()) <= {"-", "+"} and part.strip() for part in line)


def _cells(rows: list[list[list[str]]], n_cols: int, header_rows: int) -> list[Cell]:
    made: dict[tuple[int, int], Cell] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    at = 0.0
    for r, row in enumerate(rows):
        for c in range(n_cols):
            texts = [line[c] if c < len(line) else "" for line in row]
            lines = tuple(
                Line(clean(t), at + n + 0.5, 1.0) for n, t in enumerate(texts) if t and t not in ("^", "<", "#")
            )
            if texts[0] == "^" and r:
                owner[r, c] = owner[r - 1, c]
            elif texts[0] == "<" and c:
                owner[r, c] = owner[r, c - 1]
            else:
                owner[r, c] = (r, c)
            key = owner[r, c]
            if key == (r, c):
                made[key] = Cell(r, c, lines=lines, header=r < header_rows, filled="#" in texts)
            else:
                old = made[key]
                made[key] = Cell(
                    old.row,
                    old.col,
                    max(old.rowspan, r - old.row + 1),
                    max(old.colspan, c - old.col + 1),
                    old.lines + lines,
                    old.header,
                    old.filled,
                )
        at += len(row)
    return [made[key] for key in sorted(made)]
