"""One page of an open PDF as primitives; its handles are closed again, so memory stays flat."""

from __future__ import annotations

import ctypes

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from msgspec import structs

from extract.pdf import pdfium
from extract.pdf.binding import binding_line
from extract.pdf.chars import ReadChars, read_chars
from extract.pdf.placing import displayed
from extract.pdf.primitives import Bools, Fills, Floats, PagePrimitives
from extract.pdf.rules import read_drawing, spaces_of
from extract.pdf.spills import are_clipped, clip_boxes, may_spill, shows_through
from extract.pdf.stamps import stamps_on
from extract.pdf.tagged.tree import tagged_tables

_DARK = 250  # the least bright channel of a ground that white text can be read on is below this


class PageError(Exception):
    """PDFium cannot open this page."""


def read_page(pdf: pypdfium2.PdfDocument, number: int) -> PagePrimitives:
    """Page NUMBER (from 1) of PDF. Raises `PageError` where PDFium cannot open it."""
    page = raw.FPDF_LoadPage(pdf.raw, number - 1)
    if not page:
        raise PageError(f"page {number} cannot be opened")
    try:
        text_page = raw.FPDFText_LoadPage(page)
        if not text_page:
            raise PageError(f"the text of page {number} cannot be opened")
        try:
            return _read(page, text_page, number)
        finally:
            raw.FPDFText_ClosePage(text_page)
    finally:
        raw.FPDF_ClosePage(page)


def _read(page: ctypes._Pointer, text_page: ctypes._Pointer, number: int) -> PagePrimitives:  # type: ignore[type-arg]
    crop = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, crop)
    to_display = displayed((crop.left, crop.bottom, crop.right, crop.top), max(0, raw.FPDFPage_GetRotation(page)))
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    count = max(0, raw.FPDFText_CountChars(text_page))
    tagged = tagged_tables(pdfium.address_of(page))
    read = read_chars(pdfium.address_of(text_page), count, to_display, width, height, marked=bool(tagged))
    objects = max(0, raw.FPDFPage_CountObjects(page))
    drawing = read_drawing(pdfium.address_of(page), objects, to_display, height)
    seen = _legible(read, drawing.fills, drawing.images)
    chars, horizontal, vertical = read.chars.take(seen), drawing.horizontal, drawing.vertical
    stamps = stamps_on(chars, read.colors, drawing)
    if stamps is not None:
        chars = chars.take(~stamps.chars)
        horizontal, vertical = horizontal.take(~stamps.horizontal), vertical.take(~stamps.vertical)
    bound = binding_line(chars)
    if bound is not None:
        chars = chars.take(~bound)
    if chars.runs is not None and are_clipped(read.objects):
        spaces = spaces_of(pdfium.address_of(page), objects, to_display)
        clips = clip_boxes(read.objects, spaces)
        seen_at_all = shows_through(chars, chars.runs, clips)
        chars = chars.take(seen_at_all)
        if chars.runs is not None and may_spill(chars, horizontal, vertical):
            chars = structs.replace(chars, clips=clips[chars.runs])
    return PagePrimitives(
        number,
        width,
        height,
        chars,
        horizontal,
        vertical,
        drawing.fills,
        drawing.images,
        read.hidden + int(np.count_nonzero(~seen)),
        read.slanted,
        drawing.strokes,
        tagged,
        0 if stamps is None else int(np.count_nonzero(stamps.chars)),
    )


def _legible(read: ReadChars, fills: Fills, images: Floats) -> Bools:
    """White characters are seen only on a dark fill or a picture."""
    seen = ~read.white
    if seen.all():
        return seen
    coloured = fills.boxes[fills.rgb.min(axis=1) < _DARK] if len(fills) else fills.boxes
    grounds = np.concatenate((coloured, images))
    x, y = read.chars.centers
    for i in np.flatnonzero(~seen):
        seen[i] = bool(
            (
                (grounds[:, 0] <= x[i]) & (x[i] <= grounds[:, 2]) & (grounds[:, 1] <= y[i]) & (y[i] <= grounds[:, 3])
            ).any()
        )
    return seen
