"""Rows of figures: where columns of numbers stand beside names, every line is a row, wrapped names apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.pages import PageLine

_LEVEL = 0.4  # of the size: lines nearer in height stand on one line
_MOSTLY = 0.8  # of the lines of a column of figures are figures, and of the rows have a name
_FEWEST_COLUMNS = 2  # of figures; one alone may be a list of entries with their points
_FEWEST_ROWS = 2
_OVER = 0.8  # of the size: lines nearer in height lie beside each other, as a figure does beside a name of two lines
_CLOSE = 1.7  # times the size: a wrapped name follows no further down
_INDENT = 2.0  # times the size, at most: a wrapped name goes on
_FIGURE = re.compile(r"\d|^[-–—.…]+$")


def is_figure(text: str) -> bool:
    """Is TEXT a number, or a dash for one? The marks of a schedule are none.

    >>> [is_figure(text) for text in ("1,029", "85.1%", "-", "5月", "●")]
    [True, True, True, False, False]
    """
    return _FIGURE.search(text) is not None and not any(char.isalpha() for char in text)


def rows_of_figures(columns: Sequence[Sequence[PageLine]], edges: Sequence[float]) -> list[float] | None:
    """Where the rows begin (middle of the first line) of COLUMNS, the lines of each from top to bottom; None
    where they are not rows of figures. EDGES are the sides of the columns.

    The first column names the rows. A name may run over several lines; then one of these has the figures.
    """
    names = columns[0]
    figures = [lines for lines in columns[1:] if _are_figures(lines)]
    heights = _heights([line for lines in columns for line in lines])
    if len(figures) < _FEWEST_COLUMNS or len(heights) < _FEWEST_ROWS:
        return None
    size = max(line.size_pt for lines in columns for line in lines)
    counts = [sum(_at(lines, y) is not None for lines in figures) for y in heights]
    full = [2 * count > len(figures) for count in counts]
    named = [_at(names, y) for y in heights]
    both = sum(is_full and _at(names, y, _OVER) is not None for is_full, y in zip(full, heights, strict=True))
    if sum(full) < _FEWEST_ROWS or both < _MOSTLY * sum(full):
        return None
    starts = [heights[0]]
    has_figures = full[0]
    for k in range(1, len(heights)):
        name, above = named[k], named[k - 1]
        goes_on = heights[k] - heights[k - 1] < _OVER * size or (name is None and not counts[k])
        wrapped = name is not None and above is not None and _is_wrapped(above, name, edges[1])
        if goes_on or (wrapped and not (counts[k] and has_figures)):
            has_figures = has_figures or counts[k] > 0
        else:
            starts.append(heights[k])
            has_figures = counts[k] > 0
    return starts


def _are_figures(lines: Sequence[PageLine]) -> bool:
    return len(lines) >= _FEWEST_ROWS and sum(is_figure(line.text) for line in lines) >= _MOSTLY * len(lines)


def _heights(lines: Sequence[PageLine]) -> list[float]:
    """The middles of the lines that LINES, of several columns, stand on; the first of each counts."""
    heights: list[float] = []
    last = 0.0
    for y, size in sorted((line.box.middle, line.size_pt) for line in lines):
        if not heights or y - last > _LEVEL * size:
            heights.append(y)
        last = y
    return heights


def _at(lines: Sequence[PageLine], y: float, reach: float = _LEVEL) -> PageLine | None:
    """The first of LINES whose middle is no further from Y than REACH, in sizes."""
    return next((line for line in lines if abs(line.box.middle - y) <= reach * line.size_pt), None)


def _is_wrapped(above: PageLine, line: PageLine, right: float) -> bool:
    """Would the first word of LINE not have found room behind the text ABOVE it, in a column that ends at RIGHT?

    Cells keep text half its size, at least, clear of either side. A capital begins a name.
    """
    if line.text[0].isupper():
        return False
    size = line.size_pt
    beside = -size / 2 < line.box.x0 - above.box.x0 < _INDENT * size
    centered = abs(line.box.x0 + line.box.x1 - above.box.x0 - above.box.x1) < size
    if line.box.middle - above.box.middle > _CLOSE * size or not (beside or centered):
        return False
    word = line.text.split(" ", 1)[0] if line.text.isascii() else line.text[0]
    return above.box.x1 + line.box.width_pt * len(word) / len(line.text) > right - size
