"""The styles of a DOC file, and the faces that it names ([MS-DOC] 2.9.271, 2.9.281)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.doc.binary import DamagedError, part, u8, u16, utf16
from extract.doc.container import Streams
from extract.doc.properties import ParagraphProperties, RunProperties, on_paragraph, on_run, unfolded
from extract.flow.styling import has_fixed_widths, heading_level_named
from extract.wrapping import Face

_NO_STYLE = 0x0FFF
_PARAGRAPH, _CHARACTER = 1, 2
_HEADINGS = range(1, 10)  # numbers of the built-in styles of headings


@dataclass(frozen=True, slots=True)
class Style:
    """One style with its own modifiers only."""

    name: str
    number: int  # of a built-in style
    base: int | None
    paragraph: bytes
    run: bytes


class Styles:
    """The styles of a document; every look-up follows their bases and survives circles and missing styles."""

    def __init__(self, streams: Streams) -> None:
        self.data = streams.data
        self.fonts = _fonts(streams.structure("fonts"))
        self.styles: dict[int, Style] = {}
        self.defaults = RunProperties()
        self._read(streams.structure("styles"))
        self._runs: dict[int, RunProperties] = {}
        self._direct: dict[tuple[int, bytes], RunProperties] = {}
        self._paragraphs: dict[int, ParagraphProperties] = {}

    def _read(self, sheet: bytes) -> None:
        if not sheet:
            return
        length = u16(sheet, 0)
        count, base_length = u16(sheet, 2), u16(sheet, 4)
        if length >= 18:  # the faces that letters without any have
            self.defaults.fonts = u16(sheet, 14), u16(sheet, 16)
        at = 2 + length
        for n in range(count):
            if at + 2 > len(sheet):
                return
            length = u16(sheet, at)
            if length:
                self.styles[n] = _style(part(sheet, at + 2, length), base_length)
            at += 2 + length + length % 2

    def chain(self, number: int | None) -> list[Style]:
        """The style NUMBER and what it is based on, the root first."""
        found: list[Style] = []
        seen: set[int] = set()
        while number is not None and number not in seen:
            seen.add(number)
            style = self.styles.get(number)
            if style is None:
                break
            found.append(style)
            number = style.base
        return found[::-1]

    def paragraph(self, number: int) -> ParagraphProperties:
        """What paragraphs of the style NUMBER have; the caller's to change."""
        if number not in self._paragraphs:
            properties = ParagraphProperties(style=number)
            for style in self.chain(number):
                on_paragraph(properties, unfolded(style.paragraph, self.data))
            self._paragraphs[number] = properties
        return replace(self._paragraphs[number])

    def run(self, number: int) -> RunProperties:
        """What letters in paragraphs of the style NUMBER have; the caller's to change."""
        if number not in self._runs:
            properties = replace(self.defaults)
            for style in self.chain(number):
                on_run(properties, style.run, replace(properties))
            self._runs[number] = properties
        return replace(self._runs[number])

    def direct(self, number: int, modifiers: bytes) -> RunProperties:
        """What letters with MODIFIERS of their own have in paragraphs of the style NUMBER; not to be changed."""
        key = number, modifiers
        if key not in self._direct:
            self._direct[key] = self._modified(number, modifiers)
        return self._direct[key]

    def _modified(self, number: int, modifiers: bytes) -> RunProperties:
        beneath = self.run(number)
        named = on_run(replace(beneath), modifiers, beneath).style
        if named is not None:
            for style in self.chain(named):
                on_run(beneath, style.run, replace(beneath))
        return on_run(replace(beneath), modifiers, beneath)

    def heading_level(self, number: int) -> int | None:
        """Heading level (from 1) of a style, by what Word calls it; None for other styles."""
        for style in reversed(self.chain(number)):
            level = style.number if style.number in _HEADINGS else heading_level_named(style.name)
            if level is not None:
                return level
        return None

    def face(self, run: RunProperties, text: str) -> Face:
        """Size and widths of the letters of TEXT."""
        name = self.font(run.fonts[0]) or self.font(run.fonts[1])
        return Face(run.size / 2 or 10.0, has_fixed_widths(name), run.scale / 100 or 1.0, run.spacing / 20)

    def font(self, number: int) -> str:
        """The name of a face; empty where there is none of that NUMBER."""
        return self.fonts[number] if number < len(self.fonts) else ""


def _style(data: bytes, base_length: int) -> Style:
    first, kind, updates = u16(data, 0), u16(data, 2), u16(data, 4)
    base, name_at = kind >> 4, base_length
    length = u16(data, name_at)
    name = utf16(data, name_at + 2, length)
    parts = list(_parts(data, name_at + 2 + 2 * (length + 1), updates & 0xF))
    of_paragraph = kind & 0xF == _PARAGRAPH
    paragraph = parts[0][2:] if of_paragraph and parts else b""
    run = parts[1] if of_paragraph and len(parts) > 1 else parts[0] if kind & 0xF == _CHARACTER and parts else b""
    return Style(name, first & 0xFFF, None if base == _NO_STYLE else base, paragraph, run)


def _parts(data: bytes, at: int, count: int) -> Iterator[bytes]:
    for _ in range(count):
        if at + 2 > len(data):
            return
        length = u16(data, at)
        yield part(data, at + 2, min(length, len(data) - at - 2))
        at += 2 + length + length % 2


def _fonts(table: bytes) -> list[str]:
    """The names of faces, in their order."""
    fonts: list[str] = []
    at = 4
    for _ in range(u16(table, 0) if table else 0):
        try:
            length = u8(table, at)
            name = part(table, at + 40, max(0, length + 1 - 40)).decode("utf-16-le", "replace")
        except DamagedError:
            break
        fonts.append(name.split("\0", 1)[0])
        at += 1 + length
    return fonts
