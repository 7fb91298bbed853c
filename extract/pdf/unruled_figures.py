"""Text side by side that is a table because of its figures: columns of them, under names or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.pages import PageLine
from extract.pdf.row_lines import NEAR, levels_of
from schema.enumerators import read_enumerator
from schema.text import CJK_FROM

Column = Sequence[PageLine]

_YEAR = re.compile(r"(1[89]|20)\d\d([-–/]\d{2,4})?[a-z]?")
_LED = re.compile(r"(\.\s?){4,}|…{2,}|-{4,}")  # dots lead from words to figures; dashes rule off
_FIGURES = 0.6  # of the entries of a column of figures
_MOST_LETTERS = 2  # of a figure: a unit, a footnote's mark
_LONGEST_MARK = 3  # characters of what stands for no figure: "—", "..", "(-)"
_COUNTED = 0.8  # of the entries of a column of page numbers
_FEWEST_ROWS = 3
_MOST_LINES = 2.0  # of words to a row of figures
_FULL_EM = 3.0  # a line that ends nearer than this to its column's right side is full
_WIDE_EM = 14.0  # lines of running text are longer than this
_RUNNING = 0.6  # of the lines of running text are full


def figure_columns(columns: Sequence[Column]) -> list[int]:
    """Which of COLUMNS hold figures; none where only the first does, which numbers what stands beside it."""
    found = [k for k, lines in enumerate(columns) if lines and _share(lines) >= _FIGURES]
    return [] if found == [0] else found


def first_of_figures(columns: Sequence[Column], figures: Sequence[int]) -> float | None:
    """The height of the first line of a table's body whose columns FIGURES hold figures; None where COLUMNS are
    no table: running text, a table of contents, two lists side by side."""
    if (len(columns) == 2 and list(figures) != [1]) or _is_contents(columns, figures):
        return None
    n_rows = max(len(columns[col]) for col in figures)
    if any(len(lines) > _MOST_LINES * n_rows and is_running(lines) for lines in columns):
        return None
    heights = levels_of([line for lines in columns for line in lines])
    for n, y in enumerate(heights):
        here = [line.text for col in figures for line in columns[col] if abs(line.box.middle - y) < line.size_pt / 2]
        values = [text for text in here if is_value(text)]
        if 2 * len(values) >= len(figures) and not all(map(_YEAR.fullmatch, values)):
            return heights[_with_words(columns, figures, heights, n)] if len(heights) - n >= _FEWEST_ROWS else None
    return None


def _with_words(columns: Sequence[Column], figures: Sequence[int], heights: Sequence[float], n: int) -> int:
    """N, the first of HEIGHTS with figures, or the one above it where words begin that stand in the middle beside
    them."""
    rows = levels_of([line for col in figures for line in columns[col] if line.box.middle >= heights[n] - 1])
    if (
        n < 2
        or len(rows) < 2
        or heights[n] - heights[n - 1] >= NEAR * min(rows[1] - rows[0], heights[n - 1] - heights[n - 2])
    ):
        return n
    named = any(abs(line.box.middle - heights[n - 1]) < line.size_pt / 2 for col in figures for line in columns[col])
    return n if named else n - 1


def is_value(text: str) -> bool:
    """Is TEXT a number as tables have it, or a mark in the place of one?

    >>> [is_value(t) for t in ("1,040", "8 €", "(0.21)", "—", "0.56-.74", "1.", "105年3月", "A4")]
    [True, True, True, True, True, False, False, False]
    """
    letters = [char for char in text if char.isalpha()]
    digits = sum(char.isdigit() for char in text)
    if not digits:
        return not letters and len(text) <= _LONGEST_MARK
    first = next(char for char in text if char.isalnum())
    if any(ord(char) >= CJK_FROM for char in letters) or len(letters) > _MOST_LETTERS or not first.isdigit():
        return False
    return read_enumerator(text) is None


def is_running(lines: Column) -> bool:
    """Are LINES, of one column, those of running text, broken only because they are full?"""
    if not lines:
        return False
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    full = sum(line.box.x1 > right - _FULL_EM * line.size_pt and not _LED.search(line.text) for line in lines)
    return right - left > _WIDE_EM * lines[0].size_pt and full >= _RUNNING * len(lines)


def _share(lines: Column) -> float:
    return sum(is_value(line.text) for line in lines) / len(lines)


def _is_contents(columns: Sequence[Column], figures: Sequence[int]) -> bool:
    """Is the only column of figures one of page numbers, none less than the one above?"""
    last = columns[figures[-1]]
    pages = [int(line.text) for line in last if line.text.isdecimal()]
    if len(figures) > 1 or len(pages) < _COUNTED * len(last):
        return False
    return all(a <= b for a, b in pairwise(pages))
