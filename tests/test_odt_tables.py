"""Tables of OpenDocument texts: grids, spans, header rows, shading and bars."""

from __future__ import annotations

from pathlib import Path

from extract.odt.reader import read_odt
from schema.tables import Table
from tests.odtfiles import COVERED, p, save, style, tbl, td, tr


def table(folder: Path, body: str, *, styles: str = "") -> Table:
    (found,) = read_odt(save(folder, body, styles=styles), "plan.odt").tables
    return found


def spans(found: Table) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in found.cells]


def test_covered_cells_belong_to_the_cell_that_covers_them(tmp_path: Path) -> None:
    wide = td("合併", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    found = table(
        tmp_path,
        tbl(tr("甲", "乙", "丙"), tr(wide, COVERED, "丁"), tr(COVERED, COVERED, "戊"), columns=3),
    )
    assert spans(found)[3:] == [("合併", 1, 0, 2, 2), ("丁", 1, 2, 1, 1), ("戊", 2, 2, 1, 1)]


def test_cells_that_are_repeated_are_as_many(tmp_path: Path) -> None:
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    wide = td("三欄", 'table:number-columns-spanned="3"')
    found = table(tmp_path, tbl(tr(wide, covered), tr("一", "二", "三"), columns=3))
    assert spans(found)[0] == ("三欄", 0, 0, 1, 3)
    assert found.n_cols == 3


def test_a_cell_that_is_not_covered_though_one_above_spans_keeps_its_text(tmp_path: Path) -> None:
    found = table(tmp_path, tbl(tr(td("上", 'table:number-rows-spanned="2"'), "甲"), tr("下", "乙")))
    assert [c.text for c in found.cells] == ["上", "甲", "下", "乙"]


def test_rows_marked_as_header_are_the_header(tmp_path: Path) -> None:
    found = table(tmp_path, tbl(tr("掃地", "總務課"), header=tr("工作", "單位")))
    assert (found.header_rows, found.finder) == (1, "odt")
    assert [c.header for c in found.cells] == [True, True, False, False]


def test_rows_in_groups_and_tables_in_shapes_are_read(tmp_path: Path) -> None:
    inner = "".join(
        f"<loext:table-row><loext:table-cell>{p(a)}</loext:table-cell><loext:table-cell>{p(b)}</loext:table-cell></loext:table-row>"
        for a, b in (("工作", "單位"), ("掃地", "總務課"))
    )
    shape = f"<draw:custom-shape><loext:table><table:table-row-group>{inner}</table:table-row-group></loext:table></draw:custom-shape>"
    assert [c.text for c in table(tmp_path, p(shape)).cells] == ["工作", "單位", "掃地", "總務課"]


def test_cells_in_a_colour_of_their_own_and_under_bars_are_filled(tmp_path: Path) -> None:
    styles = style("table-cell", "Grey", 'fo:background-color="#bfbfbf"') + style(
        "table-cell", "White", 'fo:background-color="#ffffff"'
    )
    bar = '<draw:line svg:x1="0cm" svg:y1="0.2cm" svg:x2="5cm" svg:y2="0.2cm"/>'
    header = tr("工作", "1月", "2月", "3月")
    rows = (
        tr("掃地", td("", 'table:style-name="Grey"'), td("", 'table:style-name="White"'), ""),
        tr("拖地", "", td(p(bar)), ""),
    )
    found = table(tmp_path, tbl(*rows, columns=4, header=header), styles=styles)
    assert [(c.row, c.col) for c in found.cells if c.filled] == [(1, 1), (2, 2)]


def test_rows_that_no_rule_parts_are_one(tmp_path: Path) -> None:
    ruled, open_below, open_above = ("Ruled", 'fo:border="0.5pt solid #000"'), ("Below", ""), ("Above", "")
    styles = "".join(
        style("table-cell", name, border)
        for name, border in (
            ruled,
            (open_below[0], 'fo:border="0.5pt solid #000" fo:border-bottom="none"'),
            (open_above[0], 'fo:border="0.5pt solid #000" fo:border-top="none"'),
        )
    )

    def line(name: str, *texts: str) -> str:
        return tr(*(td(text, f'table:style-name="{name}"') for text in texts))

    rows = (line("Below", "1.掃地", "總務課"), line("Above", "2.拖地", "民政課"), line("Ruled", "3.澆花", "社會課"))
    found = table(tmp_path, tbl(*rows, header=line("Ruled", "工作", "單位")), styles=styles)
    assert [[part.text for part in c.lines] for c in found.cells if c.row == 1] == [
        ["1.掃地", "2.拖地"],
        ["總務課", "民政課"],
    ]
    assert found.n_rows == 3


def test_a_stroke_through_the_corner_parts_names_of_rows_and_columns(tmp_path: Path) -> None:
    styles = style("table-cell", "Cut", 'style:diagonal-tl-br="0.5pt solid #000"')
    corner = td(p("月份") + p("工作"), 'table:style-name="Cut"')
    found = table(tmp_path, tbl(tr("掃地", "總務課"), header=tr(corner, "1月")), styles=styles)
    assert (found.cells[0].text, found.cells[0].below_corner) == ("月份工作", "工作")


def test_widths_may_be_shares_of_the_table(tmp_path: Path) -> None:
    styles = style("table-column", "Col", 'style:rel-column-width="3277*"')
    long = "定期清掃" * 12  # 576 points at 12 points a sign: three lines in half of 480 points
    found = table(tmp_path, tbl(tr("甲", "乙"), tr(p(long) + p("次"), "丙")), styles=styles)
    first, second = next(c for c in found.cells if c.row == 1 and c.col == 0).lines
    assert round(second.at - first.at) == 3
