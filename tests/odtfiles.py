"""ODT files written by hand, so that a test shows the OpenDocument XML that it is about."""

from __future__ import annotations

import zipfile
from pathlib import Path

from extract.odt.sniffing import MEDIA_TYPE

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    f'xmlns:office="{_OASIS}:office:1.0" xmlns:style="{_OASIS}:style:1.0" xmlns:text="{_OASIS}:text:1.0" '
    f'xmlns:table="{_OASIS}:table:1.0" xmlns:draw="{_OASIS}:drawing:1.0" xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" '
    f'xmlns:svg="{_OASIS}:svg-compatible:1.0" xmlns:manifest="{_OASIS}:manifest:1.0" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
_KAI = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt" '
    'style:font-size-asian="12pt" fo:font-family="標楷體"/></style:default-style>'
)


def p(content: str = "", style: str = "Standard") -> str:
    """A text:p with a text, or with XML."""
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def style(family: str, name: str, properties: str = "", more: str = "") -> str:
    """A style of FAMILY; PROPERTIES are the attributes of its kind's own properties, MORE its other attributes."""
    kind = f"style:{family}-properties"
    return f'<style:style style:family="{family}" style:name="{name}" {more}><{kind} {properties}/></style:style>'


def lvl(form: str, template: str, level: int = 1, more: str = "") -> str:
    """A numbered level of a list style, as LibreOffice writes it: TEMPLATE is `%1%、`."""
    return (
        f'<text:list-level-style-number text:level="{level}" loext:num-list-format="{template}" '
        f'style:num-format="{form}" {more}/>'
    )


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def listed(*entries: str, style: str = "L", more: str = "") -> str:
    """A text:list; an entry is a text, or the XML of what it holds."""
    named = f'text:style-name="{style}"' if style else ""
    inside = "".join(f"<text:list-item>{e if e.startswith('<') else p(e)}</text:list-item>" for e in entries)
    return f"<text:list {named} {more}>{inside}</text:list>"


def td(content: str = "", more: str = "") -> str:
    """A table:table-cell with a text, or with the XML of its paragraphs."""
    return f"<table:table-cell {more}>{content if content.startswith('<') else p(content)}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def tr(*cells: str, more: str = "") -> str:
    """A table:table-row; plain texts become cells."""
    return (
        f"<table:table-row {more}>{''.join(c if c.startswith('<table:') else td(c) for c in cells)}</table:table-row>"
    )


def tbl(*rows: str, columns: int = 2, header: str = "") -> str:
    """A table:table of as many COLUMNS, each of the style `Col`; HEADER are rows that it marks as header."""
    marked = f"<table:table-header-rows>{header}</table:table-header-rows>" if header else ""
    column = f'<table:table-column table:style-name="Col" table:number-columns-repeated="{columns}"/>'
    return f"<table:table>{column}{marked}{''.join(rows)}</table:table>"


def save(folder: Path, body: str, *, styles: str = "", common: str = "", manifest: str = "") -> Path:
    """An ODT file of BODY; STYLES are its automatic styles, COMMON those of styles.xml, MANIFEST entries of that."""
    path = folder / "plan.odt"
    column = style("table-column", "Col", 'style:column-width="5cm"')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {NAMESPACES}>{manifest}</manifest:manifest>")
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {NAMESPACES}><office:styles>{_KAI}{common}</office:styles></office:document-styles>",
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{column}{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return path
