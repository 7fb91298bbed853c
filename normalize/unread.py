"""Headers of tables that were not found: names of columns side by side in the text of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from normalize.vocabulary import Vocabulary, vocabulary
from schema.issues import Issue
from schema.tables import Block

_FEWEST, _FEWEST_ALONE = 3, 2  # names of columns; where hardly another word stands beside them
_OTHERS = 1
_WORK = frozenset(("level", "action"))
_BESIDE = frozenset(("units", "supporting_units", "officers", "period"))
_LEVEL = 0.5  # of a line's height: lines whose middles stand no further apart are level


def unread_tables(blocks: Sequence[Block]) -> Iterator[Issue]:
    """A doubt for every row of column names among BLOCKS, the text outside tables: what is under it was not read."""
    words = vocabulary()
    placed = [block for block in blocks if block.box is not None and block.page is not None]
    for page, printed in groupby(placed, key=lambda block: block.page):
        for row in _rows(list(printed)):
            printed_words = [word for block in sorted(row, key=_left) for word in block.text.split()]
            names = [word for word in printed_words if len(printed_words) > 1 and words.is_exact(word)]
            if len(set(names)) >= _fewest(names, printed_words) and _head_a_plan(names, words):
                message = (
                    f"Page {page} prints the headers {'、'.join(names)}, but the columns under them could not be told "
                    "apart; no items were taken there."
                )
                yield Issue("table_not_found", message, page)


def _fewest(names: Sequence[str], printed: Sequence[str]) -> int:
    """How many of NAMES, those of columns among the words PRINTED in a row, make it a header."""
    alone = len(printed) <= len(names) + _OTHERS and len(set(names)) == len(names)
    return _FEWEST_ALONE if alone else _FEWEST


def _rows(blocks: list[Block]) -> Iterator[list[Block]]:
    """BLOCKS of one page in rows of those that stand level."""
    row: list[Block] = []
    last = 0.0
    for block in sorted(blocks, key=_middle):
        middle = _middle(block)
        if row and block.box is not None and middle - last > _LEVEL * block.box.height_pt:
            yield row
            row = []
        row.append(block)
        last = middle
    yield row


def _middle(block: Block) -> float:
    return 0.0 if block.box is None else block.box.middle


def _left(block: Block) -> float:
    return 0.0 if block.box is None else block.box.x0


def _head_a_plan(names: Sequence[str], words: Vocabulary) -> bool:
    """Are NAMES those of an implementation table: of work, and of who does it or until when?"""
    roles = {words.role(name) for name in names}
    return bool(roles & _WORK) and bool(roles & _BESIDE)
