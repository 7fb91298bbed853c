"""Tables without vertical rules: level rules above and below a header, columns kept apart by blank strips."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extract.pages import PageCell, PageLine, PageTable
from extract.pdf.cells import barred, filled_colors
from extract.pdf.grid import joined
from extract.pdf.leading import Rows, Stack, by_row, rows_of
from extract.pdf.lines import printed_lines
from extract.pdf.primitives import Chars, Floats, PagePrimitives
from extract.pdf.strips import Columns, columns_of, is_crossed, line_numbers
from schema.enumerators import read_enumerator
from schema.places import Box
from schema.text import join_lines

Span = tuple[int, int, int, int]  # row, col, rowspan, colspan

_WIDE = 0.3  # of the page's width: shorter rules are underlines
_SAME_END_PT = 6.0  # the rules of one table end this near to each other
_HIGHEST_HEADER = 0.25  # of the page's height
_LONGEST_NAME = 24  # characters
_HEAVIER = 1.5  # times as thick
_FOOT = 0.9  # of the page's height: below stand page numbers
_PAGE_NUMBER = re.compile(r"[-–—·\s第頁共/／\divxlc]+", re.IGNORECASE)
_RULED_ROWS = 2  # so many rules between rows, and there is one between any two
_ABOVE_PT = 2.0  # a row is said to begin so much above its text
_SURE, _LIKELY = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class _Rule:
    """A level rule: height, ends and thickness in points."""

    y: float
    x0: float
    x1: float
    thick: float


@dataclass(frozen=True, slots=True)
class _Region:
    """A table's parts: header and body characters, its columns, and the heights of its rules.

    `inner` are the rules between rows; `closed`: a rule ends the table at `bottom`.
    """

    header: Chars
    body: Chars
    columns: Columns
    top: float
    middle: float  # the rule below the header
    inner: tuple[float, ...]
    bottom: float
    closed: bool


class Aligned:
    """Finds tables ruled only across: above and below the header, at the end, perhaps between rows."""

    name = "aligned"

    def find(self, page: PagePrimitives) -> list[PageTable]:
        """The tables of PAGE from top to bottom. Prose between rules has no columns, so it is none."""
        found: list[PageTable] = []
        for rules in _families(page):
            rest = rules
            while len(rest) > 1:
                region, used = _region(page, rest)
                if region is not None:
                    found.append(_table(page, region))
                rest = rest[used:]
        return sorted(found, key=lambda table: table.box.top)


def _families(page: PagePrimitives) -> list[list[_Rule]]:
    """Wide level rules with the same ends, each family from top to bottom."""
    rules = [_Rule(*line) for line in joined(page.horizontal).tolist() if line[2] - line[1] >= _WIDE * page.width_pt]
    families: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.y):
        family = next((f for f in families if _ends_alike(f[0], rule)), None)
        if family is None:
            families.append([rule])
        else:
            family.append(rule)
    return families


def _ends_alike(one: _Rule, other: _Rule) -> bool:
    return abs(one.x0 - other.x0) <= _SAME_END_PT and abs(one.x1 - other.x1) <= _SAME_END_PT


def _region(page: PagePrimitives, rules: Sequence[_Rule]) -> tuple[_Region | None, int]:
    """The table whose header stands between the first two of RULES, and how many rules are done with."""
    top, middle, *later = rules
    header = _between(page.chars, top, top.y, middle.y)
    if not len(header) or middle.y - top.y > _HIGHEST_HEADER * page.height_pt:
        return None, 1
    end = later[0].y if later else page.height_pt
    body = _between(page.chars, top, middle.y, end)
    columns = columns_of(header, body, top.x0, top.x1) if len(body) else None
    if columns is None or not _is_header(header, columns):
        return None, 1
    if not later:
        body = _without_foot(body, page)
        bottom = float(body.boxes[:, 3].max()) if len(body) else middle.y
        return _Region(header, body, columns, top.y, middle.y, (), bottom, closed=False), 2
    last = 0
    while last + 1 < len(later) and _goes_on(page.chars, columns, (top, middle, later[last], later[last + 1])):
        last += 1
    body = _between(page.chars, top, middle.y, later[last].y)
    inner = tuple(rule.y for rule in later[:last])
    return _Region(header, body, columns, top.y, middle.y, inner, later[last].y, closed=True), last + 3


def _between(chars: Chars, sides: _Rule, top: float, bottom: float) -> Chars:
    x, y = chars.centers
    return chars.take((x > sides.x0 - 1) & (x < sides.x1 + 1) & (y > top) & (y < bottom))


def _is_header(header: Chars, columns: Columns) -> bool:
    """Are the texts between the first two rules names: short, not numbered, no sentence?"""
    names = [join_lines(line.text for line in lines) for lines in _by_column(header, columns)]
    written = [name for name in names if name]
    if 2 * len(written) <= len(names) or any(read_enumerator(name) for name in written):
        return False
    return max(map(len, written)) <= _LONGEST_NAME and not any(name.endswith("。") for name in written)


def _by_column(chars: Chars, columns: Columns) -> list[tuple[PageLine, ...]]:
    """The lines of CHARS in every column."""
    x, _ = chars.centers
    n = len(columns.edges) - 1
    owners = np.clip(np.searchsorted(np.array(columns.edges), x, side="right") - 1, 0, n - 1)
    lines = printed_lines(chars, owners)
    return [lines.get(col, ()) for col in range(n)]


def _goes_on(chars: Chars, columns: Columns, rules: tuple[_Rule, _Rule, _Rule, _Rule]) -> bool:
    """Does the table go on below the third of RULES down to the fourth?

    Its last rule is heavy as its first one is, where the one below the header is not. Else the text below
    has to stand in the same columns.
    """
    top, middle, last, following = rules
    if top.thick > _HEAVIER * middle.thick and last.thick > _HEAVIER * middle.thick:
        return False
    below = _between(chars, top, last.y, following.y)
    if not len(below) or is_crossed(columns, below):
        return False
    return sum(1 for lines in _by_column(below, columns) if lines) > 1


def _without_foot(body: Chars, page: PagePrimitives) -> Chars:
    """BODY without a page number, where no rule parts it from the table."""
    lines = line_numbers(body)
    last = lines == lines.max()
    height = body.boxes[:, 1]
    text = "".join(char for char, is_last in zip(body.text, last.tolist(), strict=True) if is_last)
    rest = body.take(~last)
    if not len(rest) or not _PAGE_NUMBER.fullmatch(text):
        return body
    apart = float(height[last].min() - rest.boxes[:, 3].max())
    low = float(height[last].min()) > _FOOT * page.height_pt
    return rest if low and apart > float(body.sizes[last].max()) / 2 else body


def _table(page: PagePrimitives, region: _Region) -> PageTable:
    cells = _header_cells(region)
    head_rows = max(row + rowspan for (row, _, rowspan, _), _ in cells)
    rows = _body_rows(region)
    for col, stacks in enumerate(rows.columns):
        cells += _column_cells(stacks, col, head_rows, len(rows.starts))
    cells.sort(key=lambda cell: cell[0][:2])
    x, y = region.columns.edges, _row_edges(region, rows, head_rows)
    boxes = np.array([[x[c], y[r], x[c + w], y[r + h]] for (r, c, h, w), _ in cells]).round(2)
    empty = np.array([not lines for _, lines in cells])
    fills = filled_colors(page.fills, boxes)
    bars = barred(page, _short_rules(page), boxes, empty)
    return PageTable(
        page=page.number,
        box=Box(round(x[0], 2), round(y[0], 2), round(x[-1], 2), round(y[-1], 2)),
        col_edges=tuple(round(edge, 2) for edge in x),
        row_edges=tuple(round(edge, 2) for edge in y),
        cells=tuple(
            PageCell(*span, Box(*box), lines, fill, bar)
            for (span, lines), box, fill, bar in zip(cells, boxes.tolist(), fills, bars, strict=True)
        ),
        finder=Aligned.name,
        confidence=_SURE if rows.sure else _LIKELY,
        open_bottom=not region.closed,
    )


def _short_rules(page: PagePrimitives) -> Floats:
    """(n, 4) boxes of the level rules that run through a few cells only: bars and arrows."""
    y, x0, x1, thick = joined(page.horizontal).T
    boxes = np.column_stack((x0, y - thick / 2, x1, y + thick / 2))
    return np.asarray(boxes[x1 - x0 < _WIDE * page.width_pt])


def _header_cells(region: _Region) -> list[tuple[Span, tuple[PageLine, ...]]]:
    """The cells of the header: one row, or two where names stand over several columns."""
    groups = region.columns.groups
    rest, cells = region.header, []
    for name, first, last in groups:
        x, y = rest.centers
        own = (x > name.x0 - 1) & (x < name.x1 + 1) & (np.abs(y - name.y) < name.size / 2)
        lines = printed_lines(rest.take(own), np.zeros(np.count_nonzero(own), np.int64)).get(0, ())
        cells.append(((0, first, 1, last - first + 1), lines))
        rest = rest.take(~own)
    grouped = {col for _, first, last in groups for col in range(first, last + 1)}
    for col, lines in enumerate(_by_column(rest, region.columns)):
        row, rowspan = (1, 1) if col in grouped else (0, 2 if groups else 1)
        cells.append(((row, col, rowspan, 1), lines))
    return cells


def _body_rows(region: _Region) -> Rows:
    columns = _by_column(region.body, region.columns)
    if len(region.inner) < _RULED_ROWS:
        return rows_of(columns)
    bounds = (region.middle, *region.inner)
    starts = tuple(
        min(line.box.middle for lines in columns for line in lines if line.box.middle > bound) for bound in bounds
    )
    return Rows(starts, tuple(by_row(lines, starts) for lines in columns), sure=True)


def _column_cells(
    stacks: Sequence[Stack], col: int, first_row: int, n_rows: int
) -> list[tuple[Span, tuple[PageLine, ...]]]:
    """The cells of a column's body from top to bottom, empty ones between those with text."""
    cells: list[tuple[Span, tuple[PageLine, ...]]] = []
    row = 0
    for stack in stacks:
        cells += [((first_row + r, col, 1, 1), ()) for r in range(row, stack.first_row)]
        cells.append(((first_row + stack.first_row, col, stack.last_row - stack.first_row + 1, 1), stack.lines))
        row = stack.last_row + 1
    return cells + [((first_row + r, col, 1, 1), ()) for r in range(row, n_rows)]


def _row_edges(region: _Region, rows: Rows, head_rows: int) -> list[float]:
    edges = [region.top, region.middle]
    if head_rows > 1:
        edges.insert(1, max(name.y + name.size / 2 for name, _, _ in region.columns.groups))
    size = float(np.median(region.body.sizes))
    return [*edges, *(start - size / 2 - _ABOVE_PT for start in rows.starts[1:]), region.bottom]
