"""What is printed on one page, as arrays: characters, rules, fills and images.

All places are in points in display space: after /Rotate, inside the crop box, origin at the top left.
Nothing that a reader of the printed page would not see is in here (invisible text, white rules).
"""

from __future__ import annotations

from codecs import utf_32_le_decode
from collections.abc import Sequence
from dataclasses import field

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from extract.pdf.tags import TaggedTable
from schema.once import Once
from schema.places import Box

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Colors = NDArray[np.uint8]
Codes = NDArray[np.uint32]

_UTF_32 = np.dtype("<u4")
WHITE = 250  # of 255: colours of which no part is darker are white on paper
_SPACES = np.array([chr(code).isspace() for code in range(0x3002)])  # U+3000 is the last one; the end stands for all


class Chars(Struct, frozen=True, dict=True, eq=False):
    """Characters in the order of the page's content; every array has one entry a character.

    A box is one em high whatever the glyph (0.88 of the size above the baseline, 0.12 below), so all
    characters of a line have nearly the same; its width is the advance.
    """

    codes: Codes  # (n,) code points
    boxes: Floats  # (n, 4): x0, top, x1, bottom
    sizes: Floats  # (n,), points
    bold: Bools  # (n,)
    turns: Ints  # (n,), clockwise quarter turns of the writing direction; 0 is upright
    marks: Ints | None = None  # (n,), ids of the marked content that a structure tree names, or -1; None: not read
    runs: Ints | None = None  # (n,), numbers of what was written in one go; None: not told
    clips: Floats | None = None  # (n, 4) boxes that each may be seen in; None: not asked, as none leaves its place

    def __len__(self) -> int:
        return len(self.codes)

    @Once
    def text(self) -> str:
        """All of them, one code point a character."""
        return text_of(self.codes)

    @Once
    def spaces(self) -> Bools:
        """Which characters are white space."""
        return _SPACES.take(self.codes, mode="clip")

    @Once
    def centers(self) -> tuple[Floats, Floats]:
        """x and y of the middle of every character; of one that is cut off, the nearest place to be seen."""
        x, y = (self.boxes[:, 0] + self.boxes[:, 2]) / 2, (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        if self.clips is None:
            return x, y
        x0, top, x1, bottom = self.clips.T
        return np.clip(x, x0, np.maximum(x0, x1)), np.clip(y, top, np.maximum(top, bottom))

    def take(self, keep: Bools) -> Chars:
        """Only the characters where KEEP holds."""
        here = keep.nonzero()[0]  # so that KEEP is gone through once, and not for every array
        if len(here) == len(keep):
            return self
        return Chars(
            self.codes.take(here),
            self.boxes.take(here, axis=0),
            self.sizes.take(here),
            self.bold.take(here),
            self.turns.take(here),
            None if self.marks is None else self.marks.take(here),
            None if self.runs is None else self.runs.take(here),
            None if self.clips is None else self.clips.take(here, axis=0),
        )


class Rules(Struct, frozen=True, eq=False):
    """Straight drawn lines of one direction, as drawn (not joined).

    `lines` is (n, 4): for horizontal rules y, x0, x1, thickness; for vertical ones x, top, bottom, thickness.
    """

    lines: Floats
    rgb: Colors  # (n, 3)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def middles(self) -> tuple[Floats, Floats]:
        """The place of every rule, and the middle between its ends."""
        return self.lines[:, 0], (self.lines[:, 1] + self.lines[:, 2]) / 2

    def take(self, keep: Bools) -> Rules:
        """Only the rules where KEEP holds."""
        here = keep.nonzero()[0]
        if len(here) == len(keep):
            return self
        return Rules(self.lines.take(here, axis=0), self.rgb.take(here, axis=0))


class Fills(Struct, frozen=True, eq=False):
    """Filled areas wider and higher than a rule, in painting order; white ones too, as they cover others."""

    boxes: Floats  # (n, 4): x0, top, x1, bottom
    rgb: Colors  # (n, 3)

    def __len__(self) -> int:
        return len(self.boxes)

    @property
    def coloured(self) -> Bools:
        """Which of them are not white."""
        return np.asarray(self.rgb.min(axis=1) < WHITE)


class PagePrimitives(Struct, frozen=True, eq=False):
    """One page. `hidden` counts the characters left out because nobody can see them, `slanted` those because
    they are written at an angle (watermarks, stamps), `stamped` those that are printed across other text."""

    number: int  # from 1
    width_pt: float
    height_pt: float
    chars: Chars
    horizontal: Rules
    vertical: Rules
    fills: Fills
    images: Floats  # (n, 4): x0, top, x1, bottom
    hidden: int = 0
    slanted: int = 0
    strokes: Floats = field(default_factory=lambda: np.zeros((0, 4)))  # boxes around slanted straight strokes
    tagged: tuple[TaggedTable, ...] = ()  # what the file itself says of tables on this page
    stamped: int = 0

    def without(self, boxes: tuple[Box, ...], also: Bools | None = None) -> PagePrimitives:
        """The page without the characters and rules whose middle stands in one of BOXES, and the characters that ALSO
        tells."""
        if not boxes:
            return self
        left_out = within(self.chars.centers, boxes)
        if also is not None:
            left_out |= also
        return structs.replace(
            self,
            chars=self.chars.take(~left_out),
            horizontal=self.horizontal.take(~within(self.horizontal.middles[::-1], boxes)),
            vertical=self.vertical.take(~within(self.vertical.middles, boxes)),
        )


def median(values: Floats) -> float:
    """The middle one of VALUES, one at least: what `np.median` gives, in a third of its time."""
    ordered = np.sort(values)
    return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def within(centers: tuple[Floats, Floats], boxes: Sequence[Box]) -> Bools:
    """Which of the points CENTERS, their x and their y, stand in one of BOXES."""
    x, y = centers
    inside = np.zeros(len(x), np.bool_)
    for box in boxes:
        inside |= (x >= box.x0) & (x <= box.x1) & (y >= box.top) & (y <= box.bottom)
    return inside


def text_of(codes: Codes) -> str:
    """The code points of CODES as one string."""
    return utf_32_le_decode(codes.astype(_UTF_32, copy=False).tobytes(), "surrogatepass", True)[0]


def codes_of(text: str) -> Codes:
    """The way back from `text_of`."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), _UTF_32)
