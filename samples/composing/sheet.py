"""A plan's content as a spreadsheet: one table, wrapped in its cells, in rows that are all as high.

What is longer than its row is high is cut off in print, at the cell's edges, and stays whole in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from samples.composing.content import Column, PlanContent, TableContent
from samples.composing.grid import Grid, GridCell, grid

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "style": "style",
        "table": "table",
        "text": "text",
        "fo": "xsl-fo-compatible",
    }.items()
)
CELL = """
<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties fo:border="{border}"
 fo:wrap-option="wrap" style:vertical-align="middle" fo:background-color="{ground}" style:shrink-to-fit="false"/>
<style:paragraph-properties fo:text-align="{align}"/><style:text-properties fo:font-family="{font}"
 style:font-family-asian="{font}" fo:font-size="{size}pt" style:font-size-asian="{size}pt" fo:font-weight="{weight}"
 style:font-weight-asian="{weight}"/></style:style>"""
PAGE = """
<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{wide}cm" fo:page-height="{high}cm"
 fo:margin="1.6cm" style:print-orientation="{way}" style:print="objects charts drawings"/>
<style:header-style/><style:footer-style/></style:page-layout>"""
RULE = "0.5pt solid #000000"


def write(plan: PlanContent, path: Path) -> None:
    """Write PLAN to PATH as a flat OpenDocument spreadsheet."""
    path.write_text(sheet(plan), encoding="utf-8")


def sheet(plan: PlanContent) -> str:
    """PLAN as a flat OpenDocument spreadsheet."""
    (table,) = plan.tables
    master = '<style:master-page style:name="Default" style:page-layout-name="page"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles>{''.join(_styles(plan, table))}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="計畫" table:style-name="table">'
        f"{_columns(table)}{''.join(_parts(plan))}</table:table></office:spreadsheet></office:body></office:document>"
    )


def _styles(plan: PlanContent, table: TableContent) -> Iterator[str]:
    wide, high = (29.7, 21.0) if plan.landscape else (21.0, 29.7)
    yield PAGE.format(wide=wide, high=high, way="landscape" if plan.landscape else "portrait")
    yield (
        '<style:style style:name="table" style:family="table" style:master-page-name="Default">'
        '<style:table-properties table:display="true"/></style:style>'
    )
    for number, column in enumerate(table.columns):
        yield (
            f'<style:style style:name="c{number}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{column.width_cm}cm"/></style:style>'
        )
    for name, height in (("row", plan.row_cm), ("line", 0.8)):
        yield (
            f'<style:style style:name="{name}" style:family="table-row"><style:table-row-properties'
            f' style:row-height="{height}cm" style:use-optimal-row-height="false"/></style:style>'
        )
    ground = "#e0e0e0" if table.shaded_header else "transparent"
    looks = {
        "title": ("none", "center", plan.size_pt + 4, "bold", "transparent"),
        "plain": ("none", "start", plan.size_pt, "normal", "transparent"),
        "head": (RULE, "center", plan.size_pt, "bold", ground),
        "left": (RULE, "start", plan.size_pt, "normal", "transparent"),
        "center": (RULE, "center", plan.size_pt, "normal", "transparent"),
    }
    for name, (border, align, size, weight, shade) in looks.items():
        yield CELL.format(name=name, border=border, align=align, size=size, weight=weight, ground=shade, font=plan.font)


def _columns(table: TableContent) -> str:
    return "".join(f'<table:table-column table:style-name="c{number}"/>' for number in range(len(table.columns)))


def _parts(plan: PlanContent) -> Iterator[str]:
    """The title, the lines of text, and the table, row by row."""
    for part in plan.body:
        if isinstance(part, TableContent):
            yield from _rows(part, grid(part))
            continue
        ((kind, text),) = part.items()
        width = len(plan.tables[0].columns)
        for line in text.split("\n"):
            cell = _cell(GridCell(0, 0, 1, width, ((None, (line,)),)), "title" if kind == "title" else "plain")
            yield _row("line", cell + "<table:covered-table-cell/>" * (width - 1))


def _rows(content: TableContent, found: Grid) -> Iterator[str]:
    begun = {(cell.row, cell.col): cell for cell in found.cells}
    rows = [
        _row("row", "".join(_placed(begun.get((row, col)), content.columns[col]) for col in range(found.n_cols)))
        for row in range(found.n_rows)
    ]
    head = "".join(rows[: found.header_rows])
    yield f"<table:table-header-rows>{head}</table:table-header-rows>" if content.repeat_header else head
    yield from rows[found.header_rows :]


def _row(style: str, cells: str) -> str:
    return f'<table:table-row table:style-name="{style}">{cells}</table:table-row>'


def _placed(cell: GridCell | None, column: Column) -> str:
    if cell is None:
        return "<table:covered-table-cell/>"
    return _cell(cell, "head" if cell.header else "center" if column.align == "center" else "left")


def _cell(cell: GridCell, style: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.text.split("\n"))
    spans = f'table:number-columns-spanned="{cell.colspan}" table:number-rows-spanned="{cell.rowspan}"'
    return f'<table:table-cell table:style-name="{style}" office:value-type="string" {spans}>{lines}</table:table-cell>'
