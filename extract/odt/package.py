"""The parts of an ODT file that are read: its text and its styles."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from extract.odt.xml import Element, child, clark
from extract.zipped import BROKEN, Zipped
from schema.issues import DocumentError

_TABLES = ("table", "covered-table")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parsed parts; `styles` is the root of styles.xml, None where the file has none."""

    content: Element  # the root of content.xml
    body: Element  # office:text in it
    styles: Element | None


def open_parts(path: Path, source_file: str) -> Parts:
    """The parts of PATH. Raises `DocumentError`: encrypted, damaged, wrong_type, too_large."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _parts(Zipped(archive, source_file))
    except BROKEN as error:
        raise _damaged(source_file, "its zip archive cannot be unpacked") from error
    except etree.XMLSyntaxError as error:
        raise _damaged(source_file, "its XML is broken") from error


def _parts(zipped: Zipped) -> Parts:
    manifest = zipped.part("META-INF/manifest.xml")
    if manifest is not None and next(_parsed(manifest).iter(clark("manifest:encryption-data")), None) is not None:
        raise DocumentError(
            "encrypted",
            f"{zipped.source_file} is locked with a password, so nothing of it can be read. "
            "Save a copy without a password (LibreOffice: File, Save As) and run again.",
        )
    content, styles = zipped.part("content.xml"), zipped.part("styles.xml")
    if content is None:
        raise _damaged(zipped.source_file, "it has no content")
    root = _parsed(content)
    _as_ordinary_tables(root)
    body = child(root, "office:body", "office:text")
    if body is None:
        raise DocumentError("wrong_type", f"{zipped.source_file} is an OpenDocument file, but holds no text document.")
    return Parts(root, body, None if styles is None else _parsed(styles))


def _as_ordinary_tables(root: Element) -> None:
    """Name tables that LibreOffice keeps in shapes, in a vocabulary of its own, as the standard names tables."""
    for element in root.iter(clark("loext:*")):
        if (name := etree.QName(element).localname).startswith(_TABLES):
            element.tag = clark(f"table:{name}")


def _parsed(data: bytes) -> Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def _damaged(source_file: str, what: str) -> DocumentError:
    return DocumentError(
        "damaged", f"{source_file} is damaged: {what}. Open it in LibreOffice, save it anew, or ask for a new copy."
    )
