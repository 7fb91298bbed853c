"""The text of a page by pdfminer, by way of pdfplumber."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from extract.pdf.chars import ABOVE, BELOW
from extract.pdf.primitives import Chars, codes_of

_UNKNOWN = "\ufffd"
_DEEPEST = 3  # forms inside forms that are looked into for fonts
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # what it thinks of a file is not for the run's log


def plumber_chars(path: Path, number: int) -> Chars | None:
    """The upright characters of page NUMBER, from 1, of the file at PATH; None where pdfminer fails at it.

    Characters in fonts that number their glyphs and do not say what they stand for are unknown (U+FFFD):
    pdfminer makes a guess, and its guesses look like text.
    """
    # Imported here, since few documents have such a page and it takes longer than reading most of them.
    import pdfplumber
    from pdfminer.pdfparser import PDFSyntaxError
    from pdfminer.psparser import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    failures = (PdfminerException, PDFSyntaxError, PSException, ValueError, KeyError, TypeError, IndexError)
    try:
        with pdfplumber.open(path, pages=[number]) as pdf:
            return _chars(pdf.pages[0])
    except failures:
        return None  # the caller reports the page's doubtful text either way


def _chars(page: Any) -> Chars:
    read = [char for char in page.chars if char["upright"] and char["text"]]
    guessed = set(_guessed_fonts(page.page_obj.resources, _DEEPEST))
    boxes = np.array([[c["x0"], c["top"], c["x1"], c["bottom"]] for c in read], np.float64).reshape(-1, 4)
    boxes -= np.array(_crop_corner(page) * 2)
    sizes = np.array([c["size"] for c in read], np.float64)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    boxes[:, 1], boxes[:, 3] = middle - (ABOVE + BELOW) / 2 * sizes, middle + (ABOVE + BELOW) / 2 * sizes
    return Chars(
        codes=codes_of(
            "".join(c["text"] if len(c["text"]) == 1 and c["fontname"] not in guessed else _UNKNOWN for c in read)
        ),
        boxes=boxes,
        sizes=sizes,
        bold=np.array(["bold" in c["fontname"].lower() for c in read], np.bool_),
        turns=np.zeros(len(read), np.int64),
    )


def _guessed_fonts(resources: Any, depth: int) -> Iterator[str]:
    """The names of fonts whose codes are glyph numbers and that bring no table from these to text."""
    from pdfminer.pdftypes import dict_value, list_value, resolve1
    from pdfminer.psparser import literal_name

    for each in dict_value(dict_value(resources).get("Font", {})).values():
        font = dict_value(each)
        encoding = resolve1(font.get("Encoding"))
        if "ToUnicode" in font or "DescendantFonts" not in font or isinstance(encoding, dict):
            continue
        inner = dict_value(list_value(font["DescendantFonts"])[0])
        ordering = resolve1(dict_value(inner.get("CIDSystemInfo", {})).get("Ordering", b""))
        if literal_name(encoding).startswith("Identity") and ordering in (b"Identity", b""):
            yield literal_name(inner.get("BaseFont"))
    for each in dict_value(dict_value(resources).get("XObject", {})).values() if depth else ():
        yield from _guessed_fonts(resolve1(each).attrs.get("Resources", {}), depth - 1)


def _crop_corner(page: Any) -> tuple[float, float]:
    """The top left of the crop box in pdfplumber's space, whose origin is that of the media box, as displayed."""
    left, bottom, right, top = (
        abs(float(crop) - float(media))
        for crop, media in zip(page.page_obj.cropbox, page.page_obj.mediabox, strict=True)
    )
    return ((left, top), (bottom, left), (right, bottom), (top, right))[page.rotation // 90 % 4]
