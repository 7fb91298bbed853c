"""Tables without vertical rules: level rules above and below a header, columns kept apart by blank strips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from msgspec import structs

from extract.pages import Found, PageLine, PageTable
from extract.pdf.figures import rows_of_figures
from extract.pdf.leading import by_row, rows_of
from extract.pdf.overleaf import rest_of
from extract.pdf.primitives import PagePrimitives, median
from extract.pdf.region import Region, by_column, split_header
from extract.pdf.regions import regions_of
from extract.pdf.stacks import OFF_STEP_PT, Rows, Stack
from extract.pdf.strips import Columns, Over, is_crossed
from extract.pdf.text_grid import Span, table_on
from extract.pdf.titles import with_titles

_RULED_ROWS = 2  # so many rules between rows, and there is one between any two
_LOW = 0.85  # of the page's height: some writers rule off what a page holds of a table
_CLOSE = 0.6  # of the size: lines of one cell stand no further from each other
_ABOVE_PT = 2.0  # a row is said to begin so much above its text
_SURE, _LIKELY = 0.8, 0.6


class Aligned:
    """Finds tables ruled only across: above and below the header, at the end, perhaps between rows."""

    name = "aligned"

    def find(self, page: PagePrimitives) -> Found:
        """The tables of PAGE."""
        return Found([table for region in regions_of(page) if (table := table_of(page, region)) is not None])

    def goes_on(self, page: PagePrimitives, above: PageTable) -> PageTable | None:
        """What PAGE has of the table ABOVE, the last one on the page before, if it goes on without a header."""
        if above.finder != self.name or not (above.open_bottom or above.box.bottom > _LOW * page.height_pt):
            return None
        region = rest_of(page, above)
        return None if region is None else table_of(page, region)

    def in_columns_of(self, page: PagePrimitives, table: PageTable, above: PageTable) -> PageTable:
        """TABLE on PAGE, its text in the columns of ABOVE, the last table of the page before, where that has the same
        names at the same places: a page with a few lines tells less of where columns end."""
        if not table.finder == above.finder == self.name or _is_alike_cut(table, above):
            return table
        if _names(table) != _names(above) or above.cells[-1].row == 0:
            return table
        columns = Columns(above.col_edges)
        region = next((region for region in regions_of(page) if round(region.top, 2) == table.box.top), None)
        if region is None or region.columns.groups or is_crossed(columns, region.body, most=0):
            return table
        return table_of(page, replace(region, columns=columns)) or table


def _is_alike_cut(table: PageTable, above: PageTable) -> bool:
    """Have TABLE and ABOVE as many columns, and no text of TABLE between an edge and that of ABOVE?"""
    if len(table.col_edges) != len(above.col_edges):
        return False
    pairs = [sorted(pair) for pair in zip(table.col_edges, above.col_edges, strict=True)]
    middles = [(line.box.x0 + line.box.x1) / 2 for cell in table.cells for line in cell.lines]
    return not any(left < x < right for left, right in pairs for x in middles)


def _names(table: PageTable) -> tuple[int, str]:
    """From where on, in points, the first row of TABLE has text, and what it has, however columns cut it."""
    lines = [line for cell in table.rows[0] for line in cell.lines]
    lines.sort(key=lambda line: (round(line.box.middle), line.box.x0))
    text = "".join("".join(line.text.split()) for line in lines)
    return round(min((line.box.x0 for line in lines), default=0.0)), text


def table_of(
    page: PagePrimitives, region: Region, rows: Rows | None = None, finder: str = Aligned.name
) -> PageTable | None:
    """The table in REGION, as FINDER's; None where nothing in it can be read. ROWS: those of its body; None where
    the steps between its lines are to tell them."""
    cells = _header_cells(region) if len(region.header) else []
    head_rows = max((row + rowspan for (row, _, rowspan, _), _ in cells), default=0)
    if rows is None:
        rows = _body_rows(region) if len(region.body) else Rows((), (), sure=False)
    for col, stacks in enumerate(rows.columns):
        cells += _column_cells(stacks, col, head_rows, len(rows.starts))
    if not cells:
        return None
    cells.sort(key=lambda cell: cell[0][:2])
    cells = with_titles(cells, region.columns.edges, head_rows)
    x, y = region.columns.edges, _row_edges(region, rows, head_rows)
    return structs.replace(
        table_on(page, x, y, cells, finder),
        open_top=not head_rows,
        confidence=_SURE if rows.sure else _LIKELY,
        open_bottom=not region.closed,
        rows_ruled=len(region.inner) >= _RULED_ROWS,
    )


def _header_cells(region: Region) -> list[tuple[Span, tuple[PageLine, ...]]]:
    """The cells of the header: one row, and one more for each step of names over several columns."""
    groups, columns = split_header(region.header, region.columns)
    over = region.columns.groups
    steps = _steps_of(over)
    n_steps = max(steps, default=-1) + 1
    lines_of: dict[Span, tuple[PageLine, ...]] = {}
    begins = [0] * len(columns)
    for step, (_, first, last), lines in sorted(zip(steps, over, groups, strict=True), key=_by_place):
        span = step, first, 1, last - first + 1
        lines_of[span] = (*lines_of.get(span, ()), *lines)
        begins[first : last + 1] = [step + 1] * (last + 1 - first)
    if any(begins) and not any(lines for lines, row in zip(columns, begins, strict=True) if row):
        alone = [((0, col, n_steps, 1), lines) for col, lines in enumerate(columns) if not begins[col]]
        return [*lines_of.items(), *alone]  # names over columns that have none of their own
    names = ((row, col, n_steps + 1 - row, 1) for col, row in enumerate(begins))
    return [*lines_of.items(), *zip(names, columns, strict=True)]


def _by_place(group: tuple[int, Over, object]) -> tuple[int, float]:
    step, (name, _, _), _ = group
    return step, name.y


def _steps_of(groups: Sequence[Over]) -> list[int]:
    """How many names stand above each of GROUPS, names over several columns; two lines over the same ones are one."""
    steps: dict[int, int] = {}
    for n in sorted(range(len(groups)), key=lambda n: groups[n][0].y):
        name, first, last = groups[n]
        above = [
            k for k in steps if groups[k][1] <= last and first <= groups[k][2] and not name.is_beside(groups[k][0])
        ]
        lowest = max(above, key=steps.__getitem__, default=None)
        if lowest is None:
            steps[n] = 0
        else:
            steps[n] = steps[lowest] + (groups[lowest][1:] != (first, last))
    return [steps[n] for n in range(len(groups))]


def _body_rows(region: Region) -> Rows:
    columns = by_column(region.body, region.columns)
    if len(region.inner) < _RULED_ROWS or rows_of_figures(columns, region.columns.edges) is not None:
        rows = rows_of(columns, region.columns.edges)
        return _parted(rows, columns, region) if len(region.inner) == 1 else rows
    heights = [line.box.middle for lines in columns for line in lines]
    bounds = [region.middle, *(rule.y for rule in region.inner), region.bottom]
    starts = tuple(min(y for y in heights if y > bound) for bound in bounds[:-1])
    return Rows(starts, tuple(_ruled(lines, starts, region, col) for col, lines in enumerate(columns)), sure=True)


def _parted(rows: Rows, columns: Sequence[Sequence[PageLine]], region: Region) -> Rows:
    """ROWS as told by the steps between lines, parted by a lone rule from side to side where none of them begins."""
    (rule,), edges = region.inner, region.columns.edges
    if not all(rule.is_over((left + right) / 2) for left, right in pairwise(edges)):
        return rows
    above = [[line for line in lines if line.box.middle < rule.y] for lines in columns]
    below = [[line for line in lines if line.box.middle > rule.y] for lines in columns]
    if not any(above) or not any(below):
        return rows
    first = min(line.box.middle for lines in below for line in lines)
    at = next((row for row, start in enumerate(rows.starts) if abs(start - first) <= OFF_STEP_PT), None)
    if at is not None:
        return replace(rows, columns=(_begun_at(at, rows.columns[0]), *rows.columns[1:]))
    upper, lower = rows_of(above, edges), rows_of(below, edges)
    moved = [
        [
            structs.replace(s, first_row=s.first_row + len(upper.starts), last_row=s.last_row + len(upper.starts))
            for s in stacks
        ]
        for stacks in lower.columns
    ]
    levels, *others = ((*high, *low) for high, low in zip(upper.columns, moved, strict=True))
    stacks = (_begun_at(len(upper.starts), levels), *others)
    return Rows((*upper.starts, *lower.starts), stacks, sure=upper.sure and lower.sure)


def _begun_at(row: int, stacks: Sequence[Stack]) -> tuple[Stack, ...]:
    """STACKS, the levels in the first column, below a rule above ROW, which ends the level above it: where none
    begins in ROW, the next one stands in the middle of its rows, with the lines that follow it closely."""
    if any(stack.first_row <= row <= stack.last_row for stack in stacks):
        return tuple(stacks)
    above, below = ([s for s in stacks if s.first_row < row], [s for s in stacks if s.first_row > row])
    if not below:
        return tuple(above)
    level = structs.replace(below.pop(0), first_row=row)
    while below and below[0].lines[0].box.top - level.lines[-1].box.bottom < _CLOSE * level.lines[-1].size_pt:
        rest = below.pop(0)
        level = Stack(row, rest.last_row, (*level.lines, *rest.lines))
    return (*above, level, *below)


def _ruled(lines: Sequence[PageLine], starts: Sequence[float], region: Region, col: int) -> tuple[Stack, ...]:
    """The cells of a column whose rows are ruled; where a rule leaves a gap, a merged cell goes on."""
    x = (region.columns.edges[col] + region.columns.edges[col + 1]) / 2
    stacks = {stack.first_row: stack for stack in by_row(lines, starts)}
    made: list[Stack] = []
    for row in range(len(starts)):
        own = stacks[row].lines if row in stacks else ()
        if made and not region.inner[row - 1].is_over(x):
            made[-1] = Stack(made[-1].first_row, row, (*made[-1].lines, *own))
        else:
            made.append(Stack(row, row, own))
    return tuple(made)


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


def _row_edges(region: Region, rows: Rows, head_rows: int) -> list[float]:
    edges = [region.top, region.middle] if head_rows else [region.top]
    groups = region.columns.groups
    steps = _steps_of(groups)
    for row in range(1, head_rows):
        above = [name for step, (name, _, _) in zip(steps, groups, strict=True) if step < row]
        edges.insert(row, max(name.y + name.size / 2 for name in above))
    if not rows.starts:
        return edges
    size = median(region.body.sizes)
    return [*edges, *(start - size / 2 - _ABOVE_PT for start in rows.starts[1:]), region.bottom]
