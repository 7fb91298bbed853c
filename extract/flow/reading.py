"""What the readers of all word-processor formats end with: a document out of paragraphs and tables in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from extract.flow.document import lay_out
from extract.flow.model import Flow
from extract.format import Given
from schema.issues import DocumentError, Issue
from schema.tables import Document, Source


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document was read from, and how: FINDER names the reader in tables, PACKAGE what it stands on."""

    path: Path
    source_file: str
    given: Given
    finder: str
    media_type: str
    package: str


def left_out(deletions: int, with_hidden: int) -> Iterator[Issue]:
    """What a file holds and does not print: DELETIONS that it tracks, paragraphs WITH_HIDDEN text."""
    if deletions:
        yield Issue(
            "tracked_changes",
            f"The document holds tracked changes; it is read as if all were accepted ({deletions} deletions left out).",
        )
    if with_hidden:
        yield Issue("hidden_text", f"Hidden text was left out of {with_hidden} paragraphs; it does not print.")


def document_of(flow: Flow, issues: tuple[Issue, ...], origin: Origin) -> Document:
    """FLOW laid out, with the ISSUES met before. Raises `DocumentError` (empty) and `RecursionError`."""
    blocks, tables = lay_out(flow, origin.finder)
    if not blocks and not tables:
        raise DocumentError("empty", f"{origin.source_file} opens, but holds no text; ask for a new copy.")
    source = Source(
        file=origin.source_file,
        sha256=origin.given.sha256 or hashlib.sha256(origin.path.read_bytes()).hexdigest(),
        media_type=origin.media_type,
        pages=None,
        reader=f"{origin.package} {version(origin.package)}",
    )
    return Document(source, blocks, tables, issues)
