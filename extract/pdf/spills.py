"""Text that leaves its cell: too long for its column, or of more lines than its row is high.

Spreadsheets print such text up to the next cell that is not empty and cut the rest off, by a clip as large as
the cell; the file holds it all. What is cut off would be read as its neighbour's.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from extract.pdf import pdfium
from extract.pdf.pdfium import Integers, each
from extract.pdf.placing import Affine
from extract.pdf.primitives import Bools, Chars, Floats, Ints, Rules
from schema.text import CJK_FROM

_INSIDE = 0.2  # of its width, or its height: a rule so far inside a character cuts it
_OVERPRINTED = 0.5  # of the size: the middles of two Chinese characters stand further apart
_STICKS_OUT = 0.25  # of the size: loose boxes may leave a tight cell by less
_MARGIN_PT = 1.0  # a clip may reach as far as the middle of the rules around a cell
_TOUCHING = 0.15  # of the size: characters of one run that stand no further apart were written on end


def may_spill(chars: Chars, horizontal: Rules, vertical: Rules) -> bool:
    """Does a rule cut one of CHARS, or is one printed over another?"""
    if not len(chars):
        return False
    x, y = chars.centers
    width, height = chars.boxes[:, 2] - chars.boxes[:, 0], chars.boxes[:, 3] - chars.boxes[:, 1]
    return (
        _cut(vertical.lines, chars.boxes[:, 0] + _INSIDE * width, chars.boxes[:, 2] - _INSIDE * width, y)
        or _cut(horizontal.lines, chars.boxes[:, 1] + _INSIDE * height, chars.boxes[:, 3] - _INSIDE * height, x)
        or _overprinted(chars)
    )


def _cut(rules: Floats, low: Floats, high: Floats, along: Floats) -> bool:
    """Does any of RULES ((n, 4) place, start, end, thickness) stand between LOW and HIGH, where it runs past ALONG?"""
    rules = rules.take(rules[:, 0].argsort(kind="stable"), axis=0)
    places = rules[:, 0]
    first, last = places.searchsorted(low), places.searchsorted(high)
    near = (first < last).nonzero()[0]
    reach = rules[:, 1:3].tolist() if len(near) else []
    by_char = zip(first.take(near).tolist(), last.take(near).tolist(), along.take(near).tolist(), strict=True)
    return any(start < at < end for begin, stop, at in by_char for start, end in reach[begin:stop])


def _overprinted(chars: Chars) -> bool:
    han = (chars.codes >= CJK_FROM).nonzero()[0]
    step = _OVERPRINTED * np.maximum(chars.sizes.take(han), 1.0)
    x, y = chars.centers
    places = np.floor(x.take(han) / step).astype(np.int64) << 32 | np.floor(y.take(han) / step).astype(np.int64)
    ordered = np.sort(places)
    if not (ordered[1:] == ordered[:-1]).any():
        return False
    order = places.argsort(kind="stable")
    codes, places = chars.codes.take(han.take(order)), places.take(order)
    return bool(((places[1:] == places[:-1]) & (codes[1:] != codes[:-1])).any())  # the same twice is bold


def are_clipped(objects: Integers) -> bool:
    """Is a clip set for any of OBJECTS (addresses)? Spreadsheets set one for text; most programs do not."""
    clips = each(pdfium.clip_path, objects)
    return bool((each(pdfium.clip_count, clips[clips != 0]) > 0).any())


def clip_boxes(objects: Integers, spaces: Mapping[int, Affine]) -> Floats:
    """(n, 4) boxes in display space that each of OBJECTS (addresses) may be seen in; endless where no clip is set.

    SPACES maps the space that an object stands in to display space; objects that it does not know are left out.
    """
    got = np.empty((len(objects), 4))
    got[:] = (-np.inf, -np.inf, np.inf, np.inf)
    clips = each(pdfium.clip_path, objects)
    for i, (thing, clip) in enumerate(zip(objects.tolist(), clips.tolist(), strict=True)):
        space = spaces.get(thing)
        if not clip or space is None:
            continue
        for number in range(pdfium.clip_count(clip)):
            points = _points(clip, number)
            if len(points):
                x, y = space.points(points[:, 0], points[:, 1])
                got[i, :2] = np.maximum(got[i, :2], (x.min() + _MARGIN_PT, y.min() + _MARGIN_PT))
                got[i, 2:] = np.minimum(got[i, 2:], (x.max() - _MARGIN_PT, y.max() - _MARGIN_PT))
    return got


def shows_through(chars: Chars, runs: Ints, clips: Floats) -> Bools:
    """Which of CHARS, each of the object numbered in RUNS, are of a text that its clip, one of CLIPS, shows a part of,
    or hides by less than a line.

    A spreadsheet writes the text of a merged cell once more, above the table, on a page that shows only the foot of
    that cell.
    """
    set_, group = np.unique(clips, axis=0, return_inverse=True)
    of_char = group.reshape(-1).take(runs)
    _, top, _, bottom = set_.take(of_char, axis=0).T
    near = (chars.boxes[:, 3] > top - chars.sizes) & (chars.boxes[:, 1] < bottom + chars.sizes)
    return np.bincount(of_char, near, minlength=len(set_)).take(of_char) > 0


def _points(clip: int, number: int) -> Floats:
    """(n, 2) corners of path NUMBER of CLIP."""
    count = max(0, pdfium.clip_segment_count(clip, number))
    handles = np.array([pdfium.clip_segment_at(clip, number, k) for k in range(count)], np.int64)
    points = np.zeros((count, 2), np.float32)
    each(pdfium.segment_point, handles, into=points)
    return points.astype(np.float64)


def gathered(chars: Chars, owners: Ints, cells: Floats) -> tuple[Ints, Bools]:
    """OWNERS, the number of each character's cell of CELLS ((n, 4) boxes) or -1, with text that runs on from its cell
    into a blank one, or out of the table, and words that run on at all, given back to the cell where they begin; and
    which characters are of text that runs on, whatever the cell."""
    runs_on = np.zeros(len(chars), np.bool_)
    changes = (owners[1:] != owners[:-1]).nonzero()[0] + 1
    if chars.runs is None or not _touch(chars, changes).any():
        return owners, runs_on
    touches, crosses = runs_on.copy(), runs_on.copy()
    touches[1:] = _touch(chars, np.arange(1, len(chars)))
    on_end = (chars.runs[changes] == chars.runs[changes - 1]) | (owners[changes] < 0)  # nothing else stands so near
    in_word = (chars.codes < CJK_FROM) & ~chars.spaces  # elsewhere a mark may hang over the edge, beside a full line
    on_end |= in_word[changes] & in_word[changes - 1] & _on_edge(chars.boxes, changes, cells.take(owners, axis=0))
    crosses[changes] = touches[changes] & on_end
    stretch = np.cumsum(~touches | (owners != np.roll(owners, 1)) & ~crosses)
    owners = owners.copy()
    for number in np.unique(stretch[crosses]).tolist():
        written = np.flatnonzero(stretch == number)
        runs_on[written] = True
        home = int(owners[written[0]])
        over = set(owners[written].tolist()) - {home}
        if home >= 0 and (_is_cut_word(in_word, owners, written) or all(_is_blank(owners, c, written) for c in over)):
            owners[written] = home
    return owners, runs_on


def _is_cut_word(in_word: Bools, owners: Ints, written: Ints) -> bool:
    """Does a word of letters or figures, which no program breaks, run on out of the cell in which WRITTEN begins?
    IN_WORD tells such characters."""
    first = int(np.flatnonzero(owners[written] != owners[written[0]])[0])
    return bool(in_word[written[first - 1 :]].all())


def _on_edge(boxes: Floats, at: Ints, own: Floats) -> Bools:
    """Does the edge between the cells of the characters numbered AT and of the ones before them run through one of the
    two? OWN are the cells of all characters, as BOXES are those of the characters."""
    inside = _INSIDE * (boxes[:, 2] - boxes[:, 0])
    over_right = boxes[:, 2] - own[:, 2] > inside
    over_left = own[:, 0] - boxes[:, 0] > inside
    return np.asarray(over_right[at - 1] | over_left[at])


def _touch(chars: Chars, at: Ints) -> Bools:
    """Do the characters numbered AT stand beside the ones before them, on one line?"""
    here, before = chars.boxes.take(at, axis=0), chars.boxes.take(at - 1, axis=0)
    slack = _TOUCHING * chars.sizes.take(at)
    touches = np.abs(here[:, 0] - before[:, 2]) <= slack
    return np.asarray(touches & (np.abs(here[:, 1] - before[:, 1]) <= slack))


def _is_blank(owners: Ints, cell: int, but_for: Ints) -> bool:
    """Does CELL hold nothing BUT FOR these characters?"""
    return cell < 0 or int(np.count_nonzero(owners == cell)) == int(np.count_nonzero(owners[but_for] == cell))


def sticking_out(chars: Chars, cells: Floats) -> Bools:
    """Which of CHARS leave their cells, whose boxes are CELLS, (n, 4)."""
    slack = _STICKS_OUT * chars.sizes
    (x0, top, x1, bottom), (left, high, right, low) = chars.boxes.T, cells.T
    beside = (x0 < left - slack) | (x1 > right + slack)
    return np.asarray(beside | (top < high - slack) | (bottom > low + slack))
