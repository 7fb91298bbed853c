"""The spine of a ruled row: the entries by which it falls into items.

A level column and the action column may both list entries. They run in step by equal enumerator, or the
list of the one begins again for each entry of the other; else the one that is in step with the columns
beside it leads. An inner list is the finer spine where the columns beside it are in step with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from normalize.entries import Entry, Outline
from normalize.steps import Slot, by_position
from normalize.values import Value
from schema.tables import Line

Mode = Literal["enumerator", "runs", "level", "action", "none"]


class Leaf(Struct, frozen=True):
    """What one item is cut from: an entry of the level column, one of the action column, or neither."""

    level_parents: tuple[Entry, ...] = ()
    level: Entry | None = None
    action_parents: tuple[Entry, ...] = ()
    action: Entry | None = None


class Spine(Struct, frozen=True):
    """The leaves of a row, in reading order, and how its two lists were joined."""

    mode: Mode
    leaves: tuple[Leaf, ...]
    unpaired: bool = False  # an entry of one list found no partner in the other


def spine_of(
    level: Outline, action: Outline, beside: Sequence[Sequence[Value]], *, has_action: bool, split_level: bool
) -> Spine:
    """The spine of a row from the outlines of its finest LEVEL cell and of its ACTION cell.

    BESIDE: the values of each narrow column. HAS_ACTION: the table has an action column; without one the
    level's list is split like an action's. SPLIT_LEVEL: the level cell stands in this row alone.
    """
    level_roots = level.entries if split_level else ()
    mode = _mode(level_roots, action.entries)
    if mode == "enumerator":
        return _by_enumerator(level_roots, action.entries, beside)
    if mode == "runs":
        return _by_runs(level_roots, action.entries, beside)
    if level_roots and not action.entries:
        hit = _hits(level_roots, beside)
        if not has_action or _count(level_roots, hit) >= 2 or _any_split(level_roots, hit):
            leaves = [
                Leaf(level_parents=parents, level=entry) for parents, entry in _leaves(level_roots, hit, frozenset())
            ]
            return Spine("level", tuple(leaves))
    if action.entries:
        hit = _hits(action.entries, beside)
        found = _leaves(action.entries, hit, frozenset())
        return Spine("action", tuple(Leaf(action_parents=parents, action=entry) for parents, entry in found))
    return Spine("none", (Leaf(),))


def slots_of(firsts: Sequence[Line]) -> tuple[Slot, ...]:
    """Slots that begin at FIRSTS, the first line of each (from top to bottom), and go up to the next."""
    ends = [*(line.at for line in firsts[1:]), float("inf")]
    return tuple([Slot(line.at, end, line.page) for line, end in zip(firsts, ends, strict=True)])


def _mode(level: Sequence[Entry], action: Sequence[Entry]) -> Mode:
    if not level or not action:
        return "none"
    common = {entry.key for entry in level} & {entry.key for entry in action}
    if _ascending(action) and (len(common) >= 2 or (common and len(common) == len(level) == len(action))):
        return "enumerator"
    if len(level) >= 2 and len(_runs(action)) == len(level):
        return "runs"
    return "none"


def _ascending(entries: Sequence[Entry]) -> bool:
    return len(_runs(entries)) == 1


def _runs(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries parted where their numbering begins again."""
    runs: list[list[Entry]] = []
    for entry in entries:
        last = runs[-1][-1] if runs else None
        if last is not None and (entry.enumerator.number > last.enumerator.number):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _by_enumerator(level: Sequence[Entry], action: Sequence[Entry], beside: Sequence[Sequence[Value]]) -> Spine:
    partners = {entry.key: entry for entry in action}
    forced = frozenset(id(entry) for entry in level if _common_children(entry, partners.get(entry.key)) >= 2)
    hit = _hits(level, beside)
    leaves: list[Leaf] = []
    used: set[int] = set()
    unpaired = False
    for parents, entry in _leaves(level, hit, forced):
        root = parents[0] if parents else entry
        partner = partners.get(root.key)
        unpaired |= partner is None
        inner = _child(partner, entry) if parents and partner is not None else None
        if inner is not None and partner is not None:
            used.update((id(partner), id(inner)))
            above = () if partner.is_bare else (partner,)
            leaves.append(Leaf(parents, entry, above, inner))
        else:
            used.add(id(partner))
            leaves.append(Leaf(parents, entry, (), partner))
    for entry in action:
        if id(entry) not in used:
            unpaired = True
            leaves.append(Leaf(action=entry))
    return Spine("enumerator", tuple(leaves), unpaired)


def _by_runs(level: Sequence[Entry], action: Sequence[Entry], beside: Sequence[Sequence[Value]]) -> Spine:
    hit = _hits(action, beside)
    leaves = [
        Leaf((), entry, parents, leaf)
        for entry, run in zip(level, _runs(action), strict=True)
        for parents, leaf in _leaves(run, hit, frozenset())
    ]
    return Spine("runs", tuple(leaves))


def _common_children(one: Entry, other: Entry | None) -> int:
    return 0 if other is None else len({c.key for c in one.children} & {c.key for c in other.children})


def _child(partner: Entry, entry: Entry) -> Entry | None:
    return next((child for child in partner.children if child.key == entry.key), None)


def flat(entries: Sequence[Entry]) -> list[Entry]:
    """All entries, parents before their children."""
    return [e for entry in entries for e in (entry, *flat(entry.children))]


def _hits(entries: Sequence[Entry], beside: Sequence[Sequence[Value]]) -> frozenset[int]:
    """Ids of the entries beside whose first line a value of a column in step stands."""
    everyone = flat(entries)
    listed = [values for values in beside if len(values) > 1] if len(everyone) > 1 else []
    if not listed:
        return frozenset()  # nothing to be in step with
    groups = [(group, slots_of([entry.lines[0] for entry in group])) for group in (everyone, _finest(everyone))]
    return frozenset([id(entry) for values in listed for entry in _hit(groups, values)])


def _finest(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if not entry.children]


def _hit(groups: Sequence[tuple[Sequence[Entry], Sequence[Slot]]], values: Sequence[Value]) -> list[Entry]:
    """Which of all entries VALUES stand beside; where they drifted off their lines, or two of them beside one entry,
    which of the finest if they are as many. GROUPS: all, and the finest, with the slots of each."""
    (everyone, slots), (finest, finest_slots) = groups
    told = by_position(values, slots)
    if len(finest) == len(values) and (told.whole or any(len(got) > 1 for got in told.of_slot)):
        one_each = by_position(values, finest_slots)
        if not one_each.whole:
            return [entry for entry, got in zip(finest, one_each.of_slot, strict=True) if got]
    return [] if told.whole else [entry for entry, got in zip(everyone, told.of_slot, strict=True) if got]


def _count(entries: Sequence[Entry], hit: frozenset[int]) -> int:
    return sum(1 for entry in entries if id(entry) in hit or any(id(e) in hit for e in flat(entry.children)))


def _any_split(entries: Sequence[Entry], hit: frozenset[int]) -> bool:
    return any(_is_split(entry, hit, frozenset()) for entry in flat(entries))


def _is_split(entry: Entry, hit: frozenset[int], forced: frozenset[int]) -> bool:
    """Are the columns beside ENTRY in step with the entries under it, or with those under one of them?"""
    if id(entry) in forced or sum(1 for child in entry.children if id(child) in hit) >= 2:
        return True
    return any(_is_split(child, hit, forced) for child in entry.children)


def _is_split_like(others: Sequence[Entry], entry: Entry, hit: frozenset[int], forced: frozenset[int]) -> bool:
    """Is the only thing beside ENTRY a value beside its one child, where OTHERS of its list are split?"""
    if id(entry) in hit or len(entry.children) != 1 or id(entry.children[0]) not in hit:
        return False
    return any(_is_split(other, hit, forced) for other in others)


def _leaves(
    entries: Sequence[Entry], hit: frozenset[int], forced: frozenset[int], parents: tuple[Entry, ...] = ()
) -> list[tuple[tuple[Entry, ...], Entry]]:
    """(parents, entry) of the finest entries that the columns beside tell apart."""
    if not hit and not forced:
        return [(parents, entry) for entry in entries]
    found: list[tuple[tuple[Entry, ...], Entry]] = []
    for entry in entries:
        if _is_split(entry, hit, forced) or _is_split_like(entries, entry, hit, forced):
            found += _leaves(entry.children, hit, forced, (*parents, entry))
        else:
            found.append((parents, entry))
    return found
