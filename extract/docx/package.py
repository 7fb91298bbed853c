"""The parts of a DOCX file: a zip archive opened with care, and its parts found by their relationships."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path

from docx.oxml.parser import parse_xml
from lxml import etree

from extract.docx.sniffing import OLE, is_encrypted
from extract.docx.xml import Element, W
from extract.zipped import BROKEN, Zipped
from schema.issues import DocumentError

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"
# ISO 29500 Strict names the same things differently.
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """The parsed parts that we read; None where the file has none."""

    bodies: tuple[Element, ...]  # one, but in odd files
    styles: Element | None
    numbering: Element | None
    settings: Element | None


def open_parts(path: Path, source_file: str) -> Parts:
    """The parts of PATH. Raises `DocumentError`: encrypted, damaged, wrong_type, too_large."""
    with path.open("rb") as file:
        if file.read(8) == OLE:
            raise _ole_error(path, source_file)
    try:
        with zipfile.ZipFile(path) as archive:
            return _Package(Zipped(archive, source_file)).parts()
    except BROKEN as error:
        raise _damaged(source_file, "its zip archive cannot be unpacked") from error
    except etree.XMLSyntaxError as error:
        raise _damaged(source_file, "its XML is broken") from error


def _ole_error(path: Path, source_file: str) -> DocumentError:
    if is_encrypted(path):
        return DocumentError(
            "encrypted",
            f"{source_file} is locked with a password, so nothing of it can be read. "
            "Save a copy without a password (Word: File, Info, Protect Document) and run again.",
        )
    return DocumentError(
        "wrong_type",
        f"{source_file} is named like a DOCX file, but is an older Word file (DOC). Save it as DOCX and run again.",
    )


def _damaged(source_file: str, what: str) -> DocumentError:
    return DocumentError(
        "damaged", f"{source_file} is damaged: {what}. Open it in Word, save it anew, or ask for a new copy."
    )


class _Package:
    """The parts of one open archive."""

    def __init__(self, zipped: Zipped) -> None:
        self.zipped = zipped

    def parts(self) -> Parts:
        main = self._related("").get("officeDocument", "word/document.xml")
        root = self._xml(main)
        if root is None:
            file = self.zipped.source_file
            raise DocumentError("wrong_type", f"{file} is a zip archive, but holds no Word document.")
        bodies = tuple(root.iterchildren(W + "body"))
        if not bodies:
            raise _damaged(self.zipped.source_file, "it has no text body")
        related = self._related(main)
        return Parts(
            bodies,
            self._side_part(related.get("styles")),
            self._side_part(related.get("numbering")),
            self._side_part(related.get("settings")),
        )

    def _side_part(self, name: str | None) -> Element | None:
        return None if name is None else self._xml(name)

    def _related(self, source: str) -> dict[str, str]:
        """Kind of relationship (`styles`, …) to the part it leads to, from the part SOURCE."""
        folder, name = posixpath.split(source)
        root = self._xml(posixpath.join(folder, "_rels", name + ".rels"))
        found: dict[str, str] = {}
        for relation in () if root is None else root.iter(_REL):
            if relation.get("TargetMode") == "External" or relation.get("Target") is None:
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target")))
            found.setdefault((relation.get("Type") or "").rsplit("/", 1)[-1], target.lstrip("/"))
        return found

    def _xml(self, name: str) -> Element | None:
        """The part NAME, parsed; None where the archive has none."""
        data = self.zipped.part(name)
        if data is None:
            return None
        if _STRICT.encode() in data[:8192]:
            for strict, transitional in _TRANSITIONAL:
                data = data.replace(strict, transitional)
        return parse_xml(data)
