"""Headers into roles, and tables of other kinds left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from msgspec import structs

from normalize.columns import layout_of
from normalize.kinds import is_implementation
from normalize.vocabulary import vocabulary
from tests.drawn import draw

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "headers.yaml").read_text(encoding="utf-8"))


def roles(header: str) -> list[str]:
    return [
        column.role
        for column in layout_of(draw(f"| {header} |\n| {' | '.join('x' for _ in header.split('|'))} |")).columns
    ]


@pytest.mark.parametrize("case", CASES["tables"]["must_come_out"], ids=lambda case: case["header"])
def test_the_columns_of_an_implementation_table_are_recognized(case: dict[str, str]) -> None:
    table = draw(f"| {case['header']} |\n| {case.get('row') or ' | '.join('x' for _ in case['header'].split('|'))} |")
    layout = layout_of(table)
    assert " | ".join(column.role or "-" for column in layout.columns) == case["roles"]
    assert is_implementation(table, layout)


def test_what_stands_above_the_stroke_in_a_corner_names_no_column_below_it() -> None:
    table = draw("""
        | 承辦單位 | 第一課 |
        | 工作項目 |        |
        |----------|--------|
        | 定期清掃 | ●      |
    """)
    corner, *others = table.cells
    lines = (structs.replace(corner.lines[0], corner=True), corner.lines[1])
    cut = replace(table, cells=(structs.replace(corner, lines=lines), *others))
    assert [layout_of(table).columns[0].header, layout_of(cut).columns[0].header] == ["承辦單位工作項目", "工作項目"]
    assert layout_of(cut).columns[0].role != "units"


@pytest.mark.parametrize("header", CASES["tables"]["must_be_left_alone"])
def test_a_table_of_another_kind_is_no_implementation_table(header: str) -> None:
    table = draw(f"| {header} |\n| {' | '.join('x' for _ in header.split('|'))} |")
    assert not is_implementation(table, layout_of(table))


@pytest.mark.parametrize(
    ("picture", "roles"),
    [
        ("| 階段 | 工作事項 | 負責單位 |\n| 規劃 | 盤點 | 總務 |\n| 執行 | 訓練 | 人事 |", "level | action | units"),
        ("| 依據 | 工作事項 | 負責單位 |\n| 本法 | 盤點 | 總務 |\n| 本法 | 訓練 | 人事 |", " | action | units"),
        ("| 批次 | 工作事項 | 負責單位 |\n| 上旬 | 盤點 | 總務 |\n|      | 訓練 | 人事 |", " | action | units"),
        (
            "| 步驟 | 作業項目 | 作業內容 |\n| 1 | 清查 | 逐卷清查。 |\n| 2 | 鑑定 | 召開會議。 |",
            "number | level | action",
        ),
        (
            "| 項目 | 實施要點 | 主辦 |\n| 宣導 | 每月宣導。 | 人事 |\n| 訓練 | 每季訓練。 | 人事 |",
            "level | action | units",
        ),
        ("| 項目 | 實施要點 | 主辦 |\n| 宣導 | 擴大宣導 | 人事 |\n| 訓練 | 定期訓練 | 人事 |", "level | level | units"),
        (
            "| 作業內容 | 主辦單位 | 稽核人員 |\n| 零用金 | 秘書室 | 王小明 |\n| 財產 | 秘書室 | 陳美玉、李大華 |",
            "action | units | officers",
        ),
        (
            "| 作業內容 | 主辦單位 | 參加人員 |\n| 零用金 | 秘書室 | 全體同仁 |\n| 財產 | 秘書室 | 各課課員 |",
            "action | units | ",
        ),
    ],
)
def test_what_a_column_holds_tells_what_its_header_does_not(picture: str, roles: str) -> None:
    assert " | ".join(column.role for column in layout_of(draw(picture)).columns) == roles


def test_headers_read_alike_in_simplified_text() -> None:
    assert roles("序号 | 重点任务 | 工作措施 | 牵头单位 | 责任单位 | 完成时限") == [
        "number", "level", "action", "units", "supporting_units", "period",
    ]  # fmt: skip


def test_a_title_row_over_the_whole_table_is_no_header_of_its_columns() -> None:
    table = draw(
        """
        | 105年度推動工作一覽表 | <      | <      |
        | 工作項目             | 實施內容 | 主辦單位 |
        | 盤點                 | 逐項盤點 | 總務    |
        """,
        header_rows=0,
    )
    layout = layout_of(table)
    assert (layout.body_start, [c.role for c in layout.columns]) == (2, ["level", "action", "units"])


@pytest.mark.parametrize("blank", ["", " "])
def test_months_under_two_years_keep_the_year_above_each(blank: str) -> None:
    table = draw(
        f"""
        | 工作項目 | 104{blank}年 | <    | 105{blank}年 | <   |
        | ^       | 11月  | 12月 | 1月   | 2月 |
        | 盤點     | #    |      | #    |     |
        """,
        header_rows=2,
    )
    assert [(m.months, m.year_text) for m in layout_of(table).months] == [
        ((11,), "104年"), ((12,), "104年"), ((1,), "105年"), ((2,), "105年"),
    ]  # fmt: skip


def test_a_column_that_names_the_lines_of_a_gantt_row_is_no_period() -> None:
    picture = """
        | 訓練項目 | 負責小隊 | 進度 | 1月 | 2月 | 3月 | 4月 |
        | 複訓    | 第一小隊 | 預定 | #  |    |    |    |
        | ^       | ^       | 實際 |    | #  |    |    |
    """
    assert [c.role for c in layout_of(draw(picture)).columns] == ["level", "units", "", *["months"] * 4]
    assert layout_of(draw(picture.replace("預定", "每月"))).columns[2].role == "period"


def test_no_header_word_has_two_roles() -> None:
    words = vocabulary()
    assert words.role("執行策略") == "level"
    assert words.role("執行方法") == "action"


def test_unknown_headers_take_the_role_that_their_cells_tell() -> None:
    table = draw("""
        | 關懷圈   | 落實之道                   | 夥伴們  | 日子  |
        | 一、長者 | 每週訪視獨居長者並逐案紀錄。 | 社會課 | 每週    |
        | ^       | 辦理健康講座及篩檢服務活動。 | 衛生組 | 3月、9月 |
        | 二、孩童 | 開辦課後照顧班並提供點心。   | 教務處 | 每學期   |
    """)
    layout = layout_of(table)
    assert [c.role for c in layout.columns] == ["", "", "", ""]  # no header is known: nothing is built on cells alone


def test_a_table_with_known_headers_has_its_others_told_by_their_cells() -> None:
    table = draw("""
        | 工作項目 | 如何落實                   | 誰來做 | 完成期限 |
        | 長者     | 每週訪視獨居長者並逐案紀錄。 | 社會課 | 每週    |
        | 孩童     | 開辦課後照顧班並提供點心。   | 教務處 | 每學期   |
    """)
    assert [c.role for c in layout_of(table).columns] == ["level", "action", "units", "period"]


@pytest.mark.parametrize(
    "above",
    [
        "| 承辦單位 | 秘書室 | 聯絡電話 | 02-12345678 |",
        "| 填報單位：秘書室 | < | 填報日期：113年1月19日 | < |",
        "| 機關名稱 | 清溪縣東河鄉公所 | < | < |",
        "| 清溪縣東河鄉公所113年度工作計畫 | < | < | < |\n| 填表人 | 王小明 | 電話 | 1234 |",
    ],
)
def test_a_form_above_the_names_is_no_part_of_them(above: str) -> None:
    table = draw(
        f"{above}\n| 工作項目 | 執行內容 | 主辦單位 | 完成期限 |\n| 美化 | 每季辦理。 | 秘書室 | 6月 |",
        header_rows=above.count("\n") + 2,
    )
    layout = layout_of(table)
    assert [column.header for column in layout.columns] == ["工作項目", "執行內容", "主辦單位", "完成期限"]
    assert is_implementation(table, layout)


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        ("| 工作 | 執行 | 主辦 |\n| 項目 | 內容 | 單位 |", ["工作/項目", "執行/內容", "主辦/單位"]),
        (
            "| 工作項目 | 辦理情形 | < |\n| ^ | 主辦單位 | 完成期限 |",
            ["工作項目", "辦理情形/主辦單位", "辦理情形/完成期限"],
        ),
    ],
)
def test_a_row_that_groups_the_names_or_begins_them_is_a_part_of_them(rows: str, headers: list[str]) -> None:
    table = draw(f"{rows}\n| 美化 | 秘書室 | 6月 |", header_rows=2)
    assert [column.header for column in layout_of(table).columns] == headers


@pytest.mark.parametrize(
    "corner", ["月份工作項目", "工作項目＼月份", "工作項目/月份", "工作項目 時間", "期程\\\\工作項目"]
)
def test_a_corner_that_names_rows_and_months_heads_the_rows(corner: str) -> None:
    table = draw(f"""
        | {corner} | 1月 | 2月 | 3月 | 4月 | 承辦單位 |
        | 美化環境 | ●  |    |    |    | 秘書室 |
    """)
    assert layout_of(table).columns[0].role == "level"


def test_a_column_of_deadlines_beside_months_stays_one() -> None:
    table = draw("""
        | 工作項目 | 完成期程 | 1月 | 2月 | 3月 | 4月 |
        | 美化環境 | 6月底前 | ●  |    |    |    |
    """)
    assert [column.role for column in layout_of(table).columns[:2]] == ["level", "period"]


def test_a_header_below_that_of_owners_says_which_of_them_it_names() -> None:
    table = draw(
        """
        | 行動措施 | 分工單位 | <       | 執行期間 |
        | ^        | 主責單位 | 協作單位 | ^       |
        | 植樹     | 總務處   | 環安中心 | 3月     |
        """,
        header_rows=2,
    )
    assert [c.role for c in layout_of(table).columns] == ["action", "units", "supporting_units", "period"]


def test_a_first_row_whose_words_all_end_as_headers_do_is_the_header_though_none_is_known_whole() -> None:
    picture = """
        | 宣導作為   | 主責科室 | 聯繫窗口   | 預計期程 |
        | 電子報發送 | 政風室   | 科員江美玲 | 每月     |
        | 廠商座談會 | 業務課   | 課長何志遠 | 9月      |
    """
    layout = layout_of(draw(picture, header_rows=0))
    assert (layout.body_start, [c.role for c in layout.columns]) == (1, ["action", "units", "officers", "period"])
    rows = "\n".join(picture.strip().splitlines()[1:])
    assert layout_of(draw(rows, header_rows=0)).body_start == 0


def test_spans_of_months_and_quarters_by_any_name_make_a_schedule() -> None:
    for names in ("1-3月 | 4-6月 | 7-9月 | 10-12月", "Q1 | Q2 | Q3 | Q4", "第一季度 | 第二季度 | 第三季度 | 第四季度"):
        layout = layout_of(draw(f"| 工作項目 | 經辦人員 | {names} |\n| 採購新書 | 王小明 | V | V | | |"))
        assert [month.months[0] for month in layout.months] == [1, 4, 7, 10]
        assert layout.months[3].months == (10, 11, 12)


@pytest.mark.parametrize(
    ("picture", "roles"),
    [
        (
            "| 計畫類別 | 推廣活動 | 承辦組別 |\n| 共讀 | 說故事培訓 | 推廣組 |\n| 書展 | 節慶主題書展 | 典閱組 |",
            "level | level | units",
        ),
        (
            "| 計畫類別 | 現況問題 | 承辦組別 |\n| 共讀 | 人手不足 | 推廣組 |\n| 書展 | 場地不足 | 典閱組 |",
            "level |  | units",
        ),
        (
            "| 管理作業 | 應完成日期 | 承辦人員 |\n| 弱點掃描測試 | 6月30日 | 林書豪 |\n| 社交工程演練 | 5月 | 王雅雯 |",
            "level | period | officers",
        ),
        (
            "| 關鍵策略 | 執行作業 | 辦理單位 |\n| 建檔 | 1.拍攝影像。 | 典藏組 |\n| 特展 | 策展及布展。 | 展示組 |",
            "level | action | units",
        ),
        (
            "| 重點項目 | 子項 | 分工事項 | 主責局處 |\n| 就業 | 實習媒合 | 開發職缺。 | 勞工處 |\n"
            "| 參與 | 諮詢會議 | 召開會議。 | 計畫處 |",
            "level | level | action | units",
        ),
    ],
)
def test_a_column_of_names_between_headings_and_owners_heads_rows_whatever_its_header(picture: str, roles: str) -> None:
    assert " | ".join(column.role for column in layout_of(draw(picture)).columns) == roles


def test_a_place_is_no_owner_though_it_ends_as_a_unit_does() -> None:
    table = draw("| 工作項目 | 集合地 |\n| 講習 | 三樓會議室 |\n| 演練 | 二樓研討室 |".replace("集合地", "辦理地點"))
    assert layout_of(table).columns[1].role == ""


def test_telephones_beside_owners_and_deadlines_make_no_list_of_members() -> None:
    rows = "| 弱點掃描 | 林書豪 | 分機202 |\n| 社交演練 | 王雅雯 | 分機203 |"
    dated = "| 弱點掃描 | 6月30日 | 林書豪 | 分機202 |\n| 社交演練 | 5月 | 王雅雯 | 分機203 |"
    for picture, is_one in (
        (f"| 工作項目 | 承辦人員 | 聯絡電話 |\n{rows}", False),
        (f"| 工作項目 | 完成日期 | 承辦人員 | 聯絡電話 |\n{dated}", True),
    ):
        table = draw(picture)
        assert is_implementation(table, layout_of(table)) is is_one


def test_an_action_under_its_day_and_a_person_make_a_plan_though_their_headers_are_common_words() -> None:
    table = draw("| 工作事宜 | 承辦 | 日期 |\n| 招募公告 | 吳淑芬 | 1月20日 |\n| 志工訓練 | 林美珍 | 2月上旬 |")
    assert is_implementation(table, layout_of(table))


@pytest.mark.parametrize(
    ("header", "texts", "role"),
    [
        ("執行方案", ["建置線上報名系統", "辦理志工訓練"], "action"),
        ("執行方案", ["陽光方案", "暖心方案"], "level"),
        ("工作要項", ["建置線上報名系統", "辦理志工訓練"], "level"),
        ("工作要項", ["建置線上報名系統。", "辦理志工訓練。"], "action"),
    ],
)
def test_the_last_level_is_the_action_where_it_tells_work_and_tasks_where_they_are_sentences(
    header: str, texts: list[str], role: str
) -> None:
    rows = "".join(f"\n| 服務 | {text} | 社會課 | 5月 |" for text in texts)
    layout = layout_of(draw(f"| 面向 | {header} | 主辦單位 | 期程 |{rows}"))
    assert [column.role for column in layout.columns] == ["level", role, "units", "period"]
