"""The elements of the structure tree that a page shows, read level by level with few calls for many of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from extract.pdf import pdfium
from extract.pdf.pdfium import Integers, each, members, one

# Elements that hold no table.
LEAVES = frozenset(
    ("P", "Span", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Link", "Figure", "Formula", "Caption", "Annot")
)
CELLS = frozenset(("TD", "TH"))
DEEPEST = 40  # elements within each other; PDFium itself follows 32
_LONGEST_TYPE = 64  # bytes in UTF-16
NOTHING = -1


class Child(NamedTuple):
    """One place in an element: another element, content, or what has nothing on the page."""

    element: int  # its number; NOTHING for none on the page
    mark: int  # the id of marked content right here, on this page; NOTHING for none
    is_content: bool  # on whichever page


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements on a page. Each has a number, its place in these lists."""

    roots: list[int]  # NOTHING for one that has nothing on the page
    kinds: list[str]  # standard types, after mapping; empty where there is none
    children: list[list[Child]]
    spans: dict[int, tuple[int | None, int | None]]  # of cells: the rows and columns that they state


def read_elements(tree: int) -> Elements:
    """The elements of TREE, a handle."""
    roots = each(pdfium.tree_child, one(tree), np.arange(max(0, pdfium.tree_children(tree))))
    levels, counts, found = [roots[roots != 0]], [], []
    while len(levels[-1]) and len(levels) <= DEEPEST:
        above = levels[-1]
        counts.append(np.maximum(each(pdfium.element_children, above), 0))
        found.append(each(pdfium.element_child, *members(above, counts[-1])))
        levels.append(found[-1][found[-1] != 0])
    if not counts:
        return Elements([NOTHING] * len(roots), [], [], {})
    handles = np.concatenate(levels[: len(counts)])
    kinds = _types(handles)
    return Elements(
        _numbers(roots, 0, len(handles)).tolist(),
        kinds,
        _children(handles, np.concatenate(counts), _numbers(np.concatenate(found), len(levels[0]), len(handles))),
        _spans(handles, [number for number, kind in enumerate(kinds) if kind in CELLS]),
    )


def _numbers(handles: Integers, first: int, end: int) -> Integers:
    """The numbers of elements, HANDLES in their order, the first of them FIRST; NOTHING for none, and from END on."""
    numbers = np.cumsum(handles != 0) + first - 1
    return np.where((handles != 0) & (numbers < end), numbers, NOTHING)


def _children(handles: Integers, counts: Integers, numbers: Integers) -> list[list[Child]]:
    """The children of each of HANDLES, which have COUNTS; NUMBERS are those of all, in order."""
    of, at = members(handles, counts)
    marks = np.maximum(each(pdfium.child_mark, of, at), NOTHING)
    contents = each(pdfium.any_page_mark, of, at) >= 0
    children = list(map(Child, numbers.tolist(), marks.tolist(), contents.tolist()))
    ends = np.cumsum(counts).tolist()
    return [children[first:end] for first, end in zip((0, *ends), ends, strict=False)]


def _types(handles: Integers) -> list[str]:
    """The standard type that each element is, or is mapped to; empty where it has none, or a very long one."""
    names = np.zeros((len(handles), _LONGEST_TYPE), np.uint8)
    lengths = each(pdfium.element_type, handles, into=names)
    names[lengths > _LONGEST_TYPE] = 0
    return list(map(_type, map(bytes, names)))


@lru_cache(maxsize=256)
def _type(name: bytes) -> str:
    return name.decode("utf-16-le", "replace").partition("\0")[0]


def _spans(handles: Integers, cells: list[int]) -> dict[int, tuple[int | None, int | None]]:
    """The spans that CELLS state, numbers of elements with these HANDLES."""
    of_cells = handles[cells]
    counts = np.maximum(each(pdfium.attribute_count, of_cells), 0)
    whose = np.repeat(cells, counts)
    attributes = each(pdfium.attribute_at, *members(of_cells, counts))
    rows, columns = (_stated(attributes, whose, name) for name in (b"RowSpan", b"ColSpan"))
    return {cell: (rows.get(cell), columns.get(cell)) for cell in cells}


def _stated(attributes: Integers, whose: Integers, name: bytes) -> dict[int, int]:
    """What ATTRIBUTES state under NAME, 1 or more, by WHOSE they are; the first where there are several."""
    names = np.tile(np.frombuffer(name + b"\0", np.uint8), (len(attributes), 1))
    values = each(pdfium.attribute_value, attributes, into=names)
    whose, values = whose[values != 0], values[values != 0]
    numbers = np.zeros(len(values), np.float32)
    is_number = (each(pdfium.attribute_number, values, into=numbers) != 0) & (numbers >= 1)
    stated: dict[int, int] = {}
    for k, number in zip(whose[is_number].tolist(), numbers[is_number].tolist(), strict=True):
        stated.setdefault(k, int(number))
    return stated
