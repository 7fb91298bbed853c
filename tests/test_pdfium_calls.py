"""PDFium is asked about many things at once by a loop in C, or by ctypes where that was not built: both say the same."""

from __future__ import annotations

import shutil
import sysconfig
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from extract.pdf import pdfium
from extract.pdf.page import read_page
from extract.pdf.pdfium import Call, each, one
from extract.pdf.primitives import PagePrimitives

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "documents").glob("*.pdf"))
HEADERS = Path(sysconfig.get_path("include")) / "Python.h"
built = pytest.mark.skipif(not pdfium.loops_in_c, reason="install a C compiler, then planlift again")


@pytest.mark.skipif(not shutil.which("cc") or not HEADERS.exists(), reason="no C compiler here: apt-get install gcc")
def test_the_loop_in_c_is_built_where_there_is_a_compiler() -> None:
    assert find_spec("extract.pdf._each") is not None


def pages_of(path: Path) -> list[PagePrimitives]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [read_page(pdf, number) for number in range(1, len(pdf) + 1)]
    finally:
        pdf.close()


def arrays_of(page: PagePrimitives) -> list[object]:
    chars, fills = page.chars, page.fills
    of_chars = (chars.boxes, chars.sizes, chars.bold, chars.turns, chars.marks, chars.runs, chars.clips)
    drawn = (page.horizontal.lines, page.vertical.lines, page.horizontal.rgb, fills.boxes, fills.rgb)
    return [*of_chars, *drawn, page.images, page.strokes]


@built
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_page_reads_the_same_with_and_without_the_loop_in_c(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = pages_of(path)
    monkeypatch.setattr(pdfium, "loops_in_c", False)
    for one_page, other in zip(quick, pages_of(path), strict=True):
        assert (one_page.chars.text, one_page.tagged) == (other.chars.text, other.tagged)
        for this, that in zip(arrays_of(one_page), arrays_of(other), strict=True):
            assert np.array_equal(this, that) if isinstance(this, np.ndarray) else this is that is None


@pytest.mark.parametrize("loops_in_c", [pytest.param(True, marks=built), False])
def test_nothing_is_asked_of_nothing(loops_in_c: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "loops_in_c", loops_in_c)
    none = np.zeros(0, np.int64)
    assert each(pdfium.object_type, none).tolist() == []
    assert each(pdfium.text_object, one(0), none).tolist() == []
    assert each(pdfium.object_bounds, none, into=np.zeros((0, 4), np.float32)).tolist() == []


WRONG: dict[str, tuple[Call, Callable[[], dict[str, object]]]] = {
    "too few places": (pdfium.loose_box, lambda: {"places": np.arange(3), "into": np.zeros(7, np.float32)}),
    "nothing to write to": (pdfium.loose_box, lambda: {"places": np.arange(4)}),
    "something to write to, and nothing that writes": (
        pdfium.text_object,
        lambda: {"places": np.arange(4), "into": np.zeros((4, 1), np.float32)},
    ),
    "no places": (pdfium.text_object, dict),
    "places where none are asked for": (pdfium.object_type, lambda: {"places": np.arange(4)}),
    "a shape that the loop does not know": (pdfium.get_text, lambda: {"places": np.arange(4)}),
}


@built
@pytest.mark.parametrize(("call", "given"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_a_call_is_refused_before_it_is_made(
    call: Call, given: Callable[[], dict[str, object]]
) -> None:
    with pytest.raises(ValueError, match=r"fit|shape"):
        each(call, one(0), **given())  # type: ignore[arg-type]


@built
def test_numbers_of_another_width_are_refused() -> None:
    with pytest.raises(ValueError, match="fit"):
        each(pdfium.text_object, one(0), np.arange(4, dtype=np.int32))
