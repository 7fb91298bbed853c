"""Lines of a narrow cell into the lines that were meant: which go on with a name that began above them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from normalize.simplified import simplified
from normalize.units.numbered import is_numbered
from normalize.units.pieces import CLOSE, OPEN, SEPARATORS, entries, first_piece, is_open, last_piece, names_around
from normalize.units.role_words import role_words
from normalize.units.words import is_unit, names_office, unit_words
from schema.enumerators import Enumerator, split_enumerator
from schema.text import join_lines

_SHORTEST = 2  # characters of a name; what is as short behind a mark and ends a full line is more often cut
_FULL_LINE = 0.8  # of the cell's width: a line this long may have been wrapped


def join_unit_lines(
    lines: Sequence[str], widths: Sequence[float] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(logical lines, flags): a unit that a narrow cell wrapped is whole again; enumerators are dropped.

    >>> join_unit_lines(["民", "政", "課"])[0], join_unit_lines(["各課室", "地用課"])[0]
    (('民政課',), ('各課室', '地用課'))
    """
    printed = [line.strip() for line in lines]
    fill = list(widths) if widths is not None and len(widths) == len(printed) else None
    kept = [(line, 0.0 if fill is None else fill[n]) for n, line in enumerate(printed) if line]
    if len(kept) > 1 and all(len(line) == 1 for line, _ in kept):
        return (join_lines(line for line, _ in kept),), ()
    logical: list[str] = []
    flags: set[str] = set()
    before = 0.0
    for line, filled in kept:
        parts = entries(line)
        enumerator, rest = _without_enumerator(line) if len(parts) == 1 else (None, "")
        if not rest:
            logical += [part.strip() for part in parts] if len(parts) > 1 else []
            continue
        if logical and enumerator is None:
            joined, sure = _goes_on(logical[-1], rest, before if fill is not None else None)
            if joined:
                logical[-1] = join_lines([logical[-1], rest])
                flags.update(() if sure else ("units_doubtful",))
                before = filled
                continue
        logical.append(rest)
        before = filled
    return tuple(logical), tuple(sorted(flags))


def _without_enumerator(line: str) -> tuple[Enumerator | None, str]:
    """LINE's enumerator and what follows it; `一、二科` begins with none: it is short for two units."""
    found, rest = split_enumerator(line)
    is_list = found is not None and found.label[-1] in "、." and is_numbered(first_piece(rest))
    return (None, line) if is_list else (found, rest)


def _goes_on(one: str, other: str, filled: float | None) -> tuple[bool, bool]:
    """(does OTHER go on with line ONE?, is that sure?); ONE filled this part of the width, None: not known."""
    words, roles = unit_words(), role_words()
    if roles.stands_behind(simplified(one), simplified(other)):
        return True, True
    if roles.introducer.match(simplified(other)):
        return False, True
    if one[-1] in SEPARATORS or one[-1] in words.between or other[0] in SEPARATORS + CLOSE + OPEN or is_open(one):
        return True, True
    if other[0] in words.leading and is_unit(other[1:]):
        return True, True
    last, first = last_piece(one), first_piece(other)
    folded = simplified(first)
    ending = words.bare_ending.match(folded)
    if ending is not None and folded[ending.end() : ending.end() + 1] in words.between and is_unit(last + ending[0]):
        return True, True  # `農業` over `課及`
    if folded in words.rests and is_unit(last + first):
        return True, True
    if folded in words.nobodys:
        return True, True
    if roles.is_introducer(simplified(last)) or simplified(last) in words.unfinished:
        return True, True
    if len(first) == 1 or len(last) == 1:  # no unit has a name of one character
        return True, True
    if folded in words.of_places and words.place.search(simplified(last)):
        return True, True
    if words.bare_ending.fullmatch(folded) and folded not in words.of_places and is_unit(last + first):
        return not (is_unit(last) and folded in words.people), True
    return _may_go_on(last, first, filled)


def _may_go_on(last: str, first: str, filled: float | None) -> tuple[bool, bool]:
    """What `_goes_on` tells where neither marks nor words do: LAST and FIRST are the names around the line's end."""
    if filled is not None and filled >= _FULL_LINE and unit_words().is_part_of(simplified(first), simplified(last)):
        return True, False
    if is_unit(last) or (filled is not None and filled < _FULL_LINE):
        return False, True
    if is_unit(last + first):
        return not is_unit(first) or filled is not None, True
    return filled is not None, False


@lru_cache(maxsize=4096)
def is_split_unit(above: str, below: str) -> bool:
    """Was one name wrapped behind what reads like a name too? ABOVE is a full line of a list, BELOW the next.

    >>> is_split_unit("股、綜所", "稅股"), is_split_unit("各里", "辦公"), is_split_unit("法制", "專員")
    (True, True, True)
    >>> is_split_unit("各區", "清潔隊"), is_split_unit("各鄉鎮市", "公所"), is_split_unit("各區", "各校")
    (True, True, False)
    >>> is_split_unit("資訊", "人員"), is_split_unit("諮詢服務科", "承辦人員")
    (True, True)
    >>> is_split_unit("縣政府", "衛生局"), is_split_unit("健保署", "中區業務組"), is_split_unit("教育局", "中正國小")
    (True, True, False)
    >>> is_split_unit("社會課、本所", "各課"), is_split_unit("各里", "社會課"), is_split_unit("民政課", "專員")
    (False, False, False)
    """
    words = unit_words()
    last, first = map(simplified, names_around(above, below))
    if words.is_part_of(first, last) or first in words.nobodys or (first in words.charged and names_office(last)):
        return True
    if words.place.search(last):
        if last[0] == "各" and last[-1] in words.with_offices and first[0] != "各":
            return True
        return any(name.startswith(first) or first.startswith(name) for name in words.of_places if len(first) > 1)
    if last in words.topics:
        return first in words.people
    listed = len(last) < len(above) and len(last) == _SHORTEST and last not in words.whole
    return listed and is_unit(last) and last[0] not in words.all_of and last[-1] not in words.flat


@lru_cache(maxsize=4096)
def is_scrap(text: str) -> bool:
    """Does TEXT only look like a unit, as it is so short? Names of two characters are known, or begin with what tells
    whose they are.

    >>> is_scrap("收科"), is_scrap("各課"), is_scrap("研考"), is_scrap("縣府"), is_scrap("總務科")
    (True, False, False, False, False)
    """
    folded, words = simplified(text), unit_words()
    whole = folded in words.whole or folded in words.topics or folded in words.people
    return len(folded) == _SHORTEST and not whole and folded[0] not in words.whose
