"""Long documents made of sample pages, to see whether a page costs the same among 1,000 as alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2


def repeated(source: Path, page: int, times: int, made: Path) -> Path:
    """MADE, a document of PAGE (from 0) of SOURCE, TIMES over: one table without end."""
    with pypdfium2.PdfDocument(source) as held, pypdfium2.PdfDocument.new() as pdf:
        pdf.import_pages(held, [page] * times)
        pdf.save(made)
    return made


def together(sources: Sequence[Path], times: int, made: Path) -> Path:
    """MADE, a document of all SOURCES, each TIMES over; a source's fonts are held once, as a printer would."""
    with pypdfium2.PdfDocument.new() as pdf:
        for source in sources:
            with pypdfium2.PdfDocument(source) as held:
                pdf.import_pages(held, list(range(len(held))) * times)
        pdf.save(made)
    return made


def page_count(path: Path) -> int:
    """How many pages the PDF in PATH has."""
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)
