"""The tables of an exam's document as a person read them, and those that were found, in one shape."""

from __future__ import annotations

import json
from pathlib import Path

from schema.tables import Document
from schema.text import key_of

Shape = list[tuple[int, int, int, int, int, bool, bool, str]]  # table, row, col, rowspan, colspan, header, filled, key


def gold_shape(path: Path) -> Shape:
    """The cells of the tables in the document at PATH, as its gold file tells them."""
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    return [
        (n, c["row"], c["col"], c["rowspan"], c["colspan"], c["header"], c["filled"], key_of(c["text"]))
        for n, table in enumerate(gold["tables"])
        for c in sorted(table["cells"], key=lambda c: (c["row"], c["col"]))
    ]


def found_shape(document: Document) -> Shape:
    """The cells of the tables that were found in DOCUMENT."""
    return [
        (n, c.row, c.col, c.rowspan, c.colspan, c.header, c.filled, key_of(c.text))
        for n, table in enumerate(document.tables)
        for c in table.cells
    ]
