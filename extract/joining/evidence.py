"""What the two sides of a page break say, column by column: does the cell below go on with the one above?

Every rule gives a weight: above 0 the lower cell reads as the rest of the upper one, below 0 as a new
cell, 0 it cannot tell. Weights add up; 1 is a hint, 3 as good as proof.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from extract.joining.drafts import Draft
from extract.joining.habits import Habit, entries_of
from extract.joining.wraps import blank_above, blank_below, breaks_word, ends_paragraph, room_left
from extract.pages import PageCell, PageLine
from schema.continued import before_mark
from schema.enumerators import Enumerator, counted_decimals, read_enumerator
from schema.once import Once
from schema.text import key_of

_SENTENCE_ENDS = frozenset("。！？!?；;")
_LEADS_IN = frozenset("：:")
_PROOF = 3.0  # a weight as good as proof
_MANY = 6  # cells that make a firm habit
_NEAR = 400  # characters above the break in which an entry amid the lines is looked for
_BARE_MARK = re.compile(r"[（(][^（）()]{1,3}[）)]")
TAGGED = 6.0  # what the file says itself outweighs any two hints from its looks
_LINE = 1.3  # times the size: the height of a line
_ROOM = 0.9  # of a line: where more is left blank, a line would have stood there
_LOWER = 0.7  # of a line: what begins further down begins below the top of its row
_NARROW_EM = 5.0  # in so narrow a cell nearly every line is full


class Meeting(Struct, frozen=True, dict=True):
    """A column at a page break: the logical cell ABOVE, what BELOW shows, and the column's habit.

    `spare_pt`: how much more room is blank under the upper cell's text than under the fullest cell
    beside it; `low_pt`: how much lower the lower cell's text begins than the highest one beside it. `rules_tell`: what
    printed the table leaves cells open that the page cuts, and so this one, or not; None where it tells nothing.
    `tagged_same`: what tags tell, None where nothing. Nothing is added to the cell ABOVE before the break is read.
    """

    above: Draft
    below: PageCell
    habit: Habit
    spare_pt: float = 0.0
    low_pt: float = 0.0
    rules_tell: bool | None = None
    tagged_same: bool | None = None

    @Once
    def lines_above(self) -> list[PageLine]:
        """The lines of the upper cell, on all pages so far."""
        return self.above.lines

    @Once
    def text_above(self) -> str:
        """They as running text."""
        return self.above.text

    @property
    def is_merged(self) -> bool:
        """Does the cell span rows on one of the two pages?"""
        return self.above.last.rowspan > 1 or self.below.rowspan > 1

    @property
    def may_be_merged(self) -> bool:
        """May the cell go on while a new row begins beside it?"""
        return self.is_merged or self.habit.merged or self.tagged_same is True

    @Once
    def entry(self) -> Enumerator | None:
        """The enumerator that the lower cell begins with; None where it is a piece of a broken word."""
        if not self.below.lines:
            return None
        first, before = self.below.lines[0].text, self.lines_above
        if before and breaks_word(before[-1].text, first):
            return None
        entry = read_enumerator(first)
        if entry is not None or not first[:1].isdecimal():
            return entry
        return counted_decimals([*[line.text for line in before], first])[-1]

    @property
    def is_mark_behind(self) -> bool:
        """Is the lower cell nothing but a mark in brackets, which names what bears no number: `科技知識` `(k)`?"""
        if len(self.below.lines) != 1 or read_enumerator(self.text_above) is not None:
            return False
        return _BARE_MARK.fullmatch(self.below.lines[0].text) is not None

    @property
    def line_pt(self) -> float:
        lines = self.below.lines or self.lines_above
        return max([line.size_pt for line in lines], default=12.0) * _LINE

    @Once
    def says_the_same(self) -> bool:
        """Does the lower cell say just what the upper one does?"""
        text = key_of(self.text_above)
        return bool(text) and text == key_of(_in_one(self.below))

    @Once
    def prints_again(self) -> bool:
        """Does the lower cell only print the upper one's numbered text once more, perhaps marked as continued?"""
        if not self.below.lines or read_enumerator(self.text_above) is None:
            return False
        if self.says_the_same:
            return True
        before = before_mark(_in_one(self.below))
        return before is not None and key_of(before) == key_of(self.text_above)


def _in_one(cell: PageCell) -> str:
    return "".join([line.text for line in cell.lines])


def weight(meeting: Meeting) -> float:
    """The sum of what all rules say of MEETING."""
    return 0.0 if meeting.prints_again else sum([rule(meeting) for rule in RULES])


def by_enumerator(meeting: Meeting) -> float:
    """The next number of a list that cells hold goes on; a number that begins cells begins a new one."""
    if not meeting.below.lines:
        return 0.0
    if meeting.below.lines[0].text.isdecimal():
        return _by_number(meeting)
    if not meeting.lines_above:
        return 0.0
    entry = meeting.entry
    if entry is None:
        return 0.0
    return 1.5 if meeting.is_mark_behind else _by_entry(meeting, entry)


def _by_entry(meeting: Meeting, entry: Enumerator) -> float:
    if entry.is_decimal:
        counted = [e for e in counted_decimals([line.text for line in meeting.lines_above]) if e is not None]
        return 2.5 if counted else -3.0  # a list in one cell; a cell for every entry
    habit, before = meeting.habit, entries_of(meeting.lines_above)
    same = [e for e in before if e.form == entry.form]
    if before and habit.is_known and habit.most_entries == 1:
        return -4.0  # an entry has its cell to itself
    if entry.number == 1 and meeting.text_above[-1] in _LEADS_IN and before[:1] != same[:1]:
        return 2.5
    if not (same and same[-1].number == entry.number - 1) and _is_inline(entry, meeting.text_above):
        return 1.5
    if not same:
        return _of_a_form_not_above(entry, before, habit)
    if entry.number == same[-1].number + 1:
        if entry.form in habit.lists or len(same) > 1:
            return 0.0 if entry.form in habit.runs else 2.5
        return -3.0 if before[0].form == entry.form else 0.5
    if entry.number == 1:
        return -3.0 if before[0].form == entry.form else -1.5 if before[-1].form == entry.form else 1.5
    return -1.5


def _is_inline(entry: Enumerator, text: str) -> bool:
    """Does TEXT hold, amid its lines, the entry before ENTRY?"""
    if entry.number == 1:
        return False
    opens = (read_enumerator(text[k:]) for k in range(max(1, len(text) - _NEAR), len(text)))
    return any(e is not None and e.form == entry.form and e.number == entry.number - 1 for e in opens)


def _of_a_form_not_above(entry: Enumerator, before: list[Enumerator], habit: Habit) -> float:
    if habit.starts[entry.form] > 0:
        return -2.5
    if not before:
        return -1.0
    return 1.5 if entry.number == 1 else -1.5


def _by_number(meeting: Meeting) -> float:
    """Bare numbers count the rows; one at the top of its cell stands at the top of its row."""
    above, below = meeting.text_above, _in_one(meeting.below)
    if not below.isdecimal() or (above and not above.isdecimal()):
        return 0.0
    if not above:
        return 0.0 if meeting.habit.centered else -2.0
    return -4.0 if int(below) == int(above) + 1 else -1.0


def by_wrapping(meeting: Meeting) -> float:
    """A full line without its sentence's end goes on; a line with room to spare ended its paragraph."""
    above, below, habit = meeting.above.last, meeting.below, meeting.habit
    if not below.lines or not above.lines or meeting.entry is not None:
        return 0.0
    if breaks_word(above.lines[-1].text, below.lines[0].text):
        return 4.0
    if below.lines[0].text.isdecimal():
        return 0.0
    if meeting.says_the_same or key_of(below.lines[0].text) in habit.openings:
        return 0.0 if habit.holds_several else -1.0
    line = above.lines[-1]
    ended = ends_paragraph(above, line, below.lines[0].text, habit.pad_pt)
    if ended:
        return 0.0 if habit.holds_several else -2.0 if habit.is_known else -1.0
    numbered_above = not habit.is_known and read_enumerator(meeting.text_above) is not None
    unlike_others = 1.0 if habit.is_mostly_numbered or numbered_above else 0.0
    if line.text[-1] in _SENTENCE_ENDS:
        return 0.5 + unlike_others
    narrow = line.box.width_pt + room_left(above, line, habit.pad_pt) < _NARROW_EM * line.size_pt
    return unlike_others + (1.5 if narrow else 2.0 if ended is None else 3.0)


def by_blank_space(meeting: Meeting) -> float:
    """Text that goes on at the top of a page leaves no room blank at the foot of the one before."""
    habit, line_pt = meeting.habit, meeting.line_pt
    if not meeting.below.lines or not meeting.lines_above:
        return 0.0
    if meeting.spare_pt <= line_pt * _ROOM or meeting.low_pt >= line_pt / 2:
        return 0.0
    return 0.0 if habit.spaced or habit.centered else -2.0


def by_low_start(meeting: Meeting) -> float:
    """A new row's texts begin side by side at its top; one that begins lower belongs to something above, unless its
    number plainly begins a cell, in the middle of which it stands."""
    if not meeting.below.lines or meeting.low_pt <= meeting.line_pt * _LOWER:
        return 0.0
    if by_enumerator(meeting) <= -_PROOF:
        return 0.0
    return 0.0 if meeting.habit.starts_low or meeting.habit.centered else 1.5


def by_centering(meeting: Meeting) -> float:
    """Text in the middle of its cell is whole; text that goes on has no room below it, and begins at the top."""
    upper, lower, line_pt = meeting.above.last, meeting.below, meeting.line_pt
    if not upper.lines or not lower.lines or not meeting.habit.centered or meeting.habit.spaced:
        return 0.0
    if blank_below(upper) > line_pt and blank_above(lower) > line_pt:
        return -3.0
    at_edges = blank_below(upper) < line_pt and blank_above(lower) < line_pt / 2
    return 1.5 if at_edges and blank_below(lower) - blank_above(lower) > line_pt else 0.0


def by_emptiness(meeting: Meeting) -> float:
    """Where every cell says something, an empty one is a part of one that does."""
    upper, lower = bool(meeting.lines_above), bool(meeting.below.lines)
    if upper == lower:
        return 0.0
    habit = meeting.habit
    if not habit.is_never_empty:
        return -0.5 if lower else 0.0
    if upper and habit.merged:
        return 0.0  # or merged with the cell above while a new row begins beside it
    if habit.seen >= _MANY:
        return 3.0
    return 2.0 if habit.is_known else 1.0 if habit.seen else 0.75


def by_marks(meeting: Meeting) -> float:
    """The two parts of a shaded cell are both shaded."""
    if meeting.lines_above or meeting.below.lines or not meeting.habit.marks:
        return 0.0
    upper, lower = meeting.above.last, meeting.below
    return 0.0 if (upper.fill, upper.bar) == (lower.fill, lower.bar) else -1.5


def by_rules(meeting: Meeting) -> float:
    """Browsers draw no rule where the page cuts a cell; word processors always do, so theirs tell nothing."""
    return 0.0 if meeting.rules_tell is None else 1.0 if meeting.rules_tell else -1.0


def by_tags(meeting: Meeting) -> float:
    """One cell in the file's structure is one cell on paper."""
    return 0.0 if meeting.tagged_same is None else TAGGED if meeting.tagged_same else -TAGGED


RULES: tuple[Callable[[Meeting], float], ...] = (
    by_enumerator,
    by_wrapping,
    by_blank_space,
    by_low_start,
    by_centering,
    by_emptiness,
    by_marks,
    by_rules,
    by_tags,
)
