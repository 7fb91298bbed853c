"""plans/<plan_id>.json: one document, whole. Its JSON Schema is schema/plan.schema.json.

Whoever reads a document writes its file: a run broken off keeps them, and the process that gathers the lines
of a run never holds a whole plan.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic_core import to_json

from planlift.sinks.folder import PENDING_FOLDER, PendingFile
from schema.record import PlanRecord

PLAN_FILES = "json"  # what `--format` calls them


def plan_file(plan_id: str) -> str:
    """The file of a plan, relative to the output folder."""
    return f"plans/{plan_id}.json"


def plan_text(plan: PlanRecord) -> str:
    """PLAN as its file holds it."""
    return to_json(plan, indent=1).decode() + "\n"


def renamed_text(text: str, old: tuple[str, str], new: tuple[str, str]) -> str:
    """TEXT of a plan file with the plan_id and source_file of NEW instead of those of OLD.

    Their keys stand at the start of lines with this indentation once: a text inside JSON has no line breaks.
    """
    for key, before, after in zip(('\n "plan_id": ', '\n  "file": '), old, new, strict=True):
        text = text.replace(key + _quoted(before), key + _quoted(after), 1)
    return text


def write_plan(folder: Path, plan_id: str, text: str) -> int:
    """Put the file of PLAN_ID with TEXT into FOLDER, whole or not at all; its bytes."""
    file = PendingFile(folder / plan_file(plan_id), folder / PENDING_FOLDER)
    try:
        file.write(text)
        # Not forced to the disk, which would take longer than many a document: the size tells a file cut short.
        return file.finish(lasting=False).bytes
    except BaseException:
        file.drop()
        raise


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
