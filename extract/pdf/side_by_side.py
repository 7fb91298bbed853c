"""Where on a page text stands side by side, line after line: the places where a table without rules may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.pdf.primitives import Bools, Chars, Floats, Ints, median
from extract.pdf.stretches import line_numbers, stretches_of, stretches_on
from extract.pdf.strips import Columns

_APART = 1.0  # of the size: what stands further apart on a line are two entries, words or not
WORD_GAP = 0.3  # of the size: gaps between words are narrower
_STRIP = 0.5  # of the size: narrower strips are blank by chance
_FEWEST = 3  # lines with entries side by side
_MOST_WRAPPED = 4  # lines that a cell is higher than the others of its row
LOOSE = 4.0  # of the size: lines further apart are not of one table
_CROSSED = 0.08  # of the lines may run across a strip: titles of sections
_ROOMY = 1.4  # times the usual step: a line so far below the one above begins something new
_LONG_NAME = 2.5  # of the size: a name of three characters
BESIDE = 0.8  # of the size: lines nearer in height overlap, and are of one row
_EVEN_PT = 1.2  # steps from line to line that differ by less are one
_CROWD = 3  # entries on one line of one cell
_WIDE_GAP = 0.7  # of the size: no blank between two words is as wide
_CLEAR = 0.25  # of the lines have a wide gap between two columns; in the others one of them is full
_SPARSE = 0.1  # of the lines, at least, have text in a column and text beside it


@dataclass(frozen=True, slots=True)
class Block:
    """Lines with text side by side: all their characters, and edges between the columns in which it stands.

    `lines` has the number of every character's line, from 0 down the block.
    """

    chars: Chars
    lines: Ints
    columns: Columns


def blocks_of(chars: Chars) -> list[Block]:
    """The blocks in CHARS from top to bottom. Most pages of prose have none, and that is told fast."""
    seen = chars.take(~chars.spaces)
    lines = line_numbers(seen)
    if not len(lines) or lines.max() + 1 < _FEWEST:
        return []
    stretches = stretches_on(seen, lines, _APART)
    if not _has_many(stretches):
        return []
    return list(_blocks(seen, lines, _split(stretches, int(lines.max()) + 1)))


def has_wide_name(block: Block, bottom: float) -> bool:
    """Stand two names above BOTTOM in one column of BLOCK, because full lines below hide the strip between?

    A short name may be printed wide (項　目), so only pieces of three characters or more count.
    """
    head = block.chars.take(block.chars.centers[1] < bottom - _STRIP * median(block.chars.sizes))
    pieces = stretches_of(head, _APART)
    sizes = _LONG_NAME * median(head.sizes)
    long = pieces[pieces[:, 2] - pieces[:, 1] >= sizes]
    col = np.searchsorted(np.array(block.columns.edges), (long[:, 1] + long[:, 2]) / 2)
    places = list(zip(long[:, 0].tolist(), col.tolist(), strict=True))
    return len(set(places)) < len(places)


def hides_columns(body: Chars, columns: Columns) -> bool:
    """Do most lines of BODY have several entries, far apart, in one of COLUMNS? Then these are the wrong ones."""
    pieces = stretches_of(body, _APART) if len(body) else np.zeros((0, 3))
    col = np.array(columns.edges).searchsorted((pieces[:, 1] + pieces[:, 2]) / 2)
    counts = Counter(zip(pieces[:, 0].tolist(), col.tolist(), strict=True))
    crowded = {line for (line, _), count in counts.items() if count >= _CROWD}
    return len(crowded) >= _FEWEST and 2 * len(crowded) > len(set(pieces[:, 0].tolist()))


def _has_many(stretches: Floats) -> bool:
    return len(stretches) >= 2 * _FEWEST and bool(
        np.count_nonzero(np.bincount(stretches[:, 0].astype(np.int64)) > 1) >= _FEWEST
    )


def _split(stretches: Floats, n: int) -> Bools:
    """For each of N lines: are there two entries on it?"""
    return np.bincount(stretches[:, 0].astype(np.int64), minlength=n) > 1


def _blocks(chars: Chars, lines: Ints, split: Bools) -> Iterator[Block]:
    """The blocks made of runs of SPLIT lines, and of the lines that stand between them."""
    for first, last in _runs(chars, lines, split):
        last = _with_tail(chars, lines, last, first)
        first = _with_head(chars, lines, first)
        held = (lines >= first) & (lines <= last)
        yield from _parted(chars.take(held), lines[held] - first, split[first : last + 1])


def _with_head(chars: Chars, lines: Ints, first: int) -> int:
    """FIRST, or the line from which on names stand beside it on either side of its height: those of two lines in a
    header whose other names are of one."""
    y = np.bincount(lines, chars.centers[1]) / np.bincount(lines)
    size = median(chars.sizes[lines == first])
    while first and y[first] - y[first - 1] < BESIDE * size:
        first -= 1
    return first


def _with_tail(chars: Chars, lines: Ints, last: int, first: int) -> int:
    """LAST, or the line down to which the last row's longest cell goes on: lines near below, as near as lines of
    the block stand anywhere, each begun where lines above it begin."""
    y = np.bincount(lines, chars.centers[1]) / np.bincount(lines)
    left = np.full(len(y), np.inf)
    np.minimum.at(left, lines, chars.boxes[:, 0])
    held = (lines >= first) & (lines <= last)
    starts = stretches_of(chars.take(held), _APART)[:, 1]
    steps = np.diff(y[first : last + 1])
    size = median(chars.sizes[held])
    least = float(steps[steps >= size].min(initial=np.inf))
    least = size if least == np.inf else least
    while last + 1 < len(y) and y[last + 1] - y[last] <= least + _EVEN_PT:
        if np.abs(starts - left[last + 1]).min() > _STRIP * size:
            break
        last += 1
    return last


def _runs(chars: Chars, lines: Ints, split: Bools) -> Iterator[tuple[int, int]]:
    """First and last line of runs of lines, most of them SPLIT, that stand near below each other."""
    y = np.bincount(lines, chars.centers[1]) / np.bincount(lines)
    size = np.bincount(lines, chars.sizes) / np.bincount(lines)
    run: list[int] = []
    for line in np.flatnonzero(split).tolist():
        between = range(run[-1] + 1, line + 1) if run else ()
        near = all(y[k] - y[k - 1] <= LOOSE * size[k] for k in between)
        if run and not (near and len(between) <= _MOST_WRAPPED + 1):
            yield from _long_enough(run)
            run = []
        run.append(line)
    yield from _long_enough(run)


def _long_enough(run: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(run) >= _FEWEST:
        yield run[0], run[-1]


def _parted(chars: Chars, lines: Ints, split: Bools) -> Iterator[Block]:
    """The block that CHARS are; or those above and below lines that run across its columns."""
    edges = _edges(chars, lines, split)
    if len(edges) < 3:
        return
    stretches = stretches_of(chars, WORD_GAP)
    inner = np.array(edges[1:-1])
    across = np.zeros(len(split), np.bool_)
    crossing = ((stretches[:, 1, None] < inner) & (stretches[:, 2, None] > inner)).any(axis=1)
    across[stretches[crossing, 0].astype(np.int64)] = True
    ends = np.flatnonzero(across & ~split)
    prose = ends[np.isin(ends + 1, ends) | np.isin(ends - 1, ends) | _set_off(chars, lines, edges[1])[ends]]
    if not len(prose):
        yield Block(chars, lines, Columns(tuple(edges)))
        return
    bounds = [-1, *prose.tolist(), len(split)]
    for above, below in pairwise(bounds):
        if np.count_nonzero(split[above + 1 : below]) >= _FEWEST:
            own = np.flatnonzero(split[above + 1 : below]) + above + 1
            held = (lines >= own[0]) & (lines <= own[-1])
            yield from _parted(chars.take(held), lines[held] - own[0], split[own[0] : own[-1] + 1])


def _set_off(chars: Chars, lines: Ints, first_edge: float) -> Bools:
    """For every line: does it begin right of FIRST_EDGE, with more room above it than lines have? Then it names
    columns of another table, and is no title of a section."""
    y = np.bincount(lines, chars.centers[1]) / np.bincount(lines)
    left = np.full(len(y), np.inf)
    np.minimum.at(left, lines, chars.boxes[:, 0])
    steps = np.diff(y, prepend=y[0])
    return (left > first_edge) & (steps > _ROOMY * median(steps))


def _edges(chars: Chars, lines: Ints, split: Bools) -> list[float]:
    """The column edges of the block of CHARS: the middles of strips that nearly no line crosses."""
    stretches = stretches_of(chars, WORD_GAP)
    stretches = stretches[split[stretches[:, 0].astype(np.int64)]]
    size = median(chars.sizes)
    n = len(np.unique(stretches[:, 0]))
    ends = np.unique(stretches[:, 1:])
    middle = (ends[1:] + ends[:-1]) / 2
    cover = ((stretches[:, 1, None] < middle) & (stretches[:, 2, None] > middle)).sum(axis=0)
    strips = _free(ends, cover, int(_CROSSED * n), _STRIP * size)
    edges = [float(ends[0]), *strips, float(ends[-1])]
    return _used(edges, stretches, max(2, int(_SPARSE * n)), _WIDE_GAP * size)


def _free(ends: Floats, cover: Ints, most: int, narrowest: float) -> list[float]:
    """The middles of the runs of pieces between ENDS that MOST lines cross at most, where fewest do."""
    free = cover <= most
    bounds = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(np.int8)))
    found = []
    for start, stop in zip(bounds[::2].tolist(), bounds[1::2].tolist(), strict=True):
        least = int(cover[start:stop].min())
        best = max(
            (float(ends[k + 1] - ends[k]), float(ends[k] + ends[k + 1]) / 2)
            for k in range(start, stop)
            if cover[k] == least
        )
        if best[0] >= narrowest:
            found.append(best[1])
    return found


def _used(edges: list[float], stretches: Floats, fewest: int, clear_pt: float) -> list[float]:
    """EDGES without those that leave fewer than FEWEST lines with text in a column and beside it, and those where
    hardly a line has CLEAR_PT between the two: blanks between words that happen to stand below each other."""
    kept = edges[:1]
    middle = (stretches[:, 1] + stretches[:, 2]) / 2
    for k in range(1, len(edges) - 1):
        before, behind = stretches[middle < edges[k]], stretches[middle > edges[k]]
        left = before[before[:, 1] + before[:, 2] > 2 * kept[-1], 0]
        right = behind[behind[:, 1] + behind[:, 2] < 2 * edges[k + 1], 0]
        enough = min(len(np.intersect1d(left, behind[:, 0])), len(np.intersect1d(right, before[:, 0]))) >= fewest
        if enough and _is_clear(before, behind, clear_pt):
            kept.append(edges[k])
    return [*kept, edges[-1]]


def _is_clear(before: Floats, behind: Floats, clear_pt: float) -> bool:
    """Do the stretches BEFORE an edge and BEHIND it stand CLEAR_PT apart on a quarter of the lines with both?"""
    n = int(max(before[:, 0].max(), behind[:, 0].max())) + 1
    end, begin = np.full(n, -np.inf), np.full(n, np.inf)
    np.maximum.at(end, before[:, 0].astype(np.int64), before[:, 2])
    np.minimum.at(begin, behind[:, 0].astype(np.int64), behind[:, 1])
    gaps = (begin - end)[np.isfinite(begin) & np.isfinite(end)]
    return bool(np.mean(gaps >= clear_pt) >= _CLEAR)
