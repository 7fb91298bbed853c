"""Entries that signs open, not numbers (`•`, `◎`, `–`): a list of items only where a column beside it says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from normalize.entries import Entry, Outline
from normalize.spine import slots_of
from normalize.steps import by_position
from normalize.values import Value
from schema.enumerators import Enumerator
from schema.tables import Line

_SIGNS = frozenset("•‧·●○■□◆◇▲△▪▫◎★☆►▶➢✓✔*※–—-")


def by_signs(lines: Sequence[Line], beside: Iterable[Sequence[Value]]) -> Outline | None:
    """The entries of LINES that one sign opens each, where a column BESIDE has a value for each; else None."""
    sign = lines[0].text[:1] if lines else ""
    if sign not in _SIGNS:
        return None
    starts = [n for n, line in enumerate(lines) if line.text.startswith(sign) and len(line.text) > 1]
    if len(starts) < 2:
        return None
    ends = [*starts[1:], len(lines)]
    entries = tuple(
        Entry(Enumerator(sign, f"sign {sign}", n), tuple(lines[start:end]))
        for n, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )
    slots = slots_of([entry.lines[0] for entry in entries])
    listed = [by_position(values, slots) for values in beside if len(values) == len(entries)]
    in_step = any(not told.whole and not told.doubtful and all(map(len, told.of_slot)) for told in listed)
    return Outline((), entries) if in_step else None
