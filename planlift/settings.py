"""What a person may choose about how documents are read; the same for the command and the Python API."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Script = Literal["traditional", "simplified", "keep"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a run. None stands for the taxonomy that planlift brings, and for no overrides."""

    script: Script = "keep"
    taxonomy: Path | None = None  # a folder laid out like `schema/taxonomy`
    overrides: Path | None = None  # a YAML file of corrections to indicator matches
