"""Which plans of two runs are compared with each other: those of one agency, the nearest years first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planlift.compare.comparison import Which
from schema.record import PlanRecord
from schema.taxonomy.keys import folded


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A plan that is compared with none, and why."""

    plan: PlanRecord
    where: Which
    reason: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """Plans of A with plans of B, in the order of A; and those left over."""

    pairs: tuple[tuple[PlanRecord, PlanRecord], ...]
    unpaired: tuple[Unpaired, ...] = ()


def pair_plans(a: Sequence[PlanRecord], b: Sequence[PlanRecord]) -> Pairing:
    """Each plan at most once. Where A and B are one plan each they are compared, whatever their agencies."""
    ones, others = _with_items(a), _with_items(b)
    if len(a) == len(b) == len(ones) == len(others) == 1:
        return Pairing(((ones[0], others[0]),))
    near = sorted(
        (_distance(one, other), i, j)
        for i, one in enumerate(ones)
        for j, other in enumerate(others)
        if one.agency and folded(one.agency) == folded(other.agency)
    )
    partner: dict[int, int] = {}
    for _, i, j in near:
        if i not in partner and j not in partner.values():
            partner[i] = j
    left_b = [other for j, other in enumerate(others) if j not in partner.values()]
    left_a = [one for i, one in enumerate(ones) if i not in partner]
    return Pairing(
        tuple((ones[i], others[j]) for i, j in sorted(partner.items())),
        (*_left("A", a, left_a, others), *_left("B", b, left_b, ones)),
    )


def _with_items(plans: Iterable[PlanRecord]) -> list[PlanRecord]:
    return [plan for plan in plans if plan.items]


def _distance(one: PlanRecord, other: PlanRecord) -> tuple[int, int]:
    """Years between the two; a pair with an unknown year comes last."""
    if one.roc_year is None or other.roc_year is None:
        return 1, 0
    return 0, abs(one.roc_year - other.roc_year)


def _left(
    where: Which, plans: Iterable[PlanRecord], left: Iterable[PlanRecord], there: Iterable[PlanRecord]
) -> list[Unpaired]:
    """What to say of the plans of WHERE that are LEFT, and of those without items; THERE is the other side."""
    agencies = {folded(plan.agency) for plan in there}
    other = "B" if where == "A" else "A"

    def reason(plan: PlanRecord) -> str:
        if not plan.items:
            return "it has no work items"
        if not agencies:
            return f"{other} has no plan with work items"
        if not plan.agency:
            return "its agency is not known"
        if folded(plan.agency) in agencies:
            return f"the plans of its agency in {other} are compared with nearer years"
        return f"{other} has no plan of {plan.agency}"

    unused = {id(plan) for plan in left}
    return [Unpaired(plan, where, reason(plan)) for plan in plans if not plan.items or id(plan) in unused]
