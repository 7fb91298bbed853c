"""How processes of their own are begun."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.context import ForkServerContext, SpawnContext

# Never forked from the process that writes, whose threads may hold locks: from a server that has loaded the
# readers and does nothing else, or started anew where there is no such server, which takes far longer.
START: ForkServerContext | SpawnContext = (
    multiprocessing.get_context("forkserver") if sys.platform == "linux" else multiprocessing.get_context("spawn")
)
START.set_forkserver_preload(["planlift.preloaded"])


def start_server() -> None:
    """Begin the server now, so that it loads the readers while this process still looks for documents."""
    if isinstance(START, ForkServerContext):
        from multiprocessing.forkserver import ensure_running

        ensure_running()
