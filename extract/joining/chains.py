"""Which tables on pages are parts of one logical table, and which begin a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.joining.headers import has_other_header, header_rows_of, rows_printed_again, text_of
from extract.joining.levels import settled
from extract.joining.parts import Part, common_edges, on_edges
from extract.pages import PageLayout, PageLine, PageTable
from schema.text import key_of

_STACKED_PT = 4.0  # blank between two pieces of one table on one page
# What a table's author prints where it goes on: "(續)", "續前頁", "接下頁".
_GOES_ON = re.compile(r"[（(]\s?(?:續|接續|承接|承上|承前)[^（）()]{0,6}[）)]|續表|^[（(]?[接續轉承][上下前次]頁")


@dataclass(frozen=True, slots=True)
class _Found:
    """A table on a page, and the lines printed between it and the table before."""

    table: PageTable
    offset_pt: float
    between: tuple[PageLine, ...]


def chains_of(layouts: Sequence[PageLayout]) -> list[tuple[Part, ...]]:
    """The logical tables in reading order, each as its parts, all on the same columns, headers counted."""
    chains: list[list[Part]] = []
    caption = ""
    for found in _tables(layouts):
        joined = _joined(chains[-1], found, caption) if chains else None
        if joined is not None:
            chains[-1] = joined
            continue
        chains.append([Part(found.table, found.offset_pt)])
        caption = found.between[-1].text if found.between else ""
    return [settled(_with_headers(chain)) for chain in chains]


def _tables(layouts: Sequence[PageLayout]) -> Iterator[_Found]:
    offset = 0.0
    between: list[PageLine] = []
    for layout in layouts:
        printed: list[PageLine | PageTable] = [*layout.lines, *layout.tables]
        for thing in sorted(printed, key=lambda thing: thing.box.top):
            if isinstance(thing, PageTable):
                yield _Found(thing, offset, tuple(between))
                between = []
            else:
                between.append(thing)
        offset += layout.height_pt


def _joined(chain: list[Part], found: _Found, caption: str) -> list[Part] | None:
    """CHAIN with FOUND's table as its next part; None where that begins a new table."""
    last = chain[-1]
    if not 0 <= found.table.page - last.table.page <= 1:
        return None
    drawn = last.is_ruled and Part(found.table, 0.0).is_ruled
    edges = common_edges(last.table.col_edges, found.table.col_edges, drawn=drawn)
    if edges is None:
        return None
    parts = [replace(part, table=on_edges(part.table, edges, drawn=drawn)) for part in chain]
    part = Part(on_edges(found.table, edges, drawn=drawn), found.offset_pt)
    header = replace(parts[0], header_rows=header_rows_of(parts[0], [*parts[1:], part]))
    repeated = rows_printed_again(header, part)
    if found.table.page == last.table.page:
        stacked = found.table.box.top - last.table.box.bottom <= _STACKED_PT
        goes_on = stacked and not repeated and not found.between
    else:
        below = replace(part, header_rows=repeated)
        goes_on = _only_says_so(found.between) or _is_same_caption(found.between, caption, parts, below)
    if not goes_on or has_other_header(header, part):
        return None
    return [*parts, part]


def _only_says_so(between: Sequence[PageLine]) -> bool:
    """Is there no line BETWEEN two parts but such as say that the table goes on?"""
    return all(_GOES_ON.search(line.text) for line in between)


def _is_same_caption(between: Sequence[PageLine], caption: str, parts: Sequence[Part], below: Part) -> bool:
    """Is the caption printed again over rows whose numbers go on?"""
    if len(between) != 1 or not caption or key_of(between[0].text) != key_of(caption):
        return False
    above = _first_column_number(parts[-1], parts[-1].n_rows - 1)
    number = _first_column_number(below, below.header_rows)
    return above is not None and number == above + 1


def _first_column_number(part: Part, row: int) -> int | None:
    cell = part.row_across(row)[0] if 0 <= row < part.n_rows else None
    text = text_of(cell) if cell is not None else ""
    return int(text) if text.isdecimal() else None


def _with_headers(chain: Sequence[Part]) -> tuple[Part, ...]:
    first = replace(chain[0], header_rows=header_rows_of(chain[0], chain[1:]))
    return (first, *(replace(part, header_rows=rows_printed_again(first, part)) for part in chain[1:]))
