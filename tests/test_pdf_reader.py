"""A PDF file becomes a document, or an error that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.formats import read_document
from extract.pages import PageLayout
from extract.pdf.reader import read_pages
from schema.issues import DocumentError
from schema.places import Box
from schema.tables import Document
from tests.drawn import draw
from tests.sheets import Sheet, write_pdf

TABLE = draw("| 執行項目 | 推動作法 | 單位 |\n| 一、形象 | 1.美化環境 | 各課 |")
X = [50.0, 150, 300, 400]


def read(tmp_path: Path, *sheets: Sheet) -> Document:
    return read_document(write_pdf(tmp_path / "plan.pdf", *sheets), "plans/plan.pdf")


def pages(tmp_path: Path, *sheets: Sheet) -> list[PageLayout]:
    return read_pages(write_pdf(tmp_path / "plan.pdf", *sheets))


def error(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as raised:
        read_document(path, path.name)
    assert path.name in raised.value.message
    return raised.value


def code_of(path: Path) -> str:
    try:
        read_document(path, path.name)
    except DocumentError as raised:
        return raised.code
    return "read"


def test_a_page_gives_its_tables_and_the_lines_around_them(tmp_path: Path) -> None:
    sheet = Sheet().text(200, 40, "實施計畫", 18).table(TABLE, X, [100, 130, 160]).text(50, 200, "附註：無")
    document = read(tmp_path, sheet)
    assert [block.text for block in document.blocks] == ["實施計畫", "附註：無"]
    assert document.blocks[0].size_pt == 18
    (table,) = document.tables
    assert [cell.text for cell in table.cells] == ["執行項目", "推動作法", "單位", "一、形象", "1.美化環境", "各課"]
    assert document.source.file == "plans/plan.pdf"
    assert document.source.pages == 1
    assert document.source.reader.startswith("pdfium ")
    assert len(document.source.sha256) == 64


def test_page_numbers_are_left_out_and_a_running_line_is_kept_once(tmp_path: Path) -> None:
    sheets = [
        Sheet().text(50, 30, "第104號計畫", 9).text(50, 100, f"內文{'甲乙丙丁'[n]}").text(290, 810, f"- {n + 1} -", 9)
        for n in range(4)
    ]
    found = pages(tmp_path, *sheets)
    assert [[line.text for line in page.lines] for page in found] == [
        ["第104號計畫", "內文甲"],
        ["內文乙"],
        ["內文丙"],
        ["內文丁"],
    ]


def test_on_a_page_laid_sideways_page_numbers_stand_as_far_from_its_end_as_on_an_upright_one(tmp_path: Path) -> None:
    sheets = [Sheet(842, 595).text(50, 100, f"內文{text}").text(418, 515, str(n)) for n, text in enumerate("甲乙", 1)]
    assert [[line.text for line in page.lines] for page in pages(tmp_path, *sheets)] == [["內文甲"], ["內文乙"]]


def test_a_running_line_at_the_foot_is_kept_on_the_last_page_that_prints_it(tmp_path: Path) -> None:
    sheets = [Sheet().text(50, 100, f"內文{'甲乙丙丁'[n]}").text(50, 790, "※列首者為主辦單位。", 9) for n in range(3)]
    found = pages(tmp_path, *sheets, Sheet().text(50, 100, "內文丁"))
    assert [len(page.lines) for page in found] == [1, 1, 2, 1]


def test_a_number_inside_the_text_is_no_page_number(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, Sheet().text(50, 790, "12").text(50, 805, "以上為附註。"))
    assert [line.text for line in page.lines] == ["12", "以上為附註。"]


def test_text_in_a_box_that_is_no_table_is_not_lost(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, Sheet().frame(40, 90, 400, 200).text(50, 100, "注意事項"))
    assert ([line.text for line in page.lines], page.tables) == (["注意事項"], ())


@pytest.mark.parametrize("cut", [10, 0.5, 0.9])
def test_a_damaged_file_is_an_error_or_a_reading(tmp_path: Path, cut: float) -> None:
    path = write_pdf(tmp_path / "plan.pdf", Sheet().table(TABLE, X, [100, 130, 160]))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(cut if cut > 1 else cut * len(whole))])
    assert code_of(path) in ("damaged", "empty", "read")


def test_something_else_behind_a_pdf_mark_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing that a reader could use")
    assert error(path).code == "damaged"


def test_a_locked_file_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "plan.pdf", Sheet().text(50, 50, "a"))
    key = "30" * 32
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >> /ID [<00> <00>] /Root"
    path.write_bytes(path.read_bytes().replace(b"/Root", lock.encode()))
    raised = error(path)
    assert raised.code == "encrypted"
    assert "qpdf --decrypt" in raised.message


def test_a_file_with_nothing_printed_is_empty(tmp_path: Path) -> None:
    assert error(write_pdf(tmp_path / "plan.pdf", Sheet(), Sheet())).code == "empty"


def test_a_scanned_page_is_noted(tmp_path: Path) -> None:
    document = read(tmp_path, Sheet().picture(0, 0, 595, 842), Sheet().text(50, 50, "有字"))
    assert [(issue.code, issue.page) for issue in document.issues] == [("scanned_page", 1)]


def test_a_scan_says_that_its_hidden_text_was_left_out_and_what_to_do(tmp_path: Path) -> None:
    scan = Sheet().picture(0, 0, 595, 842).text(50, 50, "一、推動作法與執行單位" * 3, 10, mode=3).text(300, 800, "3")
    (issue,) = read(tmp_path, scan).issues
    assert issue.code == "scanned_page"
    assert "invisible text" in issue.message
    assert "Ask for the file" in issue.message


def test_a_text_layer_that_lies_is_noted(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.ops.append("BT /Pair 12 Tf 1 0 0 1 40 700 Tm (BCDEFGHIJKLM) Tj ET")
    assert [issue.code for issue in read(tmp_path, sheet).issues] == ["text_layer_doubtful"]


def test_a_few_odd_characters_are_noted_where_another_page_of_the_file_lies(tmp_path: Path) -> None:
    lying, odd, sound = (
        Sheet(),
        Sheet().text(40, 40, "一、推動作法與執行單位" * 4, 10),
        Sheet().text(40, 40, "二、其他", 10),
    )
    lying.ops.append("BT /Pair 12 Tf 1 0 0 1 40 700 Tm (BCDEFGHIJKLM) Tj ET")
    odd.ops.append("BT /Pair 12 Tf 1 0 0 1 40 700 Tm (BC) Tj ET")
    assert [(issue.code, issue.page) for issue in read(tmp_path, odd, lying, sound).issues] == [
        ("text_layer_doubtful", 2),
        ("text_layer_doubtful", 1),
    ]
    assert read(tmp_path, odd, sound).issues == ()


def test_a_watermark_is_noted_once(tmp_path: Path) -> None:
    sheets = [Sheet().text(40, 50, "內文").turned_text(100, 300, "DRAFT", "0.7 0.7 -0.7 0.7", 60) for _ in range(3)]
    (issue,) = read(tmp_path, *sheets).issues
    assert issue.code == "slanted_text"
    assert "1, 2, 3" in issue.message


@pytest.mark.parametrize(("matrix", "turn"), [("0 1 -1 0", 3), ("0 -1 1 0", 1), ("-1 0 0 -1", 2)])
def test_a_page_printed_sideways_is_read_upright_and_shown_where_it_stands(
    tmp_path: Path, matrix: str, turn: int
) -> None:
    """Letters A to D in a two by two grid, on a page of 600 by 800 that was turned when it was printed."""

    def place(x: float, y: float) -> tuple[float, float]:
        return {1: (600 - y, x), 2: (600 - x, 800 - y), 3: (y, 800 - x)}[turn]

    sheet = Sheet(600, 800)
    for a, b in (((100, 100), (300, 100)), ((100, 150), (300, 150)), ((100, 200), (300, 200))):
        sheet.frame(*_box(place(*a), place(*b)))
    for x in (100, 200, 300):
        sheet.frame(*_box(place(x, 100), place(x, 200)))
    for n, letter in enumerate("ABCD"):
        sheet.turned_text(*place(110 + 100 * (n % 2), 130 + 50 * (n // 2)), letter * 6, matrix, 10)
    (table,) = read(tmp_path, sheet).tables
    assert [(c.row, c.col, c.text[0]) for c in table.cells] == [(0, 0, "A"), (0, 1, "B"), (1, 0, "C"), (1, 1, "D")]
    expected = _box(place(100, 100), place(200, 150))
    found = table.cells[0].fragments[0].bbox
    assert (found.x0, found.top, found.x1, found.bottom) == pytest.approx(expected, abs=0.6)
    line = table.cells[0].lines[0].box
    assert line is not None
    assert Box.around([line, found]) == found


def _box(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def test_memory_stays_flat_over_many_pages(tmp_path: Path) -> None:
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("needs /proc")

    def resident_kb() -> int:
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1])

    path = write_pdf(tmp_path / "plan.pdf", *[Sheet().table(TABLE, X, [100, 130, 160]) for _ in range(40)])
    read_pages(path)
    before = resident_kb()
    for _ in range(5):
        read_pages(path)
    assert resident_kb() - before < 4_000
