"""What a form field prints that has no text in the file: a box to tick, or what was chosen from a list."""

from __future__ import annotations

from extract.doc.binary import DamagedError, u16, utf16

_CHECK_BOX, _CHOICE = 1, 2
_UNTOUCHED = 25  # the state of a field that shows its default
_TEXTS_BEFORE_CHOICES = 5


def printed(data: bytes, at: int) -> str:
    """What the form field at AT of the data stream shows; empty for one that is typed into, or that is damaged."""
    try:
        return _printed(data, at + u16(data, at + 4))
    except DamagedError:
        return ""


def _printed(data: bytes, at: int) -> str:
    bits = u16(data, at + 4)
    kind, state = bits & 3, bits >> 2 & 0x1F
    if kind not in (_CHECK_BOX, _CHOICE):
        return ""
    at = _behind_text(data, at + 10)  # its name
    shown = u16(data, at) if state == _UNTOUCHED else state
    if kind == _CHECK_BOX:
        return "☑" if shown else "☐"
    at += 2
    for _ in range(_TEXTS_BEFORE_CHOICES):
        at = _behind_text(data, at)
    return _choice(data, at + 6, u16(data, at + 2), shown)


def _behind_text(data: bytes, at: int) -> int:
    """Where what follows the text at AT begins; a zero ends it."""
    return at + 2 + 2 * (u16(data, at) + 1)


def _choice(data: bytes, at: int, count: int, chosen: int) -> str:
    for n in range(count):
        length = u16(data, at)
        if n == chosen:
            return utf16(data, at + 2, length)
        at += 2 + 2 * length
    return ""
