"""Enumerators as automatic numbering: the number that a reader sees is then no text of the paragraph."""

from __future__ import annotations

import re

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

COUNTING = "一二三四五六七八九十"
LABELS = (  # printed form, number format of Word, pattern
    (re.compile(r"([A-Z])\."), "upperLetter", "%1."),
    (re.compile(r"(\d{1,2})\.(?!\d)"), "decimal", "%1."),
    (re.compile(r"\((\d{1,2})\)"), "decimal", "(%1)"),
    (re.compile(rf"([{COUNTING}]{{1,2}})、"), "taiwaneseCountingThousand", "%1、"),
    (re.compile(rf"\(([{COUNTING}]{{1,2}})\)"), "taiwaneseCountingThousand", "(%1)"),
)
FIRST_LIST = 101  # above the lists that the template brings
OpenLists = dict[str, tuple[int, int]]  # form of the label → (list, number that is due next)


class Lists:
    """The numbered lists of one document."""

    def __init__(self, document: WordDocument) -> None:
        self.root = document.part.numbering_part.element
        self.next_list = FIRST_LIST

    def number(self, text: str, open_lists: OpenLists) -> tuple[int | None, str]:
        """The list that numbers TEXT and the text without its enumerator; None where it has none.

        OPEN_LISTS are those that the cell has begun; an enumerator that goes on with none of them begins another.
        """
        for printed, word_format, pattern in LABELS:
            found = printed.match(text)
            if found is None or found.end() == len(text):
                continue
            value = _value(found[1])
            number, due = open_lists.get(word_format + pattern, (0, 0))
            if due != value:
                number = self._begin(word_format, pattern, value)
            open_lists[word_format + pattern] = (number, value + 1)
            return number, text[found.end() :]
        return None, text

    def _begin(self, word_format: str, pattern: str, start: int) -> int:
        number, self.next_list = self.next_list, self.next_list + 1
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{word_format}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
        )
        self.root.insert(len(self.root.findall(qn("w:abstractNum"))), abstract)
        self.root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
        return number


def _value(label: str) -> int:
    """The number that an enumerator names: `3`, `C`, `十二`."""
    if label.isdecimal():
        return int(label)
    if label.isascii():
        return ord(label) - ord("A") + 1
    digits = [COUNTING.index(char) + 1 for char in label]
    return digits[0] if len(digits) == 1 else digits[0] + digits[1]
