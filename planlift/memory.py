"""What a process holds in memory, and a bound to what it may ask for."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SELDOM = 50_000  # new objects between two looks for cycles of garbage; Python's own is 700
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def resident_bytes(pid: int) -> int:
    """Memory that the process PID holds; 0 where the system does not tell, or the process is gone."""
    return _statm(pid, 1)


def peak_bytes() -> int | None:
    """The most that this process has held since it began; None where the system does not tell."""
    if sys.platform != "linux":
        return None
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def bound_memory(more: int) -> None:
    """Let this process ask for MORE bytes than it has now; what goes beyond is a `MemoryError`.

    The parent watches what is really held. This bound is for what is asked for at once, faster than it looks.
    Nothing happens on systems that do not tell or do not bound.
    """
    asked = _statm(os.getpid(), 0)
    if not asked:
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = asked + more if hard == resource.RLIM_INFINITY else min(asked + more, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for cycles of garbage seldom: documents are made of values that hold no cycles, and many of them."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def die_with_parent() -> None:
    """End this process when its parent ends, even by force and even if it hangs (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _statm(pid: int, field: int) -> int:
    """FIELD of /proc/PID/statm in bytes: 0 what was asked for, 1 what is held."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[field]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
