"""A second opinion on the text of a page whose characters are in doubt: other readers, slower, wrong on other files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import structs

from extract.pdf.doubt import doubtful_count
from extract.pdf.oxide import oxide_chars
from extract.pdf.plumber import plumber_chars
from extract.pdf.primitives import Chars, Floats, PagePrimitives

Reader = Callable[[Path, int], Chars | None]  # path and page number, from 1; None where it cannot read the page

_READERS: tuple[Reader, ...] = (plumber_chars, oxide_chars)
_COVERED = 0.8  # of our characters stand where the other reader has one: it means the same page, the same way up


def better_read(path: Path, page: PagePrimitives) -> PagePrimitives:
    """PAGE with the characters of the reader that has fewest doubtful ones, if fewer than half as many as ours."""
    best = page.chars
    least = _share(best) / 2
    for reader in _READERS:
        chars = reader(path, page.number)
        if chars is not None and _share(chars) < least and _covers(chars, page.chars):
            best, least = chars, _share(chars)
    return page if best is page.chars else structs.replace(page, chars=best)


def _share(chars: Chars) -> float:
    return doubtful_count(chars) / max(1, len(chars))


def _covers(theirs: Chars, ours: Chars) -> bool:
    """Do THEIRS stand where OURS do? Readers disagree about turned pages and crop boxes more than about text."""
    places = [at for at, char in zip(zip(*ours.centers, strict=True), ours.text, strict=True) if not char.isspace()]
    return sum(_is_met(theirs.boxes, *at) for at in places) >= _COVERED * len(places)


def _is_met(boxes: Floats, x: float, y: float) -> bool:
    return bool(((boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])).any())
