"""How processes of their own are begun."""

from __future__ import annotations

import multiprocessing
import signal
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

        # An interrupt of the terminal is for this process: the server would tell where it was broken off.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
        try:
            ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
