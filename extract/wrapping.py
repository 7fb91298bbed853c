"""How many lines a text takes in a column: the line breaking of word processors, near enough to align columns.

Lengths are in points. Ideographs are one em wide, half-width signs half an em or as a proportional face
has them; marks that may not begin or end a line (kinsoku) stay with their neighbour.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

NOT_FIRST = frozenset("-/、。，．,.：；:;！？!?）)」』】》〉〕｝]}”’…—～‧·・％%℃°々")
NOT_LAST = frozenset("（(「『【《〈〔｛[{“‘＄$￥")
HANGING = frozenset("、。，．,.")
_SLACK_PT = 0.3  # rounding of widths kept in twips

# Widths in em of a proportional book face (Times and its likes): where the width is not half an em.
_PROPORTIONAL = {
    char: em
    for em, chars in (
        (0.25, " .,"),
        (0.28, "ijlt/;:'|\\"),
        (0.33, "frI()[]-!`"),
        (0.42, 'aceszJ?"{}'),
        (0.57, "FPS+=<>_~"),
        (0.65, "BCELRTZ"),
        (0.72, "ADGHKNOQUVXYw"),
        (0.80, "m&%"),
        (0.92, "MW@"),
    )
    for char in chars
}


@dataclass(frozen=True, slots=True)
class Habits:
    """How a program sets lines: may a comma or full stop hang over the edge, and how much room (in em) it
    puts between an ideograph and a Latin letter or digit."""

    hanging: bool = False
    gap_em: float = 0.2


LIBREOFFICE = Habits()
WORD = Habits(hanging=True, gap_em=0.25)


@dataclass(frozen=True, slots=True)
class Face:
    """What the width of signs depends on.

    `fixed`: half-width signs are exactly half an em, as kai and ming faces have them. `scale` widens every
    sign, `extra_pt` is added to each.
    """

    size_pt: float
    fixed: bool = True
    scale: float = 1.0
    extra_pt: float = 0.0

    def width_pt(self, char: str) -> float:
        """Width of CHAR in this face."""
        return char_em(char, fixed=self.fixed) * self.size_pt * self.scale + self.extra_pt


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text in one face, without line breaks; a tab is a tab."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Measure:
    """The room for a paragraph: width of its lines, and how far its first line is set in (negative: out).

    Tab stops are `tab_pt` apart, counted from `left_pt` to the left of its lines.
    """

    width_pt: float
    first_pt: float = 0.0
    tab_pt: float = 24.0
    left_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is not broken: an ideograph, a mark, or a run of Latin letters. A gap before it goes at a line's start."""

    text: str
    width_pt: float
    gap_pt: float = 0.0


@lru_cache(maxsize=16384)
def char_em(char: str, *, fixed: bool) -> float:
    """Width of CHAR in em."""
    if ord(char) >= 0x2190 or (ord(char) > 0xFF and unicodedata.east_asian_width(char) in "WFA"):
        return 0.5 if unicodedata.east_asian_width(char) == "H" else 1.0
    if unicodedata.combining(char):
        return 0.0
    return 0.5 if fixed else _PROPORTIONAL.get(char, 0.5)


def count_lines(texts: Sequence[Text], measure: Measure, habits: Habits = LIBREOFFICE) -> int:
    """Number of lines that TEXTS take in MEASURE; an empty text takes one.

    >>> kai, four = Face(12.0), Measure(width_pt=48.0)
    >>> count_lines([Text("一二三四五六七八", kai)], four)
    2
    >>> [count_lines([Text("一二三四，", kai)], four, habits) for habits in (LIBREOFFICE, WORD)]
    [2, 1]
    """
    lines, x = 1, measure.first_pt
    for cluster in _clusters(_units(texts, habits.gap_em)):
        if cluster[0].text == "\t":
            x = _next_stop(x, measure)
            if x >= measure.width_pt:
                lines, x = lines + 1, 0.0
            continue
        width = sum(unit.width_pt + unit.gap_pt for unit in cluster)
        if x + _needed(cluster, width, habits) <= measure.width_pt + _SLACK_PT:
            x += width
            continue
        if x > min(0.0, measure.first_pt):
            lines, x = lines + 1, 0.0
            width -= cluster[0].gap_pt
        if width <= measure.width_pt + _SLACK_PT:
            x += width
        else:
            more, x = _broken(cluster, measure.width_pt)
            lines += more
    return lines


def _needed(cluster: Sequence[_Unit], width: float, habits: Habits) -> float:
    """Room that CLUSTER needs at a line's end: a space is swallowed, a last comma or full stop may hang."""
    end = len(cluster)
    while end and cluster[end - 1].text == " ":
        end -= 1
        width -= cluster[end].width_pt
    hangs = habits.hanging and end > 1 and cluster[end - 1].text in HANGING
    return width - cluster[end - 1].width_pt if hangs else width


def _next_stop(x: float, measure: Measure) -> float:
    """The tab stop after X; the indent of the lines below is one."""
    if x < 0:
        return 0.0
    return (int((measure.left_pt + x) / measure.tab_pt + 1e-6) + 1) * measure.tab_pt - measure.left_pt


def _broken(cluster: Sequence[_Unit], width_pt: float) -> tuple[int, float]:
    """A cluster wider than a line, broken anywhere: (lines more than one, width of its last line)."""
    more, x = 0, 0.0
    for unit in cluster:
        signs = max(1, len(unit.text))
        for _ in range(signs):
            step = unit.width_pt / signs
            if x and x + step > width_pt + _SLACK_PT:
                more, x = more + 1, 0.0
            x += step
    return more, x


def _clusters(units: Iterable[_Unit]) -> Iterator[list[_Unit]]:
    """UNITS that stay on one line together: brackets and marks with what they belong to."""
    held: list[_Unit] = []
    for unit in units:
        if held and not _stay_together(held[-1].text, unit.text):
            yield held
            held = []
        held.append(unit)
    if held:
        yield held


def _stay_together(before: str, after: str) -> bool:
    if "\t" in (before, after):
        return False
    if after == " " or before == " ":
        return after == " "
    return after[0] in NOT_FIRST or before[-1] in NOT_LAST


def _units(texts: Iterable[Text], gap_em: float) -> Iterator[_Unit]:
    word, width, gap, before = "", 0.0, 0.0, ""
    for stretch in texts:
        size = stretch.face.size_pt
        for char in stretch.text:
            own = stretch.face.width_pt(char)
            room = gap_em * size if _spaced(before, char) else 0.0
            latin = _is_latin(char)
            if word and not latin:
                yield _Unit(word, width, gap)
                word, width = "", 0.0
            if not latin:
                yield _Unit(char, own, room)
            elif word:
                word, width = word + char, width + own
            else:
                word, width, gap = char, own, room
            before = char
    if word:
        yield _Unit(word, width, gap)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _spaced(before: str, char: str) -> bool:
    if not before or before.isascii() == char.isascii():
        return False
    return (_is_latin(before) and _is_ideograph(char)) or (_is_ideograph(before) and _is_latin(char))


def _is_ideograph(char: str) -> bool:
    return char.isalpha() and unicodedata.east_asian_width(char) == "W"
