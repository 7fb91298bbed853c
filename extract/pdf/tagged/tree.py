"""The tables in the part of a file's structure tree that a page shows."""

from __future__ import annotations

from collections.abc import Iterator

from extract.pages import RowNumber
from extract.pdf import pdfium
from extract.pdf.tagged.elements import CELLS, DEEPEST, LEAVES, NOTHING, Elements, read_elements
from extract.pdf.tags import TaggedCell, TaggedRow, TaggedTable

_GROUPS = frozenset(("THead", "TBody", "TFoot"))
_NO_GROUP = -1

Path = tuple[int, ...]  # places of an element and of those it stands in, from the root


def tagged_tables(page: int) -> tuple[TaggedTable, ...]:
    """The tables of PAGE (its address) in the tree's order, rows without a cell on the page left out.

    A table with other tables in it lays out the page; only those in it are given.
    """
    tree = pdfium.tree_of_page(page)
    if not tree:
        return ()
    try:
        elements = read_elements(tree)
    finally:
        pdfium.close_tree(tree)
    found: list[TaggedTable] = []
    for k, root in enumerate(elements.roots):
        _find(elements, root, (k,), found)
    return tuple(found)


def _find(elements: Elements, element: int, path: Path, found: list[TaggedTable]) -> None:
    """Add the tables at and under ELEMENT to FOUND."""
    if element == NOTHING or len(path) > DEEPEST:
        return
    kind = elements.kinds[element]
    if kind in LEAVES:
        return
    if kind != "Table":
        for k, child in enumerate(_all_children(elements, element)):
            _find(elements, child, (*path, k), found)
        return
    inner: list[TaggedTable] = []
    rows, n_rows = _rows(elements, element, path, inner)
    if inner:
        found += inner
    elif rows:
        found.append(TaggedTable(path, rows, n_rows))


def _all_children(elements: Elements, element: int) -> list[int]:
    """The elements right under ELEMENT; NOTHING for one that has nothing on the page.

    Content that stands there without an element of its own is left out: a browser puts the background of a table
    on each page between the table's rows.
    """
    children = elements.children[element]
    return [child.element for child in children if child.element != NOTHING or not child.is_content]


def _rows(elements: Elements, table: int, path: Path, inner: list[TaggedTable]) -> tuple[tuple[TaggedRow, ...], int]:
    """The rows of TABLE with a cell on the page, and how many it has in all; tables inside it are added to INNER."""
    rows: list[TaggedRow] = []
    count = 0
    for k, child in enumerate(_all_children(elements, table)):
        kind = _kind(elements, child)
        if kind in _GROUPS:
            inside = _all_children(elements, child)
            count += len(inside)
            for n, row in enumerate(inside):
                if _kind(elements, row) == "TR":
                    rows.append(_row(elements, row, (k, n), (*path, k, n), inner))
            continue
        count += 1
        if kind == "TR":
            rows.append(_row(elements, child, (_NO_GROUP, k), (*path, k), inner))
        else:
            _find(elements, child, (*path, k), inner)
    return tuple(row for row in rows if row.cells), count


def _kind(elements: Elements, element: int) -> str:
    """The type of ELEMENT; empty for none."""
    return "" if element == NOTHING else elements.kinds[element]


def _row(elements: Elements, element: int, number: RowNumber, path: Path, inner: list[TaggedTable]) -> TaggedRow:
    cells = []
    children = _all_children(elements, element)
    for k, child in enumerate(children):
        kind = _kind(elements, child)
        if kind in CELLS:
            marks = frozenset(_marks(elements, child, (*path, k), inner))
            cells.append(TaggedCell(k, marks, kind == "TH", *elements.spans[child]))
    return TaggedRow(number, tuple(cells), len(children))


def _marks(elements: Elements, element: int, path: Path, inner: list[TaggedTable]) -> Iterator[int]:
    """The ids of all marked content at and under ELEMENT on this page, tables apart: these are added to INNER."""
    for k, child in enumerate(elements.children[element]):
        if child.mark != NOTHING:
            yield child.mark
        elif len(path) < DEEPEST and child.element != NOTHING:
            below = (*path, k)
            if elements.kinds[child.element] == "Table":
                _find(elements, child.element, below, inner)
            else:
                yield from _marks(elements, child.element, below, inner)
