"""How processes of their own are begun."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext

from planlift.memory import die_with_parent

# Never forked from the process that writes, whose threads may hold locks: from a server that has loaded the
# readers and does nothing else, or started anew where there is no such server, which takes far longer.
START: ForkServerContext | SpawnContext = (
    multiprocessing.get_context("forkserver") if sys.platform == "linux" else multiprocessing.get_context("spawn")
)
START.set_forkserver_preload(["planlift.preloaded"])


def end_with_run() -> None:
    """See that this process, which the server made, ends when the run does, even by force and even if it hangs."""
    die_with_parent()
    if isinstance(START, ForkServerContext):
        # The server ends once nobody holds its pipe. The run gave this process an end of it, to begin processes of
        # its own: one that hangs would keep it, and with it the server, for ever. There is no public name for it.
        held = vars(forkserver._forkserver)
        if (pipe := held.get("_forkserver_alive_fd")) is not None:
            os.close(pipe)
            held["_forkserver_alive_fd"] = None


def start_server() -> None:
    """Begin the server now, so that it loads the readers while this process still looks for documents."""
    if isinstance(START, ForkServerContext):
        # An interrupt of the terminal is for this process: the server would tell where it was broken off.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
