"""planlift lifts implementation tables out of archived government plans into clean, traceable rows.

planlift.read("plan.pdf").to_frame()
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planlift.pipeline import Plan, read
    from planlift.settings import Settings
    from schema.issues import DocumentError

__all__ = ["DocumentError", "Plan", "Settings", "__version__", "read"]

try:
    __version__ = version("planlift")
except PackageNotFoundError:  # run from a source tree that is not installed
    __version__ = "0+unknown"

_HOMES = {
    "DocumentError": "schema.issues",
    "Plan": "planlift.pipeline",
    "Settings": "planlift.settings",
    "read": "planlift.pipeline",
}


def __getattr__(name: str) -> object:
    """The public name NAME; its module is imported when it is first asked for, so that `--help` is quick."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
