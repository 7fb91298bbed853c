"""A PDF whose font is embedded and has no ToUnicode: only the font itself says what its glyphs stand for."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tests.sheets import pdf_file, stream

_EM = 1000


def write_without_unicode(path: Path, text: str, size: float = 12) -> Path:
    """TEXT on one line of one page at PATH, in a font (Type 0, Identity-H) that numbers its glyphs as they come."""
    glyphs = {char: number for number, char in enumerate(dict.fromkeys(text), start=1)}
    shown = "".join(f"{glyphs[char]:04x}" for char in text)
    font = _font(tuple(glyphs))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        stream("", f"BT /F {size} Tf 1 0 0 1 60 700 Tm <{shown}> Tj ET"),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Own /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Own /CIDToGIDMap /Identity /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /AAAAAA+Own /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 /FontFile2 8 0 R >>",
        b"<< /Length %d /Length1 %d >>\nstream\n%s\nendstream" % (len(font), len(font), font),
    ]
    path.write_bytes(pdf_file(objects))
    return path


def _font(chars: tuple[str, ...]) -> bytes:
    """A TrueType font of boxes, one for each of CHARS, with a table from their code points."""
    names = [".notdef", *(f"g{number}" for number in range(1, len(chars) + 1))]
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): name for char, name in zip(chars, names[1:], strict=True)})
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (_EM, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()
