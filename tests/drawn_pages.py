"""Pages with tables drawn as text, one picture a page, as a finder of drawn tables would give them.

A line of a picture that does not begin with `|` is printed outside the tables, an empty one leaves its
room. Inside, cells stand between `|`, a line of dashes is a rule between rows (without any, every line is
a row), `^` is merged into the cell above and `<` into the one at its left, `#` is shaded, and a text
between asterisks is bold. A table that ends in `~~~` is left open there. Ideographs are 10 points wide,
lines 15 points apart.
"""

from __future__ import annotations

from itertools import accumulate

from msgspec import structs

from extract.joining.wraps import width_em
from extract.pages import PageCell, PageLayout, PageLine, PageTable
from schema.places import Box
from schema.text import clean

WIDTH_PT, HEIGHT_PT = 595.0, 842.0
SIZE_PT, PITCH_PT, PAD_PT = 10.0, 15.0, 3.0
GREY = (200, 200, 200)
_LEFT_PT, _TOP_PT = 60.0, 70.0


def pages(*pictures: str, finder: str = "ruled") -> list[PageLayout]:
    """The pages that PICTURES show, from page 1. Tables with as many columns have the same column widths."""
    parsed = [_blocks(picture) for picture in pictures]
    widths = _widths([block for blocks in parsed for block in blocks if isinstance(block, _Picture)])
    return [_page(number, blocks, widths, finder) for number, blocks in enumerate(parsed, start=1)]


class _Picture:
    """The rows of one table: each a list of printed lines, each of them a list of texts, one a column."""

    def __init__(self, lines: list[str]) -> None:
        self.open_bottom = lines[-1].strip("|~ ") == "" and "~" in lines[-1]
        split = [[text.strip() for text in line.strip().strip("|").split("|")] for line in lines]
        if self.open_bottom:
            split.pop()
        ruled = any(_is_rule(line) for line in split)
        self.rows: list[list[list[str]]] = [[]]
        for line in split:
            if _is_rule(line):
                self.rows.append([])
            else:
                self.rows[-1].append(line)
                if not ruled:
                    self.rows.append([])
        self.rows = [row for row in self.rows if row]
        self.n_cols = max(len(line) for row in self.rows for line in row)


def _is_rule(line: list[str]) -> bool:
    return all(part and set(part) <= {"-", "+"} for part in line)


def _blocks(picture: str) -> list[str | _Picture]:
    blocks: list[str | _Picture] = []
    table: list[str] = []
    for raw in picture.strip().splitlines():
        line = raw.strip()
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            blocks.append(_Picture(table))
            table = []
        blocks.append(line)
    return [*blocks, _Picture(table)] if table else blocks


def _widths(tables: list[_Picture]) -> dict[int, list[float]]:
    """For every number of columns their widths in points: the widest text, and the padding."""
    widths: dict[int, list[float]] = {}
    for table in tables:
        own = widths.setdefault(table.n_cols, [2 * PAD_PT + SIZE_PT] * table.n_cols)
        for line in (line for row in table.rows for line in row):
            for col, text in enumerate(line):
                merged = line[col + 1 : col + 2] == ["<"]
                if text != "<" and not merged:
                    own[col] = max(own[col], width_em(clean(text.strip("*"))) * SIZE_PT + 2 * PAD_PT)
    return widths


def _page(number: int, blocks: list[str | _Picture], widths: dict[int, list[float]], finder: str) -> PageLayout:
    lines: list[PageLine] = []
    tables: list[PageTable] = []
    y = _TOP_PT
    for block in blocks:
        if isinstance(block, str):
            lines += [_line(block, _LEFT_PT, y)] if block else []
            y += PITCH_PT
        else:
            tables.append(_table(number, block, widths[block.n_cols], y, finder))
            y = tables[-1].box.bottom + PITCH_PT
    return PageLayout(number, WIDTH_PT, HEIGHT_PT, tuple(lines), tuple(tables))


def _line(text: str, x: float, y: float) -> PageLine:
    bold = text.startswith("*") and text.endswith("*") and len(text) > 2
    text = clean(text.strip("*") if bold else text)
    return PageLine(text, Box(x, y, x + width_em(text) * SIZE_PT, y + SIZE_PT), SIZE_PT, bold)


def _table(number: int, picture: _Picture, widths: list[float], top: float, finder: str) -> PageTable:
    x = list(accumulate(widths, initial=_LEFT_PT))
    y = list(accumulate((len(row) * PITCH_PT + 2 * PAD_PT for row in picture.rows), initial=top))
    made: dict[tuple[int, int], PageCell] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(picture.rows):
        for c in range(picture.n_cols):
            texts = [line[c] if c < len(line) else "" for line in row]
            key = owner[r - 1, c] if texts[0] == "^" and r else owner[r, c - 1] if texts[0] == "<" and c else (r, c)
            owner[r, c] = key
            own = tuple(
                _line(text, x[key[1]] + PAD_PT, y[r] + PAD_PT + n * PITCH_PT)
                for n, text in enumerate(texts)
                if text not in ("", "^", "<", "#")
            )
            old = made.get(key) or PageCell(*key, 1, 1, Box(x[c], y[r], x[c + 1], y[r + 1]))
            made[key] = structs.replace(
                old,
                rowspan=max(old.rowspan, r - key[0] + 1),
                colspan=max(old.colspan, c - key[1] + 1),
                box=Box(old.box.x0, old.box.top, x[c + 1], y[r + 1]),
                lines=old.lines + own,
                fill=GREY if "#" in texts else old.fill,
                open_bottom=picture.open_bottom and r == len(picture.rows) - 1,
            )
    box = Box(x[0], y[0], x[-1], y[-1])
    cells = tuple(made[key] for key in sorted(made))
    return PageTable(number, box, tuple(x), tuple(y), cells, finder, open_bottom=picture.open_bottom)
