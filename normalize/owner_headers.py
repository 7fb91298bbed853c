"""What a header of those who lead and those who help (`主辦單位（協辦單位）`) says of a cell that lays them out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from normalize.script import to_key
from normalize.units.lists import split_units
from normalize.units.words import is_unit
from normalize.vocabulary import vocabulary
from schema.text import join_lines

_BRACKET = re.compile(r"(?P<lead>[^()（）]+)[(（](?P<help>[^()（）]+)[)）]")
_SLASH = re.compile(r"(?P<lead>[^/／()（）]+)[/／](?P<help>[^/／()（）]+)")


class Sides(Struct, frozen=True):
    """The texts of those who lead, and of those who help."""

    lead: tuple[str, ...]
    help: tuple[str, ...]


def sides_of(header: str, texts: Sequence[str]) -> Sides | None:
    """Who of TEXTS leads and who helps, laid out as HEADER is: a bracket, a slash, two lines; None where it is not so.

    >>> sides_of("主辦單位（協辦單位）", ["民政課（社會課、財政課）"])
    Sides(lead=('民政課',), help=('社會課、財政課',))
    >>> sides_of("主/協辦單位", ["民政課/各課室"]), sides_of("主辦單位協辦單位", ["民政課", "各課室"])
    (Sides(lead=('民政課',), help=('各課室',)), Sides(lead=('民政課',), help=('各課室',)))
    >>> sides_of("主協辦單位", ["民政課、社會課"]), sides_of("承辦單位", ["學務處（訓育組）"])
    (None, None)
    """
    laid_out = _layout(header)
    if laid_out is None:
        return None
    if laid_out == "lines" and len(texts) > 1:
        return Sides((texts[0],), tuple(texts[1:]))
    found = (_BRACKET if laid_out == "bracket" else _SLASH).fullmatch(join_lines(texts))
    if found is None or not all(is_unit(unit) for side in found.groups() for unit in split_units(side)):
        return None
    return Sides((found["lead"],), (found["help"],))


def names_both(header: str) -> bool:
    """Does HEADER name those who lead and those who help?"""
    return _layout(header) is not None


@lru_cache(maxsize=1024)
def _layout(header: str) -> str | None:
    """How HEADER lays them out: `bracket`, `lines` or `slash`; None where it does not name both."""
    found = vocabulary().both_sides.search(to_key(header))
    if found is None:
        return None
    if found["mark"] == "(":
        return "bracket"
    return "lines" if found["noun"] and not found["mark"] else "slash"
