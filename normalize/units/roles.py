"""Who of those a text names leads, and who helps: words before, behind or in brackets behind the names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from normalize.simplified import simplified
from normalize.units.pieces import CLOSE, OPEN, outside_brackets
from normalize.units.role_words import role_words


def by_role(line: str, helping: bool) -> Iterator[tuple[bool, str]]:
    """(is it of those who help, text) for each part of LINE, which goes on with those who help where HELPING.

    >>> list(by_role("主辦：民政課；協辦：社會課", False))
    [(False, ''), (False, '民政課；'), (True, '社會課')]
    """
    return _introduced(_roles_apart(_without_duty(line)), helping)


def _without_duty(line: str) -> str:
    """LINE without what only says that each does its own part: `各課室依權責分工辦理`."""
    found = role_words().by_duty.search(simplified(line), 1)
    return line if found is None else line[: found.start()] + _without_duty(line[found.end() :] or " ").rstrip()


def _introduced(line: str, helping: bool) -> Iterator[tuple[bool, str]]:
    """What `by_role` tells: 主辦/協辦 introduces a part of LINE, before it or in a bracket."""
    bracket = role_words().helpers.search(simplified(line))
    if bracket is not None:
        yield from _introduced(line[: bracket.start()], helping)
        inner = bracket.span("names") if bracket["names"] else bracket.span("before")
        yield True, line[slice(*inner)]
        yield from _introduced(line[bracket.end() :], helping)
        return
    at = 0
    for start, end, is_help in role_words().introducers(simplified(line)):
        yield helping, line[at:start]
        helping, at = is_help, end
    yield helping, line[at:]


def _roles_apart(line: str) -> str:
    """LINE with a mark behind each role that stands behind a unit and before the next: `民政課(主辦)社會課(協辦)`."""
    folded = simplified(line)
    last = role_words().own_role.search(folded) or role_words().plain_role.search(folded)
    if last is None and folded[:1] in OPEN:
        return line  # the roles stand before their units
    told = role_words().role_inside.finditer(folded)
    cuts = [found.end() for found in told if last is not None or found[0][-1] in CLOSE]
    return "、".join(line[begin:end] for begin, end in pairwise([0, *cuts, len(line)]))


def clauses(part: str) -> Iterator[tuple[str, bool | None, bool]]:
    """(text, does a word behind it say that it helps?, is that sure?) for each part of PART that has such a word.

    It holds for the names before it, back to the last such word: 民政課主辦，社會課、人文課協辦. Where nothing
    before them leads, only the name right before the word is said to help, and that is not sure.
    """
    names: list[str] = []
    led = False
    for piece in outside_brackets(part):
        found = role_words().plain_role.search(simplified(piece.rstrip(" 。.")))
        if found is None:
            names.append(piece)
            continue
        helps = found["support"] is not None
        bare = piece[: found.start()].lstrip().removeprefix("由")
        if helps and names and not led:
            yield "、".join(names), None, True
            yield bare, True, False
        else:
            yield "、".join([*names, bare]), helps, True
        led, names = True, []
    if names:
        yield (part if not led else "、".join(names)), None, True


def own_role(unit: str) -> tuple[str, bool | None]:
    """(UNIT without the bracket that tells its role, does it help?): `社會課(協辦)`; None where none tells."""
    found = role_words().own_role.search(simplified(unit))
    return (unit, None) if found is None else (unit[: found.start()].rstrip(), found["support"] is not None)
