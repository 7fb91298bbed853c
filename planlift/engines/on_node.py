"""What a worker of a Ray cluster does with a document that it is sent."""

from __future__ import annotations

import atexit
import faulthandler
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from planlift.engines.station import Delivers, Parcel, Station
from planlift.engines.watch import START_SECONDS, EngineError
from planlift.program import files_of, rules_digest
from planlift.settings import Settings
from planlift.sinks.rendered import Rendered

HANDLING_SECONDS = 900.0  # to fetch and to store a document, beyond its own time limit


class Travels(Delivers, Protocol):
    """Work that can be done on a machine that has no disk in common with this one."""

    @property
    def settings(self) -> Settings: ...

    def with_settings(self, settings: Settings) -> Travels:
        """The same work under SETTINGS."""
        ...

    def carrying(self) -> Travels:
        """The same, but plan files come back with the results and are not written where they are made."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What all documents of a run have in common."""

    work: Travels
    settings: Settings
    rules: str  # digest of all that decides figures, where the run was started
    files: Any  # Ray's reference to what `packed` gives


_stations: dict[Order, Station] = {}  # one at the most


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


def _station(order: Order) -> Station:
    """The station of this process, which Ray keeps from document to document."""
    if order not in _stations:
        for earlier in _stations.values():
            earlier.end()
        _stations.clear()
        _stations[order] = _new_station(order)
    return _stations[order]


def _new_station(order: Order) -> Station:
    settings = _unpacked(order)
    if rules_digest(settings) != order.rules:
        raise EngineError(
            "A node of the cluster has another planlift, Python or other packages than the machine that started the "
            "run, so that figures might differ. Install the same versions on every node (constraints.txt)."
        )
    # Else every process that reads would load Ray's own worker program before it starts.
    vars(sys.modules["__main__"]).pop("__file__", None)
    return Station(order.work.with_settings(settings))


def packed(settings: Settings) -> dict[str, bytes]:
    """The files that SETTINGS name, by the name of the setting and their path below it."""
    files: dict[str, bytes] = {}
    for name, place in (("taxonomy", settings.taxonomy), ("overrides", settings.overrides)):
        if place is not None:
            for path in files_of(place):
                files[f"{name}/{path.relative_to(place) if place.is_dir() else path.name}"] = path.read_bytes()
    return files


def _unpacked(order: Order) -> Settings:
    """The settings of ORDER, with the files they name on this node until this process ends."""
    import ray

    told = order.settings
    if told.taxonomy is None and told.overrides is None:
        return told
    folder = tempfile.TemporaryDirectory(prefix="planlift-")
    atexit.register(folder.cleanup)
    for name, data in ray.get(order.files).items():
        path = Path(folder.name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    taxonomy = None if told.taxonomy is None else Path(folder.name, "taxonomy")
    overrides = None if told.overrides is None else Path(folder.name, "overrides", told.overrides.name)
    return replace(told, taxonomy=taxonomy, overrides=overrides)
