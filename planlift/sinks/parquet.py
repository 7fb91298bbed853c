"""parquet/: the items by year and the documents, with the lists, paths and places that CSV cannot carry.

Items are taken from the plan files. However many documents there are, a bounded number of rows is held; which of
them go into which part of which file depends on the order of the documents alone.
"""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from msgspec.json import decode as from_json

from planlift.sinks.folder import OutputFolder, ToldFile
from planlift.sinks.plan_files import PLAN_FILES
from planlift.sinks.rendered import Rendered
from planlift.sinks.sink import RunInfo, Sink

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

INSTALL = 'The format parquet needs the package pyarrow. Install it with: pip install "planlift[parquet]"'
HELD_ROWS = 50_000  # of all years together: about 1 kB each
PACKED_ROWS = 200  # of one year: a row by itself is 5 to 10 kB, a packed document of three rows 80 kB
FILE_ROWS = 200_000  # then another file of the same year is begun: what is kept of its parts till its end adds up
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"  # what readers of such paths take for "not known"


def is_installed() -> bool:
    return find_spec("pyarrow") is not None


class Parquet(Sink):
    """Two data sets: `parquet/items`, a folder for each year, and `parquet/plans`."""

    format = "parquet"
    needs = (PLAN_FILES,)

    def __init__(self, folder: OutputFolder, run: RunInfo) -> None:
        super().__init__(folder, run)
        from planlift.sinks.parquet_schema import ITEM_SCHEMA, PLAN_SCHEMA

        self._items = DataSet(folder, "parquet/items", ITEM_SCHEMA)
        self._plans = DataSet(folder, "parquet/plans", PLAN_SCHEMA)

    def take(self, result: Rendered) -> None:
        from planlift.sinks.parquet_schema import PARTITION, item_rows, plan_row

        row = plan_row(result.plan_id, result.source_file, result.plan_line)
        self._plans.take("", [row])
        if result.counts.items:
            year = row["roc_year"]
            rows = item_rows(from_json(self.run.read_plan(result.plan_id)))
            self._items.take(f"/{PARTITION}={_NO_YEAR if year is None else year}", rows)

    def finish(self) -> None:
        self._items.finish()
        self._plans.finish()

    def drop(self) -> None:
        self._items.drop()
        self._plans.drop()


class DataSet:
    """Files of one schema below the folder NAME, in partitions that are folders of it."""

    def __init__(self, folder: OutputFolder, name: str, schema: pa.Schema) -> None:
        self._folder = folder
        self._name = name
        self._schema = schema
        self._loose: dict[str, list[dict[str, Any]]] = {}  # rows, by partition, as they came
        self._held: dict[str, list[pa.RecordBatch]] = {}  # those before them, packed
        self._rows: Counter[str] = Counter()  # held, by partition
        self._open: dict[str, _Part] = {}
        self._begun: Counter[str] = Counter()  # files, by partition
        self._whole: list[tuple[str, ToldFile]] = []

    def take(self, partition: str, rows: list[dict[str, Any]]) -> None:
        """More ROWS of PARTITION."""
        loose = self._loose.setdefault(partition, [])
        loose += rows
        if len(loose) >= PACKED_ROWS:
            self._pack(partition)
        self._rows[partition] += len(rows)
        while self._rows.total() >= HELD_ROWS:
            self._write(max(sorted(self._rows), key=self._rows.__getitem__))

    def finish(self) -> None:
        """Write what is held; then put all files in place."""
        for partition in sorted(self._rows):
            self._write(partition)
        for partition in sorted(self._open):
            self._close(partition)
        for name, file in self._whole:
            self._folder.keep(name, file)

    def drop(self) -> None:
        for part in self._open.values():
            part.finish()  # or it would write its end when it is collected
            part.file.drop()
        for _, file in self._whole:
            file.drop()

    def _pack(self, partition: str) -> None:
        import pyarrow as pa

        rows = self._loose.pop(partition, [])
        self._held.setdefault(partition, []).append(pa.RecordBatch.from_pylist(rows, schema=self._schema))

    def _write(self, partition: str) -> None:
        """Write the rows that are held of PARTITION, as one part of its file."""
        import pyarrow as pa

        if partition not in self._open:
            self._open[partition] = _Part(self._folder.begin(self._name_of_next(partition)), self._schema)
        part = self._open[partition]
        self._pack(partition)
        part.write(pa.Table.from_batches(self._held.pop(partition)))
        del self._rows[partition]
        if part.rows >= FILE_ROWS:
            self._close(partition)

    def _close(self, partition: str) -> None:
        part = self._open.pop(partition)
        part.finish()
        self._whole.append((self._name_of_next(partition), part.file))
        self._begun[partition] += 1

    def _name_of_next(self, partition: str) -> str:
        return f"{self._name}{partition}/part-{self._begun[partition]:05}.parquet"


class _Part:
    """A file of a data set that is being written."""

    def __init__(self, file: ToldFile, schema: pa.Schema) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.file = file
        self.rows = 0
        self._stream = pa.PythonFile(_Writable(file), mode="w")
        self._writer: pq.ParquetWriter = pq.ParquetWriter(self._stream, schema, compression="zstd")

    def write(self, table: pa.Table) -> None:
        self._writer.write_table(table, row_group_size=max(table.num_rows, 1))
        self.rows += table.num_rows

    def finish(self) -> None:
        self._writer.close()
        self._stream.close()


class _Writable:
    """What pyarrow writes to: a pending file, which is finished or dropped by whoever began it."""

    closed = False

    def __init__(self, file: ToldFile) -> None:
        self._file = file

    def write(self, data: Any) -> int:
        return self._file.write_bytes(cast(bytes, data))

    def flush(self) -> None:
        """`finish` of the file flushes."""

    def close(self) -> None:
        """`finish` of the file closes it."""
