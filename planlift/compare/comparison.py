"""Two plans held side by side: which indicators were kept, are new, were dropped, and what changed under each.

Pure: records in, frozen results out, in the order of the taxonomy. `command.py` reads and shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from planlift.compare.matching import Items, Matched, by_code, heading, heading_key, one_by_one, text_key
from planlift.compare.periods import period_text, relative_period
from schema.record import ItemRecord, PlanRecord
from schema.taxonomy import Taxonomy
from schema.taxonomy.keys import folded

Level = Literal["domain", "group", "indicator", "item"]
Status = Literal["kept", "moved", "regrouped", "new", "dropped"]
STATUSES: tuple[Status, ...] = ("kept", "moved", "regrouped", "new", "dropped")
Facet = Literal["headings", "actions", "owners", "deadlines", "weights"]
Which = Literal["A", "B"]
_COARSE: tuple[Facet, ...] = ("owners", "deadlines", "weights")  # many headings stand in one row there
_FACETS: dict[Level, tuple[Facet, ...]] = {
    "domain": _COARSE,
    "group": _COARSE,
    "indicator": ("headings", *_COARSE),
    "item": ("headings", "actions", *_COARSE),
}
_WEIGHT_MARKS = {"points": "分", "percent": "%", "": ""}


@dataclass(frozen=True, slots=True)
class Yearly:
    """The items of one plan in reading order, and the year that it is for; None where that is not known."""

    items: Sequence[ItemRecord]
    roc_year: int | None


@dataclass(frozen=True, slots=True)
class Stated:
    """Something that a plan states: as a person reads it, and the key by which two plans are compared."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one plan says in one row: each statement once, in reading order."""

    items: Items = ()
    headings: tuple[Stated, ...] = ()  # the innermost of each item
    actions: tuple[Stated, ...] = ()
    owners: tuple[Stated, ...] = ()  # responsible units; the officers of an item that names no unit
    deadlines: tuple[Stated, ...] = ()  # compared relative to the plan's own year
    weights: tuple[Stated, ...] = ()

    def says(self, facet: Facet) -> tuple[Stated, ...]:
        """What is stated of FACET."""
        found: tuple[Stated, ...] = getattr(self, facet)
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator (or a heading without one, or an item) in both plans.

    `regrouped`: the plan that lacks it names a broader or finer indicator of the same branch, listed in `related`.
    `moved`: an item that stands under another indicator in B, listed in `related`.
    """

    code: str  # empty for what has no indicator
    name: str  # of the taxonomy; the printed heading where there is no code
    status: Status
    a: Side
    b: Side
    changed: tuple[str, ...] = ()  # facets, and `items` where their number differs; only for what is in both
    related: tuple[str, ...] = ()  # codes

    def only_in_a(self, facet: Facet) -> tuple[str, ...]:
        """What A says of FACET and B does not."""
        return _missing(self.a.says(facet), self.b.says(facet))

    def only_in_b(self, facet: Facet) -> tuple[str, ...]:
        """What B says of FACET and A does not."""
        return _missing(self.b.says(facet), self.a.says(facet))


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows; `unsaid` are facets that one plan never states, so that nothing is compared there."""

    rows: tuple[Row, ...]
    unsaid: tuple[tuple[Which, Facet], ...] = ()

    def count(self, status: Status) -> int:
        """How many rows are of STATUS."""
        return sum(row.status == status for row in self.rows)


def compare(a: Yearly, b: Yearly, taxonomy: Taxonomy, level: Level = "indicator") -> Comparison:
    """A and B row by row: one for each domain, group or indicator of TAXONOMY, or one for each item."""
    if level == "item":
        matches = one_by_one(a.items, b.items)
    else:
        matches = by_code(a.items, b.items, lambda item: rolled_up(item.indicator.code, taxonomy, level))
    sides = [(one, _side(one.a, a.roc_year), _side(one.b, b.roc_year)) for one in matches]
    facets = _FACETS[level]
    unsaid = tuple(_unsaid([(in_a, in_b) for _, in_a, in_b in sides], facets))
    said = [facet for facet in facets if facet not in {silent for _, silent in unsaid}]
    rows = [_row(match, in_a, in_b, said, taxonomy) for match, in_a, in_b in sides]
    if level != "item":
        codes_a, codes_b = {match.code_a for match in matches}, {match.code_b for match in matches}
        rows = [_regrouped(row, codes_b if row.status == "dropped" else codes_a, taxonomy) for row in rows]
    order = {code: n for n, code in enumerate(taxonomy.concepts)}
    rows.sort(key=lambda row: (not row.code, order.get(row.code, len(order)), row.code))  # else in reading order
    return Comparison(tuple(rows), unsaid)


def compare_plans(a: PlanRecord, b: PlanRecord, taxonomy: Taxonomy, level: Level = "indicator") -> Comparison:
    """`compare` for two plans, whole."""
    return compare(Yearly(a.items, a.roc_year), Yearly(b.items, b.roc_year), taxonomy, level)


def rolled_up(code: str, taxonomy: Taxonomy, level: Level) -> str:
    """What CODE belongs to at LEVEL; CODE itself where it is broader than that, or unknown."""
    if level not in ("domain", "group"):
        return code
    return next((one.code for one in taxonomy.broader(code) if one.rank == level), code)


def _side(items: Items, roc_year: int | None) -> Side:
    periods = [item.period for item in items]
    return Side(
        items,
        _distinct(Stated(heading_key(item), heading(item)) for item in items),
        _distinct(Stated(text_key(item.action), item.action) for item in items),
        _distinct(Stated(folded(owner), owner) for item in items for owner in item.units or item.officers),
        _distinct(Stated(relative_period(one, roc_year), period_text(one, roc_year)) for one in periods),
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


def _missing(these: Iterable[Stated], those: Iterable[Stated]) -> tuple[str, ...]:
    known = {one.key for one in those}
    return tuple(one.text for one in these if one.key not in known)


def _unsaid(sides: Sequence[tuple[Side, Side]], facets: Iterable[Facet]) -> Iterator[tuple[Which, Facet]]:
    for facet in facets:
        if not any(in_a.says(facet) for in_a, _ in sides):
            yield "A", facet
        if not any(in_b.says(facet) for _, in_b in sides):
            yield "B", facet


def _row(match: Matched, in_a: Side, in_b: Side, facets: Iterable[Facet], taxonomy: Taxonomy) -> Row:
    item = (match.a or match.b)[0]
    code = match.code_a if match.a else match.code_b
    concept = taxonomy.concepts.get(code)
    name = heading(item) if not code else item.indicator.name if concept is None else concept.label_zh
    if not match.a or not match.b:
        return Row(code, name, "dropped" if match.a else "new", in_a, in_b)
    changed: list[str] = [facet for facet in facets if _differs(in_a.says(facet), in_b.says(facet))]
    if len(match.a) != len(match.b):
        changed.append("items")
    if match.code_a != match.code_b:
        return Row(code, name, "moved", in_a, in_b, tuple(changed), (match.code_b,) if match.code_b else ())
    return Row(code, name, "kept", in_a, in_b, tuple(changed))


def _differs(these: Iterable[Stated], those: Iterable[Stated]) -> bool:
    return {one.key for one in these} != {one.key for one in those}


def _regrouped(row: Row, codes_there: set[str], taxonomy: Taxonomy) -> Row:
    """ROW, `regrouped` where CODES_THERE, of the plan that lacks it, have a broader or finer one of its branch."""
    if row.status not in ("new", "dropped") or not row.code:
        return row
    branch = _branch(row.code, taxonomy)
    related = [code for code in taxonomy.concepts if code in codes_there]
    related = [code for code in related if code in branch or row.code in _branch(code, taxonomy)]
    return Row(row.code, row.name, "regrouped", row.a, row.b, (), tuple(related)) if related else row


def _branch(code: str, taxonomy: Taxonomy) -> set[str]:
    return {one.code for one in taxonomy.broader(code) if one.rank != "facet"}
