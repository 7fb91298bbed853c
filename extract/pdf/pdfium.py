"""The door to PDFium: its raw calls with the least Python around each, since a page needs thousands of them.

Handles and addresses are plain integers here. Runs of calls go through `each`, which loops in C (`_each.c`); where
that was not built it loops through ctypes, at fifty times the cost of a call. The prototypes keep the interpreter
lock, because PDFium is not safe to be called from two threads.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

try:
    from extract.pdf import _each
except ImportError:  # there was no C compiler at installation
    loops_in_c = False
else:
    loops_in_c = True

_GIVES = {"v": None, "i": ctypes.c_int, "l": ctypes.c_ulong, "z": ctypes.c_size_t, "t": ctypes.c_size_t}
_TAKES = {"i": ctypes.c_int, "l": ctypes.c_ulong, "z": ctypes.c_size_t, "t": ctypes.c_void_p, "p": ctypes.c_void_p}

Integers = NDArray[np.int64]  # handles too

type_of_path: int = raw.FPDF_PAGEOBJ_PATH
type_of_image: int = raw.FPDF_PAGEOBJ_IMAGE
type_of_shading: int = raw.FPDF_PAGEOBJ_SHADING
type_of_form: int = raw.FPDF_PAGEOBJ_FORM
version: str = f"pdfium {pypdfium2.PDFIUM_INFO.build}"


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A function of PDFium. Called itself, it is called once; `each` calls it for many things."""

    once: Callable[..., Any]
    address: int
    shape: str  # letters for what it gives and takes: t thing (handle), i int, l unsigned long, z size_t, p address

    def __call__(self, *arguments: Any) -> Any:
        return self.once(*arguments)


def address_of(handle: Any) -> int:
    """The address behind a handle or function that pypdfium2 gave."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _call(name: str, shape: str) -> Call:
    address = address_of(getattr(raw, name))
    prototype = ctypes.PYFUNCTYPE(_GIVES[shape[0]], *(_TAKES[letter] for letter in shape[1:]))
    return Call(prototype(address), address, shape)


get_text = _call("FPDFText_GetText", "itiip")
text_object = _call("FPDFText_GetTextObject", "tti")
unicode_of = _call("FPDFText_GetUnicode", "iti")
loose_box = _call("FPDFText_GetLooseCharBox", "itip")
tight_box = _call("FPDFText_GetCharBox", "itipppp")
char_origin = _call("FPDFText_GetCharOrigin", "itipp")
char_matrix = _call("FPDFText_GetMatrix", "itip")
font_size = _call("FPDFTextObj_GetFontSize", "itp")
render_mode = _call("FPDFTextObj_GetTextRenderMode", "it")
font_of = _call("FPDFTextObj_GetFont", "tt")
font_weight = _call("FPDFFont_GetWeight", "it")
font_name = _call("FPDFFont_GetBaseFontName", "ztpz")

page_object = _call("FPDFPage_GetObject", "tti")
form_object = _call("FPDFFormObj_GetObject", "ttl")
form_count = _call("FPDFFormObj_CountObjects", "it")
object_type = _call("FPDFPageObj_GetType", "it")
object_bounds = _call("FPDFPageObj_GetBounds", "itpppp")
object_matrix = _call("FPDFPageObj_GetMatrix", "itp")
fill_color = _call("FPDFPageObj_GetFillColor", "itpppp")
stroke_color = _call("FPDFPageObj_GetStrokeColor", "itpppp")
clip_path = _call("FPDFPageObj_GetClipPath", "tt")
clip_count = _call("FPDFClipPath_CountPaths", "it")
clip_segment_count = _call("FPDFClipPath_CountPathSegments", "iti")
clip_segment_at = _call("FPDFClipPath_GetPathSegment", "ttii")
stroke_width = _call("FPDFPageObj_GetStrokeWidth", "itp")
draw_mode = _call("FPDFPath_GetDrawMode", "itpp")
segment_count = _call("FPDFPath_CountSegments", "it")
segment_at = _call("FPDFPath_GetPathSegment", "tti")
segment_point = _call("FPDFPathSegment_GetPoint", "itpp")
segment_type = _call("FPDFPathSegment_GetType", "it")
segment_close = _call("FPDFPathSegment_GetClose", "it")

mark_of = _call("FPDFPageObj_GetMarkedContentID", "it")
tree_of_page = _call("FPDF_StructTree_GetForPage", "tt")
close_tree = _call("FPDF_StructTree_Close", "vt")
tree_children = _call("FPDF_StructTree_CountChildren", "it")
tree_child = _call("FPDF_StructTree_GetChildAtIndex", "tti")
element_children = _call("FPDF_StructElement_CountChildren", "it")
element_child = _call("FPDF_StructElement_GetChildAtIndex", "tti")
element_type = _call("FPDF_StructElement_GetType", "ltpl")
any_page_mark = _call("FPDF_StructElement_GetMarkedContentIdAtIndex", "iti")
child_mark = _call("FPDF_StructElement_GetChildMarkedContentID", "iti")
attribute_count = _call("FPDF_StructElement_GetAttributeCount", "it")
attribute_at = _call("FPDF_StructElement_GetAttributeAtIndex", "tti")
attribute_value = _call("FPDF_StructElement_Attr_GetValue", "ttp")
attribute_number = _call("FPDF_StructElement_Attr_GetNumberValue", "itp")


def each(
    call: Call, things: Integers, places: Integers | None = None, into: NDArray[np.generic] | None = None
) -> Integers:
    """(n,) what CALL gives for each of THINGS, or for one thing at each of PLACES.

    INTO, (n, k), is what the calls write to: a row each, and a column for each address that the call takes (all of
    the row for a call that takes one, and how long it is for one that asks).
    """
    answers = np.empty(len(things) if places is None else len(places), np.int64)
    if loops_in_c:
        _each.each(call.address, call.shape, things, places, into, answers)
    elif len(answers):
        answers[:] = np.fromiter(_answers(call, things, places, into, len(answers)), np.int64, len(answers))
    return answers


def _answers(
    call: Call, things: Integers, places: Integers | None, into: NDArray[np.generic] | None, count: int
) -> Iterable[int]:
    arguments: list[Iterable[int]] = [things.tolist() if len(things) == count else repeat(int(things[0]))]
    if places is not None:
        arguments.append(places.tolist())
    if into is not None:
        arguments += _addresses(into, call.shape.count("p"))
        if call.shape.endswith(("pl", "pz")):
            arguments.append(repeat(into.nbytes // count))
    return map(call.once, *arguments)


def _addresses(into: NDArray[np.generic], parts: int) -> list[range]:
    """The addresses of PARTS equal parts of each row of INTO."""
    start, row = into.ctypes.data, into.nbytes // len(into)
    return [range(start + k * row // parts, start + k * row // parts + row * len(into), row) for k in range(parts)]


def members(things: Integers, counts: Integers) -> tuple[Integers, Integers]:
    """Each of THINGS as often as COUNTS says, and beside them the places from 0 up to its count, for `each`."""
    begins = counts.cumsum() - counts
    all_of = things.repeat(counts)
    return all_of, np.arange(len(all_of)) - begins.repeat(counts)


def one(handle: int) -> Integers:
    """HANDLE as the only thing, for `each`."""
    return np.array((handle,), np.int64)
