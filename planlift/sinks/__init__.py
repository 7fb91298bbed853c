"""The files of a run. One more kind of file is one new module and one new line in `SINKS`."""

from __future__ import annotations

from collections.abc import Collection

from planlift.sinks.csv_tables import ItemsCsv, PlansCsv, WarningsCsv
from planlift.sinks.data_package import DataPackage
from planlift.sinks.parquet import Parquet
from planlift.sinks.plan_files import PLAN_FILES
from planlift.sinks.sink import Sink

# In the order in which they finish: what describes other files comes after them.
SINKS: tuple[type[Sink], ...] = (ItemsCsv, PlansCsv, WarningsCsv, DataPackage, Parquet)
FORMATS: tuple[str, ...] = (PLAN_FILES, *dict.fromkeys(sink.format for sink in SINKS))
USUAL: tuple[str, ...] = (PLAN_FILES, "csv")  # what a run writes where nothing else is asked for


def with_needs(asked: Collection[str]) -> tuple[str, ...]:
    """The formats ASKED for and those that they are made from."""
    needs = {need for sink in SINKS if sink.format in asked for need in sink.needs}
    return tuple(name for name in FORMATS if name in asked or name in needs)
