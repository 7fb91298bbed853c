"""The entries that a cell lists: its outline, read from printed lines by their enumerators.

An enumerator opens an entry when it goes on with a list that is open, or opens one with its first
number where a new printed line begins an entry; a number that only wraps to the start of a line does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from msgspec import Struct, structs

from normalize.widths import Room, has_blank_between, length_of
from schema.enumerators import ENUMERATOR_STARTS, Enumerator, counted_decimals, follows, read_enumerator
from schema.tables import Line, text_of

SENTENCE_ENDS = tuple("。；;：:！!？?…")
_ROOM = 0.9  # of a line's height: where as much is left at the foot of a page, another line has room there
_TIGHT_EM = 0.12  # where no more than this would be left, a border or the room between letters may have taken it
GOES_ON = tuple("、，,及與和暨或之的(（「『《〈-–—－~～至／/")  # what no value and no entry ends with


class Entry(Struct, frozen=True):
    """One entry of a list: its enumerator, its own lines, the entries under it."""

    enumerator: Enumerator
    lines: tuple[Line, ...]  # its own, without those of its children
    children: tuple[Entry, ...] = ()

    @property
    def at(self) -> float:
        """Where it begins, on the table's vertical scale."""
        return self.lines[0].at

    @property
    def key(self) -> tuple[str, int]:
        return self.enumerator.form, self.enumerator.number

    @property
    def own_text(self) -> str:
        """Its text without its children's, enumerator included."""
        return text_of(self.lines)

    @property
    def text(self) -> str:
        """Its whole text: each child on a line of its own."""
        return "\n".join([self.own_text, *(child.text for child in self.children)])

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return self.lines + tuple(line for child in self.children for line in child.all_lines)

    @property
    def is_bare(self) -> bool:
        """Is it an enumerator with no words of its own?"""
        return self.own_text.strip() == self.enumerator.label


class Outline(Struct, frozen=True):
    """What a cell lists: lines before the first entry, then the entries."""

    lead: tuple[Line, ...]
    entries: tuple[Entry, ...]

    @property
    def lead_text(self) -> str:
        return text_of(self.lead)

    @property
    def text(self) -> str:
        parts = ([self.lead_text] if self.lead else []) + [entry.text for entry in self.entries]
        return "\n".join(parts)


NOTHING = Outline((), ())


class _Open(Struct):
    """An entry being read."""

    enumerator: Enumerator
    lines: list[Line]
    children: list[_Open] = []

    def close(self) -> Entry:
        return Entry(self.enumerator, tuple(self.lines), tuple(child.close() for child in self.children))


def outline(lines: Sequence[Line], room: Room | None = None) -> Outline:
    """The outline of a cell's LINES; ROOM tells which lines are full (None: unknown)."""
    if ENUMERATOR_STARTS.isdisjoint([line.text[:1] for line in lines]):
        return Outline(tuple(lines), ())
    decimals = _decimals(lines, room)
    numbered = [read_enumerator(line.text) or decimal for line, decimal in zip(lines, decimals, strict=True)]
    if not any(numbered):
        return Outline(tuple(lines), ())
    lead: list[Line] = []
    roots: list[_Open] = []
    stack: list[_Open] = []
    previous: Line | None = None
    for n, line in enumerate(lines):
        found = numbered[n]
        if found is None and stack and line.text[:1].isdecimal():
            found = read_enumerator(line.text, doubtful=True)
        depth = None
        if found is not None and not (decimals[n] is None and _counts_in_sentence(found, previous, line, numbered[n:])):
            is_fresh = partial(_is_fresh, previous, line, room, numbered[n:])
            depth = _depth(found, stack, is_fresh) if decimals[n] is None else _step_in(found, stack)
        if found is None or depth is None:
            (stack[-1].lines if stack else lead).append(line)
        else:
            del stack[depth:]
            _open(found, line, roots if not stack else stack[-1].children, stack)
        previous = line
    return Outline(tuple(lead), tuple(root.close() for root in roots))


def _decimals(lines: Sequence[Line], room: Room | None) -> Sequence[Enumerator | None]:
    """For each line the decimal that counts on down LINES, if the first of them begins something new."""
    found = counted_decimals([line.text for line in lines])
    if not any(found):
        return found
    first = next(n for n, decimal in enumerate(found) if decimal is not None)
    return found if begins_anew(lines[first - 1] if first else None, lines[first], room) else [None] * len(lines)


def _is_fresh(previous: Line | None, line: Line, room: Room | None, numbered: Sequence[Enumerator | None]) -> bool:
    """Does LINE, below PREVIOUS, begin something new? NUMBERED: what the lines from here on begin with."""
    return begins_anew(previous, line, room) or _goes_on_below(numbered)


def _goes_on_below(numbered: Sequence[Enumerator | None]) -> bool:
    """Is the first of NUMBERED, what a line and those below it begin with, the first of a list: does one of those
    begin with the second?

    Then it opens a list, though the line above it happens to be full.
    """
    first = numbered[0]
    if first is None or first.number != 1:
        return False
    for later in numbered[1:]:
        if later is not None and later.form == first.form:
            return later.number == 2
    return False


def _counts_in_sentence(
    found: Enumerator, previous: Line | None, line: Line, numbered: Sequence[Enumerator | None]
) -> bool:
    """Does FOUND, a first number that LINE begins with, count within the sentence that PREVIOUS begins (`按(1)立即
    (2)限期兩級`)? Its second stands in the same line, and none of NUMBERED, what the lines from here on begin with."""
    if found.number != 1 or previous is None or previous.text.endswith(SENTENCE_ENDS):
        return False
    rest = line.text[len(found.label) :]
    inside = any(
        rest[at] in ENUMERATOR_STARTS and (second := read_enumerator(rest[at:])) is not None and follows(found, second)
        for at in range(1, len(rest))
    )
    return inside and not any(later is not None and follows(found, later) for later in numbered)


def _open(found: Enumerator, line: Line, siblings: list[_Open], stack: list[_Open]) -> None:
    """Open an entry; `1.(1)…` on one line opens its first child at once."""
    rest = line.text[len(found.label) :].lstrip()
    inner = read_enumerator(rest)
    if inner is not None and inner.number == 1 and inner.form != found.form and not inner.doubtful:
        entry = _Open(found, [structs.replace(line, text=found.label)])
        siblings.append(entry)
        stack.append(entry)
        _open(inner, structs.replace(line, text=rest), entry.children, stack)
        return
    entry = _Open(found, [line])
    siblings.append(entry)
    stack.append(entry)


def _depth(found: Enumerator, stack: list[_Open], is_fresh: Callable[[], bool]) -> int | None:
    """How many open entries stay open above the one that FOUND begins; None where it begins none.

    IS_FRESH tells whether its line begins something new: it is asked only where FOUND does not simply count on.
    """
    if found.is_decimal:
        return _step_in(found, stack)
    for depth in range(len(stack) - 1, -1, -1):
        last = stack[depth].enumerator
        if last.form != found.form:
            continue
        if found.number == last.number + 1:
            return depth
        if found.doubtful:
            return None
        begun = found.number > last.number or found.number in (1, last.number)
        return depth if begun and is_fresh() else None  # skipped, repeated or begun again: as people type
    if found.doubtful or (stack and found.number != 1):
        return None
    return len(stack) if is_fresh() else None


def _step_in(found: Enumerator, stack: list[_Open]) -> int:
    """How many open entries stay open above the one that FOUND, a decimal that counts on, begins."""
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].enumerator.form == found.form:
            return depth
    deeper = [n for n, entry in enumerate(stack) if entry.enumerator.is_decimal and entry.enumerator.form > found.form]
    return min(deeper, default=len(stack))


def after_gaps(entries: Sequence[Entry]) -> frozenset[int]:
    """Ids of the entries before which the numbering jumps (A. B. D.): one may be missing, or misread."""
    found: set[int] = set()
    for entry, later in pairwise(entries):
        one, other = entry.enumerator, later.enumerator
        if other.form == one.form and other.number > one.number + 1 and not other.is_decimal:
            found.add(id(later))
    for entry in entries:
        if entry.children:
            found |= after_gaps(entry.children)
    return frozenset(found)


def begins_anew(previous: Line | None, line: Line, room: Room | None) -> bool:
    """Does LINE begin something new, rather than go on with the wrapped line above it?"""
    if previous is None:
        return True
    if line.paragraph is not None:
        return True  # the format tells its lines apart: none of them is wrapped
    if previous.text.endswith(GOES_ON) or _open_bracket(previous.text):
        return False
    if line.page == previous.page and has_blank_between(previous, line, room):
        return True
    if previous.text.endswith(SENTENCE_ENDS):
        return True
    if room is None or previous.box is None or line.box is None:
        return True
    if previous.page is not None and line.page != previous.page:
        below = room.last_at.get(previous.page, previous.at) - previous.at
        if below >= _ROOM * previous.height:
            return True  # it would have gone on at the foot of its own page
    long = length_of(previous, previous.box) + first_token_width(line)
    return long + _TIGHT_EM * line.height <= room.width_pt


def _open_bracket(text: str) -> bool:
    """Is a bracket left open at the end of TEXT?"""
    opened = text.count("(") + text.count("（") + text.count("「")
    return opened > 0 and opened > text.count(")") + text.count("）") + text.count("」")


def first_token_width(line: Line) -> float:
    """Width in points of what could not be parted from the start of a line: a word, a number, or one ideograph."""
    if line.box is None or not line.text:
        return 0.0
    return length_of(line, line.box) * _em(_first_token(line.text)) / _em(line.text)


def _first_token(text: str) -> str:
    at = 1
    while (
        at < len(text)
        and text[at - 1].isascii()
        and text[at - 1].isalnum()
        and text[at].isascii()
        and text[at].isalnum()
    ):
        at += 1
    while at < len(text) and text[at] in "、。，；：！？）」』】〉》,.;:!?)":
        at += 1
    return text[:at]


def _em(text: str) -> float:
    """The width of TEXT in em: half of one for a half-width character."""
    return len(text) - sum(map(str.isascii, text)) / 2
