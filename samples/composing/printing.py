"""DOCX and spreadsheets to PDF by LibreOffice, and the page of the PDF on which an item's text begins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pdfplumber

from samples.composing.converting import convert

MADE = b"20200101000000"  # as in the DOCX
CELL_GAP_PT = 4  # more than the gap between digits and ideographs, less than the margins of two cells
LONG_ENOUGH, SHORT = 8, 4  # characters by which the beginning of a text is told; narrow columns hold few on a line


def print_pdf(draft: Path, pdf: Path) -> None:
    """Print DRAFT, a DOCX file or a spreadsheet, to PDF. Raises where LibreOffice does not."""
    pdf.write_bytes(_steady(convert(draft, "pdf")))


def _steady(data: bytes) -> bytes:
    """The same PDF without the hour it was made: what differs from run to run is replaced, length by length."""
    data = re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:" + MADE, data)
    for name in (rb"/ID \[ <[0-9A-F]{32}>\s*<[0-9A-F]{32}> \]", rb"/DocChecksum /[0-9A-F]{32}"):
        data = re.sub(name, lambda found: re.sub(rb"[0-9A-F]{32}", b"0" * 32, found[0]), data)
    return data


def put_pages(pdf: Path, items: Iterable[dict[str, Any]]) -> list[int]:
    """Fill in `page` of ITEMS from where their text begins in PDF; the numbers of those that were not found."""
    lines = _lines(pdf)
    lost: list[int] = []
    since = 0  # items stand one below the other
    for item in items:
        text = _folded(_finest(item))
        at = next((n for n in range(since, len(lines)) if _begins(lines[n][1], text)), None)
        if at is None:
            lost.append(item["item_no"])
        else:
            item["page"], since = lines[at][0], at + 1
    return lost


def _begins(line: str, text: str) -> bool:
    """Is LINE, which may be narrow, where TEXT begins?"""
    shared = min(len(line), len(text), LONG_ENOUGH)
    return shared >= min(len(text), SHORT) and line[:shared] == text[:shared]


def _finest(item: dict[str, Any]) -> str:
    """What an item's page is told by: its action, else its method, else its innermost level."""
    inner = next((item[f"level_{n}"] for n in range(5, 0, -1) if item[f"level_{n}"]), "")
    return str(item["action"] or item["method"] or inner)


def _lines(pdf: Path) -> list[tuple[int, str]]:
    """The lines of all cells, with their page, from top to bottom."""
    found: list[tuple[int, str]] = []
    with pdfplumber.open(pdf) as document:
        for number, page in enumerate(document.pages, 1):
            words = page.extract_words(x_tolerance=CELL_GAP_PT, y_tolerance=2)
            found += [(number, _folded(word["text"])) for word in words]
    return found


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
