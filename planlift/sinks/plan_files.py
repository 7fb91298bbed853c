"""plans/<plan_id>.json: one document, whole. Its JSON Schema is schema/plan.schema.json.

Whoever reads a document writes its file: a run broken off keeps them, and the process that gathers the lines
of a run never holds a whole plan.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from planlift.sinks.folder import PENDING_FOLDER, PendingFile
from schema.record import PlanRecord

PLAN_FILES = "json"  # what `--format` calls them
_TEXT_AND_NUMBERS = (str, int, float)


def plan_file(plan_id: str) -> str:
    """The file of a plan, relative to the output folder."""
    return f"plans/{plan_id}.json"


def plan_data(plan: PlanRecord) -> bytes:
    """PLAN as its file holds it."""
    return msgspec.json.format(_ENCODER.encode(plan), indent=1) + b"\n"


def plan_text(plan: PlanRecord) -> str:
    """The text of `plan_data`."""
    return plan_data(plan).decode()


def renamed_text(text: str, old: tuple[str, str], new: tuple[str, str]) -> str:
    """TEXT of a plan file with the plan_id and source_file of NEW instead of those of OLD.

    Their keys stand at the start of lines with this indentation once: a text inside JSON has no line breaks.
    """
    for key, before, after in zip(('\n "plan_id": ', '\n  "file": '), old, new, strict=True):
        text = text.replace(key + _quoted(before), key + _quoted(after), 1)
    return text


def write_plan(folder: Path, plan_id: str, data: bytes) -> int:
    """Put the file of PLAN_ID with DATA into FOLDER, whole or not at all; its bytes."""
    file = PendingFile(folder / plan_file(plan_id), folder / PENDING_FOLDER)
    try:
        size = file.write_bytes(data)
        # Not forced to the disk, which would take longer than many a document: the size tells a file cut short.
        file.finish(lasting=False)
    except BaseException:
        file.drop()
        raise
    return size


def _ordinary(value: object) -> str | int | float:
    """VALUE, of a type made from that of a text or a number, as numpy and lxml have them, without its own type."""
    for kind in _TEXT_AND_NUMBERS:
        if isinstance(value, kind):
            return kind(value)
    raise TypeError(f"no JSON form for a {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_ordinary)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
