"""How processes of their own are begun."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.context import ForkServerContext, SpawnContext

# Never forked from the process that writes, whose threads may hold locks: from a server that has loaded the
# readers and does nothing else (0.2 s a process), or started anew where there is no such server (1.5 s).
START: ForkServerContext | SpawnContext = (
    multiprocessing.get_context("forkserver") if sys.platform == "linux" else multiprocessing.get_context("spawn")
)
START.set_forkserver_preload(["planlift.pipeline"])
