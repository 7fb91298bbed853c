"""What a worker of a Ray cluster does with a document that it is sent."""

from __future__ import annotations

import faulthandler
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from planlift.engines.station import Station
from planlift.engines.watch import START_SECONDS, EngineError
from planlift.engines.worker import Reads
from planlift.listing import DocumentFile
from planlift.program import rules_digest
from planlift.settings import Settings
from planlift.sinks.rendered import Rendered

HANDLING_SECONDS = 900.0  # to fetch and to store a document, beyond its own time limit


class Travels(Reads, Protocol):
    """Work that can be done on a machine that has no disk in common with this one."""

    @property
    def settings(self) -> Settings: ...

    def carrying(self) -> Travels:
        """The same, but plan files come back with the results and are not written where they are made."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What all documents of a run have in common."""

    work: Reads
    settings: Settings
    rules: str  # digest of all that decides figures, where the run was started


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document on its way to a node."""

    file: DocumentFile
    content: bytes | None = None  # None: the node finds it where `file` says
    fresh: bool = False  # to be read in a process that has read no other


def read_on_node(parcel: Parcel, order: Order) -> Rendered:
    """The result of the document in PARCEL. Raises `EngineError` where nothing can be read on this node.

    The limits are kept by this process, which ends the one that reads. If it were stuck itself (on a disk or a
    network that never answers), it ends by itself some time after the limit, and Ray tells the run.
    """
    bound = order.work.limits.seconds + START_SECONDS + HANDLING_SECONDS
    faulthandler.dump_traceback_later(bound, exit=True, file=sys.__stderr__ or 2)
    try:
        station = _station(order)
        with _at_hand(parcel) as file:
            return station.read(file, fresh=parcel.fresh)
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


@contextmanager
def _at_hand(parcel: Parcel) -> Iterator[DocumentFile]:
    """The document of PARCEL as a file of this node, for as long as it is being read."""
    if parcel.content is None:
        yield parcel.file
        return
    with tempfile.TemporaryDirectory(prefix="planlift-") as folder:
        path = Path(folder, "document").with_suffix(parcel.file.path.suffix)
        path.write_bytes(parcel.content)
        yield replace(parcel.file, path=path)
