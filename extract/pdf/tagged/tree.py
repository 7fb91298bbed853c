"""The tables in the part of a file's structure tree that a page shows."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from extract.pages import RowNumber
from extract.pdf import pdfium
from extract.pdf.tags import TaggedCell, TaggedRow, TaggedTable

# Elements that hold no table, so that they are not walked through: most of a page's tree.
_LEAVES = frozenset(
    ("P", "Span", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Link", "Figure", "Formula", "Caption", "Annot")
)
_GROUPS = frozenset(("THead", "TBody", "TFoot"))
_CELLS = frozenset(("TD", "TH"))
_DEEPEST = 40  # elements within each other; PDFium itself follows 32
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
        found: list[TaggedTable] = []
        for k in range(max(0, pdfium.tree_children(tree))):
            _find(pdfium.tree_child(tree, k), (k,), found)
        return tuple(found)
    finally:
        pdfium.close_tree(tree)


def _find(element: int, path: Path, found: list[TaggedTable]) -> None:
    """Add the tables at and under ELEMENT to FOUND."""
    if not element or len(path) > _DEEPEST:
        return
    kind = _type_of(element)
    if kind in _LEAVES:
        return
    if kind != "Table":
        for k, child in enumerate(_all_children(element)):
            _find(child, (*path, k), found)
        return
    inner: list[TaggedTable] = []
    rows, n_rows = _rows(element, path, inner)
    if inner:
        found += inner
    elif rows:
        found.append(TaggedTable(path, rows, n_rows))


def _all_children(element: int) -> list[int]:
    """The elements right under ELEMENT; 0 for one that has nothing on the page.

    Content that stands there without an element of its own is left out: a browser puts the background of a table
    on each page between the table's rows.
    """
    children = []
    for k in range(max(0, pdfium.element_children(element))):
        child = pdfium.element_child(element, k)
        if child or pdfium.any_page_mark(element, k) < 0:
            children.append(child)
    return children


def _rows(table: int, path: Path, inner: list[TaggedTable]) -> tuple[tuple[TaggedRow, ...], int]:
    """The rows of TABLE with a cell on the page, and how many it has in all; tables inside it are added to INNER."""
    rows: list[TaggedRow] = []
    count = 0
    for k, child in enumerate(_all_children(table)):
        kind = _type_of(child) if child else ""
        if kind in _GROUPS:
            inside = _all_children(child)
            count += len(inside)
            for n, row in enumerate(inside):
                if row and _type_of(row) == "TR":
                    rows.append(_row(row, (k, n), (*path, k, n), inner))
            continue
        count += 1
        if kind == "TR":
            rows.append(_row(child, (_NO_GROUP, k), (*path, k), inner))
        else:
            _find(child, (*path, k), inner)
    return tuple(row for row in rows if row.cells), count


def _row(element: int, number: RowNumber, path: Path, inner: list[TaggedTable]) -> TaggedRow:
    cells = []
    children = _all_children(element)
    for k, child in enumerate(children):
        kind = _type_of(child) if child else ""
        if kind in _CELLS:
            marks = frozenset(_marks(child, (*path, k), inner))
            cells.append(TaggedCell(k, marks, kind == "TH", *_spans(child)))
    return TaggedRow(number, tuple(cells), len(children))


def _marks(element: int, path: Path, inner: list[TaggedTable]) -> Iterator[int]:
    """The ids of all marked content at and under ELEMENT on this page, tables apart: these are added to INNER."""
    for k in range(max(0, pdfium.element_children(element))):
        mark = pdfium.child_mark(element, k)
        if mark >= 0:
            yield mark
        elif len(path) < _DEEPEST and (child := pdfium.element_child(element, k)):
            below = (*path, k)
            if _type_of(child) == "Table":
                _find(child, below, inner)
            else:
                yield from _marks(child, below, inner)


_NAME = ctypes.create_string_buffer(64)
_NAME_AT = ctypes.addressof(_NAME)


def _type_of(element: int) -> str:
    """The standard type that the element is, or is mapped to; empty where it has none, or a very long one."""
    length = pdfium.element_type(element, _NAME_AT, len(_NAME))
    return _NAME.raw[: length - 2].decode("utf-16-le", "replace") if 2 < length <= len(_NAME) else ""


_NUMBER = ctypes.c_float()
_NUMBER_AT = ctypes.addressof(_NUMBER)


def _spans(element: int) -> tuple[int | None, int | None]:
    """How many rows and columns the attributes of a cell state; None where they state none."""
    attributes = [pdfium.attribute_at(element, k) for k in range(pdfium.attribute_count(element))]
    return _stated(attributes, b"RowSpan"), _stated(attributes, b"ColSpan")


def _stated(attributes: list[int], name: bytes) -> int | None:
    for attribute in attributes:
        value = pdfium.attribute_value(attribute, name)
        if value and pdfium.attribute_number(value, _NUMBER_AT) and _NUMBER.value >= 1:
            return int(_NUMBER.value)
    return None
