"""A table without vertical rules as it stands on a page, before its rows are told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extract.pages import PageLine
from extract.pdf.hanging import where_written
from extract.pdf.level_rules import Rule
from extract.pdf.lines import printed_lines
from extract.pdf.primitives import Chars
from extract.pdf.strips import Columns, is_crossed
from schema.enumerators import read_enumerator


@dataclass(frozen=True, slots=True)
class Region:
    """A table's parts: the characters of its header and its body, its columns and its rules.

    `header` is empty and `middle` the top where the table only goes on from the page before. `inner` are
    rules between rows. `bottom` is where its last rule is, or its last line where `closed` is false: then
    the page ends before the table does.
    """

    header: Chars
    body: Chars
    columns: Columns
    top: float
    middle: float  # the rule below the header
    inner: tuple[Rule, ...]
    bottom: float
    closed: bool


def by_column(chars: Chars, columns: Columns) -> list[tuple[PageLine, ...]]:
    """The lines of CHARS in every column."""
    x, _ = where_written(chars)
    owners = np.array(columns.edges[1:-1]).searchsorted(x, side="right")
    lines = printed_lines(chars, owners)
    return [lines.get(col, ()) for col in range(len(columns.edges) - 1)]


def is_section(row: Chars, columns: Columns) -> bool:
    """Is ROW, what stands between two rules, a section's title: numbered text in the first column alone?"""
    if not len(row) or is_crossed(columns, row):
        return False
    first, *others = by_column(row, columns)
    return len(first) > 0 and not any(others) and read_enumerator(first[0].text) is not None


def split_header(header: Chars, columns: Columns) -> tuple[list[tuple[PageLine, ...]], list[tuple[PageLine, ...]]]:
    """The lines of the names over several columns, in the order of `columns.groups`, and those of every column."""
    groups = []
    for name, _, _ in columns.groups:
        x, y = header.centers
        own = (x > name.x0 - 1) & (x < name.x1 + 1) & (np.abs(y - name.y) < name.size / 2)
        lines = printed_lines(header.take(own), np.zeros(np.count_nonzero(own), np.int64))
        groups.append(lines.get(0, ()))
        header = header.take(~own)
    return groups, by_column(header, columns)
