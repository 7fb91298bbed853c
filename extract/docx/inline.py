"""The text of a paragraph as it prints: final state of tracked changes, results of fields, no hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.docx.drawings import chosen, graphics_of
from extract.docx.styles import Styles, face_of, is_hidden, overlay
from extract.docx.xml import MC, Element, Properties, W, attribute, child, flatten, is_on, name_of
from extract.flow import inline as flow
from extract.flow.equations import drawn
from extract.flow.model import Bar
from extract.symbols import as_bullet, from_symbol_font, is_symbol_font
from extract.wrapping import Text

_THROUGH = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "rubyBase"}
)
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_PLAIN_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Inline(flow.Inline):
    """What the runs of a paragraph came to."""

    boxes: list[Element] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    """A complex field that is open: its instruction until `separate`, then its result."""

    code: str = ""
    in_result: bool = False
    form: Element | None = None  # w:ffData of a form field
    printed: bool = False  # had a result


class InlineReader:
    """Reads the runs of one paragraph after the other; keeps nothing between them."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles

    def read(self, paragraphs: list[Element], paragraph_style: str | None, table_style: str | None) -> Inline:
        """The text of PARAGRAPHS, which print as one (all but the last have lost their paragraph mark)."""
        walk = _Walk(self.styles, paragraph_style, table_style)
        for paragraph in paragraphs:
            walk.inside(paragraph)
        return walk.found


class _Walk:
    def __init__(self, styles: Styles, paragraph_style: str | None, table_style: str | None) -> None:
        self.styles, self.paragraph_style, self.table_style = styles, paragraph_style, table_style
        self.found = Inline()
        self.fields: list[_Field] = []

    def inside(self, element: Element) -> None:
        for inner in element.iterchildren():
            name = name_of(inner)
            if name == "r":
                self.run(inner)
            elif name in _THROUGH:
                self.inside(inner)
            elif name == "sdt":
                self.inside_child(inner, "sdtContent")
            elif inner.tag == MC + "AlternateContent":
                for option in chosen(inner):
                    self.inside_option(option)
            elif isinstance(inner.tag, str) and inner.tag.startswith(_MATH):
                self.math(inner)

    def inside_child(self, element: Element, name: str) -> None:
        inner = child(element, name)
        if inner is not None:
            self.inside(inner)

    def inside_option(self, option: Element) -> None:
        if name_of(option) == "r":
            self.run(option)
        else:
            self.inside(option)

    def math(self, element: Element) -> None:
        text = "".join(part.text or "" for part in element.iter(_MATH_TEXT))
        self.add(text, self.properties(None))

    def properties(self, direct: Element | None) -> Properties:
        style = attribute(child(direct, "rStyle"))
        merged = self.styles.run(self.paragraph_style, style, self.table_style)
        overlay(merged, flatten(direct))
        return merged

    def run(self, run: Element) -> None:
        direct = child(run, "rPr")
        properties = self.properties(direct)
        hidden = is_hidden(properties)
        for part in run.iterchildren():
            name = name_of(part)
            if name == "fldChar":
                self.field(part, properties)
            elif name == "instrText":
                if self.fields:
                    self.fields[-1].code += part.text or ""
            elif hidden:
                self.found.hidden = True
            elif part.tag == MC + "AlternateContent":
                for option in chosen(part):
                    self.content(option, properties)
            else:
                self.content(part, properties)

    def content(self, part: Element, properties: Properties) -> None:
        """One child of a run."""
        name = name_of(part)
        if any(not open_field.in_result for open_field in self.fields):
            return
        if name == "t":
            self.add(part.text or "", properties)
        elif name in _PLAIN_SIGNS:
            self.add(_PLAIN_SIGNS[name], properties)
        elif name in ("br", "cr"):
            self.found.pieces.append([])
        elif name == "sym":
            self.symbol(part, properties)
        elif name == "ruby":
            self.inside_child(part, "rubyBase")
        elif name in ("drawing", "pict", "object"):
            graphics = graphics_of(part)
            self.found.boxes.extend(graphics.boxes)
            self.found.bars.extend(graphics.bars)

    def symbol(self, part: Element, properties: Properties) -> None:
        code = attribute(part, "char")
        if code is not None and re.fullmatch("[0-9A-Fa-f]{1,5}", code):
            self.add(as_bullet(chr(int(code, 16)), attribute(part, "font") or ""), properties)

    def add(self, text: str, properties: Properties) -> None:
        if not text:
            return
        for font in (properties.get("rFonts/ascii", ""), properties.get("rFonts/hAnsi", "")):
            if is_symbol_font(font):
                text = from_symbol_font(text, font)
                break
        for open_field in self.fields:
            open_field.printed = True
        self.found.pieces[-1].append(Text(text.replace("\n", " ").replace("\r", " "), face_of(properties)))
        if is_on(properties.get("b/val")):
            self.found.bold_chars += len(text)

    def field(self, mark: Element, properties: Properties) -> None:
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self.fields.append(_Field(form=child(mark, "ffData")))
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
        elif kind == "end" and self.fields:
            closed = self.fields.pop()
            if not closed.printed and not is_hidden(properties):
                outer_is_code = any(not open_field.in_result for open_field in self.fields)
                if not outer_is_code:
                    self.add(_drawn_by_word(closed), properties)


def _drawn_by_word(closed: _Field) -> str:
    """What Word draws for a field that has no result in the file: form boxes and circled characters."""
    box, choice = child(closed.form, "checkBox"), child(closed.form, "ddList")
    if box is not None:
        state = flatten(box)
        return "☑" if is_on(state.get("checked/val", state.get("default/val"))) else "☐"
    if choice is not None:
        picked = attribute(child(choice, "result")) or attribute(child(choice, "default")) or "0"
        entries = [attribute(entry) or "" for entry in choice.iterchildren(W + "listEntry")]
        return entries[int(picked)] if picked.isdecimal() and int(picked) < len(entries) else ""
    return drawn(closed.code)
