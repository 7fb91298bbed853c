"""Columns without vertical rules: blank strips between the names in a header, kept blank by the lines below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, pairwise

import numpy as np

from extract.pdf.hanging import may_hang
from extract.pdf.headings import without_headings
from extract.pdf.names import CLEAR_GAP, Name, names_of, with_letters_joined
from extract.pdf.primitives import Chars, Floats
from extract.pdf.stretches import Stretch, stretches_of

_NAME_GAP = 0.3  # of the size: a wider gap between characters of a header may part two names
_WORD_GAP = 0.3  # of the size: a narrower gap in a line below is none
_CROSSED = 0.08  # of the lines may run across a strip: section titles over the whole width
_ROUNDING_PT = 0.1
_BELOW = 0.8  # of the size: lines nearer in height stand on one line
_CENTERED = 0.6  # of the size: so exactly does a name stand over the middle of its columns


Over = tuple[Name, int, int]  # a name over several columns, the first of them and the last


@dataclass(frozen=True, slots=True)
class Columns:
    """Column edges in points; `groups` are the names over several columns, each with the first and last."""

    edges: tuple[float, ...]
    groups: tuple[Over, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracket:
    """A short rule under a name that stands over several columns: its height and ends, in points."""

    y: float
    x0: float
    x1: float


def columns_of(
    header: Chars,
    body: Chars,
    sides: tuple[float, float],
    brackets: Sequence[Bracket] = (),
    *,
    fewest: int = 2,
) -> Columns | None:
    """The columns between SIDES that HEADER names and BODY keeps apart; None for fewer than FEWEST, two at least.

    BRACKETS under names in the header say how many columns those are for. Headings of sections in BODY may run across
    them.
    """
    names = names_of(header, _NAME_GAP if len(body) else CLEAR_GAP)
    if len(names) < fewest:
        return None
    found = _columns_of(names, header, body, sides, brackets, fewest)
    if found is not None and len(found.edges) > len(names):
        return found
    rows = without_headings(body)
    other = _columns_of(names, header, rows, sides, brackets, fewest) if len(rows) < len(body) else None
    return found if other is None or (found is not None and len(other.edges) <= len(found.edges)) else other


def _columns_of(
    names: Sequence[Name],
    header: Chars,
    body: Chars,
    sides: tuple[float, float],
    brackets: Sequence[Bracket],
    fewest: int,
) -> Columns | None:
    # Some stand over columns without any text.
    sides = min(sides[0], min(name.x0 for name in names)), max(sides[1], max(name.x1 for name in names))
    stretches = stretches_of(body, _WORD_GAP).tolist()
    names = with_letters_joined(names, header, stretches)
    bracketed = {name: found for name in names if (found := _bracket_below(name, brackets)) is not None}
    groups = [name for name in names if name in bracketed or _is_group(name, names, stretches)]
    edges = _edges(names, groups, stretches, sides)
    more = [name for name in names if name not in groups and _stands_over(name, names, edges)]
    if more:
        groups += more
        edges = _edges(names, groups, stretches, sides)
    if len(edges) <= fewest:
        return None
    spanned = (
        (name, _under(bracketed[name], edges) if name in bracketed else _spanned(name, groups, edges))
        for name in groups
    )
    return Columns(tuple(edges), apart([(name, *cols) for name, cols in spanned if cols is not None]))


def apart(groups: Sequence[Over]) -> tuple[Over, ...]:
    """GROUPS, those on one line without the columns that the next one begins with."""
    apart = []
    for name, first, last in groups:
        later = [other for beside, other, _ in groups if first < other <= last and beside.is_beside(name)]
        apart.append((name, first, min(later, default=last + 1) - 1))
    return tuple(apart)


def _edges(
    names: Sequence[Name], groups: Sequence[Name], stretches: Sequence[Stretch], sides: tuple[float, float]
) -> list[float]:
    spans = united([(name.x0, name.x1) for name in names if name not in groups])
    return [sides[0], *_boundaries(spans, stretches), sides[1]]


def _stands_over(name: Name, names: Sequence[Name], edges: Sequence[float]) -> bool:
    """Does NAME stand in the middle over columns whose own names all begin on the next line?

    Over an odd number of columns it may touch the one in the middle only.
    """
    below = [other for other in names if other.y > name.y + name.size / 2]
    cols = _spanned(name, (name,), edges)
    if cols is None or not below:
        return False
    firsts = []
    for left, right in pairwise(edges[cols[0] : cols[1] + 2]):
        own = [n for n in names if n is not name and left <= n.center <= right]
        if not own:
            return False
        firsts.append(min(n.y for n in own))
    level = max(firsts) - min(firsts) < name.size / 2
    return level and min(firsts) - name.y > name.size * _BELOW


def _bracket_below(name: Name, brackets: Sequence[Bracket]) -> Bracket | None:
    """The nearest of BRACKETS right under NAME, as long as its columns are wide."""
    under = [b for b in brackets if name.y < b.y < name.y + 2 * name.size and b.x0 <= name.center <= b.x1]
    nearest = min(under, key=lambda b: b.y, default=None)
    return nearest if nearest is not None and nearest.x1 - nearest.x0 > name.x1 - name.x0 else None


def _under(bracket: Bracket, edges: Sequence[float]) -> tuple[int, int] | None:
    """First and last of the columns whose middle BRACKET covers; None for one column only."""
    covered = [k for k, (a, b) in enumerate(pairwise(edges)) if bracket.x0 <= (a + b) / 2 <= bracket.x1]
    return (covered[0], covered[-1]) if len(covered) > 1 else None


def columns_like(cores: Sequence[tuple[float, float]], body: Chars, left: float, right: float) -> Columns | None:
    """The columns between LEFT and RIGHT around CORES, where text is known to stand in each; None where BODY
    runs across from one to the next."""
    edges = [left, *_boundaries(cores, stretches_of(body, _WORD_GAP).tolist()), right]
    return Columns(tuple(edges)) if len(edges) == len(cores) + 1 else None


def is_crossed(columns: Columns, chars: Chars, most: float = _CROSSED) -> bool:
    """Do lines of CHARS run across the strips between COLUMNS, more than the share MOST? A mark that may hang there
    alone does not."""
    inner = np.array(columns.edges[1:-1])
    hung = may_hang(chars)
    if hung.any():
        hung &= ((chars.boxes[:, :1] < inner) & (chars.boxes[:, 2:3] > inner)).any(axis=1)
    readings = (chars, chars.take(~hung)) if hung.any() else (chars,)
    return all(_runs_across(inner, stretches_of(some, _WORD_GAP), most) for some in readings)


def _runs_across(inner: Floats, stretches: Floats, most: float) -> bool:
    if not len(stretches):
        return False
    _, x0, x1 = stretches.T
    crossing = ((x0[:, None] < inner) & (x1[:, None] > inner)).any(axis=1)
    return bool(np.count_nonzero(crossing) > most * (stretches[-1, 0] + 1))


def _is_group(name: Name, names: Sequence[Name], stretches: Sequence[Stretch]) -> bool:
    """Does NAME stand over two others that the lines below keep apart?"""
    below = sorted(
        (other.x0, other.x1)
        for other in names
        if other.y > name.y + other.size / 2 and other.x0 < name.x1 and other.x1 > name.x0
    )
    return any(_boundary(a, b, stretches) is not None for a, b in pairwise(united(below)))


def united(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """SPANS from left to right, those that overlap made one."""
    united: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if united and x0 < united[-1][1]:
            united[-1] = (united[-1][0], max(x1, united[-1][1]))
        else:
            united.append((x0, x1))
    return united


def _boundaries(spans: Sequence[tuple[float, float]], stretches: Sequence[Stretch]) -> list[float]:
    """Where one column ends and the next begins, between the SPANS of their names.

    Two pieces that lines run across are one name, printed wide.
    """
    found: list[float] = []
    before = spans[0] if spans else (0.0, 0.0)
    for span in spans[1:]:
        at = _boundary(before, span, stretches)
        if at is None:
            before = (before[0], span[1])
        else:
            found.append(at)
            before = span
    return found


def _boundary(a: tuple[float, float], b: tuple[float, float], stretches: Sequence[Stretch]) -> float | None:
    """The middle of the best strip between A and B that no line crosses; None where lines run across.

    Where there is none, a strip that nearly no line crosses will do. Between two that overlap none is.
    """
    if a[1] >= b[0]:
        return None
    near = [stretch for stretch in stretches if stretch[2] > a[0] and stretch[1] < b[1]]
    held = [(max(x0, a[1]), min(x1, b[0])) for _, x0, x1 in near if x1 > a[1] and x0 < b[0]]
    ends = sorted({a[1], b[0], *chain.from_iterable(held)})
    begun = dict.fromkeys(ends, 0)  # how many more stretches run on behind each of these places than before it
    for x0, x1 in held:
        begun[x0] += 1
        begun[x1] -= 1
    crossed = list(accumulate(begun.values()))[:-1]
    at = _best(ends, [count == 0 for count in crossed], near)
    if at is not None:
        return at
    most = _CROSSED * len({line for line, _, _ in near})
    return _best(ends, [count <= most for count in crossed], near)


def _best(ends: Sequence[float], free: Sequence[bool], near: Sequence[Stretch]) -> float | None:
    """The middle of that run of FREE pieces between ENDS which parts most lines in two, the widest of such.

    None where none is free.
    """
    best, at = (-1, 0.0), None
    runs = groupby(range(len(free)), key=free.__getitem__)
    for run in (list(numbers) for is_free, numbers in runs if is_free):
        start, stop = ends[run[0]], ends[run[-1] + 1]
        left = {line for line, _, x1 in near if x1 <= start + _ROUNDING_PT}
        right = {line for line, x0, _ in near if x0 >= stop - _ROUNDING_PT}
        parted = len(left & right), stop - start
        if parted > best:
            best, at = parted, (start + stop) / 2
    return at


def _spanned(name: Name, groups: Sequence[Name], edges: Sequence[float]) -> tuple[int, int] | None:
    """First and last of the columns that NAME stands over: as many as have it in their middle.

    A name over no column's middle spans those that it touches.
    """
    beside = [other for other in groups if other is not name and name.is_beside(other)]
    least = max((other.x1 for other in beside if other.x1 <= name.x0), default=edges[0])
    most = min((other.x0 for other in beside if other.x0 >= name.x1), default=edges[-1])
    n = len(edges) - 1
    touched = [k for k in range(n) if edges[k] < name.x1 and edges[k + 1] > name.x0]
    around = [
        (j - i, i, j)
        for i in range(touched[0] + 1)
        for j in range(touched[-1], n)
        if edges[i] >= least - name.size and edges[j + 1] <= most + name.size
        if abs((edges[i] + edges[j + 1]) / 2 - name.center) <= _CENTERED * name.size
    ]
    if around:
        _, first, last = max(around)
        return (first, last) if last > first else None
    return (touched[0], touched[-1]) if len(touched) > 1 else None
