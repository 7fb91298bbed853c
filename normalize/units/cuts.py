"""Two units that stand without a mark between them, told by the units that the table names one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from normalize.simplified import simplified
from normalize.units.lists import split_units
from normalize.units.words import is_unit, unit_words

_RANGE = "至到~～-－—"  # 第一課至第三課
_KEPT = 4096  # units in memory; an archive has the same ones again and again


def has_cuts(units: Iterable[str]) -> bool:
    """May one of UNITS be two that stand without a mark between them?"""
    return any(map(_cuts, units))


def parted(units: Sequence[str], known: Collection[str]) -> tuple[tuple[str, ...], bool]:
    """(UNITS, is one of them doubtful?): two that stand without a mark between them are two if both are KNOWN.

    >>> parted(["民政課社會課"], {"民政課", "社會課"}), parted(["民政課社會課"], ())
    ((('民政課', '社會課'), False), (('民政課社會課',), True))
    >>> parted(["教務處教學組", "警察局中山分局", "資訊科技科"], ())
    (('教務處教學組', '警察局中山分局', '資訊科技科'), False)
    """
    found: list[str] = []
    doubtful = False
    for unit in units:
        cuts = _cuts(unit)
        cut = next((at for at in cuts if unit[:at] in known and (unit[at:] in known or _cuts(unit[at:]))), None)
        if cut is None or unit in known:
            found.append(unit)
            doubtful |= bool(cuts) and unit not in known
            continue
        rest, unsure = parted([unit[cut:]], known)
        found += [unit[:cut], *rest]
        doubtful |= unsure
    return tuple(dict.fromkeys(found)), doubtful


def lone_units(texts: Iterable[str]) -> frozenset[str]:
    """The units that TEXTS list, without those that may be two."""
    return frozenset(unit for text in texts for unit in split_units(text) if not _cuts(unit))


@lru_cache(maxsize=_KEPT)
def _cuts(unit: str) -> tuple[int, ...]:
    """Where UNIT may be two of one kind without a mark between them: each a name of two characters and more."""
    folded = simplified(unit)
    ending = folded[-1:]
    if ending not in unit_words().flat or folded.count(ending) < 2:
        return ()
    ends = (at + 1 for at, char in enumerate(folded[:-1]) if char == ending)
    apart = (at for at in ends if at > 2 and len(unit) - at > 2 and unit[at] not in _RANGE)
    return tuple(at for at in apart if is_unit(unit[:at]) and is_unit(unit[at:]))
