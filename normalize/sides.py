"""Which values of a narrow column each leaf of a row has: what stands beside its action, its level or what is above."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from msgspec import Struct, structs

from normalize.complete import Complete
from normalize.entries import Entry
from normalize.parted import parted
from normalize.spine import Leaf, slots_of
from normalize.steps import Assignment, Slot, by_enumerator, by_position, stands_at
from normalize.values import Value


class Side(Struct, frozen=True):
    """What the leaves of a row may be told by, an entry each: their actions, their levels, the entries above these.

    `slots`: where they stand, with the first line of each; none where one has no place, or all have the same.
    """

    entries: tuple[Entry | None, ...]
    ats: tuple[float, ...]  # where each stands
    slots: tuple[Slot, ...]


def sides_of(leaves: Sequence[Leaf]) -> list[Side]:
    lists = [[leaf.action for leaf in leaves], [leaf.level for leaf in leaves]]
    if any(leaf.action_parents for leaf in leaves):
        lists.append([leaf.action_parents[-1] if leaf.action_parents else leaf.action for leaf in leaves])
        lists.append([action_root(leaf) for leaf in leaves])
    return [_side(entries) for n, entries in enumerate(lists) if any(entries) and entries not in lists[:n]]


def _side(entries: Sequence[Entry | None]) -> Side:
    ats = tuple([entry.at for entry in entries if entry is not None])
    firsts = {entry.at: entry.lines[0] for entry in entries if entry is not None}
    told_apart = len(ats) == len(entries) and len(firsts) > 1
    return Side(tuple(entries), ats, slots_of([firsts[at] for at in sorted(firsts)]) if told_apart else ())


def assigned(
    values: Sequence[Value], sides: Sequence[Side], count: int, complete: Complete | None = None
) -> Assignment:
    """The values of each of COUNT leaves: by enumerator, else beside the lines of what they may be told by, whichever
    fits best. COMPLETE tells a whole value of the column."""
    if values and values[0].may_be_numbered:
        joined = next((told for side in sides if (told := _numbered(values, side.entries)) is not None), None)
        if joined is not None:
            return joined
    best: tuple[int, Assignment] | None = None
    unclear = False
    for side in sides:
        if not side.slots:
            continue
        own, unsure = (values, False) if complete is None else parted(values, side.slots, complete)
        told = _beside(own, side)
        if unsure:
            told = structs.replace(told, doubtful=True)
        unclear |= told.whole and (told.doubtful or (len(values) == 1 and _is_beside_later(values[0], side)))
        near = 0 if told.whole else _near(own, side.ats)
        if not told.whole and (best is None or near > best[0]):
            best = near, told
    whole = Assignment((tuple(values),) * count, whole=True, doubtful=unclear)
    return best[1] if best is not None else whole


def _numbered(values: Sequence[Value], entries: Sequence[Entry | None]) -> Assignment | None:
    """VALUES of those of ENTRIES with the same enumerator; None where they carry none or do not fit."""
    distinct = list({id(entry): entry for entry in entries if entry is not None}.values())
    told = by_enumerator(values, [entry.enumerator for entry in distinct]) if distinct else None
    if told is None:
        return None
    of_entry = {id(entry): got for entry, got in zip(distinct, told.of_slot, strict=True)}
    return structs.replace(told, of_slot=tuple(() if entry is None else of_entry[id(entry)] for entry in entries))


def _beside(values: Sequence[Value], side: Side) -> Assignment:
    """VALUES of those entries of SIDE beside whose first lines they stand."""
    told = by_position(values, side.slots)
    of_at = {slot.at: got for slot, got in zip(side.slots, told.of_slot, strict=True)}
    return Assignment(tuple([of_at[at] for at in side.ats]), told.whole, told.doubtful)


def _is_beside_later(value: Value, side: Side) -> bool:
    """Does VALUE, the only one beside SIDE, stand at the first line of an entry further down, and not in the middle of
    them all? It may be that entry's, though it is taken for everyone's."""
    later = [at for at in side.ats if at > min(side.ats)]
    if not any(stands_at(value, at) for at in later):
        return False
    lines = [line.at for entry in side.entries if entry is not None for line in entry.all_lines]
    middle = (value.at + value.lines[-1].at) / 2
    return abs(middle - median(lines)) > value.height  # the median: a page break may part the lines


def _near(values: Sequence[Value], ats: Sequence[float]) -> int:
    """How many of VALUES stand at one of ATS."""
    return sum(1 for value in values if any(stands_at(value, at) for at in ats))


def action_root(leaf: Leaf) -> Entry | None:
    return leaf.action_parents[0] if leaf.action_parents else leaf.action
