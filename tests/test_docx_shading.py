"""Cells of Word tables that are filled: shaded, or with a bar drawn over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from schema.tables import Table
from tests.wordfiles import GREY, HEADER, SPAN_3, only_table, p, run, tbl, tc, tr


def filled(table: Table) -> list[tuple[int, int]]:
    return [(cell.row, cell.col) for cell in table.cells if cell.filled]


@pytest.mark.parametrize(
    ("shading", "is_filled"),
    [
        (GREY, True),
        ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', False),
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>', False),
        ('<w:shd w:val="pct25" w:color="auto" w:fill="auto"/>', True),
        ('<w:shd w:val="diagStripe" w:color="000000" w:fill="FFFFFF"/>', True),
        ('<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>', True),
        ('<w:shd w:val="nil"/>', False),
        ("", False),
    ],
)
def test_a_shaded_cell_is_filled(tmp_path: Path, shading: str, is_filled: bool) -> None:
    table = only_table(tmp_path, tbl(tr("一、宣導", tc("", shading)), tr("二、檢討", ""), widths_pt=(50, 20)))
    assert filled(table) == ([(0, 1)] if is_filled else [])


def test_the_headers_own_shading_marks_only_blank_cells(tmp_path: Path) -> None:
    header = tr(tc("項目", GREY), tc("1月", GREY), tc("2月", GREY), properties=HEADER)
    section = tr(tc("壹、形象", SPAN_3 + GREY))
    body = tr("一、宣導", tc("", GREY), "")
    table = only_table(tmp_path, tbl(header, section, body, widths_pt=(80, 20, 20)))
    assert (table.header_rows, filled(table)) == (1, [(2, 1)])


def anchored(x_pt: float, width_pt: float, geometry: str = "rightArrow") -> str:
    def emu(points: float) -> int:
        return int(points * 12700)

    return (
        "<w:r><w:drawing><wp:anchor>"
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{emu(x_pt)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{emu(5)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{emu(width_pt)}" cy="{emu(6)}"/>'
        f'<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="{geometry}"/></wps:spPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


OLD_LINE = '<w:r><w:pict><v:line style="position:absolute" from="0pt,6pt" to="50pt,6pt"/></w:pict></w:r>'


@pytest.mark.parametrize(
    ("shape", "marked"),
    [
        (anchored(0, 55), [(1, 1), (1, 2)]),
        (anchored(30, 80, "straightConnector1"), [(1, 2), (1, 3), (1, 4)]),
        (OLD_LINE, [(1, 1), (1, 2)]),
        (anchored(0, 55, "smileyFace"), []),
    ],
)
def test_a_bar_drawn_over_cells_fills_them(tmp_path: Path, shape: str, marked: list[tuple[int, int]]) -> None:
    header = tr("項目", "1月", "2月", "3月", "4月", properties=HEADER)
    rows = (tr("一、宣導", tc(p(shape)), "", "", ""), tr("二、檢討", "", "", "", ""))
    table = only_table(tmp_path, tbl(header, *rows, widths_pt=(60, 30, 30, 30, 30)))
    assert filled(table) == marked


def test_a_row_whose_months_are_all_shaded_is_no_header(tmp_path: Path) -> None:
    months = [tc("", GREY)] * 6
    bold = "<w:b/>"
    table = only_table(
        tmp_path,
        tbl(
            tr(*(tc(p(run(text, bold))) for text in ("項目", "承辦", *"123456"))),
            tr("路平", "蔡明宏", *months),
            tr("綠美化", "許惠玲", *[""] * 4, *months[:2]),
            widths_pt=(80, 60, *[20] * 6),
        ),
    )
    assert (table.header_rows, len(filled(table))) == (1, 8)
