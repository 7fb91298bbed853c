"""The formats that can be read. One more format is one new module and one new line in `FORMATS`."""

from __future__ import annotations

from pathlib import Path

from extract.doc.format import DOC
from extract.docx.format import DOCX
from extract.format import NOTHING, Format, Given
from extract.odt.format import ODT
from extract.pdf.format import PDF
from schema.issues import DocumentError
from schema.tables import Document


def read_document(path: Path, source_file: str, given: Given = NOTHING) -> Document:
    """The document in PATH, of which this is GIVEN; SOURCE_FILE is how outputs name it. Raises `DocumentError`."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise DocumentError("unreadable", f"{source_file} cannot be opened: {error.strerror}.") from error
    if not head:
        raise DocumentError("empty", f"{source_file} is empty (0 bytes); ask for a new copy.")
    found = next((f for f in FORMATS if f.sniff(path, head)), None)
    if found is None:
        raise _not_readable(path, source_file)
    return found.read(path, source_file, given)


def _not_readable(path: Path, source_file: str) -> DocumentError:
    named = next((f for f in FORMATS if path.suffix.lower() in f.suffixes), None)
    if named is not None:
        return DocumentError(
            "wrong_type",
            f"{source_file} is named like a {named.name} file, but its content is something else. "
            "Open it in the program that made it and save it again.",
        )
    known = ", ".join(f.name for f in FORMATS)
    return DocumentError("unsupported", f"{source_file} is of a type that is not read here (read: {known}).")


FORMATS: tuple[Format, ...] = (PDF, DOCX, ODT, DOC)
