"""Lists of a DOC file: the label that prints before a paragraph ([MS-DOC] 2.9.131, 2.9.147, 2.9.150)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.doc.binary import DamagedError, part, u8, u16, u32, utf16
from extract.doc.container import Streams
from extract.flow import numbering
from extract.flow.numbering import Counter, Gap

_LIST, _LEVEL, _OVERRIDE = 28, 28, 16  # bytes of each structure
_LEVELS = 9
_GAPS: dict[int, Gap] = {0: "tab", 1: "space", 2: "nothing"}
_BULLET = 23
# Forms of numbers by their numbers in the file ([MS-OSHARED] 2.2.1.3).
_FORMS = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth",
    "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2",
    "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop",
    "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
    "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional",
    "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified",
    "chineseCountingThousand",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level(numbering.Level):
    """One level of a list: how its number is printed, and its own modifiers."""

    paragraph: bytes = b""
    run: bytes = b""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What a paragraph's number of a list leads to."""

    list_id: int
    starts: dict[int, int]  # that it states for itself
    levels: dict[int, Level]


class Lists:
    """The lists of a document. Ask for labels in document order."""

    def __init__(self, streams: Streams) -> None:
        self.levels = _levels(streams)
        self.numbers = _numbers(streams.structure("overrides"), self.levels)
        self.counter = Counter()
        self.seen: set[tuple[int, int]] = set()

    def level(self, number: int, level: int) -> Level | None:
        """LEVEL of the list that paragraphs name by NUMBER (from 1); None where there is no such list."""
        if not 0 < number <= len(self.numbers):
            return None
        return self.numbers[number - 1].levels.get(level, Level())

    def label(self, number: int, level: int) -> str:
        """Count one paragraph on, and give what is printed before it (empty: a hidden number)."""
        numbers = self.numbers[number - 1]
        start = None if (number, level) in self.seen else numbers.starts.get(level)
        self.seen.add((number, level))
        return self.counter.label(str(numbers.list_id), level, numbers.levels, start)


def _levels(streams: Streams) -> dict[int, dict[int, Level]]:
    """The levels of each list, by its number in the file; a list cut short keeps those that are whole."""
    lists = streams.structure("lists")
    found: dict[int, dict[int, Level]] = {}
    at = streams.lists_end
    for n in range(u16(lists, 0) if lists else 0):
        entry = part(lists, 2 + n * _LIST, _LIST)
        levels: dict[int, Level] = {}
        for level in range(1 if u8(entry, 26) & 1 else _LEVELS):
            levels[level], at = _level(streams.table, at, level)
        found[u32(entry, 0)] = levels
    return found


def _level(table: bytes, at: int, n: int) -> tuple[Level, int]:
    """The LVL at AT, and where the next begins."""
    form, flags = u8(table, at + 4), u8(table, at + 5)
    run_length, paragraph_length = u8(table, at + 24), u8(table, at + 25)
    paragraph = part(table, at + _LEVEL, paragraph_length)
    run = part(table, at + _LEVEL + paragraph_length, run_length)
    text_at = at + _LEVEL + paragraph_length + run_length
    length = u16(table, text_at)
    text = utf16(table, text_at + 2, length)
    level = Level(
        form=_FORMS[form] if form < len(_FORMS) else "none" if form == 0xFF else "decimal",
        template=text if form == _BULLET else "".join(f"%{ord(c) + 1}" if ord(c) < _LEVELS else c for c in text),
        start=u32(table, at),
        restart_after=_restart_after(u8(table, at + 26), n) if flags & 8 else n - 1,
        legal=bool(flags & 4),
        gap=_GAPS.get(u8(table, at + 15), "tab"),
        paragraph=paragraph,
        run=run,
    )
    return level, text_at + 2 + 2 * length


def _restart_after(limit: int, n: int) -> int | None:
    """Where a level says of itself what restarts it: the levels above LIMIT, or nothing where that is 0."""
    return None if limit == 0 else min(limit, n) - 1


def _numbers(table: bytes, levels: dict[int, dict[int, Level]]) -> list[_Numbers]:
    """What each number of a list leads to, in their order; those that are cut short keep their list's own levels."""
    count = u32(table, 0) if table else 0
    entries = [part(table, 4 + n * _OVERRIDE, _OVERRIDE) for n in range(count)]
    found: list[_Numbers] = []
    at = 4 + count * _OVERRIDE
    for entry in entries:
        list_id = u32(entry, 0)
        own, starts = dict(levels.get(list_id, {})), dict[int, int]()
        try:
            at = _overrides(table, at + 4, u8(entry, 12), own, starts)
        except DamagedError:
            at = len(table)
        found.append(_Numbers(list_id, starts, own))
    return found


def _overrides(table: bytes, at: int, count: int, levels: dict[int, Level], starts: dict[int, int]) -> int:
    """COUNT levels that a number changes, put into LEVELS and STARTS; where what follows begins."""
    for _ in range(count):
        flags = u32(table, at + 4)
        n, states_start, states_form = flags & 0xF, flags & 0x10, flags & 0x20
        start = u32(table, at)
        at += 8
        if states_form:
            levels[n], at = _level(table, at, n)
            start = levels[n].start if states_start else start
        if states_start:
            starts[n] = start
            levels[n] = replace(levels.get(n, Level()), start=start)
    return at
