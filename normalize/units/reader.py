"""The way from a cell's lines to those who do the work and those who help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from normalize.confusions import mended
from normalize.units.lines import join_unit_lines
from normalize.units.lists import split_units
from normalize.units.pieces import SEPARATORS
from normalize.units.roles import by_role, clauses, own_role
from normalize.units.words import is_whole_name, unit_words

_LABEL = re.compile(r"[^()（）:：]{2,6}[:：](?=.)")  # of a role that is none of the two: 督導：


class Responsibilities(Struct, frozen=True):
    """Who does the work: as printed, the units in charge, those that support them, and doubts."""

    units_raw: str
    units: tuple[str, ...]
    supporting: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def read_units(
    lines: Sequence[str], widths: Sequence[float] | None = None
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """(units_raw, units, flags) of a cell's lines; WIDTHS: which part of the cell's width each line fills.

    >>> read_units(["各課、研考"])[1], read_units(["登記課、測", "量課、地價", "課"])[0]
    (('各課', '研考'), '登記課、測量課、地價課')
    """
    told = read_responsibilities(lines, widths)
    return told.units_raw, (*told.units, *told.supporting), told.flags


def read_responsibilities(lines: Sequence[str], widths: Sequence[float] | None = None) -> Responsibilities:
    """Like `read_units`, with 主辦 and 協辦 told apart where the cell itself does so.

    >>> told = read_responsibilities(["主辦單位：民政課；協辦單位：社會課、兵役課"])
    >>> told.units, told.supporting
    (('民政課',), ('社會課', '兵役課'))
    """
    return _read(tuple(lines), None if widths is None else tuple(widths))


@lru_cache(maxsize=4096)  # the same few units own most items of a plan
def _read(lines: tuple[str, ...], widths: tuple[float, ...] | None) -> Responsibilities:
    flags: tuple[str, ...] = ()
    if len(lines) == 1 and unit_words().is_one(lines[0]):
        told = Responsibilities(lines[0], split_units(lines[0]))
    else:
        logical, flags = join_unit_lines(lines, widths)
        told = _responsibilities(logical)
    units, supporting = _mended(told.units), _mended(told.supporting)
    if (units, supporting) != (told.units, told.supporting):
        flags = (*flags, "units_repaired")
    return Responsibilities(told.units_raw, units, supporting, tuple(sorted({*flags, *told.flags})))


def _responsibilities(logical: Sequence[str]) -> Responsibilities:
    raw = ""
    units: list[str] = []
    supporting: list[str] = []
    helping = False
    flags: tuple[str, ...] = ()
    for line in logical:
        raw += line if not raw or raw[-1] in SEPARATORS or line[0] in SEPARATORS else "、" + line
        for is_help, part in by_role(line, helping):
            helping = is_help
            for clause, role, sure in clauses(part):
                flags = flags if sure else ("units_doubtful",)
                names = [own_role(unit) for unit in split_units(clause)]
                roles, clear = _with_roles_between([told for _, told in names])
                flags = flags if clear else ("units_doubtful",)
                for (bare, _), its_role in zip(names, roles, strict=True):
                    told = next((r for r in (its_role, role) if r is not None), is_help)
                    label = _LABEL.match(bare)
                    flags = flags if label is None else ("units_doubtful",)
                    (supporting if told else units).append(bare if label is None else bare[label.end() :])
    signs = [char for char in raw if char in unit_words().signs]
    if signs and (len(set(signs)) > 1 or len(signs) < len(units) + len(supporting)):
        flags = ("units_doubtful",)
    return Responsibilities(raw, _unique(units), _unique(supporting), flags)


def _with_roles_between(roles: Sequence[bool | None]) -> tuple[list[bool | None], bool]:
    """(ROLES, those that no bracket tells between a leader's and a helper's taken as helpers', did all tell?)."""
    told = list(roles)
    if False not in told or True not in told:
        return told, True
    first, last = told.index(False), len(told) - 1 - told[::-1].index(True)
    between = [n for n in range(first, last) if told[n] is None]
    for n in between:
        told[n] = True
    return told, not between


def _mended(units: Sequence[str]) -> tuple[str, ...]:
    """UNITS with plain misreadings mended (`夕課` → `各課`); only what becomes a word of the vocabulary is."""
    return _unique([_mended_unit(unit) for unit in units])


@lru_cache(maxsize=4096)
def _mended_unit(unit: str) -> str:
    return mended(unit, is_whole_name) or unit


def _unique(units: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(units))
