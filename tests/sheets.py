"""PDF pages drawn by a test, in the coordinates that the reader gives back: points from the top left, as displayed."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from schema.tables import Table

_RUNS = re.compile(r"[\x20-\x7e]+|[^\x20-\x7e]+")
_LATIN_ADVANCE = 0.6  # Courier, in em
ABOVE = 0.88  # of the em above the baseline

Rgb = tuple[float, float, float]
BLACK: Rgb = (0, 0, 0)


class Sheet:
    """One page. It is stored turned, so that /Rotate brings it upright again."""

    def __init__(
        self, width: float = 595, height: float = 842, rotate: int = 0, crop: tuple[float, float] = (0, 0)
    ) -> None:
        self.width, self.height, self.rotate, self.crop = width, height, rotate, crop
        self.ops: list[str] = []
        self.form: list[str] | None = None
        self.marks = 0  # pieces of marked content so far

    def text(self, x: float, top: float, text: str, size: float = 12, *, mode: int = 0, rgb: Rgb = BLACK) -> Sheet:
        """TEXT from X on, the top of its em box at TOP; Chinese is one em wide, the rest 0.6."""
        for run in _RUNS.findall(text):
            latin = run[0] < "\x7f"
            shown = f"({_escaped(run)})" if latin else f"<{run.encode('utf-16-be').hex()}>"
            at = f"1 0 0 1 {x:.3f} {self.height - top - ABOVE * size:.3f} Tm"
            font = "Latin" if latin else "Han"
            self.ops.append(f"BT {_rgb(rgb)} rg {mode} Tr /{font} {size} Tf {at} {shown} Tj ET")
            x += len(run) * size * (_LATIN_ADVANCE if latin else 1.0)
        return self

    def marked(self, x: float, top: float, text: str, size: float = 12) -> int:
        """TEXT as marked content that a structure tree can name; gives its id."""
        mark = self.marks
        self.marks += 1
        self.ops.append(f"/P << /MCID {mark} >> BDC")
        self.text(x, top, text, size)
        self.ops.append("EMC")
        return mark

    def turned_text(self, x: float, y: float, text: str, matrix: str, size: float = 12) -> Sheet:
        """Latin TEXT from (X, Y) on, with MATRIX as the first four numbers of its text matrix."""
        at = f"{matrix} {x:.3f} {self.height - y:.3f} Tm"
        self.ops.append(f"BT 0 g 0 Tr /Latin {size} Tf {at} ({_escaped(text)}) Tj ET")
        return self

    def clipped_text(
        self, x: float, top: float, text: str, clip: tuple[float, float, float, float], size: float = 12
    ) -> Sheet:
        """TEXT that is seen only inside CLIP: x0, top, x1, bottom."""
        self.ops.append(f"q {self._rectangle(*clip)} W n")
        self.text(x, top, text, size)
        self.ops.append("Q")
        return self

    def rule(
        self, x0: float, y0: float, x1: float, y1: float, *, thick: float = 0.5, dash: str = "", rgb: Rgb = BLACK
    ) -> Sheet:
        """A stroked line."""
        ends = f"{x0:.3f} {self.height - y0:.3f} m {x1:.3f} {self.height - y1:.3f} l S"
        self.ops.append(f"q {_rgb(rgb)} RG {thick} w [{dash}] 0 d {ends} Q")
        return self

    def fill(self, x0: float, top: float, x1: float, bottom: float, rgb: Rgb = (0.8, 0.8, 0.8)) -> Sheet:
        """A filled rectangle."""
        self.ops.append(f"{_rgb(rgb)} rg {self._rectangle(x0, top, x1, bottom)} f")
        return self

    def frame(self, x0: float, top: float, x1: float, bottom: float, thick: float = 0.5, rgb: Rgb = BLACK) -> Sheet:
        """A stroked rectangle."""
        self.ops.append(f"q {_rgb(rgb)} RG {thick} w {self._rectangle(x0, top, x1, bottom)} S Q")
        return self

    def ring(self, x0: float, top: float, x1: float, bottom: float, rgb: Rgb = BLACK) -> Sheet:
        """A stroked ellipse."""
        x, y, w, h = (x0 + x1) / 2, self.height - (top + bottom) / 2, (x1 - x0) / 2, (bottom - top) / 2
        quarters = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
        bends = []
        for (ax, ay), (bx, by) in pairwise(quarters):
            points = (ax + 0.55 * bx, ay + 0.55 * by), (bx + 0.55 * ax, by + 0.55 * ay), (bx, by)
            bends.append(" ".join(f"{x + w * px:.3f} {y + h * py:.3f}" for px, py in points) + " c")
        self.ops.append(f"q {_rgb(rgb)} RG 1 w {x + w:.3f} {y:.3f} m {' '.join(bends)} h S Q")
        return self

    def picture(self, x0: float, top: float, x1: float, bottom: float) -> Sheet:
        """An image, grey."""
        place = f"{x1 - x0} 0 0 {bottom - top} {x0} {self.height - bottom} cm"
        self.ops.append(f"q {place} BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q")
        return self

    def pattern(self, x0: float, top: float, x1: float, bottom: float) -> Sheet:
        """A rectangle filled with a hatching that the file holds as a pattern."""
        self.ops.append(f"q /Pattern cs /Hatching scn {self._rectangle(x0, top, x1, bottom)} f Q")
        return self

    def gradient(self, x0: float, top: float, x1: float, bottom: float) -> Sheet:
        """A gradient from red to blue, clipped to a rectangle."""
        self.ops.append(f"q {self._rectangle(x0, top, x1, bottom)} W n /Gradient sh Q")
        return self

    def _rectangle(self, x0: float, top: float, x1: float, bottom: float) -> str:
        return f"{x0:.3f} {self.height - bottom:.3f} {x1 - x0:.3f} {bottom - top:.3f} re"

    def table(self, table: Table, x: list[float], y: list[float], *, rules: str = "stroke", size: float = 10) -> Sheet:
        """TABLE with the edges X and Y; RULES is `stroke`, `fill` (thin boxes) or `dots` (dashes drawn one by one)."""
        for cell in table.cells:
            box = x[cell.col], y[cell.row], x[cell.col + cell.colspan], y[cell.row + cell.rowspan]
            if cell.filled:
                self.fill(*box)
            for n, line in enumerate(cell.lines):
                self.text(box[0] + 3, box[1] + 2 + n * size * 1.2, line.text, size)
        for cell in table.cells:
            x0, top = x[cell.col], y[cell.row]
            x1, bottom = x[cell.col + cell.colspan], y[cell.row + cell.rowspan]
            if rules == "none":
                continue
            for side in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
                self.side(*side, rules=rules)
        return self

    def side(self, x0: float, y0: float, x1: float, y1: float, *, rules: str = "stroke") -> Sheet:
        """A rule, drawn in one of the ways that producers draw rules."""
        if rules == "stroke":
            return self.rule(x0, y0, x1, y1)
        if rules == "fill":
            return self.fill(x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25, BLACK)
        length = max(x1 - x0, y1 - y0)
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        at = 0.0
        while at < length:
            end = min(at + 3, length)
            self.rule(x0 + dx * at, y0 + dy * at, x0 + dx * end, y0 + dy * end)
            at += 5
        return self

    def into_form(self, matrix: str) -> Sheet:
        """All that is drawn so far stands in a form XObject that is drawn through MATRIX."""
        self.form = self.ops
        self.ops = [f"q {matrix} cm /Form Do Q"]
        return self

    def stored(self) -> tuple[str, str]:
        """The page's own entries and its content."""
        w, h = self.width, self.height
        left, low = self.crop
        size = (w, h) if self.rotate in (0, 180) else (h, w)
        turn = {
            0: "1 0 0 1 0 0",
            90: f"0 1 -1 0 {h} 0",
            180: f"-1 0 0 -1 {w} {h}",
            270: f"0 -1 1 0 0 {w}",
        }[self.rotate]
        boxes = f"/MediaBox [0 0 {size[0] + left + 50} {size[1] + low + 50}] "
        boxes += f"/CropBox [{left} {low} {size[0] + left} {size[1] + low}] /Rotate {self.rotate}"
        return boxes, "\n".join((f"1 0 0 1 {left} {low} cm", f"{turn} cm", *self.ops))


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _rgb(rgb: Rgb) -> str:
    return " ".join(f"{value:g}" for value in rgb)


_FONTS = (
    "<< /Han << /Type /Font /Subtype /Type0 /BaseFont /MSung-Light /Encoding /UniCNS-UCS2-H /DescendantFonts "
    "[<< /Type /Font /Subtype /CIDFontType0 /BaseFont /MSung-Light /DW 1000 /CIDSystemInfo "
    "<< /Registry (Adobe) /Ordering (CNS1) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor "
    "/FontName /MSung-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 "
    "/CapHeight 880 /StemV 80 >> >>] >> "
    "/Latin << /Type /Font /Subtype /Type1 /BaseFont /Courier >> "
    "/Pair << /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 3 0 R >> >>"
)
_PAINTS = (
    "/Shading << /Gradient << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 595 0] /Extend [true true] "
    "/Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> >> >> "
    "/Pattern << /Hatching 4 0 R >>"
)
_HATCHING = (
    "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources << >>"
)
_PAIR = "1 beginbfchar <41> <D842DFB7> endbfchar 1 beginbfrange <42> <5A> <E000> endbfrange"
_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
    f"1 begincodespacerange <00> <FF> endcodespacerange {_PAIR} endcmap end end"
)


def write_pdf(path: Path, *sheets: Sheet, tree: Callable[[list[bytes], dict[Sheet, int]], str] | None = None) -> Path:
    """The SHEETS as a PDF file at PATH. The font `Pair` shows `A` as U+20BB7 and other capitals as private use.

    TREE adds a structure tree to the file's objects, given the number of every sheet's page object, and gives
    the catalog's entries for it.
    """
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", stream("", _TO_UNICODE)]
    objects.append(stream(_HATCHING, "0 0 m 4 4 l S"))
    kids: list[str] = []
    pages: dict[Sheet, int] = {}
    for number, sheet in enumerate(sheets):
        forms = ""
        if sheet.form is not None:
            box = "/Type /XObject /Subtype /Form /BBox [-2000 -2000 2000 2000]"
            objects.append(stream(f"{box} /Resources << /Font {_FONTS} >>", "\n".join(sheet.form)))
            forms = f"/XObject << /Form {len(objects)} 0 R >>"
        entries, content = sheet.stored()
        objects.append(stream("", content))
        page = f"<< /Type /Page /Parent 2 0 R {entries} /StructParents {number} /Contents {len(objects)} 0 R "
        objects.append(f"{page} /Resources << /Font {_FONTS} {_PAINTS} {forms} >> >>".encode())
        kids.append(f"{len(objects)} 0 R")
        pages[sheet] = len(objects)
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    if tree is not None:
        objects[0] = f"<< /Type /Catalog /Pages 2 0 R {tree(objects, pages)} >>".encode()
    path.write_bytes(pdf_file(objects))
    return path


def stream(entries: str, content: str) -> bytes:
    """A stream object with ENTRIES in its dictionary."""
    data = content.encode("latin-1")
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


def pdf_file(objects: list[bytes]) -> bytes:
    """A PDF file of OBJECTS, numbered from 1; the first is its catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
