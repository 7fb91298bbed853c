"""What parts the names in a text: separators outside brackets, and enumerators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from normalize.units.words import is_unit
from schema.enumerators import read_enumerator
from schema.tables import Line

SEPARATORS = "、，；,;/／"
OPEN, CLOSE = "（([〔【", "）)]〕】"
_SEPARATED = re.compile(f"[{re.escape(SEPARATORS)}]")
_LONGEST_NAME = 8  # characters; a longer text of a narrow cell is more often a list
_BETWEEN = re.compile(f"[{re.escape(SEPARATORS)}及與与暨]")
_ENUMERATOR = re.compile(
    r"[①-⑳]|[（(](?:\d|[一二三四五六七八九十]){1,2}[)）]|(?<![A-Za-z])[A-Z][.．、]|(?:(?<=^)|(?<=[^\d第]))\d{1,2}[.．、](?=[^\d])"
)


def entries(text: str) -> list[str]:
    """TEXT at its enumerators, which count from one; the enumerators themselves are left out."""
    marks = list(_ENUMERATOR.finditer(text))
    enumerators = [read_enumerator(mark[0]) for mark in marks]
    numbers = [enumerator.number for enumerator in enumerators if enumerator is not None]
    if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)):
        return [text]
    return [part for part in _ENUMERATOR.split(text) if part.strip()]


def outside_brackets(text: str) -> list[str]:
    """TEXT at its separators, but for those inside brackets."""
    if _SEPARATED.search(text) is None:
        return [text]
    parts, depth = [""], 0
    for char in text:
        depth += (char in OPEN) - (char in CLOSE)
        if char in SEPARATORS and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def first_piece(text: str) -> str:
    """What stands before the first separator of TEXT."""
    return outside_brackets(text)[0].strip()


def last_piece(text: str) -> str:
    """What stands behind the last separator of TEXT."""
    return outside_brackets(text)[-1].strip()


def is_open(text: str) -> bool:
    """Does TEXT open a bracket that it does not close?"""
    return sum((char in OPEN) - (char in CLOSE) for char in text) > 0


def names_around(above: str, below: str) -> tuple[str, str]:
    """The last name of the line ABOVE and the first of the line BELOW, 及 and the like told as marks."""
    return _BETWEEN.split(above)[-1].strip(), _BETWEEN.split(below)[0].strip()


def names_in(cells: Iterable[Sequence[Line]]) -> Iterator[str]:
    """The names that CELLS, the lines of each, print whole: between two marks, or a mark and an end of the cell.

    What begins or ends where a line does, amid a cell, may be a part of a wrapped name.

    >>> from schema.tables import Line
    >>> list(names_in([[Line("人事室、典", 0.5, 1.0), Line("閱組", 1.5, 1.0), Line("及館長室", 2.5, 1.0)]]))
    ['人事室', '館長室']
    """
    for lines in cells:
        texts = [line.text.strip() for line in lines]
        for n, text in enumerate(texts):
            opened = n == 0 or _BETWEEN.match(text) or _BETWEEN.match(texts[n - 1][-1:])
            closed = n == len(texts) - 1 or _BETWEEN.match(texts[n + 1])
            pieces = [piece.strip() for piece in _BETWEEN.split(text)]
            yield from filter(None, pieces[0 if opened else 1 : len(pieces) if closed else -1])
        if len(texts) > 1 and _is_one_name("".join(texts)):
            yield "".join(texts)


def _is_one_name(text: str) -> bool:
    """Reads TEXT, of a narrow cell, like a unit, and no two parts of it like one each?"""
    if len(text) > _LONGEST_NAME or not is_unit(text):
        return False
    return not any(is_unit(text[:cut]) and is_unit(text[cut:]) for cut in range(2, len(text) - 1))
