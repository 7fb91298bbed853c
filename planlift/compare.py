"""Two plans held side by side: which indicators were kept, are new, were dropped, and what changed under each.

Pure: records in, frozen results out, in the order of the taxonomy. Reading and showing are `compare_command.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from rapidfuzz import fuzz

from planlift.compare_periods import period_text, relative_period
from schema.plan import Period
from schema.record import ItemRecord
from schema.taxonomy import Taxonomy
from schema.taxonomy.keys import core, folded, impersonal

Level = Literal["domain", "group", "indicator", "item"]
Status = Literal["kept", "new", "dropped", "regrouped", "moved"]
Facet = Literal["headings", "actions", "owners", "deadlines", "weights"]
STATUSES: tuple[Status, ...] = ("kept", "moved", "regrouped", "new", "dropped")
_ALIKE_HEADINGS = 85  # of 100; headings below it are two
_ALIKE_ITEMS = 80  # of 100, heading and action together
_WEIGHT_MARKS = {"points": "分", "percent": "%", "": ""}


@dataclass(frozen=True, slots=True)
class Stated:
    """Something that a plan states: as a person reads it, and the key by which two plans are compared."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one plan says in one row, each statement once, in reading order."""

    items: tuple[ItemRecord, ...] = ()
    headings: tuple[Stated, ...] = ()  # the innermost of each item
    actions: tuple[Stated, ...] = ()
    owners: tuple[Stated, ...] = ()  # responsible units; the officers of an item that names no unit
    deadlines: tuple[Stated, ...] = ()  # compared relative to the plan's own year
    weights: tuple[Stated, ...] = ()

    def stated(self, facet: Facet) -> tuple[Stated, ...]:
        """What is said about FACET."""
        found: tuple[Stated, ...] = getattr(self, facet)
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator (or heading without one, or item) in both plans.

    `regrouped`: the other plan names only a broader or finer indicator of the same branch, listed in `related`.
    `moved`: an item that stands under another indicator in B, listed in `related`.
    """

    code: str  # empty for what has no indicator
    name: str  # of the taxonomy; the printed heading where there is no code
    status: Status
    a: Side
    b: Side
    changed: tuple[str, ...] = ()  # facets, and `items` where their number differs; only for what is in both
    related: tuple[str, ...] = ()  # codes

    def only_in(self, facet: Facet) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What A alone and what B alone says about FACET."""
        return _only(self.a.stated(facet), self.b.stated(facet)), _only(self.b.stated(facet), self.a.stated(facet))


@dataclass(frozen=True, slots=True)
class Year:
    """The items of one plan and the year that they belong to."""

    items: Sequence[ItemRecord]
    roc_year: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows; `unsaid` are facets that one plan never states, which are not compared: (plan, facet)."""

    rows: tuple[Row, ...]
    unsaid: tuple[tuple[Literal["A", "B"], Facet], ...] = ()

    def count(self, status: Status) -> int:
        """Rows of STATUS."""
        return sum(row.status == status for row in self.rows)


def compare(a: Year, b: Year, taxonomy: Taxonomy, level: Level = "indicator") -> Comparison:
    """A and B row by row: one for each domain, group or indicator of TAXONOMY, or for each item."""
    pairs = _item_pairs(a, b) if level == "item" else _code_pairs(a, b, taxonomy, level)
    sides = [(_side(ones, a.roc_year), _side(others, b.roc_year)) for ones, others in pairs]
    facets: tuple[Facet, ...] = ("headings", "owners", "deadlines", "weights")
    if level == "item":
        facets = ("headings", "actions", "owners", "deadlines", "weights")
    unsaid = tuple(_unsaid(sides, facets))
    said = tuple(facet for facet in facets if facet not in {silent for _, silent in unsaid})
    codes = tuple({_code(side, taxonomy, level) for pair in sides for side in pair if side.items})
    rows = [_row(one, other, said, taxonomy, level) for one, other in sides]
    if level in ("group", "indicator"):
        rows = [_with_related(row, sides, codes, taxonomy, level) for row in rows]
    order = {code: n for n, code in enumerate(taxonomy.concepts)}
    rows.sort(key=lambda row: (not row.code, order.get(row.code, len(order)), row.code))  # stable: reading order
    return Comparison(tuple(rows), unsaid)


Items = tuple[ItemRecord, ...]


def _code_pairs(a: Year, b: Year, taxonomy: Taxonomy, level: Level) -> Iterator[tuple[Items, Items]]:
    """The items of each code, then those of each heading that has none."""
    ones, others = (_grouped(year.items, lambda i: rolled_up(i.indicator.code, taxonomy, level)) for year in (a, b))
    bare_a, bare_b = ones.pop("", ()), others.pop("", ())
    for code in dict.fromkeys(chain(ones, others)):
        yield ones.get(code, ()), others.get(code, ())
    headed_a, headed_b = (list(_grouped(bare, heading_key).items()) for bare in (bare_a, bare_b))
    matched = _best_pairs([key for key, _ in headed_a], [key for key, _ in headed_b], _heading_score)
    for one, other in matched:
        yield () if one is None else headed_a[one][1], () if other is None else headed_b[other][1]


def _item_pairs(a: Year, b: Year) -> Iterator[tuple[Items, Items]]:
    """Items that are alike, best first; those under the same indicator before those that moved."""

    def score(one: ItemRecord, other: ItemRecord) -> float:
        alike = _item_score(one, other)
        return alike + 100 * (alike > 0 and one.indicator.code == other.indicator.code)

    for i, j in _best_pairs(a.items, b.items, score):
        yield () if i is None else (a.items[i],), () if j is None else (b.items[j],)


def _best_pairs[T](
    ones: Sequence[T], others: Sequence[T], score: Callable[[T, T], float]
) -> Iterator[tuple[int | None, int | None]]:
    """Positions in ONES and OTHERS of one-to-one pairs with a score, best first; each without a partner alone."""
    scored = ((score(one, other), i, j) for i, one in enumerate(ones) for j, other in enumerate(others))
    ranked = sorted((-points, abs(i - j), i, j) for points, i, j in scored if points)
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    yield from ((i, partner.get(i)) for i in range(len(ones)))
    yield from ((None, j) for j in range(len(others)) if j not in taken)


def _heading_score(one: str, other: str) -> float:
    return fuzz.ratio(one, other, score_cutoff=_ALIKE_HEADINGS)


def _item_score(one: ItemRecord, other: ItemRecord) -> float:
    """How alike two items are, 0 where they are not; by heading alone where one states no action."""
    with_action = bool(one.action and other.action)
    texts = [heading_key(item) + (impersonal(folded(core(item.action))) if with_action else "") for item in (one, other)]
    return fuzz.ratio(*texts, score_cutoff=_ALIKE_ITEMS)


def rolled_up(code: str, taxonomy: Taxonomy, level: Level) -> str:
    """CODE, or what it belongs to at LEVEL; itself where it is broader, or unknown."""
    if level not in ("domain", "group"):
        return code
    return next((one.code for one in taxonomy.broader(code) if one.rank == level), code)


def heading(item: ItemRecord) -> str:
    """The innermost heading of ITEM as printed; its action where it stands under none."""
    return item.path[-1].text if item.path else item.action


def heading_key(item: ItemRecord) -> str:
    """The heading of ITEM for comparing: no enumerator, points, punctuation, nor an agency's words for itself."""
    return impersonal(folded(core(heading(item))))


def _grouped(items: Iterable[ItemRecord], key: Callable[[ItemRecord], str]) -> dict[str, Items]:
    found: dict[str, list[ItemRecord]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in found.items()}


def _side(items: Items, roc_year: int | None) -> Side:
    def deadline(period: Period) -> Stated:
        return Stated(relative_period(period, roc_year), period_text(period, roc_year))

    return Side(
        items,
        _distinct(Stated(heading_key(item), heading(item)) for item in items),
        _distinct(Stated(impersonal(folded(core(item.action))), item.action) for item in items),
        _distinct(Stated(folded(owner), owner) for item in items for owner in item.units or item.officers),
        _distinct(deadline(item.period) for item in items),
        _distinct(_weight(item) for item in items),
    )


def _weight(item: ItemRecord) -> Stated:
    text = "" if item.weight is None else f"{item.weight:g}{_WEIGHT_MARKS[item.weight_unit]}"
    return Stated(text, text)


def _distinct(found: Iterable[Stated]) -> tuple[Stated, ...]:
    first: dict[str, Stated] = {}
    for one in found:
        if one.key:
            first.setdefault(one.key, one)
    return tuple(first.values())


def _only(these: Iterable[Stated], those: Iterable[Stated]) -> tuple[str, ...]:
    known = {one.key for one in those}
    return tuple(one.text for one in these if one.key not in known)


def _unsaid(
    sides: Sequence[tuple[Side, Side]], facets: Iterable[Facet]
) -> Iterator[tuple[Literal["A", "B"], Facet]]:
    for facet in facets:
        if not any(one.stated(facet) for one, _ in sides):
            yield "A", facet
        if not any(other.stated(facet) for _, other in sides):
            yield "B", facet


def _code(side: Side, taxonomy: Taxonomy, level: Level) -> str:
    return rolled_up(side.items[0].indicator.code, taxonomy, level) if side.items else ""


def _row(one: Side, other: Side, facets: Iterable[Facet], taxonomy: Taxonomy, level: Level) -> Row:
    shown = one if one.items else other
    code = _code(shown, taxonomy, level)
    concept = taxonomy.concepts.get(code)
    name = shown.items[0].indicator.name if concept is None else concept.label_zh
    name = name if code else heading(shown.items[0])
    if not one.items or not other.items:
        return Row(code, name, "dropped" if one.items else "new", one, other)
    changed = [facet for facet in facets if {s.key for s in one.stated(facet)} != {s.key for s in other.stated(facet)}]
    counted = ("items",) if len(one.items) != len(other.items) else ()
    if (in_b := _code(other, taxonomy, level)) != code:
        return Row(code, name, "moved", one, other, (*changed, *counted), (in_b,) if in_b else ())
    return Row(code, name, "kept", one, other, (*changed, *counted))


def _with_related(
    row: Row, sides: Sequence[tuple[Side, Side]], codes: Sequence[str], taxonomy: Taxonomy, level: Level
) -> Row:
    """ROW as `regrouped` where the plan that lacks it names a broader or finer indicator of its branch."""
    if row.status not in ("new", "dropped") or not row.code:
        return row
    missing = 1 if row.status == "dropped" else 0
    there = {_code(pair[missing], taxonomy, level) for pair in sides} - {""}
    branch = _branch(row.code, taxonomy)
    related = tuple(
        code for code in taxonomy.concepts if code in there and (code in branch or row.code in _branch(code, taxonomy))
    )
    return Row(row.code, row.name, "regrouped", row.a, row.b, (), related) if related else row


def _branch(code: str, taxonomy: Taxonomy) -> set[str]:
    return {one.code for one in taxonomy.broader(code) if one.rank != "facet"}
