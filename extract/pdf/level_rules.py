"""Level rules of a page, whole: what parts the rows of tables that have no vertical ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf.grid import joined
from extract.pdf.primitives import Chars, PagePrimitives

_LEVEL_PT = 1.0  # pieces of one rule stand at one height
_SHORT_PT = 8.0
_LEAST = 0.075  # of the page's width: what is drawn of a rule, over all its pieces
_DOUBLE_PT = 4.0  # two rules no further apart, no line of text between, are one double rule
_CLEAR_PT = 1.5  # a rule further than this inside a line's height strikes it through


@dataclass(frozen=True, slots=True)
class Rule:
    """A level rule: its height, thickness and the pieces of it that are drawn (left, right), in points."""

    y: float
    thick: float
    pieces: tuple[tuple[float, float], ...]

    @property
    def x0(self) -> float:
        return self.pieces[0][0]

    @property
    def x1(self) -> float:
        return self.pieces[-1][1]

    @property
    def drawn_pt(self) -> float:
        return sum(x1 - x0 for x0, x1 in self.pieces)

    def is_over(self, x: float) -> bool:
        """Is it drawn at X?"""
        return any(x0 <= x <= x1 for x0, x1 in self.pieces)


def level_rules(page: PagePrimitives) -> list[Rule]:
    """The level rules of PAGE from top to bottom, pieces at one height together, underlines left out."""
    pieces = [line for line in joined(page.horizontal)[0].tolist() if line[2] - line[1] >= _SHORT_PT]
    levels: list[list[list[float]]] = []
    for piece in sorted(pieces):
        if levels and piece[0] - levels[-1][-1][0] <= _LEVEL_PT:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    rules = [
        Rule(level[0][0], max(p[3] for p in level), tuple(sorted((p[1], p[2]) for p in level))) for level in levels
    ]
    return _singled([rule for rule in rules if rule.drawn_pt >= _LEAST * page.width_pt and _is_clear(page, rule)])


def _singled(rules: Sequence[Rule]) -> list[Rule]:
    """RULES with double ones made one, as thick as both together."""
    made: list[Rule] = []
    for rule in rules:
        above = made[-1] if made else None
        if above is not None and rule.y - above.y <= _DOUBLE_PT and _are_as_wide(above, rule):
            made[-1] = Rule(above.y, rule.y - above.y + rule.thick, above.pieces)
        else:
            made.append(rule)
    return made


def _are_as_wide(one: Rule, other: Rule) -> bool:
    return abs(one.x0 - other.x0) <= _DOUBLE_PT and abs(one.x1 - other.x1) <= _DOUBLE_PT


def _is_clear(page: PagePrimitives, rule: Rule) -> bool:
    """Does RULE strike through no line? Bars of a schedule run at the height of the text beside them."""
    x, _ = page.chars.centers
    struck = (page.chars.boxes[:, 1] + _CLEAR_PT < rule.y) & (page.chars.boxes[:, 3] - _CLEAR_PT > rule.y)
    return not bool((struck & (x > rule.x0) & (x < rule.x1)).any())


def between(chars: Chars, sides: Rule, top: float, bottom: float) -> Chars:
    """The characters between two heights, no further out than the rule SIDES."""
    x, y = chars.centers
    return chars.take((x > sides.x0 - 1) & (x < sides.x1 + 1) & (y > top) & (y < bottom))
