"""The files of a run. One more kind of file is one new module and one new line in `SINKS`."""

from __future__ import annotations

from planlift.sinks.csv_tables import ItemsCsv, PlansCsv, WarningsCsv
from planlift.sinks.data_package import DataPackage
from planlift.sinks.plan_files import PLAN_FILES
from planlift.sinks.sink import Sink

# In the order in which they finish: what describes other files comes after them.
SINKS: tuple[type[Sink], ...] = (ItemsCsv, PlansCsv, WarningsCsv, DataPackage)
FORMATS: tuple[str, ...] = (PLAN_FILES, *dict.fromkeys(sink.format for sink in SINKS))
