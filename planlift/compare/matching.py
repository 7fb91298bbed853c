"""Which items of two plans belong together: by indicator; without one, by the likeness of headings and actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from rapidfuzz import fuzz

from schema.record import ItemRecord
from schema.taxonomy.keys import core, folded, impersonal

ALIKE_HEADINGS = 85  # of 100; headings less alike are two
ALIKE_ITEMS = 80  # of 100, heading and action together

Thing = TypeVar("Thing")
Items = tuple[ItemRecord, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """Items of two plans that belong together; one of both is empty where the other plan has none.

    The codes are empty for what has no indicator.
    """

    code_a: str
    code_b: str
    a: Items
    b: Items


def by_code(a: Iterable[ItemRecord], b: Iterable[ItemRecord], code_of: Callable[[ItemRecord], str]) -> list[Matched]:
    """The items of each code, then those of each heading that has none."""
    ones, others = _grouped(a, code_of), _grouped(b, code_of)
    bare = (ones.pop("", ()), others.pop("", ()))
    coded = [
        Matched(code if code in ones else "", code if code in others else "", ones.get(code, ()), others.get(code, ()))
        for code in dict.fromkeys(chain(ones, others))
    ]
    headed_a, headed_b = (list(_grouped(items, heading_key).items()) for items in bare)
    pairs = best_pairs([key for key, _ in headed_a], [key for key, _ in headed_b], _headings_alike)
    return coded + [
        Matched("", "", () if i is None else headed_a[i][1], () if j is None else headed_b[j][1]) for i, j in pairs
    ]


def one_by_one(a: Sequence[ItemRecord], b: Sequence[ItemRecord]) -> list[Matched]:
    """Each item with the one that is most alike; those under the same indicator are paired before the others."""

    def score(one: ItemRecord, other: ItemRecord) -> float:
        alike = _items_alike(one, other)
        return alike + 100 if alike and one.indicator.code == other.indicator.code else alike

    def of(items: Sequence[ItemRecord], at: int | None) -> tuple[str, Items]:
        return ("", ()) if at is None else (items[at].indicator.code, (items[at],))

    paired = [(of(a, i), of(b, j)) for i, j in best_pairs(a, b, score)]
    return [Matched(code_a, code_b, in_a, in_b) for (code_a, in_a), (code_b, in_b) in paired]


def best_pairs(
    ones: Sequence[Thing], others: Sequence[Thing], score: Callable[[Thing, Thing], float]
) -> Iterator[tuple[int | None, int | None]]:
    """Positions of one-to-one pairs, the highest SCORE first, 0 is none; then what is left over, alone.

    >>> list(best_pairs("ab", "bc", lambda one, other: float(one == other)))
    [(0, None), (1, 0), (None, 1)]
    """
    scored = ((score(one, other), i, j) for i, one in enumerate(ones) for j, other in enumerate(others))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted((-points, abs(i - j), i, j) for points, i, j in scored if points):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    yield from ((i, partner.get(i)) for i in range(len(ones)))
    yield from ((None, j) for j in range(len(others)) if j not in taken)


def heading(item: ItemRecord) -> str:
    """The innermost heading of ITEM as printed; its action where it stands under none."""
    return item.path[-1].text if item.path else item.action


def heading_key(item: ItemRecord) -> str:
    """The heading of ITEM for comparing."""
    return text_key(heading(item))


def text_key(text: str) -> str:
    """TEXT without enumerator, points, punctuation, script, and an agency's words for itself.

    >>> text_key("2.本所內外環境（20分）") == text_key("(一)單位(機關)內外環境")
    True
    """
    return impersonal(folded(core(text)))


def _headings_alike(one: str, other: str) -> float:
    return fuzz.ratio(one, other, score_cutoff=ALIKE_HEADINGS)


def _items_alike(one: ItemRecord, other: ItemRecord) -> float:
    """How alike two items are, 0 where they are not; by heading alone where one states no action."""
    with_action = bool(one.action and other.action)
    texts = [heading_key(item) + (text_key(item.action) if with_action else "") for item in (one, other)]
    return fuzz.ratio(*texts, score_cutoff=ALIKE_ITEMS)


def _grouped(items: Iterable[ItemRecord], key: Callable[[ItemRecord], str]) -> dict[str, Items]:
    found: dict[str, list[ItemRecord]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in found.items()}
