"""The files of a run. One more kind of file is one new module and one new line in `SINKS`."""

from __future__ import annotations

from planlift.sinks.csv_tables import ItemsCsv, PlansCsv, WarningsCsv
from planlift.sinks.data_package import DataPackage
from planlift.sinks.plan_files import PlanFiles
from planlift.sinks.run_file import RunFile
from planlift.sinks.sink import Sink

# In the order in which they finish: what describes other files comes after them.
SINKS: tuple[type[Sink], ...] = (PlanFiles, ItemsCsv, PlansCsv, WarningsCsv, DataPackage, RunFile)
FORMATS: tuple[str, ...] = tuple(dict.fromkeys(sink.format for sink in SINKS if sink.format))
