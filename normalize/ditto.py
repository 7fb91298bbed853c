"""Ditto marks: alone in its place, a mark means "as above"."""

from __future__ import annotations

import re

# Printers use any quotation mark, doubled comma or doubled prime for 〃; two of them side by side are still one.
_MARK = r"(?:[\"”“″〃＂〞〟＂々]|['’‘′＇]{2}|[,，]{2}|[、]{2}|(?:同|仝)上|上同|如上|\")"
_WORD = r"(?:同|仝)上(?:列|述|欄|栏|項|项)?|上同"
_ONE = re.compile(rf"(?:{_MARK}{{1,2}}|{_WORD})[。.]?")
_RUN = re.compile(r"\S+(?: \S+)+")


def is_ditto(text: str) -> bool:
    """Does TEXT, the whole of its place, stand for the value above?

    >>> [is_ditto(t) for t in ("”", "同 上", "''", ",,", "各課", "「服務」", "")]
    [True, True, True, True, False, False, False]
    """
    return _ONE.fullmatch("".join(text.split())) is not None


def ditto_run(text: str) -> tuple[str, ...] | None:
    """The values that stand side by side on one line where a run of dittos was collapsed; None where none was.

    >>> ditto_run("各課 ” ” ”"), ditto_run("””"), ditto_run("各課 室")
    (('各課', '”', '”', '”'), None, None)
    """
    spaced = re.sub(r"(同|仝) 上", r"\1上", re.sub(r"([\"”“″〃＂〞々])", r" \1 ", text))
    parts = tuple(spaced.split())
    marks = [is_ditto(part) for part in parts]
    if len(parts) < 3 and not (len(parts) == 2 and marks == [False, True]):
        return None
    return parts if all(marks[1:]) else None
