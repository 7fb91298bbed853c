"""The whole trip on one screen: a file goes in, a plan with its work items comes out."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extract.format import Given
from extract.formats import read_document
from normalize.indicators import Matcher, load_overrides
from normalize.plans import NormalizeSettings, normalize
from planlift.inputs import DocumentFile, document_file
from planlift.outcomes import content_of
from planlift.script import in_script
from planlift.settings import Settings
from schema import plan as ground
from schema.taxonomy import load_taxonomy

if TYPE_CHECKING:
    import pandas as pd


def lift(file: DocumentFile, settings: Settings, most_pages: int | None = None) -> ground.Plan:
    """The plan in FILE, of MOST_PAGES at most. Raises `DocumentError` where it cannot be read."""
    given = Given(content_of(file), most_pages)
    document = read_document(file.path, file.source_file, given)  # a file → tables
    plan = normalize(document, file.plan_id, rules(settings))  # tables → work items
    return in_script(plan, settings.script)


@cache
def rules(settings: Settings) -> NormalizeSettings:
    """What SETTINGS mean for the normalize wing. Raises `TaxonomyError`, `OverrideError`."""
    overrides = () if settings.overrides is None else load_overrides(settings.overrides)
    return NormalizeSettings(Matcher(load_taxonomy(settings.taxonomy), overrides))


@dataclass(frozen=True, slots=True)
class Plan(ground.Plan):
    """One document, whole, as the Python API gives it."""

    def to_frame(self) -> pd.DataFrame:
        """The work items as a table with the columns of items.csv; see `planlift.frame`."""
        from planlift.frame import items_frame

        return items_frame(self)


def read(path: str | Path, settings: Settings | None = None) -> Plan:
    """The plan in PATH, a PDF, DOCX, ODT or DOC file. Raises `DocumentError` where it cannot be read."""
    plan = lift(document_file(Path(path)), settings or Settings())
    return Plan(**{field.name: getattr(plan, field.name) for field in fields(plan)})
