"""Stations of this machine, for documents that have to be fetched or plan files that have to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from queue import SimpleQueue

from planlift.engines.again import with_second_tries
from planlift.engines.station import Delivers, Parcel, Station
from planlift.listing import DocumentFile
from planlift.sinks.rendered import Rendered


class Stations:
    """As many stations as documents are read at a time, each minded by a thread."""

    def suits(self, jobs: int) -> bool:
        return jobs >= 1

    def run(self, work: Delivers, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        stations = [Station(work) for _ in range(jobs)]
        free: SimpleQueue[Station] = SimpleQueue()
        for station in stations:
            free.put(station)

        def handled(parcel: Parcel) -> tuple[DocumentFile, Rendered]:
            station = free.get()
            try:
                return parcel.file, station.handle(parcel)
            finally:
                free.put(station)

        def read(files: Iterable[DocumentFile], jobs: int, fresh: bool) -> Iterator[tuple[DocumentFile, Rendered]]:
            waiting = iter(files)
            under_way: set[Future[tuple[DocumentFile, Rendered]]] = set()
            while True:
                for file in islice(waiting, jobs - len(under_way)):
                    under_way.add(pool.submit(handled, Parcel(file, fresh=fresh)))
                if not under_way:
                    return
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                for one in done:
                    yield one.result()

        pool = ThreadPoolExecutor(jobs)
        try:
            yield from with_second_tries(read, files, jobs)
        finally:
            for station in stations:
                station.close()
            pool.shutdown(cancel_futures=True)
            for station in stations:
                station.end()
