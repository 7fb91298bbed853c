"""Documents of blocks made by hand, and what they tell of themselves."""

from __future__ import annotations

from typing import Any

from normalize.metadata import Metadata, describe
from schema.tables import Block, Document, Source

SOURCE = Source("plan.pdf", "0" * 64, "application/pdf", 1, "hand")

TITLE = Block("臺北市大同區公所113年度提升服務實施計畫", page=1, size_pt=18, centered=True)


def said(*blocks: Block | str, **more: Any) -> Metadata:
    """What a document of BLOCKS, lines of page 1 where they are texts, tells of itself."""
    made = tuple(Block(block, page=1, size_pt=12) if isinstance(block, str) else block for block in blocks)
    return describe(Document(SOURCE, made, **more))
