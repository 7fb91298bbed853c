"""The text of a page by pdf-oxide, which reads fonts that say only in themselves what their glyphs stand for."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2

from extract.pdf.chars import ABOVE, BELOW
from extract.pdf.primitives import Chars, codes_of

INSTALL = "pip install 'planlift[oxide]'"
_LEVEL_DEG = 1.0  # writing directions this near to level are upright


def is_installed() -> bool:
    """Is pdf-oxide here? It is an extra."""
    return find_spec("pdf_oxide") is not None


def oxide_chars(path: Path, number: int) -> Chars | None:
    """The upright characters of page NUMBER, from 1, of the file at PATH, from the top down and left to right.

    None where pdf-oxide is not installed or fails at the file, and for a page with /Rotate, where it gives no widths.
    """
    if not is_installed():
        return None
    import pdf_oxide

    pdf_oxide.disable_logging()
    try:
        corner = _corner(path, number)
        read = pdf_oxide.PdfDocument(str(path)).extract_chars(number - 1)
    except (pypdfium2.PdfiumError, OSError, RuntimeError, ValueError):
        return None  # the caller reports the page's doubtful text either way
    return None if corner is None else _chars(read, *corner)


def _corner(path: Path, number: int) -> tuple[float, float] | None:
    """Left and top of the page's crop box, by PDFium (pdf-oxide knows no inherited boxes); None on a turned page."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        page = pdf[number - 1]
        left, _, _, top = page.get_cropbox()
        return None if page.get_rotation() else (left, top)
    finally:
        pdf.close()


def _chars(read: list[Any], left: float, top: float) -> Chars:
    upright = [char for char in read if len(char.char) == 1 and abs(char.rotation_degrees) <= _LEVEL_DEG]
    origins = np.array([(char.origin_x, char.origin_y) for char in upright], np.float64).reshape(-1, 2)
    x, y = origins[:, 0] - left, top - origins[:, 1]
    sizes = np.array([char.font_size for char in upright], np.float64)
    widths = np.array([char.advance_width for char in upright], np.float64)
    boxes = np.column_stack((x, y - ABOVE * sizes, x + widths, y + BELOW * sizes))
    order = np.lexsort((boxes[:, 0], boxes[:, 1].round()))
    return Chars(
        codes=codes_of("".join(upright[at].char for at in order.tolist())),
        boxes=boxes[order],
        sizes=sizes[order],
        bold=np.array(["Bold" in upright[at].font_weight for at in order.tolist()], np.bool_),
        turns=np.zeros(len(upright), np.int64),
    )
