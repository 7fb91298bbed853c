"""A plan's content as a web page, printed to PDF by WeasyPrint: another producer, another way to draw a table.

Steps are rows of their own without a rule between them, so that they stay side by side without empty lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

from samples.composing.content import PlanContent, TableContent
from samples.composing.grid import Grid, GridCell, grid, physical_rows

STYLE = """
@page {{ size: A4 {way}; margin: 18mm 16mm; @bottom-center {{ content: "第 " counter(page) " 頁"; font-size: 9pt }} }}
body {{ font-family: "{font}"; font-size: {size}pt; line-height: 1.5 }}
h1 {{ font-size: {title}pt; text-align: center; margin: 0 0 6pt }}
h2 {{ font-size: {size}pt; margin: 6pt 0 0 }}
p {{ margin: 0 0 0 2em }} p.right {{ text-align: right }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse; margin: 4pt 0 }}
td, th {{ padding: 2pt 3pt; vertical-align: top; text-align: left; font-weight: normal }}
th {{ font-weight: bold; text-align: center; vertical-align: middle; background: {head} }}
.center {{ text-align: center }} .filled {{ background: #c8d8e8 }}
.bar {{ height: 5pt; background: #5b7ea6; position: relative }} td.bars {{ padding: 0; vertical-align: middle }}
.ruled td, .ruled th {{ border: 0.6pt solid #444 }}
.ruled td.above {{ border-top: none }} .ruled td.below {{ border-bottom: none }}
.open {{ border-top: 1.2pt solid black; border-bottom: 1.2pt solid black }}
.open td {{ padding-bottom: 7pt }} .open thead {{ border-bottom: 0.6pt solid black }}
"""
BAR = '<div class="bar" style="width: {percent}%; left: {inset}%"></div>'
BAR_INSET = 12  # per cent of a month's width that a bar stays short of its first and last edges
TAGS = {"title": "h1", "heading": "h2", "caption": "h2"}


def write(plan: PlanContent, path: Path) -> None:
    """Print PLAN to the PDF file PATH."""
    # A heavy tool, which only this producer needs.
    from weasyprint import HTML  # type: ignore[import-not-found, unused-ignore]

    HTML(string=page(plan)).write_pdf(path, pdf_identifier=plan.slug.encode())


def page(plan: PlanContent) -> str:
    """PLAN as HTML."""
    shaded = any(table.shaded_header for table in plan.tables)
    style = STYLE.format(
        way="landscape" if plan.landscape else "portrait",
        font=plan.font,
        size=plan.size_pt,
        title=plan.size_pt + 4,
        head="#e0e0e0" if shaded else "none",
    )
    body = "".join(_part(part) for part in plan.body)
    head = f"<head><title>{plan.title}</title><style>{style}</style></head>"
    return f'<html lang="{plan.language}">{head}<body>{body}</body></html>'


def _part(part: TableContent | dict[str, str]) -> str:
    if isinstance(part, TableContent):
        caption = f"<h2>{escape(part.caption)}</h2>" if part.caption else ""
        return caption + _table(part)
    ((kind, text),) = part.items()
    if kind == "page_break":
        return '<div style="break-after: page"></div>'
    tag = TAGS.get(kind, "p")
    return "".join(f'<{tag} class="{kind}">{escape(line)}</{tag}>' for line in text.split("\n"))


def _table(content: TableContent) -> str:
    found = grid(content)
    whole = sum(column.width_cm for column in content.columns)
    columns = "".join(f'<col style="width: {100 * column.width_cm / whole:.2f}%">' for column in content.columns)
    rows = list(_rows(content, found))
    head, body = "".join(rows[: found.header_rows]), "".join(rows[found.header_rows :])
    top = f"<thead>{head}</thead><tbody>" if content.repeat_header else f"<tbody>{head}"
    look = "open" if content.look == "open" else "ruled"
    return f'<table class="{look}"><colgroup>{columns}</colgroup>{top}{body}</tbody></table>'


def _rows(content: TableContent, found: Grid) -> Iterator[str]:
    physical = physical_rows(found, split=True)
    begins = {row: sum(1 for before, *_ in physical if before < row) for row in range(found.n_rows + 1)}
    for row, step, last in physical:
        cells = [cell for cell in found.cells if cell.row == row]
        if content.bars:
            cells = list(_with_bars(cells))
        yield f"<tr>{''.join(_cell(content, cell, step, last, begins) for cell in cells)}</tr>"


def _with_bars(cells: list[GridCell]) -> Iterator[GridCell]:
    """CELLS of a row with a bar, in the first of them, over every run of shaded ones."""
    marked = {cell.col for cell in cells if cell.filled}
    for cell in cells:
        run = next(n for n in range(len(cells) + 1) if cell.col + n not in marked)
        begins = run and cell.col - 1 not in marked
        yield replace(cell, filled=False, bar_cols=run if begins else 0)


def _cell(content: TableContent, cell: GridCell, step: int | None, last: bool, begins: dict[int, int]) -> str:
    in_step = any(number is not None for number, _ in cell.entries)
    if step and not in_step:
        return ""  # covered by the cell of the row's first step
    rowspan = 1 if in_step and step is not None else begins[cell.row + cell.rowspan] - begins[cell.row]
    shown = [lines for number, lines in cell.entries if step is None or not in_step or (number or 0) == step]
    names = ["center"] if content.columns[cell.col].align == "center" and cell.colspan == 1 else []
    names += ["filled"] * cell.filled
    if in_step and step is not None:
        names += ["above"] * bool(step) + ["below"] * (not last)
    tag = "th" if cell.header else "td"
    text = "<br>".join(escape(line) for lines in shown for line in lines)
    if cell.bar_cols:
        names.append("bars")
        text = BAR.format(percent=100 * cell.bar_cols - 2 * BAR_INSET, inset=BAR_INSET)
    return f'<{tag} class="{" ".join(names)}" rowspan="{rowspan}" colspan="{cell.colspan}">{text}</{tag}>'
