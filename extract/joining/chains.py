"""Which tables on pages are parts of one logical table, and which begin a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from extract.joining.fewer import with_first_columns
from extract.joining.headers import (
    free_of_header,
    has_other_header,
    header_rows_of,
    rows_printed_again,
    rows_repeated,
)
from extract.joining.levels import settled
from extract.joining.parts import Part, common_edges, on_edges
from extract.joining.stacked import told_apart
from extract.joining.tagged import is_same_table
from extract.pages import PageLayout, PageLine, PageTable
from schema.continued import has_mark
from schema.enumerators import read_enumerator
from schema.text import key_of

_STACKED_PT = 4.0  # blank between two pieces of one table on one page
_MOST_FOOT_LINES = 2
_SAME_HEIGHT_PT = 4.0
_FEW_PAGES = 2  # too few to tell a running header from a caption
_NOTE = re.compile(r"[※＊*]|備?註|說明|附註|資料來源|填表")


@dataclass(frozen=True, slots=True)
class _Found:
    """A table on a page, and what is printed between it and the table before: on the pages above, and on its
    own. `at_foot`: all of the former stands at its page's foot. `as_before`: the latter stands at the same
    height on the page before too. `below`: what stands below the table on its page, down to the next table."""

    table: PageTable
    offset_pt: float
    above: tuple[PageLine, ...]
    here: tuple[PageLine, ...]
    at_foot: bool
    as_before: bool
    below: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Parts joined so far, all on the same columns. `repeated`: leading rows of the first that others print again."""

    parts: tuple[Part, ...]
    repeated: int = 0


def chains_of(layouts: Sequence[PageLayout]) -> list[tuple[Part, ...]]:
    """The logical tables in reading order, each as its parts, all on the same columns, headers counted."""
    chains: list[_Chain] = []
    for found in _tables(layouts):
        joined = _joined(chains[-1], found, len(layouts) <= _FEW_PAGES) if chains else None
        if joined is None:
            chains.append(_Chain((Part(found.table, found.offset_pt),)))
        else:
            chains[-1] = joined
    return [settled(_with_headers(chain)) for chain in chains]


def _tables(layouts: Sequence[PageLayout]) -> Iterator[_Found]:
    offset = 0.0
    above: list[PageLine] = []
    at_foot = True
    before: PageLayout | None = None
    for layout in layouts:
        here: list[PageLine] = []
        things: list[PageLine | PageTable] = [*layout.lines]
        things += [one for table in layout.tables for one in told_apart(table)]
        printed = sorted(things, key=lambda thing: thing.box.top)
        for number, thing in enumerate(printed, 1):
            if isinstance(thing, PageTable):
                below = _lines_until_table(printed[number:])
                yield _Found(thing, offset, tuple(above), tuple(here), at_foot, _stands_alike(here, before), below)
                above, here, at_foot = [], [], True
            else:
                here.append(thing)
        foot = layout.height_pt - layout.margin_pt
        at_foot = at_foot and all(line.box.top > foot for line in here)
        above += here
        offset += layout.height_pt
        before = layout


def _lines_until_table(printed: Iterable[PageLine | PageTable]) -> tuple[PageLine, ...]:
    lines: list[PageLine] = []
    for thing in printed:
        if isinstance(thing, PageTable):
            break
        lines.append(thing)
    return tuple(lines)


def _stands_alike(lines: Sequence[PageLine], before: PageLayout | None) -> bool:
    """Is each of LINES printed at the same height on the page BEFORE?"""
    there = before.lines if before is not None else ()
    return all(
        any(
            key_of(other.text) == key_of(line.text) and abs(other.box.top - line.box.top) <= _SAME_HEIGHT_PT
            for other in there
        )
        for line in lines
    )


def _joined(chain: _Chain, found: _Found, few_pages: bool) -> _Chain | None:
    """CHAIN with FOUND's table as its next part; None where that begins a new table."""
    last = chain.parts[-1]
    if not 0 <= found.table.page - last.table.page <= 1:
        return None
    drawn = last.is_ruled and Part(found.table, 0.0).is_ruled
    table = found.table if drawn else _like(last, found.table)
    if drawn and table.page > last.table.page:
        table = with_first_columns(table, last.table)
    edges = common_edges(last.table.col_edges, table.col_edges, drawn=drawn)
    if edges is None:
        return None
    parts, known = chain.parts, chain.repeated
    if edges != tuple(last.table.col_edges):  # a finer grid: all parts are placed, and their headers read, anew
        parts = tuple(structs.replace(part, table=on_edges(part.table, edges, drawn=drawn)) for part in parts)
        known = max([rows_repeated(parts[0], other) for other in parts[1:]], default=0)
    part = free_of_header(parts[0], Part(on_edges(table, edges, drawn=drawn), found.offset_pt))
    known = max(known, rows_repeated(parts[0], part))
    header = structs.replace(parts[0], header_rows=header_rows_of(parts[0], (part,), known))
    repeated = rows_printed_again(header, part)
    if found.table.page == last.table.page:
        stacked = abs(found.table.box.top - last.table.box.bottom) <= _STACKED_PT  # tables side by side are two
        goes_on = stacked and not repeated and not found.here
    else:
        goes_on = _is_free_above(found, repeated > 0) and (
            _only_says_so(found.here)
            or (
                found.as_before
                and (
                    found.table.open_top
                    or _counts_on(parts, structs.replace(part, header_rows=repeated), unless=not few_pages)
                )
            )
        )
    if not is_same_table(last.table, found.table) and (
        not goes_on or (not repeated and has_other_header(header, part))
    ):
        return None
    return _Chain((*parts, part), known)


def _like(above: Part, table: PageTable) -> PageTable:
    """TABLE, whose columns are guessed from the text on its page, on the edges of ABOVE, if it has as many and
    goes on from there or prints the same header."""
    if len(table.col_edges) != len(above.table.col_edges):
        return table
    again = table.open_top or is_same_table(above.table, table) or rows_repeated(above, Part(table, 0.0)) > 0
    if not again:
        return table
    return structs.replace(table, col_edges=above.table.col_edges)


def _is_free_above(found: _Found, repeated: bool) -> bool:
    """Stands nothing on the page before between the table and the page's end?

    A line or two at its very foot that is no note to the table does not end it, if its header is REPEATED.
    A note that is printed below this part of the table too ends neither.
    """
    noted = {key_of(line.text) for line in found.below}
    above = [line for line in found.above if key_of(line.text) not in noted]
    if _only_says_so(above):
        return True
    few = len(above) <= _MOST_FOOT_LINES and found.at_foot
    return repeated and few and not any(_NOTE.match(line.text) for line in above)


def _only_says_so(lines: Iterable[PageLine]) -> bool:
    """Say all of LINES that the table goes on? So do none."""
    return all(has_mark(line.text) for line in lines)


def _counts_on(parts: Sequence[Part], below: Part, *, unless: bool) -> bool:
    """Do the rows BELOW a caption printed again count on from those of PARTS, rather than anew?

    Where neither is said, they do, UNLESS that is ruled out.
    """
    first = below.row_across(below.header_rows)[0] if below.header_rows < below.n_rows else None
    text, last = "" if first is None else first.text, _last_text(parts)
    number, above = _number(text), _number(last)
    if number is None or above is None:
        return not unless or not text
    again = text == last and not text.isdecimal()  # a merged cell printed once more
    return number == above + 1 or again


def _last_text(parts: Sequence[Part]) -> str:
    """The text of the last cell of the first column that has any."""
    for part in reversed(parts):
        for cell in reversed(part.table.cells):
            if cell.col == 0 and cell.row >= part.header_rows and cell.lines:
                return cell.text
    return ""


def _number(text: str) -> int | None:
    entry = read_enumerator(text)
    return int(text) if text.isdecimal() else None if entry is None else entry.number


def _with_headers(chain: _Chain) -> tuple[Part, ...]:
    first, *later = chain.parts
    first = structs.replace(first, header_rows=header_rows_of(first, later, chain.repeated))
    return (first, *[structs.replace(part, header_rows=rows_printed_again(first, part)) for part in later])
