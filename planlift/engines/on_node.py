"""What a worker of a Ray cluster does with a document that it is sent."""

from __future__ import annotations

import faulthandler
import sys
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from planlift.engines.station import Delivers, Parcel, Station
from planlift.engines.watch import START_SECONDS, EngineError
from planlift.program import rules_digest
from planlift.settings import Settings
from planlift.sinks.rendered import Rendered

HANDLING_SECONDS = 900.0  # to fetch and to store a document, beyond its own time limit


class Travels(Delivers, Protocol):
    """Work that can be done on a machine that has no disk in common with this one."""

    @property
    def settings(self) -> Settings: ...

    def carrying(self) -> Travels:
        """The same, but plan files come back with the results and are not written where they are made."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What all documents of a run have in common."""

    work: Delivers
    settings: Settings
    rules: str  # digest of all that decides figures, where the run was started


def read_on_node(parcel: Parcel, order: Order) -> Rendered:
    """The result of the document in PARCEL. Raises `EngineError` where nothing can be read on this node.

    The limits are kept by this process, which ends the one that reads. If it were stuck itself (on a disk or a
    network that never answers), it ends by itself some time after the limit, and Ray tells the run.
    """
    bound = order.work.limits.seconds + START_SECONDS + HANDLING_SECONDS
    faulthandler.dump_traceback_later(bound, exit=True, file=sys.__stderr__ or 2)
    try:
        return _station(order).handle(parcel)
    finally:
        faulthandler.cancel_dump_traceback_later()


@cache
def _station(order: Order) -> Station:
    """The station of this process, which Ray keeps from document to document."""
    if rules_digest(order.settings) != order.rules:
        raise EngineError(
            "A node of the cluster has another planlift, Python or other packages than the machine that started the "
            "run, so that figures might differ. Install the same versions on every node (constraints.txt)."
        )
    # Else every process that reads would load Ray's own worker program before it starts.
    vars(sys.modules["__main__"]).pop("__file__", None)
    return Station(order.work)
