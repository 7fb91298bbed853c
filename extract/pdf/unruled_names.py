"""Text side by side that is a table because of its header: short names set apart from the entries below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.joining.wraps import width_em
from extract.pages import PageLine
from extract.pdf.leading import rows_of
from extract.pdf.row_lines import columns_of_every_line, rows_at, rows_by_room
from extract.pdf.stacks import Rows, Stack
from extract.pdf.unruled_figures import is_running, is_value
from schema.enumerators import read_enumerator
from schema.text import join_lines

_FEWEST_NAMES = 3
_FEWEST_ROWS = 3  # the header's included
_LONGEST_NAME_EM = 14.0
_ENDS = "。.；;，,、"  # names do not end so
_SAYS = "：:"  # what is printed so says what it names, as forms do, and is no column's name
_NUMBERED = 0.5  # of the rows are, where it is enumerators that set them apart from the header
_REPEATED = 0.5  # of the entries of a column stand in it more than once: units, periods


def rows_under_names(columns: Sequence[Sequence[PageLine]], edges: Sequence[float]) -> Rows | None:
    """The rows of COLUMNS, the first of them names of the columns; None where COLUMNS, parted
    by EDGES, are no table with a header.

    Addresses and signatures stand side by side too, but their first line is no header: nothing tells it from
    those below.
    """
    if len(columns) < _FEWEST_NAMES or any(not lines for lines in columns):
        return None
    rows = rows_of_text(columns, edges)
    heads = [stacks[0] for stacks in rows.columns]
    if len(rows.starts) < _FEWEST_ROWS or any(stack.first_row or stack.last_row for stack in heads):
        return None
    if not all(_is_name(stack) for stack in heads) or not _is_set_apart(rows):
        return None
    running = sum(is_running([line for stack in stacks[1:] for line in stack.lines]) for stacks in rows.columns)
    return rows if running <= len(columns) - 2 else None


def rows_of_text(columns: Sequence[Sequence[PageLine]], edges: Sequence[float]) -> Rows:
    """The rows of COLUMNS, lines of words, as the room between lines tells them; else each line, where the first
    column and another have an entry on nearly every one; else by the steps between lines."""
    parted = rows_by_room(columns)
    if parted is not None:
        return parted
    telling = columns_of_every_line(columns)
    return rows_at(columns, telling) if len(telling) > 1 and telling[0] == 0 else rows_of(columns, edges)


def _is_name(stack: Stack) -> bool:
    text = join_lines(line.text for line in stack.lines)
    if (
        not text
        or text[-1] in _ENDS
        or any(mark in text for mark in _SAYS)
        or is_value(text)
        or read_enumerator(text) is not None
    ):
        return False
    return width_em(text) <= _LONGEST_NAME_EM


def _is_set_apart(rows: Rows) -> bool:
    """Is the first of ROWS of another kind than those below it?"""
    heads = [line for stacks in rows.columns for line in stacks[0].lines]
    entries = [stacks[1:] for stacks in rows.columns]
    below = [line for stacks in entries for stack in stacks for line in stack.lines]
    if all(line.bold for line in heads) and 2 * sum(line.bold for line in below) < len(below):
        return True
    if any(_is_numbered(stacks) or _is_repetitive(stacks) for stacks in entries):
        return True
    return rows.sure and _is_uneven(rows)


def _is_numbered(stacks: Sequence[Stack]) -> bool:
    found = [read_enumerator(stack.lines[0].text) for stack in stacks]
    steps = [a.number + 1 == b.number for a, b in pairwise(found) if a is not None and b is not None]
    return len(steps) + 1 >= _NUMBERED * len(stacks) and len(steps) > 0 and all(steps)


def _is_repetitive(stacks: Sequence[Stack]) -> bool:
    texts = Counter(join_lines(line.text for line in stack.lines) for stack in stacks)
    repeated = sum(count for count in texts.values() if count > 1)
    return repeated >= max(2, _REPEATED * len(stacks))


def _is_uneven(rows: Rows) -> bool:
    """Is there, in a row below the first, a cell of several lines beside one of one line only?"""
    lengths: dict[int, set[int]] = {}
    for stacks in rows.columns:
        for stack in stacks[1:]:
            lengths.setdefault(stack.first_row, set()).add(len(stack.lines))
    return any(1 in found and len(found) > 1 for found in lengths.values())
