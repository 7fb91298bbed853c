"""Where tables without vertical rules stand: between level rules, under a header that names columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.joining.wraps import width_em
from extract.pdf.grid import SAME_END_PT
from extract.pdf.level_rules import Rule, between, level_rules
from extract.pdf.overleaf import cut_row, without_foot
from extract.pdf.primitives import Chars, PagePrimitives
from extract.pdf.region import Region, by_column, is_section, split_header
from extract.pdf.rule_starts import parted_by_rules
from extract.pdf.side_by_side import hides_columns
from extract.pdf.strips import Bracket, Columns, columns_of, is_crossed
from schema.enumerators import read_enumerator
from schema.text import join_lines

_WIDE = 0.3  # of the page's width: shorter rules are underlines
_SOLID = 0.8  # of a rule above or below a header is drawn
_HALF = 0.5  # of a rule between rows, at least; merged cells leave gaps
_QUARTER = 0.25  # of a closing rule as heavy as the first one
_HEAVIER = 1.5  # times as thick
_HIGHEST_HEADER = 0.25  # of the page's height
_LONGEST_NAME_EM = 32.0
_FEWEST_ALONE = 3  # columns of a header that stands without rows
_LETTERS = 2  # of a name whose letters are set apart, so many stand together at most
_YEAR = re.compile(r"\d{2,4}([-–/]\d{2,4})?")
_LOW = 0.5  # of the page's height: a header further down may have its rows on the next page


def regions_of(page: PagePrimitives) -> list[Region]:
    """The tables of PAGE from top to bottom. Prose between rules has no columns, so it is none."""
    found: list[Region] = []
    rules = level_rules(page) if len(page.horizontal) > 1 else []
    while len(rules) > 1:
        region, last = _region(page, rules)
        if region is not None and not hides_columns(region.body, region.columns):
            found.append(region)
        rules = [rule for rule in rules[1:] if region is None or rule.y > last]
    return found


def _region(page: PagePrimitives, rules: Sequence[Rule]) -> tuple[Region | None, float]:
    """The table whose header stands under the first of RULES, and the height down to which it reaches."""
    top = rules[0]
    below = _below_header(page, rules)
    if below is None:
        return None, 0.0
    middle = rules[below]
    later = [rule for rule in rules[below + 1 :] if _belongs(rule, top, middle)]
    header = between(page.chars, top, top.y, middle.y)
    body = between(page.chars, top, middle.y, later[0].y if later else page.height_pt)
    body = body if later else without_foot(body, page)
    brackets = [Bracket(rule.y, *piece) for rule in rules[1:below] for piece in rule.pieces]
    columns = columns_of(header, body, (top.x0, top.x1), brackets)
    if columns is None or not _is_header(header, columns) or _has_better(page, columns, rules[below:]):
        return None, 0.0
    if not len(body) and (later or middle.y < _LOW * page.height_pt or len(columns.edges) <= _FEWEST_ALONE):
        return None, 0.0
    if not later:
        bottom = float(body.boxes[:, 3].max()) if len(body) else middle.y
        return Region(header, body, columns, top.y, middle.y, (), bottom, closed=False), page.height_pt
    columns, last = _with_later(page.chars, header, columns, [top, middle, *later])
    within = between(page.chars, top, middle.y, later[last].y)
    columns = parted_by_rules(columns, header, within, later[: last + 1])
    rest = cut_row(page, columns, [middle, *later[: last + 1]])
    if rest is not None:
        bottom = float(rest.boxes[:, 3].max())
        body = between(page.chars, top, middle.y, bottom)
        return Region(header, body, columns, top.y, middle.y, tuple(later[: last + 1]), bottom, closed=False), bottom
    body, bottom = between(page.chars, top, middle.y, later[last].y), later[last].y
    return Region(header, body, columns, top.y, middle.y, tuple(later[:last]), bottom, closed=True), bottom


def _below_header(page: PagePrimitives, rules: Sequence[Rule]) -> int | None:
    """Which of RULES stands below the header that the first one stands above; None where none may be."""
    top = rules[0]
    width = top.x1 - top.x0
    if width < _WIDE * page.width_pt or top.drawn_pt < _SOLID * width:
        return None
    below = next((n for n, rule in enumerate(rules) if n and _is_alike(rule, top)), None)
    if below is None or rules[below].y - top.y > _HIGHEST_HEADER * page.height_pt:
        return None
    return below if len(between(page.chars, top, top.y, rules[below].y)) else None


def _has_better(page: PagePrimitives, columns: Columns, rules: Sequence[Rule]) -> bool:
    """Are there more names between the next two RULES? Then what stands above them is a caption."""
    if len(rules) < 2:
        return False
    top, middle = rules[0], rules[1]
    names = between(page.chars, top, top.y, middle.y)
    below = between(page.chars, top, middle.y, rules[2].y if len(rules) > 2 else page.height_pt)
    if not len(names) or not len(below):
        return False
    others = columns_of(names, below, (top.x0, top.x1), fewest=len(columns.edges))
    return others is not None and _is_header(names, others)


def _is_alike(rule: Rule, top: Rule) -> bool:
    """Is RULE as wide as TOP, and drawn all along?"""
    alike = abs(rule.x0 - top.x0) <= SAME_END_PT and abs(rule.x1 - top.x1) <= SAME_END_PT
    return alike and rule.drawn_pt >= _SOLID * (top.x1 - top.x0)


def _belongs(rule: Rule, top: Rule, middle: Rule) -> bool:
    """Is RULE, further down, one between rows or at the end of the table that TOP and MIDDLE begin?"""
    if rule.x0 < top.x0 - SAME_END_PT or rule.x1 > top.x1 + SAME_END_PT:
        return False
    share = rule.drawn_pt / (top.x1 - top.x0)
    return share >= _HALF or (share >= _QUARTER and rule.thick >= _HEAVIER * middle.thick)


def _is_header(header: Chars, columns: Columns) -> bool:
    """Are the texts between the first two rules names: short, not numbered, no sentence?"""
    names = [join_lines(line.text for line in lines) for lines in split_header(header, columns)[1]]
    written = [name for name in names if name]
    if 2 * len(written) <= len(names) or any(read_enumerator(name) for name in written):
        return False
    if any(name.endswith("。") for name in written) or 2 * sum(map(_is_no_name, written)) > len(written):
        return False
    return max(map(width_em, written)) <= _LONGEST_NAME_EM


def _is_no_name(text: str) -> bool:
    """Is TEXT a number or a sign, as cells have it and few headers? Years are names."""
    return not _YEAR.fullmatch(text) and not any(char.isalpha() for char in text)


def _with_later(chars: Chars, header: Chars, columns: Columns, rules: Sequence[Rule]) -> tuple[Columns, int]:
    """COLUMNS of the table that RULES (those around its header, then those further down) belong to, perhaps with
    their edges a little further on, and which of those further down is its last one."""
    (top, middle), later = rules[:2], rules[2:]
    last = at = 0
    while at + 1 < len(later):
        wider = _with_next(chars, header, columns, (top, middle, later[at], later[at + 1]))
        if wider is not None:
            columns, last, at = wider, at + 1, at + 1
        elif is_section(between(chars, top, later[at].y, later[at + 1].y), columns):
            at += 1  # the table goes on only if rows follow
        else:
            break
    return columns, last


def _with_next(chars: Chars, header: Chars, columns: Columns, rules: tuple[Rule, Rule, Rule, Rule]) -> Columns | None:
    """COLUMNS, if the table goes on below the third of RULES, down to the fourth; None where it does not.

    Its last rule is heavy as its first one is, where the one below the header is not. Else the text below
    has to stand in the same columns, perhaps with their edges a little further on.
    """
    top, middle, last, following = rules
    if top.thick >= _HEAVIER * middle.thick and last.thick >= _HEAVIER * middle.thick:
        return None
    below = between(chars, top, last.y, following.y)
    if not len(below):
        return None
    if is_crossed(columns, below):
        body = between(chars, top, middle.y, following.y)
        moved = columns_of(header, body, (top.x0, top.x1))
        if (
            moved is None
            or is_crossed(moved, body)
            or not _is_alike_parted((header, between(chars, top, middle.y, last.y)), columns, moved)
        ):
            return None
        columns = replace(columns, edges=moved.edges)
    return columns if any(by_column(below, columns)[1:]) else None


def _is_alike_parted(above: tuple[Chars, Chars], columns: Columns, moved: Columns) -> bool:
    """Does MOVED part a table's text into the same columns, or only put together what COLUMNS took for a name each:
    the letters of a name that are set apart (`主 辦 單 位`), or pieces of one with nothing below?

    ABOVE are the header and the rows so far.
    """
    if len(moved.edges) == len(columns.edges):
        return True
    if len(moved.edges) > len(columns.edges) or len(moved.edges) <= _FEWEST_ALONE or columns.groups:
        return False
    header, body = above
    names, entries = by_column(header, columns), by_column(body, columns)
    middles = [(left + right) / 2 for left, right in pairwise(columns.edges)]
    for left, right in pairwise(moved.edges):
        parts = [n for n, x in enumerate(middles) if left <= x < right]
        long = any(len(line.text) > _LETTERS for n in parts for line in names[n])
        if len(parts) > 1 and long and sum(1 for n in parts if entries[n]) > 1:
            return False
    return True
