"""Whole expressions: points and recurrences with what stands between them."""

from __future__ import annotations

from msgspec import Struct

from normalize.periods.points import POINT_STARTS, Point, point_at
from normalize.periods.recurrences import COUNTED_STARTS, RECURRENCE_STARTS, Recurrence, recurrence_at
from normalize.periods.tokens import Tokens

_Value = Point | Recurrence | None


class Phrase(Struct, frozen=True):
    """Letters of an expression: `P` a point, `R` a recurrence, others as in tokens; values beside them."""

    kinds: str
    values: tuple[_Value, ...]

    def points(self) -> list[Point]:
        return [value for value in self.values if isinstance(value, Point)]

    def recurrence(self) -> Recurrence:
        return next(value for value in self.values if isinstance(value, Recurrence))


def phrase_of(tokens: Tokens) -> Phrase:
    """TOKENS with recurrences and points put together."""
    kinds: list[str] = []
    values: list[_Value] = []
    counted = "次" in tokens.kinds and tokens.kinds[:1] not in "每隔"
    at = 0
    while at < len(tokens.kinds):
        kind = tokens.kinds[at]
        may_recur = kind in RECURRENCE_STARTS or (counted and kind in COUNTED_STARTS and "P" not in kinds)
        recurrence = recurrence_at(tokens, at) if may_recur else None
        point = point_at(tokens, at) if recurrence is None and kind in POINT_STARTS else None
        if recurrence is not None:
            kinds.append("R")
            values.append(recurrence[0])
            at = recurrence[1]
        elif point is not None:
            kinds.append("P")
            values.append(point[0])
            at = point[1]
        else:
            kinds.append(kind)
            values.append(None)
            at += 1
    return Phrase("".join(kinds), tuple(values))
