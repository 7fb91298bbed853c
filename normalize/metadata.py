"""What a document says about itself: title, agency, year, history, sections."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.agencies import agency_of
from normalize.plan_year import PlanYear
from normalize.plan_years import days_of, year_of
from normalize.revisions import revisions_of
from normalize.sections import sections_of
from normalize.titles import title_of
from schema.plan import Revision, Section
from schema.tables import Document


@dataclass(frozen=True, slots=True)
class Metadata:
    """Empty, or None, where the document does not say; `flags` then tell.

    `roc_year` is the number the plan goes by, `year` the days it covers.
    """

    title: str
    agency: str
    roc_year: int | None
    year: PlanYear | None
    revisions: tuple[Revision, ...]
    sections: tuple[Section, ...]
    flags: tuple[str, ...]


def describe(document: Document) -> Metadata:
    """The metadata of DOCUMENT, from its text outside tables, its captions and its headers."""
    title = title_of(document)
    revisions = revisions_of(document.blocks)
    named = "" if title.is_subject else title.text
    agency = agency_of(document, named, [revision for _, revision in revisions])
    year = year_of(document, title, revisions)
    used = {*title.blocks, *(index for index, _ in revisions)}
    return Metadata(
        title=title.text,
        agency=agency,
        roc_year=None if year is None else year.roc_year,
        year=None if year is None else days_of(document, year, title.text),
        revisions=tuple(revision for _, revision in revisions),
        sections=sections_of(document.blocks, used),
        flags=_missing(title.text, agency, year),
    )


def _missing(title: str, agency: str, year: PlanYear | None) -> tuple[str, ...]:
    told = (("title_missing", bool(title)), ("agency_unknown", bool(agency)), ("year_unknown", year is not None))
    return tuple(flag for flag, is_there in told if not is_there)
