"""Tables without vertical rules that go on over a page: what of a page's head and foot is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.pages import PageTable
from extract.pdf.grid import SAME_END_PT
from extract.pdf.level_rules import Rule, between, level_rules
from extract.pdf.primitives import Chars, PagePrimitives
from extract.pdf.region import Region, by_column, is_section
from extract.pdf.stretches import line_numbers, stretches_of
from extract.pdf.strips import Columns, columns_like, is_crossed

_HALF = 0.5  # of a closing rule is drawn; merged cells leave gaps
_NEAR_RIGHT = 1.5  # of the size: a full line ends no further from its column's right side
_FOOT, _LOW_FOOT = 0.1, 0.07  # of the page's longer side, from its end: page numbers; running lines
_APART, _FAR_APART = 0.5, 1.5  # of the size: from the text above
_REACHED = 0.85  # of the page's height: what ends above was not cut by the page's end
_HEAVIER = 1.5  # times as thick
_FEWEST_BESIDE = 3  # columns in which a row begins below a rule that may be the table's last
_NEXT = 2.0  # times the size: so near below its rule does a row's text begin
_PAGE_NUMBER = re.compile(r"[-–—·\s第頁共/／\divxlc]+", re.IGNORECASE)


def rest_of(page: PagePrimitives, above: PageTable) -> Region | None:
    """The rest, without a header, of the table ABOVE, which reached the end of the page before PAGE.

    It stands at the page's top in the same columns, down to the rule that ends the table. Where a rule
    closed ABOVE, one has to close the rest too.
    """
    edges, cores = above.col_edges, cores_of(above)
    sides = Rule(0.0, 0.0, ((edges[0], edges[-1]),))
    text = without_foot(_without_head(between(page.chars, sides, 0.0, page.height_pt), cores), page)
    if not len(text):
        return None
    first = float(text.boxes[:, 1].min())
    rules = [rule for rule in level_rules(page) if rule.y > first and _is_last(rule, edges)]
    rules = rules[: _rows_ruled(text, cores, edges, rules)]
    end = rules[-1].y if rules else page.height_pt
    body = between(text, sides, 0.0, end)
    found = _columns(body, body, cores, edges) if len(body) else None
    if found is None or not _fills(body, cores) or not (above.open_bottom or rules):
        return None
    columns = Columns(tuple(_kept(old, new, body) for old, new in zip(edges, found.edges, strict=True)))
    top = float(body.boxes[:, 1].min())
    bottom = end if rules else float(body.boxes[:, 3].max())
    none = body.take(np.zeros(len(body), np.bool_))
    return Region(none, body, columns, top, top, tuple(rules[:-1]), bottom, closed=bool(rules))


def _columns(part: Chars, whole: Chars, cores: Sequence[tuple[float, float]], edges: Sequence[float]) -> Columns | None:
    """The columns around CORES that PART stands in; where a line of it leaves its own, those between EDGES, if hardly
    any of WHOLE runs across them."""
    found = columns_like(cores, part, edges[0], edges[-1])
    if found is None and not is_crossed(Columns(tuple(edges)), whole):
        return Columns(tuple(edges))
    return found


def _rows_ruled(
    text: Chars, cores: Sequence[tuple[float, float]], edges: Sequence[float], rules: Sequence[Rule]
) -> int:
    """How many of RULES are of the table with CORES: the first, and each further one below a row in its columns."""
    count = at = min(len(rules), 1)
    sides = Rule(0.0, 0.0, ((cores[0][0], cores[-1][1]),))
    while 0 < at < len(rules) and rules[at - 1].thick < _HEAVIER * rules[at].thick:
        last = rules[at - 1]
        row = between(text, sides, last.y, rules[at].y)
        if not len(row) or float(row.boxes[:, 1].min()) > last.y + _NEXT * float(row.sizes.max()):
            break
        columns = _columns(row, between(text, sides, 0.0, rules[-1].y), cores, edges)
        if columns is None:
            break
        at += 1
        if len(stretches_of(row, _FAR_APART)) > 1:
            count = at
        elif not is_section(row, columns):
            break
    return count


def _kept(old: float, new: float, body: Chars) -> float:
    """OLD, if it parts the same characters of BODY as NEW does: edges shall not wander from page to page."""
    x, _ = body.centers
    return new if bool(((x > min(old, new)) & (x < max(old, new))).any()) else old


def cores_of(table: PageTable) -> list[tuple[float, float]]:
    """From where to where text stands in every column of TABLE; a point in the middle where none does.

    A mark that hangs beyond its column's edge, or a longer line, does not make the column wider.
    """
    cores = []
    for col, (left, right) in enumerate(pairwise(table.col_edges)):
        own = [line.box for cell in table.cells if (cell.col, cell.colspan) == (col, 1) for line in cell.lines]
        middle = (left + right) / 2
        first, last = min((box.x0 for box in own), default=middle), max((box.x1 for box in own), default=middle)
        cores.append((min(max(first, left), right), max(min(last, right), left)))
    return cores


def _is_last(rule: Rule, edges: Sequence[float]) -> bool:
    """Is RULE as wide as a table with column EDGES, or nearly?"""
    inside = edges[0] - SAME_END_PT <= rule.x0 and rule.x1 <= edges[-1] + SAME_END_PT
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
    return right > cores[0][1] - _NEAR_RIGHT * float(body.sizes.max())


def cut_row(page: PagePrimitives, columns: Columns, rows: Sequence[Rule]) -> Chars | None:
    """The row below the last of ROWS, the rules under a table's header and rows, that the end of PAGE cuts.

    None where the table ends with that rule: it is heavier than the others, or what follows it leaves the
    columns or does not reach the page's end.
    """
    last = rows[-1]
    if len(rows) < 2 or last.thick >= _HEAVIER * min(rule.thick for rule in rows[1:-1] or rows[:1]):
        return None
    if any(rule.y > last.y for rule in level_rules(page)):
        return None
    text = without_foot(between(page.chars, last, last.y, page.height_pt), page)
    if not len(text) or len(text) < len(without_foot(_below(page, last), page)):
        return None
    size = float(text.sizes.max())
    near = float(text.boxes[:, 1].min()) < last.y + _NEXT * size
    if not near or float(text.boxes[:, 3].max()) < _REACHED * page.height_pt or is_crossed(columns, text):
        return None
    first = text.take(line_numbers(text) == 0)
    if is_crossed(columns, first, most=0):
        return None
    beside = sum(1 for lines in by_column(first, columns) if lines)
    return text if beside >= (_FEWEST_BESIDE if len(rows) < 3 else 2) else None


def _below(page: PagePrimitives, rule: Rule) -> Chars:
    return page.chars.take(page.chars.centers[1] > rule.y)


def without_foot(body: Chars, page: PagePrimitives) -> Chars:
    """BODY without a page number or a running line, where no rule parts it from the table."""
    if not len(body):
        return body
    lines = line_numbers(body)
    last = lines == lines.max()
    rest = body.take(~last)
    if not len(rest):
        return body
    text = "".join(char for char, is_last in zip(body.text, last.tolist(), strict=True) if is_last)
    height = float(body.boxes[last, 1].min())
    apart = (height - float(rest.boxes[:, 3].max())) / float(body.sizes[last].max())
    low = (page.height_pt - height) / max(page.width_pt, page.height_pt)
    is_number = _PAGE_NUMBER.fullmatch(text) is not None and apart > _APART and low < _FOOT
    is_running = apart > _FAR_APART and low < _LOW_FOOT
    return rest if is_number or is_running else body
