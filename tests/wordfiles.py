"""DOCX files written by hand, so that a test shows the WordprocessingML that it is about."""

from __future__ import annotations

import zipfile
from pathlib import Path

from extract.docx.reader import read_docx
from schema.tables import Document, Table

_OFFICE = "http://schemas.openxmlformats.org"
_RELATION = f"{_OFFICE}/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" '
    f'xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{_OFFICE}/drawingml/2006/main" '
    f'xmlns:mc="{_OFFICE}/markup-compatibility/2006" '
    f'xmlns:m="{_OFFICE}/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>'
        for name in ("styles", "numbering", "settings")
    )
    + "</Types>"
)
_KAI = '<w:rFonts w:ascii="標楷體" w:hAnsi="標楷體" w:eastAsia="標楷體"/>'

# Properties of cells and rows.
GREY = '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'
SPAN_2, SPAN_3 = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'
MERGE, BELOW = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEADER = "<w:tblHeader/>"


def run(text: str, properties: str = "") -> str:
    """A w:r; PROPERTIES are the XML inside its w:rPr."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A w:p with a text, or with the XML of its runs; PROPERTIES are the XML inside its w:pPr."""
    inside = content if content.startswith("<") else run(content) if content else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def listed(num: int, level: int = 0) -> str:
    """Paragraph properties that put a paragraph into the list NUM."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def tc(content: str = "", properties: str = "", width_pt: float = 0) -> str:
    """A w:tc with a text, or with the XML of its paragraphs."""
    width = f'<w:tcW w:w="{int(width_pt * 20)}" w:type="dxa"/>' if width_pt else ""
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{width}{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A w:tr; plain texts become cells."""
    inside = "".join(cell if cell.startswith(("<w:tc", "<w:sdt")) else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, widths_pt: tuple[float, ...] = (), properties: str = "") -> str:
    """A w:tbl; WIDTHS_PT are the columns of its grid."""
    grid = "".join(f'<w:gridCol w:w="{int(width * 20)}"/>' for width in widths_pt)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def lvl(form: str, text: str, level: int = 0, more: str = "", start: int = 1) -> str:
    """A w:lvl of a list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*abstracts: str, nums: str = "") -> str:
    """numbering.xml: abstract numbering n (from 1) holds the levels given, list n uses it; NUMS adds more lists."""
    defined = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n, levels in enumerate(abstracts, 1)
    )
    plain = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(abstracts) + 1)
    )
    return defined + plain + nums


def save(
    folder: Path, body: str, *, numbering: str = "", styles: str = "", settings: str = "", section: str = ""
) -> Path:
    """A DOCX in FOLDER with BODY; the other parts are written where given. Text is kai, 12 points."""
    path = folder / "plan.docx"
    defaults = f'<w:docDefaults><w:rPrDefault><w:rPr>{_KAI}<w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
    parts = {
        "styles": f"<w:styles {NAMESPACES}>{defaults}{styles}</w:styles>",
        "numbering": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        "settings": f"<w:settings {NAMESPACES}>{settings}</w:settings>",
    }
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATION}/{name}" Target="{name}.xml"/>' for n, name in enumerate(parts)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            _relationships(f'<Relationship Id="r0" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'),
        )
        archive.writestr("word/_rels/document.xml.rels", _relationships(related))
        document = f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>"
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}>{document}</w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
    return path


def _relationships(inside: str) -> str:
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{inside}</Relationships>'


def read(folder: Path, *body: str) -> Document:
    """What is read of a file with BODY."""
    return read_docx(save(folder, "".join(body)), "plan.docx")


def only_table(folder: Path, *body: str) -> Table:
    """The one table of a file with BODY."""
    (table,) = read(folder, *body).tables
    return table
