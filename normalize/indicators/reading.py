"""What one heading of a path means."""

from __future__ import annotations

from msgspec import Struct

from schema.plan import MatchMethod


class Reading(Struct, frozen=True):
    """What one heading means: a code, or none."""

    heading: str  # its core
    code: str = ""
    method: MatchMethod = "none"
    score: float = 0.0  # 0 to 1
    why: str = ""
    nodes: tuple[str, ...] = ()  # nodes of editions that are called so
    place: str = ""  # the node of the plan's own edition
    joined: tuple[str, ...] = ()  # other concepts that the heading takes in
    closes: bool = False  # nothing below it is an indicator


def quoted(text: str) -> str:
    """TEXT in quotation marks, cut where it is long."""
    return f"“{text if len(text) <= 30 else text[:29] + '…'}”"
