"""Where lines of a cell stand: what joins an owner to the entry that it is printed beside."""

from __future__ import annotations

from pathlib import Path

from extract.docx.reader import read_docx
from schema.tables import Table
from tests.shown import cell_at
from tests.wordfiles import listed, lists, lvl, p, run, save, tbl, tc, tr

# Ten ideographs of 12 points a line, after the cell's margins of 5.4 points.
WIDTHS_PT = (131, 80)
SHORT, LONG = "1.辦理宣導。", "2.設置核心設施並定期檢查與充實設備。"


def table_of(folder: Path, *rows: str, numbering: str = "", settings: str = "", section: str = "") -> Table:
    body = tbl(*rows, widths_pt=WIDTHS_PT)
    path = save(folder, body, numbering=numbering, settings=settings, section=section)
    (table,) = read_docx(path, "plan.docx").tables
    return table


def ats(table: Table, row: int, col: int) -> list[float]:
    return [line.at for line in cell_at(table, row, col).lines]


def cells(actions: str, owners: str, properties: str = "") -> str:
    return tr(tc(actions, width_pt=WIDTHS_PT[0]), tc(owners, properties, width_pt=WIDTHS_PT[1]))


def test_a_paragraph_is_one_line_at_the_place_of_its_first_printed_line(tmp_path: Path) -> None:
    table = table_of(tmp_path, cells(p(LONG) + p(SHORT) + p(SHORT), p("研考")))
    assert ats(table, 0, 0) == [0.5, 2.5, 3.5]
    assert [line.paragraph for line in cell_at(table, 0, 0).lines] == [True] * 3


def test_blank_paragraphs_keep_their_height_and_are_no_lines(tmp_path: Path) -> None:
    table = table_of(tmp_path, cells(p(LONG) + p(SHORT), p("研考") + p() + p("總務")))
    assert ats(table, 0, 0) == ats(table, 0, 1) == [0.5, 2.5]


def test_a_soft_break_begins_a_line_that_begins_no_paragraph(tmp_path: Path) -> None:
    broken = p(run("研考") + "<w:r><w:br/><w:br/></w:r>" + run("總務"))
    line, other = cell_at(table_of(tmp_path, cells(p(LONG) + p(SHORT), broken)), 0, 1).lines
    assert (line.at, line.paragraph, other.at, other.paragraph) == (0.5, True, 2.5, False)


def test_rows_stack_by_their_highest_cell(tmp_path: Path) -> None:
    table = table_of(tmp_path, cells(p(LONG), p("研考")), cells(p(SHORT), p("總務") + p() + p("人事")), cells("", "無"))
    assert ats(table, 1, 1) == [2.5, 4.5]
    assert ats(table, 2, 1) == [5.5]


def test_a_merged_cell_begins_at_its_first_row_and_stretches_the_last(tmp_path: Path) -> None:
    owner = "".join(p(name) for name in ("研考", "總務", "人事", "政風"))
    rows = (
        tr(tc(SHORT), tc(owner, '<w:vMerge w:val="restart"/>')),
        tr(tc(SHORT), tc("", "<w:vMerge/>")),
        tr(tc(SHORT), tc("會計")),
    )
    table = table_of(tmp_path, *rows)
    assert ats(table, 0, 1) == [0.5, 1.5, 2.5, 3.5]
    assert [ats(table, row, 0) for row in range(3)] == [[0.5], [1.5], [4.5]]


def test_centred_and_bottom_cells_stand_lower(tmp_path: Path) -> None:
    three = p(LONG) + p(SHORT)
    for align, at in (("center", 1.5), ("bottom", 2.5)):
        table = table_of(tmp_path, cells(three, p("研考"), f'<w:vAlign w:val="{align}"/>'))
        assert ats(table, 0, 1) == [at]


def test_line_heights_that_differ_are_counted_in_lines_of_the_table(tmp_path: Path) -> None:
    def exact(points: int) -> str:
        return f'<w:spacing w:line="{points * 20}" w:lineRule="exact"/>'

    actions = "".join(p(text, exact(20)) for text in (SHORT, SHORT, SHORT))
    owners = p("研考", exact(40)) + p("總務", exact(20))
    table = table_of(tmp_path, cells(actions, owners))
    assert ats(table, 0, 0) == [0.5, 1.5, 2.5]
    assert ats(table, 0, 1) == [1.0, 2.5]


def test_space_between_paragraphs_counts(tmp_path: Path) -> None:
    spaced = '<w:spacing w:line="400" w:lineRule="exact" w:before="200" w:after="100"/>'
    table = table_of(tmp_path, cells(p(SHORT, spaced) + p(SHORT, spaced), p("研考", spaced)))
    assert ats(table, 0, 0) == [1.0, 2.5]


def test_lines_stand_on_the_pages_grid_where_tables_take_part_in_it(tmp_path: Path) -> None:
    small = run("研考", '<w:sz w:val="20"/>')
    row = cells(p(LONG) + p(SHORT), p(small) + p(small) + p(small))
    section = '<w:docGrid w:type="lines" w:linePitch="360"/>'
    settings = "<w:compat><w:adjustLineHeightInTable/></w:compat>"
    assert ats(table_of(tmp_path, row, section=section, settings=settings), 0, 1) == [0.5, 1.5, 2.5]
    assert ats(table_of(tmp_path, row, section=section), 0, 1)[-1] < 2.5


def test_a_number_takes_its_place_in_the_line(tmp_path: Path) -> None:
    indent = '<w:pPr><w:ind w:left="480" w:hanging="480"/></w:pPr>'
    numbering = lists(lvl("decimal", "%1.").replace("</w:lvl>", indent + "</w:lvl>"))
    eight, nine = "辦理宣導活動公告", "辦理宣導活動公告之"  # beside an indent of two
    table = table_of(tmp_path, cells("".join(p(t, listed(1)) for t in (eight, nine, eight)), ""), numbering=numbering)
    assert ats(table, 0, 0) == [0.5, 1.5, 3.5]


def test_blank_paragraphs_tell_whether_commas_hung_over_the_edge(tmp_path: Path) -> None:
    """Ten ideographs and a comma in a column of ten: two lines where the comma hangs, else three."""
    entry = "一二三四五六七八九十，一二三四五六七八九十。"
    for blanks, second_entry in ((1, 2.5), (2, 3.5)):
        owners = p("研考") + p() * blanks + p("總務")
        assert ats(table_of(tmp_path, cells(p(entry) + p(SHORT), owners)), 0, 0) == [0.5, second_entry]
