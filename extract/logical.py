"""From pages to logical tables: parts that continue each other are joined, and the text between is kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.captions import with_own_title
from extract.header_names import read_as_names
from extract.joining.breaks import Break, leaves_open, read_break
from extract.joining.cells import Grid
from extract.joining.chains import chains_of
from extract.joining.habits import habits_of
from extract.joining.parts import Part
from extract.joining.tagged import tagged_break
from extract.joining.text import Placed, blocks_of, caption_above
from extract.pages import PageLayout
from schema.issues import Issue
from schema.tables import Block, Table


def join_pages(layouts: Sequence[PageLayout]) -> tuple[tuple[Block, ...], tuple[Table, ...], tuple[Issue, ...]]:
    """The text outside tables, the logical tables and the doubts of a document with pages, in reading order."""
    chains = chains_of(layouts)
    blocks = blocks_of(list(_placed(layouts, chains)), layouts)
    tables: list[Table] = []
    issues: list[Issue] = []
    for table_no, parts in enumerate(chains, start=1):
        grid, breaks = _stacked(parts)
        tables.append(with_own_title(_table(table_no, parts, grid, caption_above(blocks, parts[0].table))))
        issues += _doubts(table_no, parts, breaks)
    return blocks, tuple(tables), tuple(issues)


def _stacked(parts: Sequence[Part]) -> tuple[Grid, list[Break]]:
    """PARTS one below the other, and how each break between them was read."""
    grid = Grid(parts[0].n_cols)
    grid.begin(parts[0])
    breaks: list[Break] = []
    if len(parts) == 1:
        return grid, breaks
    habits, rules_tell = habits_of(parts), leaves_open(parts)
    for before, part in pairwise(parts):
        below = part.row_across(part.header_rows) if part.header_rows < part.n_rows else ()
        above = grid.bottom()
        only_names = all(cell is None or cell.header for cell in above)
        if not below or (only_names and (part.header_rows or not read_as_names(part.table.cells, part.n_cols, 0, 1))):
            found = Break(cut=False)  # no body here, or none yet: what follows a whole header is no rest of it
        else:
            found = read_break(above, below, habits, rules_tell, tagged_break(before, part))
        grid.go_on(part, found)
        breaks.append(found)
    return grid, breaks


def _table(table_no: int, parts: Sequence[Part], grid: Grid, caption: str) -> Table:
    return Table(
        table_no=table_no,
        n_rows=grid.n_rows,
        n_cols=grid.n_cols,
        cells=grid.cells(),
        header_rows=parts[0].header_rows,
        pages=tuple(dict.fromkeys(part.table.page for part in parts)),
        caption=caption,
        finder="+".join(dict.fromkeys(part.table.finder for part in parts)),
        confidence=min(part.table.confidence for part in parts),
    )


def _doubts(table_no: int, parts: Sequence[Part], breaks: Sequence[Break]) -> Iterator[Issue]:
    for part in parts:
        if part.table.tags is not None and part.table.tags.doubt:
            yield Issue("tags_differ", part.table.tags.doubt, page=part.table.page, table_no=table_no)
    for part, found in zip(parts[1:], breaks, strict=True):
        if found.doubtful:
            reading = "was taken for the rest of" if found.cut else "was not joined with"
            yield Issue(
                "row_join_doubtful",
                f"The first row on page {part.table.page} {reading} the last row on the page before; please check.",
                page=part.table.page,
                table_no=table_no,
            )


def _placed(layouts: Sequence[PageLayout], chains: Sequence[Sequence[Part]]) -> Iterator[Placed]:
    """Every line outside tables, in reading order."""
    ends = sorted((parts[-1].table.page, parts[-1].table.box.bottom) for parts in chains)
    for layout in layouts:
        for line in sorted(layout.lines, key=lambda line: (line.box.top, line.box.x0)):
            here = (layout.number, line.box.middle)
            yield Placed(line, layout.number, bisect_right(ends, here))
