"""What stands over a table or in its first rows: its caption, its title, the names of its columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.docx.reader import read_docx
from extract.formats import read_document
from extract.logical import join_pages
from normalize.columns import layout_of
from normalize.items import items_of
from normalize.metadata import describe
from schema.tables import Document, Source, Table
from tests.drawn import draw
from tests.drawn_pages import pages
from tests.wordfiles import save, tbl, tc, tr

ZH = Path(__file__).resolve().parents[2] / "shared" / "real" / "zh"
SOURCE = Source("plan.pdf", "0" * 64, "application/pdf", 1, "hand")
TITLE = "清溪縣東河鄉公所113年度為民服務工作計畫執行表"
NAMES = "| 工作項目 | 執行內容 | 主辦單位 |"
BODY = "| 美化環境 | 每季辦理一次，並公告成果。 | 秘書室 |\n| 志工訓練 | 每季辦理一次，並公告成果。 | 民政課 |"
BAND = '<w:gridSpan w:val="3"/>'


def only_table(picture: str) -> Table:
    (table,) = join_pages(pages(picture))[1]
    return table


def header(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.header]


@pytest.mark.parametrize(
    "bands",
    [f"| {TITLE} | < | < |", f"| *{TITLE}* | < | < |", f"| {TITLE} | < | < |\n| 製表日期：113年1月19日 | < | < |"],
)
def test_names_below_a_title_over_the_whole_width_are_the_header(bands: str) -> None:
    table = only_table(f"{bands}\n{NAMES}\n{BODY}")
    assert header(table)[-3:] == ["工作項目", "執行內容", "主辦單位"]
    assert table.caption == TITLE


def test_shaded_names_below_a_title_that_is_not_are_the_header() -> None:
    table = only_table(f"""
        | {TITLE} | < | < |
        |---------|---|---|
        | 工作項目 | 執行內容 | 主辦單位 |
        | #       | #       | #      |
        |---------|---|---|
        | 美化環境 | 美化環境 | 秘書室 |
    """)
    assert table.header_rows == 2


def test_rows_of_sections_without_names_above_them_are_no_title() -> None:
    table = only_table(f"| 壹、為民服務 | < | < |\n{BODY}")
    assert (table.header_rows, table.caption) == (0, "")


def test_a_title_in_a_word_table_is_its_caption(tmp_path: Path) -> None:
    names, rows = tr("工作項目", "執行內容", "主辦單位"), tr("美化環境", "每季辦理一次，並公告成果。", "秘書室")
    made = tbl(tr(tc(TITLE, BAND)), tr(tc("製表日期：113年1月19日", BAND)), names, rows, widths_pt=(80, 200, 80))
    (table,) = read_docx(save(tmp_path, made), "plan.docx").tables
    assert (table.header_rows, table.caption) == (3, TITLE)


def test_a_cell_over_two_columns_that_the_body_parts_makes_no_header_of_two_rows() -> None:
    table = only_table("""
        | 測驗名稱 | < | B1 | B2 |
        | 多益英語測驗（含聽力與閱讀，不含口說與寫作） | < | 550 | 785 |
        | 托福 | 紙筆型態 | 460 | 543 |
    """)
    assert header(table) == ["測驗名稱", "B1", "B2"]


def test_the_names_over_a_schedule_of_marks_are_its_header() -> None:
    table = only_table("""
        | 工作項目 | 1月 | 2月 | 3月 | 4月 | 單位 |
        | 美化環境 | ●  |    |    |    | 秘書室 |
        | 志工訓練 |    | ●  | ●  |    | 民政課 |
    """)
    assert header(table) == ["工作項目", "1月", "2月", "3月", "4月", "單位"]


def test_a_title_in_a_table_names_a_document_that_has_no_other() -> None:
    for label in ("", "附件3\n"):
        table = only_table(f"{label}| {TITLE} | < | < |\n{NAMES}\n{BODY}")
        told = describe(Document(SOURCE, (), (table,)))
        assert (told.title, told.agency, told.roc_year) == (TITLE, "清溪縣東河鄉公所", 113)


def test_a_numbered_band_above_the_names_is_a_level_until_the_next() -> None:
    table = draw(
        f"""
        | 一、優質便民服務 | < | < |
        {NAMES}
        | 美化環境 | 每季辦理。 | 秘書室 |
        | 二、行政革新 | < | < |
        | 志工訓練 | 每季辦理。 | 民政課 |
        """,
        header_rows=2,
    )
    paths = [[level.text for level in item.path] for item in items_of(table, layout_of(table), None).items]
    assert paths == [["一、優質便民服務", "美化環境"], ["二、行政革新", "志工訓練"]]


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("表3 所得統計表\n縣市別：雲林縣\n單位：千元", "表3 所得統計表"),
        ("縣市別：雲林縣", "縣市別：雲林縣"),
        ("四、工作分配：", "四、工作分配："),
        ("附表一：工作分配", "附表一：工作分配"),
        ("依本府函示辦理。\n如下表所示。", ""),
        ("單位：千元", ""),
        ("中華民國112年12月20日", ""),
        ("附表一工作分配\n113.1.4製表", "附表一工作分配"),
        ("※以上資料截至六月底", ""),
    ],
)
def test_a_caption_is_neither_a_sentence_nor_a_label_below_a_better_line(above: str, caption: str) -> None:
    assert only_table(f"{above}\n{NAMES}\n{BODY}").caption == caption


@pytest.mark.parametrize(
    ("name", "title", "agency", "roc_year", "captions"),
    [
        (
            "curriculum-technology-draft.pdf",
            "十二年國民基本教育課程綱要",
            "國家教育研究院",
            105,
            {7: "", 36: "", 37: ""},
        ),
        ("income-statistics-103.pdf", "(103年度)綜稅所得總額各縣市鄉鎮村里統計分析表", "", 103, {}),
        ("hsinchu-contest-schedule-110.pdf", None, "新竹縣博愛國民中學", 110, {1: ""}),
        ("daan-dengue-letter-109.pdf", None, "臺北市大安區健康服務中心", 109, {}),
        ("cn-tender.docx", "竞争性磋商采购文件", "四川星海视听新媒体有限公司", 115, {}),
        ("nuclear-guideline.pdf", "境外核災處理作業要點", "核能安全委員會", 112, {}),
        ("drill-plan-112.pdf", "112年災害防救演習綱要計畫", "", 112, {}),
        ("hsinchu-official-letter-110.pdf", None, "新竹縣政府", 110, {}),
    ],
)
def test_real_documents_say_what_they_are(
    name: str, title: str | None, agency: str, roc_year: int, captions: dict[int, str]
) -> None:
    if not (ZH / name).exists():
        pytest.skip(f"no {name} here")
    document = read_document(ZH / name, name)
    told = describe(document)
    assert (title or told.title, told.agency, told.roc_year) == (told.title, agency, roc_year)
    found = {table.pages[0]: table.caption for table in document.tables if table.pages}
    assert {page: found[page] for page in captions} == captions


def test_a_character_of_the_binding_line_does_not_run_on_overleaf() -> None:
    (table,) = join_pages(pages("線", f"表一工作分配表\n{NAMES}\n{BODY}"))[1]
    assert table.caption == "表一工作分配表"


def test_the_caption_over_a_wide_table_behind_a_letter_is_found() -> None:
    path = ZH / "daan-dengue-letter-109.pdf"
    if not path.exists():
        pytest.skip("no daan-dengue-letter-109.pdf here")
    assert read_document(path, path.name).tables[0].caption == "臺北市大安區109年度9月份登革熱病媒蚊密度調查結果表"


def test_the_titles_of_a_drill_plans_tables_are_their_captions() -> None:
    path = ZH / "drill-plan-112.pdf"
    if not path.exists():
        pytest.skip("no drill-plan-112.pdf here")
    *_, list_of_drills, calendar = read_document(path, path.name).tables
    assert list_of_drills.caption.startswith("附件3 112年災害防救演習規劃主辦機關")
    assert calendar.caption.endswith("演習日程表")


def test_the_names_over_scores_of_languages_tests_are_their_header() -> None:
    path = ZH / "ntust-grad-rules.pdf"
    if not path.exists():
        pytest.skip("no ntust-grad-rules.pdf here")
    (table,) = read_document(path, path.name).tables
    assert header(table)[1:] == ["CEFR B1", "CEFR B2", "CEFR C1"]
