"""A whole word-processor document: blocks of text and logical tables, out of paragraphs and tables in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extract.captions import caption_of, with_own_title
from extract.flow.grid import grid_of
from extract.flow.joining import as_header, is_header_alone, join, same_table, without_repeated_headers
from extract.flow.measure import label_and_text
from extract.flow.model import Flow, FlowCell, FlowTable, Paragraph
from extract.flow.tables import logical_table
from schema.continued import is_mark
from schema.tables import Block, Table
from schema.text import clean, join_lines

_FEW_LINES = 4  # above a table: its caption stands no higher
_FORM_COLUMNS = 2  # of a form: what is asked, and what is said
_TREMBLE = 0.03  # of a table's width
_PAGE_NUMBER = re.compile(r"[（(【]?第?\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*頁?[）)】]?")


@dataclass(slots=True)
class _Pages:
    """What was laid out so far."""

    finder: str
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    since_table: list[str] = field(default_factory=list)  # texts since the last table
    shares: tuple[float, ...] = ()  # column edges of the last table, as shares of its width


def lay_out(flow: Flow, finder: str) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """The text blocks of FLOW and its logical tables, numbered; FINDER names what read them."""
    done = _Pages(finder)
    _walk(done, flow)
    return tuple(done.blocks), tuple(done.tables)


def _walk(done: _Pages, flow: Flow) -> None:
    for block in flow:
        if isinstance(block, Paragraph):
            _add_text(done, block)
        elif is_frame(block):
            for row in block.rows:
                for cell in row.cells:
                    if not cell.below:
                        _walk(done, cell.flow)
        elif block.rows:
            _add_table(done, block)


def is_frame(table: FlowTable) -> bool:
    """Does TABLE only frame what is in it: a single cell, one column of cells with tables among them, or names beside
    cells of which one holds a table of more columns than the two?"""
    cells = [cell for row in table.rows for cell in row.cells if not cell.below]
    if len(cells) == 1:
        return True
    holding = [cell for cell in cells if any(isinstance(block, FlowTable) for block in cell.flow)]
    if not holding:
        return False
    columns = max(len(row.cells) for row in table.rows)
    if columns == 1 or (columns == _FORM_COLUMNS and any(map(_holds_wider, holding))):
        return True
    return len(holding) == 1 and all(cell is holding[0] or _is_blank(cell.flow) for cell in cells)


def _holds_wider(cell: FlowCell) -> bool:
    """Does CELL hold a table of rows with more columns than a form has?"""
    inner = [block for block in cell.flow if isinstance(block, FlowTable)]
    return any(sum(len(row.cells) > _FORM_COLUMNS for row in table.rows) > 1 for table in inner)


def _is_blank(flow: Flow) -> bool:
    return all(isinstance(block, Paragraph) and not label_and_text(block) for block in flow)


def _add_text(done: _Pages, paragraph: Paragraph) -> None:
    """PARAGRAPH as blocks: one a printed line where its author broke it, but a heading is one."""
    rest = [clean("".join(part.text for part in piece)) for piece in paragraph.pieces[1:]]
    texts = [text for text in (label_and_text(paragraph), *rest) if text]
    if paragraph.heading_level is not None:
        texts = [join_lines(texts)] if texts else []
    for text in texts:
        done.since_table.append(text)
        done.blocks.append(
            Block(
                text,
                size_pt=paragraph.size_pt,
                bold=paragraph.bold,
                centered=paragraph.centered,
                heading_level=paragraph.heading_level,
                before_table=len(done.tables),
            )
        )


def _add_table(done: _Pages, table: FlowTable) -> None:
    made = without_repeated_headers(logical_table(table, done.finder))
    shares = _shares(grid_of(table).edges_pt)
    between = [text for text in done.since_table if not (is_mark(text) or _PAGE_NUMBER.fullmatch(text))]
    upper = done.tables[-1] if done.tables and not between else None
    alike = _near(done.shares, shares)
    if upper is not None and alike and not made.header_rows and is_header_alone(upper):
        upper = as_header(upper)
    if upper is not None and same_table(upper, made) and (made.header_rows or alike):
        done.tables[-1] = join(upper, made)
    else:
        caption = caption_of(reversed(between[-_FEW_LINES:]))
        done.tables.append(with_own_title(replace(made, table_no=len(done.tables) + 1, caption=caption)))
    done.shares = shares
    done.since_table.clear()


def _shares(edges_pt: tuple[float, ...]) -> tuple[float, ...]:
    width = edges_pt[-1] if edges_pt else 0.0
    return tuple(edge / width for edge in edges_pt) if width > 0 else ()


def _near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Are the columns of two tables as wide, but for a hand's tremble?"""
    return len(one) == len(other) and all(abs(a - b) <= _TREMBLE for a, b in zip(one, other, strict=True))
