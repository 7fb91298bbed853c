"""A second reader for the text of a page, pdfminer by way of pdfplumber: slower, and wrong on other files."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from extract.pdf.chars import ABOVE, BELOW
from extract.pdf.doubt import doubtful_count
from extract.pdf.primitives import Chars, PagePrimitives

_UNKNOWN = "\ufffd"
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # what it thinks of a file is not for the run's log


def better_read(path: Path, page: PagePrimitives, password: str = "") -> PagePrimitives:
    """PAGE with the characters of the second reader where fewer than half as many of them are doubtful."""
    # Imported here, since few documents have such a page and it takes longer than reading most of them.
    import pdfplumber
    from pdfminer.pdfparser import PDFSyntaxError
    from pdfminer.psparser import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    failures = (PdfminerException, PDFSyntaxError, PSException, ValueError, KeyError, TypeError, IndexError)
    try:
        with pdfplumber.open(path, pages=[page.number], password=password) as pdf:
            chars = _chars(pdf.pages[0])
    except failures:
        return page  # the caller reports the page's doubtful text either way
    ours = doubtful_count(page.chars.text) / max(1, len(page.chars))
    theirs = doubtful_count(chars.text) / max(1, len(chars))
    enough = len(chars) >= len(page.chars) / 2
    return replace(page, chars=chars) if enough and theirs < ours / 2 else page


def _chars(page: Any) -> Chars:
    """The upright characters of a pdfplumber page."""
    read = [char for char in page.chars if char["upright"] and char["text"]]
    boxes = np.array([[c["x0"], c["top"], c["x1"], c["bottom"]] for c in read], np.float64).reshape(-1, 4)
    boxes -= np.array(_crop_corner(page) * 2)
    sizes = np.array([c["size"] for c in read], np.float64)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    boxes[:, 1], boxes[:, 3] = middle - (ABOVE + BELOW) / 2 * sizes, middle + (ABOVE + BELOW) / 2 * sizes
    return Chars(
        text="".join(c["text"] if len(c["text"]) == 1 else _UNKNOWN for c in read),
        boxes=boxes,
        sizes=sizes,
        bold=np.array(["bold" in c["fontname"].lower() for c in read], np.bool_),
        turns=np.zeros(len(read), np.int64),
    )


def _crop_corner(page: Any) -> tuple[float, float]:
    """The top left of the crop box in pdfplumber's space, whose origin is that of the media box, as displayed."""
    left, bottom, right, top = (
        abs(float(crop) - float(media))
        for crop, media in zip(page.page_obj.cropbox, page.page_obj.mediabox, strict=True)
    )
    return ((left, top), (bottom, left), (right, bottom), (top, right))[page.rotation // 90 % 4]
