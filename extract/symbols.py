"""Signs that files keep as places in a symbol font (Wingdings, Symbol …), as the Unicode signs they look like."""

from __future__ import annotations

import re

_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "⌧", 0x7A: "⌘", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○",
    0xA2: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xB2: "✩",
    0xC4: "↗", 0xD8: "➢", 0xDB: "⇦", 0xDC: "➤", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "⬅",
    0xE8: "➔", 0xE9: "⬆", 0xEA: "⬇", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xF4: "⇳",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x46: "☞", 0x4A: "☺", 0x21: "✏", 0x22: "✂", 0x28: "☎",
    0x2A: "✉", 0x36: "⌛", 0x20: " ",
} | {0x81 + n: chr(0x2460 + n) for n in range(10)} | {0x8C + n: chr(0x2776 + n) for n in range(10)}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0x99: "◉",
    0x9A: "○", 0xA1: "■", 0xA2: "■", 0xA3: "□", 0xAE: "◆", 0xEA: "★", 0x20: " ",
} | {0x6A + n: chr(0x2460 + n) for n in range(10)} | {0x75 + n: chr(0x2776 + n) for n in range(10)}  # fmt: skip
_WINGDINGS_3 = {0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶", 0x7D: "▶"}
_SYMBOL = {
    0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBC: "…", 0xA3: "≤",
    0xD6: "√", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE0: "◊", 0x2D: "−", 0x2A: "∗",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x34: "▶", 0x33: "◀", 0x35: "▲", 0x36: "▼"}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "symbol": _SYMBOL,
    "webdings": _WEBDINGS,
}
UNKNOWN = "•"


_EMBEDDED = re.compile(
    r"(?:[A-Z]{6}\+)?(OpenSymbol|Wingdings|Webdings|Symbol)[ -]?([23]?)(?:[,-]?(?:MT|Regular|Normal))?$"
)


def named_in_pdf(name: str) -> str:
    """The symbol font that a PDF names so; empty where it is of letters. OpenSymbol stands for Wingdings.

    >>> named_in_pdf("ABCDEF+Wingdings-Regular"), named_in_pdf("Wingdings2"), named_in_pdf("SymbolMT")
    ('wingdings', 'wingdings 2', 'symbol')
    >>> named_in_pdf("BAAAAA+OpenSymbol"), named_in_pdf("DFKaiShu-SB-Estd-BF")
    ('wingdings', '')
    """
    found = _EMBEDDED.match(name)
    if found is None:
        return ""
    family = "wingdings" if found[1] == "OpenSymbol" else found[1].lower()
    return f"{family} {found[2]}".strip()


def is_symbol_font(font: str) -> bool:
    """Does FONT show signs of its own in place of letters?"""
    return font.strip().lower() in _FONTS


def from_symbol_font(text: str, font: str) -> str:
    """TEXT set in FONT, in Unicode; unchanged where FONT shows ordinary letters.

    >>> from_symbol_font("\\uf0fc", "Wingdings"), from_symbol_font("n", "Wingdings"), from_symbol_font("n", "Arial")
    ('✓', '■', 'n')
    """
    signs = _FONTS.get(font.strip().lower())
    return text if signs is None else "".join(_sign(char, signs) for char in text)


def as_bullet(text: str, font: str) -> str:
    """The same for a bullet or an inserted symbol: a sign of a font that we do not know becomes `UNKNOWN`."""
    return "".join(UNKNOWN if is_private(char) else char for char in from_symbol_font(text, font))


def is_private(char: str) -> bool:
    """Is CHAR a place in a symbol font, as Word keeps it?"""
    return 0xF000 <= ord(char) <= 0xF0FF


def _sign(char: str, signs: dict[int, str]) -> str:
    code = ord(char)
    if is_private(char):
        return signs.get(code - 0xF000, UNKNOWN)
    return signs.get(code, char)
