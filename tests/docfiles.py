"""DOC files written by hand, so that a test shows the modifiers that it is about ([MS-DOC])."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extract.doc.container import PLACES
from tests.compound import compound

_TEXT_AT, _PAGE = 0x600, 512
_AT = 32  # where a page keeps its one set of modifiers
Run = tuple[str, bytes]  # text, modifiers


@dataclass(frozen=True)
class P:
    """A paragraph of RUNS, ended by MARK, with MODIFIERS of its own and MARK_RUN for the mark's letter."""

    runs: tuple[Run, ...]
    modifiers: bytes = b""
    mark: str = "\r"
    style: int = 0
    mark_run: bytes = b""


@dataclass
class _Stream:
    main: bytearray = field(default_factory=lambda: bytearray(_TEXT_AT))
    table: bytearray = field(default_factory=bytearray)

    def put(self, name: str, content: bytes) -> None:
        """CONTENT as the structure NAME, and its place into the header."""
        struct.pack_into("<II", self.main, 0x9A + 8 * PLACES[name], len(self.table), len(content))
        self.table += content

    def page(self, content: bytes) -> int:
        """A page of CONTENT behind the text; its number."""
        self.main += bytes(-len(self.main) % _PAGE)
        self.main += content
        return len(self.main) // _PAGE - 1


def sprm(code: int, operand: bytes | int = 1) -> bytes:
    """A modifier; a number is an operand of one byte."""
    value = bytes((operand,)) if isinstance(operand, int) else operand
    return struct.pack("<H", code) + (bytes((len(value),)) if code >> 13 == 6 and code != 0xD608 else b"") + value


def p(text: str = "", modifiers: bytes = b"", *, run: bytes = b"", mark: str = "\r", style: int = 0) -> P:
    """A paragraph of one run."""
    return P(((text, run),) if text else (), modifiers, mark, style)


IN_TABLE = sprm(0x2416)


def cell(text: str = "", modifiers: bytes = b"", run: bytes = b"") -> P:
    """The last paragraph of a cell."""
    return p(text, IN_TABLE + modifiers, run=run, mark="\x07")


def row(edges: Sequence[int], flags: Sequence[int] = (), more: bytes = b"", *, sides: tuple[int, int] = (0, 0)) -> P:
    """The end of a row whose cells have EDGES in twips, FLAGS, and at their top and bottom the rules SIDES."""
    above, below = sides
    count = len(edges) - 1
    cells = b"".join(
        struct.pack("<HHIIII", flags[n] if n < len(flags) else 0, 0, above, 0, below, 0) for n in range(count)
    )
    operand = struct.pack(f"<B{count + 1}h", count, *edges) + cells
    definition = struct.pack("<HH", 0xD608, len(operand) + 1) + operand
    return p("", IN_TABLE + sprm(0x2417) + definition + more, mark="\x07")


def level(form: int, text: str, start: int = 1, *, flags: int = 0, follow: int = 0, restart: int = 0) -> bytes:
    """A level of a list; in TEXT, `%1` is the number of the first level."""
    spelled = "".join(chr(int(part[0]) - 1) + part[1:] if n else part for n, part in enumerate(text.split("%")))
    head = struct.pack("<IBB9xB8xBBBx", start, form, flags, follow, 0, 0, restart)
    return head + struct.pack("<H", len(spelled)) + spelled.encode("utf-16-le")


def lists(*levels: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The lists that have LEVELS, numbered from 1: the lists themselves, and the levels that stand behind them."""
    heads = b"".join(struct.pack("<I22xBx", n, len(one) == 1) for n, one in enumerate(levels, start=1))
    rest = b"".join(
        each for one in levels for each in (*one, *[level(0xFF, "")] * (8 - len(one) + 1 if len(one) > 1 else 0))
    )
    return struct.pack("<H", len(levels)) + heads, rest


def overrides(*numbers: tuple[int, bytes]) -> bytes:
    """What numbers of lists lead to: the list, and the levels that a number changes (`changed`)."""
    heads = b"".join(struct.pack("<I8xBxxx", list_id, 1 if change else 0) for list_id, change in numbers)
    return (
        struct.pack("<I", len(numbers))
        + heads
        + b"".join(struct.pack("<I", 0xFFFFFFFF) + change for _, change in numbers)
    )


def style_sheet(*styles: tuple[str, int, int, bytes, bytes]) -> bytes:
    """STYLES of paragraphs: name, number of a built-in one, base (0x0FFF: none), modifiers of paragraph and run."""
    sheet = struct.pack("<H9H", 18, len(styles), 10, 1, 0, 0, 0, 0, 0, 0)
    for name, number, base, paragraph, run in styles:
        std = (
            struct.pack("<5H", number, 1 | base << 4, 2, 0, 0)
            + struct.pack("<H", len(name))
            + name.encode("utf-16-le")
            + b"\0\0"
        )
        for part in (b"\0\0" + paragraph, run):
            std += struct.pack("<H", len(part)) + part + bytes(len(part) % 2)
        sheet += struct.pack("<H", len(std)) + std + bytes(len(std) % 2)
    return sheet


def fonts(*names: str) -> bytes:
    """The table of faces."""
    made = b""
    for name in names:
        spelled = (name + "\0").encode("utf-16-le")
        made += bytes((39 + len(spelled),)) + bytes(39) + spelled
    return struct.pack("<HH", len(names), 0) + made


def streams_of(
    paragraphs: Sequence[P],
    *,
    structures: Mapping[str, bytes] | None = None,
    levels: bytes = b"",
    boxes: Sequence[P] = (),
    flags: int = 0,
    data: bytes = b"",
) -> dict[str, bytes]:
    """The streams of a file of PARAGRAPHS; LEVELS stand behind the lists in STRUCTURES, BOXES in the text's last part."""
    made = _Stream()
    text = "".join("".join(run for run, _ in one.runs) + one.mark for one in (*paragraphs, *boxes))
    struct.pack_into("<HH", made.main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", made.main, 0x0A, flags)
    in_boxes = sum(len(run) + 0 for one in boxes for run, _ in one.runs) + len(boxes)
    struct.pack_into("<I", made.main, 0x4C, len(text) - in_boxes)
    struct.pack_into("<I", made.main, 0x4C + 24, in_boxes)
    made.main += text.encode("utf-16-le")
    made.put("pieces", b"\x02" + struct.pack("<I", 16) + struct.pack("<IIHIH", 0, len(text), 0, _TEXT_AT, 0))
    of_paragraphs, of_chars = _pages(made, (*paragraphs, *boxes))
    made.put("paragraphs", of_paragraphs)
    made.put("chars", of_chars)
    for name, content in (structures or {}).items():
        made.put(name, content)
        made.table += levels if name == "lists" else b""
    streams = {"WordDocument": bytes(made.main), "0Table": bytes(made.table), "1Table": bytes(made.table)}
    return streams | ({"Data": data} if data else {})


def _pages(made: _Stream, paragraphs: Sequence[P]) -> tuple[bytes, bytes]:
    """The two tables of pages: one page for each paragraph, and one for each run."""
    bounds, papx, run_bounds, chpx = [_TEXT_AT], list[int](), [_TEXT_AT], list[int]()
    for one in paragraphs:
        for text, modifiers in (*one.runs, (one.mark, one.mark_run)):
            begin = run_bounds[-1]
            run_bounds.append(begin + 2 * len(text))
            head = struct.pack("<IIB", begin, run_bounds[-1], _AT // 2).ljust(_AT, b"\0")
            chpx.append(made.page(_page(head + bytes((len(modifiers),)) + modifiers)))
        own = struct.pack("<H", one.style) + one.modifiers
        head = struct.pack("<IIB", bounds[-1], run_bounds[-1], _AT // 2).ljust(_AT, b"\0")
        papx.append(made.page(_page(head + bytes((0, -(-len(own) // 2))) + own)))
        bounds.append(run_bounds[-1])
    return _table(bounds, papx), _table(run_bounds, chpx)


def _page(content: bytes) -> bytes:
    if len(content) > _PAGE - 1:
        raise ValueError("more than a page holds")
    return content.ljust(_PAGE - 1, b"\0") + b"\x01"


def _table(bounds: Sequence[int], pages: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(bounds)}I", *bounds) + struct.pack(f"<{len(pages)}I", *pages)


def save(folder: Path, streams: Mapping[str, bytes]) -> Path:
    """STREAMS as a DOC file."""
    path = folder / "plan.doc"
    path.write_bytes(compound(streams))
    return path
