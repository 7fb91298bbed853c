"""What an official letter says at its head: what it is about, and of which day it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.metadata_words import metadata_words
from normalize.simplified import simplified
from schema.enumerators import read_enumerator
from schema.tables import Block
from schema.text import join_lines

_MOST_LINES = 6  # of a subject
_LABEL = re.compile(r"\S{1,8}\s*[:：]")


def subject_of(blocks: Sequence[Block]) -> tuple[str, tuple[int, ...]]:
    """The subject that one of BLOCKS states behind a label (主旨), without the request that it ends with, and the
    indices of the blocks that print it; empty where none does."""
    label = metadata_words().subject_label
    for index, block in enumerate(blocks):
        told = label.match(simplified(block.text))
        if told is not None:
            lines = [block.text[told.end() :].strip(), *_rest(blocks[index + 1 :])]
            text = join_lines(lines)
            closing = metadata_words().subject_end.search(simplified(text))
            return text[: None if closing is None else closing.start()], tuple(range(index, index + len(lines)))
    return "", ()


def _rest(blocks: Sequence[Block]) -> list[str]:
    """The lines below a subject's first one that are still its own."""
    lines: list[str] = []
    for block in blocks[: _MOST_LINES - 1]:
        if _LABEL.match(block.text) is not None or read_enumerator(block.text) is not None:
            break
        lines.append(block.text)
    return lines


def days_in(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The days that stand behind a label (發文日期) in BLOCKS, as printed."""
    label = metadata_words().day_label
    found = ((block.text, label.match(simplified(block.text))) for block in blocks)
    return tuple(text[told.end() :] for text, told in found if told is not None)
