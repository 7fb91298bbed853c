"""The door to PDFium: its raw calls with the least Python around each, since a page needs thousands of them.

Handles and addresses are plain integers here, and runs of calls go through `each`, which loops in C. The
prototypes keep the interpreter lock, because PDFium is not safe to be called from two threads.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

_HANDLE = ctypes.c_void_p
_GIVEN = ctypes.c_size_t  # a handle given back: an integer, 0 where there is none
_ADDRESS = ctypes.c_void_p
_INT = ctypes.c_int

type_of_path: int = raw.FPDF_PAGEOBJ_PATH
type_of_image: int = raw.FPDF_PAGEOBJ_IMAGE
type_of_shading: int = raw.FPDF_PAGEOBJ_SHADING
type_of_form: int = raw.FPDF_PAGEOBJ_FORM
version: str = f"pdfium {pypdfium2.PDFIUM_INFO.build}"


def address_of(handle: Any) -> int:
    """The address behind a handle or function that pypdfium2 gave."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _call(name: str, gives: Any, *takes: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(gives, *takes)(address_of(getattr(raw, name)))


get_text = _call("FPDFText_GetText", _INT, _HANDLE, _INT, _INT, _ADDRESS)
text_object = _call("FPDFText_GetTextObject", _GIVEN, _HANDLE, _INT)
unicode_of = _call("FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, _INT)
loose_box = _call("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _ADDRESS)
tight_box = _call("FPDFText_GetCharBox", _INT, _HANDLE, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
char_origin = _call("FPDFText_GetCharOrigin", _INT, _HANDLE, _INT, _ADDRESS, _ADDRESS)
char_matrix = _call("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _ADDRESS)
font_size = _call("FPDFTextObj_GetFontSize", _INT, _HANDLE, _ADDRESS)
render_mode = _call("FPDFTextObj_GetTextRenderMode", _INT, _HANDLE)
font_of = _call("FPDFTextObj_GetFont", _GIVEN, _HANDLE)
font_weight = _call("FPDFFont_GetWeight", _INT, _HANDLE)
font_name = _call("FPDFFont_GetBaseFontName", ctypes.c_size_t, _HANDLE, _ADDRESS, ctypes.c_size_t)

page_object = _call("FPDFPage_GetObject", _GIVEN, _HANDLE, _INT)
form_object = _call("FPDFFormObj_GetObject", _GIVEN, _HANDLE, ctypes.c_ulong)
form_count = _call("FPDFFormObj_CountObjects", _INT, _HANDLE)
object_type = _call("FPDFPageObj_GetType", _INT, _HANDLE)
object_bounds = _call("FPDFPageObj_GetBounds", _INT, _HANDLE, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
object_matrix = _call("FPDFPageObj_GetMatrix", _INT, _HANDLE, _ADDRESS)
fill_color = _call("FPDFPageObj_GetFillColor", _INT, _HANDLE, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
stroke_color = _call("FPDFPageObj_GetStrokeColor", _INT, _HANDLE, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
clip_path = _call("FPDFPageObj_GetClipPath", _GIVEN, _HANDLE)
clip_count = _call("FPDFClipPath_CountPaths", _INT, _HANDLE)
clip_segment_count = _call("FPDFClipPath_CountPathSegments", _INT, _HANDLE, _INT)
clip_segment_at = _call("FPDFClipPath_GetPathSegment", _GIVEN, _HANDLE, _INT, _INT)
stroke_width = _call("FPDFPageObj_GetStrokeWidth", _INT, _HANDLE, _ADDRESS)
draw_mode = _call("FPDFPath_GetDrawMode", _INT, _HANDLE, _ADDRESS, _ADDRESS)
segment_count = _call("FPDFPath_CountSegments", _INT, _HANDLE)
segment_at = _call("FPDFPath_GetPathSegment", _GIVEN, _HANDLE, _INT)
segment_point = _call("FPDFPathSegment_GetPoint", _INT, _HANDLE, _ADDRESS, _ADDRESS)
segment_type = _call("FPDFPathSegment_GetType", _INT, _HANDLE)
segment_close = _call("FPDFPathSegment_GetClose", _INT, _HANDLE)

mark_of = _call("FPDFPageObj_GetMarkedContentID", _INT, _HANDLE)
tree_of_page = _call("FPDF_StructTree_GetForPage", _GIVEN, _HANDLE)
close_tree = _call("FPDF_StructTree_Close", None, _HANDLE)
tree_children = _call("FPDF_StructTree_CountChildren", _INT, _HANDLE)
tree_child = _call("FPDF_StructTree_GetChildAtIndex", _GIVEN, _HANDLE, _INT)
element_children = _call("FPDF_StructElement_CountChildren", _INT, _HANDLE)
element_child = _call("FPDF_StructElement_GetChildAtIndex", _GIVEN, _HANDLE, _INT)
element_type = _call("FPDF_StructElement_GetType", ctypes.c_ulong, _HANDLE, _ADDRESS, ctypes.c_ulong)
any_page_mark = _call("FPDF_StructElement_GetMarkedContentIdAtIndex", _INT, _HANDLE, _INT)
child_mark = _call("FPDF_StructElement_GetChildMarkedContentID", _INT, _HANDLE, _INT)
attribute_count = _call("FPDF_StructElement_GetAttributeCount", _INT, _HANDLE)
attribute_at = _call("FPDF_StructElement_GetAttributeAtIndex", _GIVEN, _HANDLE, _INT)
attribute_value = _call("FPDF_StructElement_Attr_GetValue", _GIVEN, _HANDLE, ctypes.c_char_p)
attribute_number = _call("FPDF_StructElement_Attr_GetNumberValue", _INT, _HANDLE, _ADDRESS)


def each(call: Callable[..., Any], *arguments: Iterable[Any]) -> None:
    """CALL with each tuple of ARGUMENTS, for what it writes to memory; the loop runs in C."""
    deque(map(call, *arguments), maxlen=0)
