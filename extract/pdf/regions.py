"""Where tables without vertical rules stand: between level rules, under a header that names columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.joining.wraps import width_em
from extract.pages import PageLine, PageTable
from extract.pdf.grid import joined
from extract.pdf.lines import printed_lines
from extract.pdf.primitives import Chars, PagePrimitives
from extract.pdf.strips import Bracket, Columns, columns_like, columns_of, is_crossed, line_numbers
from schema.enumerators import read_enumerator
from schema.text import join_lines

_LEVEL_PT = 1.0  # pieces of one rule stand at one height
_SHORT_PT = 8.0
_WIDE = 0.3  # of the page's width: shorter rules are underlines
_SOLID = 0.8  # of a rule above or below a header is drawn
_HALF = 0.5  # of a rule between rows, at least; merged cells leave gaps
_QUARTER = 0.25  # of a closing rule as heavy as the first one
_HEAVIER = 1.5  # times as thick
_SAME_END_PT = 6.0  # the rules of one table end this near to each other
_CLEAR_PT = 1.5  # a rule nearer to a line's middle than to its edges by this strikes it through
_HIGHEST_HEADER = 0.25  # of the page's height
_LONGEST_NAME_EM = 32.0
_YEAR = re.compile(r"\d{2,4}([-–/]\d{2,4})?")
_FEWEST_ALONE = 3  # columns of a header that stands without rows
_LOW = 0.5  # of the page's height: a header further down may have its rows on the next page
_FOOT = 0.9  # of the page's height: below stand page numbers
_PAGE_NUMBER = re.compile(r"[-–—·\s第頁共/／\divxlc]+", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class Region:
    """A table's parts: the characters of its header and its body, its columns and its rules.

    `header` is empty and `middle` the top where the table only goes on from the page before. `inner` are
    rules between rows. `bottom` is where its last rule is, or its last line where `closed` is false: then
    the page ends before the table does.
    """

    header: Chars
    body: Chars
    columns: Columns
    top: float
    middle: float  # the rule below the header
    inner: tuple[Rule, ...]
    bottom: float
    closed: bool


def regions_of(page: PagePrimitives) -> list[Region]:
    """The tables of PAGE from top to bottom. Prose between rules has no columns, so it is none."""
    found: list[Region] = []
    rules = level_rules(page)
    while len(rules) > 1:
        region, last = _region(page, rules)
        if region is not None:
            found.append(region)
        rules = [rule for rule in rules[1:] if region is None or rule.y > last]
    return found


def rest_of(page: PagePrimitives, above: PageTable) -> Region | None:
    """The rest, without a header, of the table ABOVE, which reached the end of the page before PAGE.

    It stands at the page's top in the same columns, down to the rule that ends the table. Where a rule
    closed ABOVE, one has to close the rest too.
    """
    edges, cores = above.col_edges, _cores(above)
    sides = Rule(0.0, 0.0, ((edges[0], edges[-1]),))
    text = _without_foot(_without_head(_between(page.chars, sides, 0.0, page.height_pt), cores), page)
    if not len(text):
        return None
    first = float(text.boxes[:, 1].min())
    rules = [rule for rule in level_rules(page) if rule.y > first and _is_last(rule, edges)]
    end = rules[0].y if rules else page.height_pt
    body = _between(text, sides, 0.0, end)
    found = columns_like(cores, body, edges[0], edges[-1]) if len(body) else None
    if found is None or not _fills(body, cores) or not (above.open_bottom or rules):
        return None
    columns = Columns(tuple(_kept(old, new, body) for old, new in zip(edges, found.edges, strict=True)))
    top = float(body.boxes[:, 1].min())
    bottom = end if rules else float(body.boxes[:, 3].max())
    none = body.take(np.zeros(len(body), np.bool_))
    return Region(none, body, columns, top, top, (), bottom, closed=bool(rules))


def _kept(old: float, new: float, body: Chars) -> float:
    """OLD, if it parts the same characters of BODY as NEW does: edges shall not wander from page to page."""
    x, _ = body.centers
    return new if bool(((x > min(old, new)) & (x < max(old, new))).any()) else old


def _cores(table: PageTable) -> list[tuple[float, float]]:
    """From where to where text stands in every column of TABLE; a point in the middle where none does."""
    cores = []
    for col, (left, right) in enumerate(pairwise(table.col_edges)):
        own = [line.box for cell in table.cells if (cell.col, cell.colspan) == (col, 1) for line in cell.lines]
        middle = (left + right) / 2
        cores.append((min((box.x0 for box in own), default=middle), max((box.x1 for box in own), default=middle)))
    return cores


def _is_last(rule: Rule, edges: Sequence[float]) -> bool:
    """Is RULE as wide as a table with column EDGES, or nearly?"""
    inside = edges[0] - _SAME_END_PT <= rule.x0 and rule.x1 <= edges[-1] + _SAME_END_PT
    return inside and rule.drawn_pt >= _HALF * (edges[-1] - edges[0])


def _without_head(body: Chars, cores: Sequence[tuple[float, float]]) -> Chars:
    """BODY without a first line that runs across its columns: the page's running header."""
    lines = line_numbers(body)
    if not len(body) or columns_like(cores, body.take(lines == 0), cores[0][0], cores[-1][1]) is not None:
        return body
    return body.take(lines > 0)


def _fills(body: Chars, cores: Sequence[tuple[float, float]]) -> bool:
    """Does BODY stand in more than the first column, or fill that one to its right side?

    Else it may be any text with short lines.
    """
    right = float(body.boxes[:, 2].max())
    return right > cores[0][1] - 1.5 * float(body.sizes.max())


def by_column(chars: Chars, columns: Columns) -> list[tuple[PageLine, ...]]:
    """The lines of CHARS in every column."""
    x, _ = chars.centers
    n = len(columns.edges) - 1
    owners = np.clip(np.searchsorted(np.array(columns.edges), x, side="right") - 1, 0, n - 1)
    lines = printed_lines(chars, owners)
    return [lines.get(col, ()) for col in range(n)]


def split_header(header: Chars, columns: Columns) -> tuple[list[tuple[PageLine, ...]], list[tuple[PageLine, ...]]]:
    """The lines of the names over several columns, in the order of `columns.groups`, and those of every column."""
    groups = []
    for name, _, _ in columns.groups:
        x, y = header.centers
        own = (x > name.x0 - 1) & (x < name.x1 + 1) & (np.abs(y - name.y) < name.size / 2)
        lines = printed_lines(header.take(own), np.zeros(np.count_nonzero(own), np.int64))
        groups.append(lines.get(0, ()))
        header = header.take(~own)
    return groups, by_column(header, columns)


def level_rules(page: PagePrimitives) -> list[Rule]:
    """The level rules of PAGE from top to bottom, pieces at one height together, underlines left out."""
    pieces = [line for line in joined(page.horizontal).tolist() if line[2] - line[1] >= _SHORT_PT]
    levels: list[list[list[float]]] = []
    for piece in sorted(pieces):
        if levels and piece[0] - levels[-1][-1][0] <= _LEVEL_PT:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    rules = [
        Rule(level[0][0], max(p[3] for p in level), tuple(sorted((p[1], p[2]) for p in level))) for level in levels
    ]
    return [rule for rule in rules if rule.drawn_pt >= _QUARTER * _WIDE * page.width_pt and _is_clear(page, rule)]


def _is_clear(page: PagePrimitives, rule: Rule) -> bool:
    """Does RULE strike through no line? Bars of a schedule run at the height of the text beside them."""
    x, _ = page.chars.centers
    struck = (page.chars.boxes[:, 1] + _CLEAR_PT < rule.y) & (page.chars.boxes[:, 3] - _CLEAR_PT > rule.y)
    return not bool((struck & (x > rule.x0) & (x < rule.x1)).any())


def _region(page: PagePrimitives, rules: Sequence[Rule]) -> tuple[Region | None, float]:
    """The table whose header stands under the first of RULES, and the height down to which it reaches."""
    top = rules[0]
    width = top.x1 - top.x0
    if width < _WIDE * page.width_pt or top.drawn_pt < _SOLID * width:
        return None, 0.0
    below = next((n for n, rule in enumerate(rules) if n and _is_alike(rule, top)), None)
    if below is None:
        return None, 0.0
    middle = rules[below]
    header = _between(page.chars, top, top.y, middle.y)
    if not len(header) or middle.y - top.y > _HIGHEST_HEADER * page.height_pt:
        return None, 0.0
    brackets = [Bracket(rule.y, *piece) for rule in rules[1:below] for piece in rule.pieces]
    later = [rule for rule in rules[below + 1 :] if _belongs(rule, top, middle)]
    body = _between(page.chars, top, middle.y, later[0].y if later else page.height_pt)
    if not later:
        body = _without_foot(body, page)
    columns = None
    if len(body) or _is_cut_off(page, middle, later):
        columns = columns_of(header, body, (top.x0, top.x1), brackets)
    if columns is None or (not len(body) and len(columns.edges) <= _FEWEST_ALONE):
        return None, 0.0
    if not _is_header(header, columns) or _has_better(page, columns, rules[below:]):
        return None, 0.0
    if not later:
        bottom = float(body.boxes[:, 3].max()) if len(body) else middle.y
        return Region(header, body, columns, top.y, middle.y, (), bottom, closed=False), page.height_pt
    last = 0
    while last + 1 < len(later) and _goes_on(page.chars, columns, (top, middle, later[last], later[last + 1])):
        last += 1
    body, bottom = _between(page.chars, top, middle.y, later[last].y), later[last].y
    return Region(header, body, columns, top.y, middle.y, tuple(later[:last]), bottom, closed=True), bottom


def _has_better(page: PagePrimitives, columns: Columns, rules: Sequence[Rule]) -> bool:
    """Are there more names between the next two RULES? Then what stands above them is a caption."""
    if len(rules) < 2:
        return False
    top, middle = rules[0], rules[1]
    names = _between(page.chars, top, top.y, middle.y)
    below = _between(page.chars, top, middle.y, rules[2].y if len(rules) > 2 else page.height_pt)
    others = columns_of(names, below, (top.x0, top.x1)) if len(names) and len(below) else None
    return others is not None and len(others.edges) > len(columns.edges) and _is_header(names, others)


def _is_alike(rule: Rule, top: Rule) -> bool:
    """Is RULE as wide as TOP, and drawn all along?"""
    alike = abs(rule.x0 - top.x0) <= _SAME_END_PT and abs(rule.x1 - top.x1) <= _SAME_END_PT
    return alike and rule.drawn_pt >= _SOLID * (top.x1 - top.x0)


def _is_cut_off(page: PagePrimitives, middle: Rule, later: Sequence[Rule]) -> bool:
    """Does the page end right below the rule under a header?"""
    return not later and middle.y > _LOW * page.height_pt


def _belongs(rule: Rule, top: Rule, middle: Rule) -> bool:
    """Is RULE, further down, one between rows or at the end of the table that TOP and MIDDLE begin?"""
    if rule.x0 < top.x0 - _SAME_END_PT or rule.x1 > top.x1 + _SAME_END_PT:
        return False
    share = rule.drawn_pt / (top.x1 - top.x0)
    return share >= _HALF or (share >= _QUARTER and rule.thick >= _HEAVIER * middle.thick)


def _between(chars: Chars, sides: Rule, top: float, bottom: float) -> Chars:
    x, y = chars.centers
    return chars.take((x > sides.x0 - 1) & (x < sides.x1 + 1) & (y > top) & (y < bottom))


def _is_header(header: Chars, columns: Columns) -> bool:
    """Are the texts between the first two rules names: short, not numbered, no sentence?"""
    names = [join_lines(line.text for line in lines) for lines in split_header(header, columns)[1]]
    written = [name for name in names if name]
    if 2 * len(written) <= len(names) or any(read_enumerator(name) for name in written):
        return False
    if any(name.endswith("。") for name in written) or 2 * sum(map(_is_figure, written)) > len(written):
        return False
    return max(map(width_em, written)) <= _LONGEST_NAME_EM


def _is_figure(text: str) -> bool:
    """Is TEXT a number, as cells have it and few headers?"""
    return not _YEAR.fullmatch(text) and not any(char.isalpha() for char in text)


def _goes_on(chars: Chars, columns: Columns, rules: tuple[Rule, Rule, Rule, Rule]) -> bool:
    """Does the table go on below the third of RULES, down to the fourth?

    Its last rule is heavy as its first one is, where the one below the header is not. Else the text below
    has to stand in the same columns.
    """
    top, middle, last, following = rules
    if top.thick >= _HEAVIER * middle.thick and last.thick >= _HEAVIER * middle.thick:
        return False
    below = _between(chars, top, last.y, following.y)
    if not len(below) or is_crossed(columns, below):
        return False
    return sum(1 for lines in by_column(below, columns) if lines) > 1


def _without_foot(body: Chars, page: PagePrimitives) -> Chars:
    """BODY without a page number, where no rule parts it from the table."""
    if not len(body):
        return body
    lines = line_numbers(body)
    last = lines == lines.max()
    text = "".join(char for char, is_last in zip(body.text, last.tolist(), strict=True) if is_last)
    rest = body.take(~last)
    if not len(rest) or not _PAGE_NUMBER.fullmatch(text):
        return body
    height = float(body.boxes[last, 1].min())
    apart = height - float(rest.boxes[:, 3].max()) > float(body.sizes[last].max()) / 2
    return rest if apart and height > _FOOT * page.height_pt else body
