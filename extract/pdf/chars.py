"""Characters of a page. PDFium is asked once a character for its box and its text object, the rest once an object."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from extract.pdf import pdfium
from extract.pdf.pdfium import Integers, each, one
from extract.pdf.placing import Affine
from extract.pdf.primitives import WHITE, Bools, Chars, Codes, Floats, Ints, codes_of, text_of
from extract.symbols import from_symbol_font, named_in_pdf

ABOVE, BELOW = 0.88, 0.12  # share of the em above and below the baseline
_INVISIBLE, _CLIP_ONLY = 3, 7  # ways to draw text that leave nothing to see
_FILL_AND_STROKE = 2  # how printers draw a bold that the font lacks
_BOLD_WEIGHT = 600
_SMALLEST_PT = 2.0  # nobody reads what is smaller, unless the whole page is drawn small
_TINY = 0.5  # of the page's middle size: what is smaller may be hidden
_LONGEST_NAME = 128  # bytes of a font's name; a longer one is not looked at
_SLANT = 0.17  # sine of the angle (10 degrees) from which text is not of the lines around it
# PDFium misplaces glyphs that are put together of parts (DFKai-SB is full of them) by up to half an em, and
# its loose boxes with them. Where one sticks out like this, the origins of all characters are asked for.
_SHIFTED, _BROAD = 0.2, 1.06  # of the em: from the origin; wide
_UNKNOWN = 0xFFFD
_LINE_END_HYPHEN = 0xFFFE  # what PDFium gives for a hyphen at the end of a line


class ReadChars(Struct, frozen=True, eq=False):
    """The characters that may be seen, which of them are white, and how many were left out.

    `objects` has the address of the text object of each run, as long as the page is open, `colors` its colour.
    """

    chars: Chars
    white: Bools
    hidden: int  # invisible, too small to be seen, or outside the page
    slanted: int  # written at an angle: watermarks and stamps
    objects: Integers
    colors: NDArray[np.uint32]  # (runs, 4): red, green, blue, opacity, each to 255


def read_chars(
    text_page: int, count: int, to_display: Affine, width_pt: float, height_pt: float, *, marked: bool = False
) -> ReadChars:
    """All COUNT characters of TEXT_PAGE (an address), without the spaces and line ends that PDFium adds.

    MARKED: with the ids of their marked content, for a structure tree that names them.
    """
    owners = each(pdfium.text_object, one(text_page), np.arange(count))
    index = owners.nonzero()[0]
    if not len(index):
        return ReadChars(_none(), np.zeros(0, np.bool_), 0, 0, owners[index], np.zeros((0, 4), np.uint32))
    codes = _codes(text_page, count).take(index)
    owners = owners.take(index)
    begins = np.ones(len(owners), np.bool_)
    begins[1:] = owners[1:] != owners[:-1]
    first, which = begins.nonzero()[0], begins.cumsum() - 1
    objects = owners.take(first)
    runs = _read_runs(text_page, objects, index.take(first), to_display)
    boxes = _boxes(text_page, index, first, which, runs, to_display)
    seen, slanted = runs.seen.take(which), runs.slanted.take(which)
    keep = seen & ~slanted & (codes != 0)
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    keep &= (x >= 0) & (x <= width_pt) & (y >= 0) & (y <= height_pt)
    sizes = runs.sizes.take(which)
    if sizes.min() < _SMALLEST_PT:
        keep &= (sizes >= _SMALLEST_PT) | (sizes >= _TINY * float(np.median(sizes)))
    marks = each(pdfium.mark_of, objects)[which] if marked else None
    shown = _in_unicode(codes, which, runs)
    chars = Chars(shown, boxes, sizes, runs.bold.take(which), runs.turns.take(which), marks, which)
    angled = seen & slanted
    lost = ~keep & (codes > 32)
    counts = int(np.count_nonzero(lost & ~angled)), int(np.count_nonzero(lost & angled))
    return ReadChars(chars.take(keep), runs.white.take(which)[keep], *counts, objects, runs.colors)


def _in_unicode(codes: Codes, which: Ints, runs: _Runs) -> Codes:
    """CODES with the places of symbol fonts as the signs that they show; WHICH tells each character's one of RUNS."""
    symbols = [named_in_pdf(name) for name in runs.names]
    if not any(symbols):
        return codes
    of_char = (symbols[font] for font in runs.fonts.take(which).tolist())
    zipped = zip(text_of(codes), of_char, strict=True)
    return codes_of("".join(from_symbol_font(char, font) if font else char for char, font in zipped))


def _names_of(fonts: Integers) -> list[str]:
    """The names of FONTS (handles, 0 for none), as the file has them; empty for none, or one that is too long."""
    names = np.zeros((len(fonts), _LONGEST_NAME), np.uint8)
    lengths = each(pdfium.font_name, fonts, into=names)
    known = ((fonts != 0) & (lengths <= _LONGEST_NAME)).tolist()
    told = [name.tobytes().partition(b"\0")[0].decode("latin-1") for name in names]
    return [name if is_known else "" for name, is_known in zip(told, known, strict=True)]


def _none() -> Chars:
    none = np.zeros(0)
    return Chars(codes_of(""), np.zeros((0, 4)), none, none.astype(np.bool_), none.astype(np.int64))


def _codes(text_page: int, count: int) -> Codes:
    """The code point of every character; the halves of a pair are joined in its first place, 0 in its second."""
    units = np.zeros(count + 1, np.uint16)
    given = pdfium.get_text(text_page, 0, count, units.ctypes.data)
    if given == count + 1 and not ((units >= 0xD800) & (units < 0xE000)).any():
        return _with_hyphens(units[:count].astype(np.uint32))
    codes = each(pdfium.unicode_of, one(text_page), np.arange(count)).astype(np.uint32)
    codes[codes == 0] = _UNKNOWN
    high = (codes >= 0xD800) & (codes < 0xDC00)
    low = (codes >= 0xDC00) & (codes < 0xE000)
    pair = np.flatnonzero(high[:-1] & low[1:])
    codes[pair] = 0x10000 + ((codes[pair] - 0xD800) << 10) + (codes[pair + 1] - 0xDC00)
    codes[pair + 1] = 0
    codes[((codes >= 0xD800) & (codes < 0xE000)) | (codes > 0x10FFFF)] = _UNKNOWN
    return _with_hyphens(codes)


def _with_hyphens(codes: Codes) -> Codes:
    """PDFium marks a hyphen at the end of a line by a code point that stands for no character."""
    codes[codes == _LINE_END_HYPHEN] = ord("-")
    return codes


class _Runs(Struct, frozen=True, eq=False):
    """What one text object says of its characters that stand in a row; arrays with one entry a row of them."""

    sizes: Floats  # points, as displayed
    widths: Floats  # points: the em along the writing (text may be stretched)
    x: Floats  # of the object's own origin in display space: mostly its first character's
    y: Floats
    turns: Ints
    plain: Bools  # written from left to right in page space too, so PDFium's loose boxes hold
    bold: Bools
    white: Bools
    seen: Bools
    slanted: Bools
    colors: NDArray[np.uint32]  # (n, 4)
    fonts: Ints  # numbers of their fonts in `names`
    names: list[str]  # of the fonts, as the file has them


def _read_runs(text_page: int, objects: Integers, first: Ints, to_display: Affine) -> _Runs:
    n = len(objects)
    sizes = np.zeros(n, np.float32)
    matrices = np.zeros((n, 6), np.float32)
    colors = np.zeros((n, 4), np.uint32)
    each(pdfium.font_size, objects, into=sizes)
    each(pdfium.char_matrix, one(text_page), first, matrices)
    each(pdfium.fill_color, objects, into=colors)
    modes = each(pdfium.render_mode, objects)
    handles = each(pdfium.font_of, objects)
    fonts = np.array(sorted(set(handles.tolist())))
    names = _names_of(fonts)
    weights = zip(fonts.tolist(), names, each(pdfium.font_weight, fonts).tolist(), strict=True)
    heavy = np.array(
        [font != 0 and (weight >= _BOLD_WEIGHT or "bold" in name.lower()) for font, name, weight in weights]
    )
    whose = fonts.searchsorted(handles)

    a, b, c, d, e, f = matrices.T.astype(np.float64, order="C")
    along_x, along_y = to_display.a * a + to_display.c * b, to_display.b * a + to_display.d * b
    flat, steep = np.abs(along_x), np.abs(along_y)
    is_upright = along_x >= steep
    turns = np.zeros(n, np.int64)
    if not is_upright.all():
        turns = np.where(flat >= steep, np.where(along_x >= 0, 0, 2), np.where(along_y > 0, 1, 3))
    x, y = to_display.points(e, f)
    em = np.abs(sizes)
    filled = modes == 0
    return _Runs(
        sizes=em * np.hypot(c, d) * to_display.scale,
        widths=em * np.hypot(a, b) * to_display.scale,
        x=x,
        y=y,
        turns=turns,
        plain=(turns == 0) & (a > 0) & (np.abs(b) < 0.01 * a),
        bold=(modes == _FILL_AND_STROKE) | heavy.take(whose),
        white=(colors[:, :3] >= WHITE).all(axis=1) & filled,
        seen=(modes != _INVISIBLE) & (modes != _CLIP_ONLY) & ~(filled & (colors[:, 3] == 0)),
        slanted=np.minimum(flat, steep) > _SLANT * np.hypot(along_x, along_y),
        colors=colors,
        fonts=whose,
        names=names,
    )


def _boxes(text_page: int, index: Ints, first: Ints, which: Ints, runs: _Runs, to_display: Affine) -> Floats:
    """An em high, an advance wide; for text that runs another way, what its glyphs cover.

    FIRST has the place of each run's first character in INDEX, WHICH the run of each character.
    """
    plain = runs.plain.take(which)
    size = runs.sizes.take(which)
    if plain.all():
        boxes = to_display.boxes(_loose(text_page, index))
    else:
        boxes = np.empty((len(index), 4))
        boxes[plain] = to_display.boxes(_loose(text_page, index[plain]))
        boxes[~plain] = _turned(text_page, index[~plain], size[~plain], runs.turns[which][~plain], to_display)
    x, y = runs.x, runs.y
    begins, shift = boxes[:, 0].take(first), _SHIFTED * runs.sizes
    begun = runs.plain & (np.abs(begins - x) > shift)
    if begun.any():  # or the object begins with a space, which has no place here: the character itself tells
        x, y = x.copy(), y.copy()
        x[begun], y[begun] = to_display.points(*_origins(text_page, index[first[begun]]).T)
        begun &= np.abs(begins - x) > shift
    widest = _BROAD * np.maximum(size, runs.widths.take(which))
    broad = plain & (boxes[:, 2] - boxes[:, 0] > widest)
    base = y.take(which)
    middle = base - (ABOVE - BELOW) / 2 * size
    # Vertical writing sets the characters of one object below each other: there the loose box is right.
    level = plain & (np.abs((boxes[:, 1] + boxes[:, 3]) / 2 - middle) < 0.6 * size)
    np.copyto(boxes[:, 1], base - ABOVE * size, where=level)
    np.copyto(boxes[:, 3], base + BELOW * size, where=level)
    if begun.any() or broad.any():
        left, _ = to_display.points(*_origins(text_page, index[level]).T)
        boxes[level, 0] = left
        boxes[level, 2] = np.clip(boxes[level, 2], left, left + widest[level])
    return boxes


def _origins(text_page: int, index: Ints) -> Floats:
    got = np.zeros((len(index), 2))
    each(pdfium.char_origin, one(text_page), index, got)
    return got


def _loose(text_page: int, index: Ints) -> Floats:
    got = np.zeros((len(index), 4), np.float32)  # left, top, right, bottom
    each(pdfium.loose_box, one(text_page), index, got)
    return got.astype(np.float64)


def _turned(text_page: int, index: Ints, size: Floats, turns: Ints, to_display: Affine) -> Floats:
    """Boxes of characters that PDFium has no loose box for: along the writing from the origin to the end of
    the glyph, across it one em."""
    tight = np.zeros((len(index), 4))  # left, right, bottom, top
    each(pdfium.tight_box, one(text_page), index, tight)
    origin = _origins(text_page, index)
    glyph = to_display.boxes(tight[:, [0, 2, 1, 3]])
    x, y = to_display.points(origin[:, 0], origin[:, 1])
    boxes = np.empty((len(index), 4))
    for turn in range(4):
        along = (x, y, -x, -y)[turn]
        reach = (glyph[:, 2], glyph[:, 3], -glyph[:, 0], -glyph[:, 1])[turn]
        base = (y, -x, -y, x)[turn]
        end = np.maximum(reach, along + 0.25 * size)
        box = unturn(np.column_stack((along, base - ABOVE * size, end, base + BELOW * size)), turn)
        boxes[turns == turn] = box[turns == turn]
    return boxes


def turn_upright(boxes: Floats, turn: int) -> Floats:
    """BOXES of text that was turned clockwise by TURN quarters, in a space where that text runs upright."""
    x0, top, x1, bottom = boxes.T
    return np.column_stack(
        (
            (x0, top, x1, bottom),
            (top, -x1, bottom, -x0),
            (-x1, -bottom, -x0, -top),
            (-bottom, x0, -top, x1),
        )[turn]
    )


def unturn(boxes: Floats, turn: int) -> Floats:
    """The way back from `turn_upright`."""
    return turn_upright(boxes, (4 - turn) % 4)
