"""What became of one document: the line of plans.csv, and what a worker hands back to the run."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planlift.inputs import DocumentFile
from planlift.stamps import stamp_of
from schema.issues import DocumentError
from schema.record import PlanRecord

Status = Literal["ok", "no_items", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document after the run: its plan, or why there is none."""

    plan_id: str
    source_file: str
    plan: PlanRecord | None  # None where the document failed
    sha256: str  # empty where the file cannot be opened
    seconds: float
    error_code: str = ""
    error: str = ""  # a sentence a person understands
    trace: str = ""  # where the program failed, for run.json; empty for a fault of the document

    @property
    def status(self) -> Status:
        if self.plan is None:
            return "failed"
        return "ok" if self.plan.items else "no_items"


def attempt(file: DocumentFile, lift: Callable[[DocumentFile], PlanRecord]) -> Outcome:
    """What LIFT makes of FILE, any failure included: one document never stops a run."""
    began = time.perf_counter()
    try:
        plan = lift(file)
    except DocumentError as error:
        return _failed(file, error.code, error.message, seconds=time.perf_counter() - began)
    except MemoryError:
        return out_of_memory(file, time.perf_counter() - began)
    except Exception as error:
        return faulted(file, error, seconds=time.perf_counter() - began)
    return Outcome(file.plan_id, file.source_file, plan, plan.source.sha256, time.perf_counter() - began)


def faulted(file: DocumentFile, error: Exception, seconds: float = 0.0) -> Outcome:
    """The outcome of a document that met a fault of the program."""
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    sentence = f"{file.source_file} met a fault of planlift ({what}). Please report it; run.json has the details."
    trace = "".join(traceback.format_exception(error))
    return _failed(file, "internal_error", sentence, seconds, trace)


def crashed(file: DocumentFile, seconds: float, how: str) -> Outcome:
    """The outcome of a document that took its whole process down; HOW is a signal or an exit status."""
    sentence = (
        f"{file.source_file} ended the process that read it ({how}). "
        "Open it in the program that made it, save it again and run it alone."
    )
    return _failed(file, "crashed", sentence, seconds)


def timed_out(file: DocumentFile, seconds: float, limit: float) -> Outcome:
    """The outcome of a document that was not read within LIMIT seconds."""
    sentence = f"{file.source_file} was not read within {limit:g} seconds. Raise --timeout, or split it."
    return _failed(file, "timeout", sentence, seconds)


def out_of_memory(file: DocumentFile, seconds: float) -> Outcome:
    """The outcome of a document that asked for more memory than one may take."""
    sentence = f"{file.source_file} takes more memory than one document may. Raise --max-memory, or split it."
    return _failed(file, "memory", sentence, seconds)


def _failed(file: DocumentFile, code: str, message: str, seconds: float, trace: str = "") -> Outcome:
    one_line = " ".join(message.split())
    return Outcome(file.plan_id, file.source_file, None, sha256_of(file.path), seconds, code, one_line, trace)


def content_of(file: DocumentFile) -> str:
    """The SHA-256 of FILE's bytes, as far as it is known and they have not changed since; else empty."""
    try:
        return file.content if file.stamp and str(stamp_of(file.path)) == file.stamp else ""
    except OSError:
        return ""


def sha256_of(path: Path) -> str:
    """The SHA-256 of PATH's bytes in hexadecimal; empty where it cannot be opened."""
    try:
        if not path.is_file():
            return ""  # a pipe would wait for a writer for ever
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
