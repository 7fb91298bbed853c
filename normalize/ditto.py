"""Ditto marks: alone in its place, a mark means "as above"."""

from __future__ import annotations

import re

# Printers use any quotation mark for 〃, and two commas or primes; up to three marks side by side are still one ditto.
_MARK = r"(?:[\"”“″〃＂〞〟々‶]|['’‘′＇`´]{2}|[,，]{2}|、、|/{2}|‖)"
_WORD = r"(?:[同仝](?:上|前)(?:列|述|欄|栏|項|项|單位|单位)?|上同|如上|仝)"
_DITTO = re.compile(rf"(?:{_MARK}{{1,3}}|{_WORD})[。.]?")
_GLUED = re.compile(r"([\"”“″〃＂〞])")
_PARTS = re.compile(r"[\s\"”“″〃＂〞]")
_FIRST = frozenset("\"”“″〃＂〞〟々‶'’‘′＇`´,，、/‖同仝上如")  # what a ditto may begin with
_LONGEST_VALUE = 16  # characters of a value beside dittos; longer text has quotation marks of its own
_SPACED_WORD = re.compile(r"([同仝]) 上")
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"\s]+\"|〝[^〞]+〞")


def is_ditto(text: str) -> bool:
    """Does TEXT, the whole of its place, stand for the value above?

    >>> [is_ditto(t) for t in ("”", "同 上", "''", ",,", "〃", "各課", "「服務」", "")]
    [True, True, True, True, True, False, False, False]
    """
    return text.lstrip()[:1] in _FIRST and _DITTO.fullmatch("".join(text.split())) is not None


def ditto_run(text: str) -> tuple[str, ...] | None:
    """The values that stand side by side where a column was collapsed into one line; None where none was.

    >>> ditto_run("各課 ” ” ”"), ditto_run("各課”研考"), ditto_run("””"), ditto_run("各課 室")
    (('各課', '”', '”', '”'), ('各課', '”', '研考'), None, None)
    """
    if _PARTS.search(text) is None or is_ditto(text):
        return None  # nothing stands side by side
    parts = tuple(_GLUED.sub(r" \1 ", _SPACED_WORD.sub(r"\1上", text)).split())
    dittos = [is_ditto(part) for part in parts]
    if len(parts) < 2 or not any(dittos[1:]) or _is_quotation(text):
        return None
    plain = [part for part, ditto in zip(parts, dittos, strict=True) if not ditto]
    return parts if all(len(part) <= _LONGEST_VALUE for part in plain) else None


def _is_quotation(text: str) -> bool:
    """Do the marks open and close a quotation (`“服務”品質`) rather than stand for a value?"""
    return _QUOTED.search(text) is not None
