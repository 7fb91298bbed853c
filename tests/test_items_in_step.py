"""Entries of one row and the values that stand in step with them, or do not."""

from __future__ import annotations

import pytest

from normalize.complete import COMPLETE
from normalize.spine import slots_of
from normalize.steps import by_position
from normalize.values import values_of
from schema.tables import Line
from tests.drawn_items import items, path


def test_entries_of_one_row_take_the_owner_beside_their_first_line() -> None:
    found = items("""
        | 執行策略 | 推動作法               | 承辦單位 |
        |---------|----------------------|---------|
        | 環境     | A.以盆栽布置洽公空間，並 | 各課室   |
        |         | 定期更換。              |         |
        |         | B.每日清掃。            | ”       |
        |         | C.檢修核心設施，逐項列管 | 總務課   |
        |         | 並公告。                |         |
    """)
    assert [item.action for item in found] == [
        "A.以盆栽布置洽公空間，並定期更換。",
        "B.每日清掃。",
        "C.檢修核心設施，逐項列管並公告。",
    ]
    assert [item.units for item in found] == [("各課室",), ("各課室",), ("總務課",)]


def test_numbers_before_dates_that_count_down_the_cell_tell_the_entries_though_they_read_like_months() -> None:
    found = items("""
        | 推動作法        | 期限             |
        |----------------|-----------------|
        | 1、辦理檢討會。  | 1、113年5月20日前 |
        | 2、汰換設備。    | 2、5月          |
        | 3、訪視牧場。    | 3、每季          |
    """)
    assert [item.period.raw for item in found] == ["113年5月20日前", "5月", "每季"]
    assert [str(item.period.end)[5:] for item in found] == ["05-20", "05-31", "12-31"]


def test_an_owner_centred_against_an_entry_of_two_lines_stays_with_it() -> None:
    found = items("""
        | 執行策略 | 推動作法   | 承辦單位 |
        |---------|-----------|---------|
        | 環境     | A.甲甲甲   | 一課     |
        |         | 續一       |         |
        |         | 續二       |         |
        |         | B.乙乙乙   |         |
        |         | 續一       | 二課     |
        |         | 續二       |         |
        |         | C.丙丙丙   | 三課     |
    """)
    assert [item.units for item in found] == [("一課",), ("二課",), ("三課",)]


def test_two_lists_are_joined_by_equal_enumerator() -> None:
    found = items("""
        | 評核指標     | 次評核指標    | 完成期限   | 執行單位 | 具體作法      |
        |-------------|--------------|-----------|---------|--------------|
        | (一)便捷性   | 1.單一窗口    | 經常性辦理 | 各課     | 1.全功能櫃台。 |
        |             | 2.流程簡化    |           |         | 2.           |
        |             | (1)等候時間   | 105年12月 | 一課     | (1)抽號機。   |
        |             | (2)處理時間   | 105年10月 | 二課     | (2)協助填寫。 |
        |             | 3.書表減量    | 105年6月  | 三課     | 3.免附謄本。  |
    """)
    assert [(path(i)[1:], i.action, i.units, i.period.raw) for i in found] == [
        (["1.單一窗口"], "1.全功能櫃台。", ("各課",), "經常性辦理"),
        (["2.流程簡化", "(1)等候時間"], "(1)抽號機。", ("一課",), "105年12月"),
        (["2.流程簡化", "(2)處理時間"], "(2)協助填寫。", ("二課",), "105年10月"),
        (["3.書表減量"], "3.免附謄本。", ("三課",), "105年6月"),
    ]


def test_an_unnumbered_action_holds_for_every_indicator_in_step_with_owners() -> None:
    found = items("""
        | 評核指標   | 次評核指標   | 執行單位 | 具體作法   |
        |-----------|-------------|---------|-----------|
        | (二)有效性 | 1.正確性     | 各課室   | 每週更新。 |
        |           | 2.連結正確   | 一課     |           |
    """)
    assert [(i.action, i.units) for i in found] == [("每週更新。", ("各課室",)), ("每週更新。", ("一課",))]


def test_one_owner_beside_a_list_holds_for_every_entry() -> None:
    found = items("""
        | 實施要領 | 執行策略 | 執行方法        | 執行單位 |
        |---------|---------|----------------|---------|
        | 一、便捷 | 流程便捷 | 一、單一櫃檯。    | 各課     |
        |         |         | 二、跨機關合作：  |         |
        |         |         | (一)訂定計畫。    |         |
        |         |         | (二)定期檢討。    |         |
    """)
    assert [i.action for i in found] == ["一、單一櫃檯。", "二、跨機關合作：\n(一)訂定計畫。\n(二)定期檢討。"]
    assert [i.units for i in found] == [("各課",)] * 2


def test_owners_that_are_one_each_by_the_count_but_not_by_their_place_are_in_doubt() -> None:
    actions = ["A.甲", *["續"] * 5, "B.乙", *["續"] * 5, "C.丙", *["續"] * 5, "D.丁"]
    owners = ["一課", "", "", "", "二課", "", "三課", "", "", "", "四課", *[""] * 8]
    rows = "\n".join(
        f"| {'環境' if n == 0 else ''} | {a} | {b} |" for n, (a, b) in enumerate(zip(actions, owners, strict=True))
    )
    found = items(f"| 執行策略 | 推動作法 | 承辦單位 |\n|---|---|---|\n{rows}")
    assert len(found) == 4
    assert all("position_doubtful" in item.flags for item in found)


def test_owners_set_apart_that_fit_no_entry_hold_for_all_and_are_flagged() -> None:
    found = items("""
        | 推動作法          | 主辦單位 |
        |------------------|---------|
        | 1.辦理館藏盤點，    |         |
        | 並造冊陳核後，     | 採編組   |
        | 公告於本館網站，    |         |
        | 徵求讀者的意見，    | 典閱組   |
        | 逐年檢討改進，     |         |
        | 並報請核定。       | 秘書室   |
        | 2.辦理書展。       |         |
    """)
    assert [i.units for i in found] == [("採編組", "典閱組", "秘書室")] * 2
    assert all("position_doubtful" in i.flags for i in found)


def test_an_owner_beside_a_parent_holds_for_its_entries_though_these_have_deadlines_of_their_own() -> None:
    found = items("""
        | 推動作法      | 主辦單位 | 期限      |
        |--------------|---------|----------|
        | 1、館藏：     | 採編組   |          |
        | (1)辦理盤點。 |         | (1)3月   |
        | (2)訂定政策。 |         | (2)每季   |
        | 2、推廣：     | 推廣組   |          |
        | (1)辦理書展。 |         | (1)11月  |
        | (2)邀請作家， |         | (2)10月底前 |
        | 並辦理講座。   |         |          |
    """)
    assert [path(i) for i in found] == [["1、館藏："]] * 2 + [["2、推廣："]] * 2
    assert [i.units for i in found] == [("採編組",)] * 2 + [("推廣組",)] * 2
    assert [i.period.raw for i in found] == ["3月", "每季", "11月", "10月底前"]
    assert not any("position_doubtful" in i.flags for i in found)


def test_owners_numbered_like_a_list_that_begins_again_are_joined_in_turn() -> None:
    found = items("""
        | 執行策略 | 推動作法      | 主辦單位     |
        |---------|--------------|-------------|
        | 一、館藏 | 1.盤點。      | 1.採編組     |
        |         | 2.訂定政策。   | 2.典閱組     |
        | 二、推廣 | 1.書展。      | 1.推廣組     |
        |         | 2.講座。      | 2.資訊組     |
    """)
    assert [i.units for i in found] == [("採編組",), ("典閱組",), ("推廣組",), ("資訊組",)]


def test_as_many_values_as_entries_are_theirs_but_flagged_where_they_stand_elsewhere() -> None:
    found = items("""
        | 推動作法          | 主辦單位 |
        |------------------|---------|
        | 1.辦理館藏盤點，    | 採編組   |
        | 並造冊陳核後，     | 推廣組   |
        | 公告於本館網站。    | 典閱組   |
        | 徵求意見，         | 秘書室   |
        | 逐年檢討。         |         |
        | 2.辦理書展。       |         |
        | 3.邀請作家。       |         |
        | 4.辦理講座。       |         |
    """)
    assert [i.units for i in found] == [("採編組",), ("推廣組",), ("典閱組",), ("秘書室",)]
    assert all("position_doubtful" in i.flags for i in found)


def test_values_as_many_as_the_entries_that_fit_neither_hold_for_all_and_are_flagged() -> None:
    found = items("""
        | 推動作法          | 主辦單位 |
        |------------------|---------|
        | 1.辦理館藏盤點，    | 採編組   |
        | 並造冊陳核後，     | 推廣組   |
        | 公告於本館網站。    |         |
        | 徵求意見，         |         |
        | 逐年檢討。         |         |
        | 2.辦理書展。       |         |
    """)
    assert [i.units for i in found] == [("採編組", "推廣組")] * 2
    assert all("position_doubtful" in i.flags for i in found)


def test_as_many_values_as_sub_entries_are_theirs_though_they_drifted_off_their_lines() -> None:
    found = items("""
        | 執行項目          | 承辦單位 |
        |------------------|---------|
        | 1.外部效益         |         |
        |                  |         |
        | (1)服務更好、更便  | 一課     |
        | 利，成本更低。     |         |
        | (2)滿意度提升，受  |         |
        | 益人數增加。       | 二課     |
        | (3)有正面形象，影  |         |
        | 響社會。          | 三課     |
    """)
    assert [item.action[:3] for item in found] == ["(1)", "(2)", "(3)"]
    assert [item.units for item in found] == [("一課",), ("二課",), ("三課",)]


def test_numbered_values_that_run_on_in_one_line_are_joined_by_their_numbers() -> None:
    found = items("""
        | 執行策略 | 推動作法       | 承辦單位                  | 完成期限            |
        |---------|--------------|--------------------------|-------------------|
        | 保健     | (一)失智篩檢。 | (一)保健組(二)企劃組        | (一)4月(二)5月     |
        |         | (二)流感接種。 |                          |                   |
    """)
    assert [item.units for item in found] == [("保健組",), ("企劃組",)]
    assert [item.period.raw for item in found] == ["4月", "5月"]


def test_a_block_of_owners_that_ends_before_the_entries_do_is_flagged() -> None:
    found = items("""
        | 執行策略 | 推動作法     | 承辦單位 |
        |---------|------------|---------|
        | 便民     | 1.到校服務。 | 戶籍課   |
        |         | 2.夜間延時。 | 行政課   |
        |         | 3.假日預約。 |         |
    """)
    assert all("position_doubtful" in item.flags for item in found)


def test_months_go_on_behind_a_comma_that_begins_a_line() -> None:
    found = items("""
        | 項目 | 作法      | 期限       | 單位 |
        |------|-----------|------------|------|
        | 爆竹 | 訪視廟會。 | 105年2月、4月 | 各隊 |
        |      |           | 、8月      |      |
    """)
    assert [(i.period.raw, i.period.months) for i in found] == [
        ("105年2月、4月、8月", ("2016-02", "2016-04", "2016-08"))
    ]


def test_numbers_that_begin_a_line_in_a_sentence_count_no_entries() -> None:
    found = items("""
        | 重點工作 | 推動方法                       | 單位   |
        |----------|--------------------------------|--------|
        | 管理     | 藥衛材盤點，其缺失按             | 各分隊 |
        |          | (1)立即改善(2)限期改善兩級列管。 |        |
    """)
    assert [(path(i), i.action) for i in found] == [(["管理"], "藥衛材盤點，其缺失按(1)立即改善(2)限期改善兩級列管。")]


def test_a_lone_owner_beside_a_later_entry_is_doubtful_and_one_in_the_middle_is_not() -> None:
    rows = ["|          | 1.甲甲。  | {} |", "|          | 2.乙乙。  | {} |", "|          | 3.丙丙。  | {} |"]
    rows += ["|          | 4.丁丁。  | {} |", "|          | 5.戊戊。  | {} |"]
    for at, doubtful in ((0, False), (2, False), (4, True)):
        body = "\n".join(row.format("總務課" if n == at else "") for n, row in enumerate(rows))
        found = items(f"| 重點工作 | 推動方法 | 單位 |\n|----|----|----|\n{body}")
        assert [item.units for item in found] == [("總務課",)] * 5
        assert [("position_doubtful" in item.flags) for item in found] == [doubtful] * 5


def test_a_name_of_one_character_behind_a_mark_goes_on_below() -> None:
    found = items("""
        | 重點工作 | 推動方法       | 單位     |
        |----------|----------------|----------|
        | 管理     | 1.甲甲，       | 政風室、竹 |
        |          | 甲甲甲。       | 南分局   |
        |          | 2.乙乙。       | 各課     |
    """)
    assert [item.units for item in found] == [("政風室", "竹南分局"), ("各課",)]


@pytest.mark.parametrize(("blank_lines", "read"), [(0, ["持續辦理"]), (1, ["持續", "辦理"])])
def test_a_value_written_as_two_paragraphs_is_one_unless_a_blank_line_parts_them(
    blank_lines: int, read: list[str]
) -> None:
    lines = [Line("持續", 0.5, 1, paragraph=True), Line("辦理", 1.5 + blank_lines, 1, paragraph=True)]
    assert [value.text for value in values_of(lines, None, COMPLETE["period"])] == read


def test_the_last_character_of_a_name_below_it_is_no_name_of_its_own() -> None:
    found = items("""
        | 重點工作 | 推動方法  | 單位   | 承辦人 |
        |----------|-----------|--------|--------|
        | 管理     | 盤點資產。 | 秘書室 | 林明   |
        |          |           |        | 哲     |
    """)
    assert [item.officers for item in found] == [("林明哲",)]


def test_owners_far_apart_that_drifted_off_their_entries_stay_beside_them_and_are_doubtful() -> None:
    lines = [Line(text, at, 1) for text, at in (("主計", 1.7), ("各課", 7.8))]
    values = values_of(lines, None, COMPLETE["units"])
    told = by_position(values, slots_of([Line("", at, 1) for at in (1.0, 4.0, 7.0)]))
    assert ([[value.text for value in got] for got in told.of_slot], told.doubtful) == ([["主計"], [], ["各課"]], True)


@pytest.mark.parametrize(("page", "told"), [(2, [["民政課"], ["社會課"]]), (1, [["民政課", "社會課"]] * 2)])
def test_an_owner_alone_at_the_foot_of_a_page_is_that_of_the_entry_overleaf(page: int, told: list[list[str]]) -> None:
    owners = [Line(text, at, 1, page=1) for text, at in (("民政課", 1.0), ("社會課", 3.5))]
    entries = [Line("A.訂定計畫", 1.0, 1, page=1), Line("B.辦理說明會", 14.0, 1, page=page)]
    found = by_position(values_of(owners, None, COMPLETE["units"]), slots_of(entries))
    assert ([[value.text for value in got] for got in found.of_slot], found.doubtful) == (told, True)


def test_signs_open_entries_where_a_column_beside_them_has_one_value_for_each() -> None:
    picture = """
        | 推動面向 | 推動內容         | 主辦處 | 推動時間 |
        |----------|------------------|--------|----------|
        | 旅客服務 | •通關快速化      | 港務處 | 2月      |
        |          | •多語標示        | 業務處 | 4月      |
        |          | •車次資訊化      | 資訊處 | 6月      |
        |----------|------------------|--------|----------|
    """
    assert [(i.action, i.units, i.period.raw) for i in items(picture)] == [
        ("•通關快速化", ("港務處",), "2月"),
        ("•多語標示", ("業務處",), "4月"),
        ("•車次資訊化", ("資訊處",), "6月"),
    ]
    assert (
        len(items(picture.replace("業務處", "      ").replace("資訊處", "").replace("4月", "").replace("6月", ""))) == 1
    )


def test_a_deadline_at_the_first_line_of_the_next_entry_is_not_the_rest_of_the_one_above() -> None:
    found = items("""
        | 工作項目 | 工作內容   | 承辦單位 | 完成期限  |
        |---------|-----------|---------|----------|
        | 環境     | A.甲甲甲   | 一課     | 114年度   |
        |         | B.乙乙乙   | 二課     | 10月底前  |
        |         | C.丙丙丙   | 三課     | 持續辦理  |
        |         | D.丁丁丁   | 四課     | 每月10日前 |
    """)
    assert [item.period.raw for item in found] == ["114年度", "10月底前", "持續辦理", "每月10日前"]
    assert not any("position_doubtful" in item.flags for item in found)


def test_a_year_over_its_month_is_doubtful_beside_two_entries_and_whole_where_nothing_else_is_in_step() -> None:
    in_step = items("""
        | 工作項目 | 工作內容   | 承辦單位 | 完成期限  |
        |---------|-----------|---------|----------|
        | 環境     | A.甲甲甲   | 一課     | 114年     |
        |         | B.乙乙乙   | 二課     | 10月底前  |
        |         | C.丙丙丙   | 三課     | 持續辦理  |
    """)
    assert [(item.period.raw, "position_doubtful" in item.flags) for item in in_step] == [
        ("114年", True),
        ("10月底前", True),
        ("持續辦理", True),
    ]
    alone = items("""
        | 工作項目 | 工作內容   | 完成期限  |
        |---------|-----------|----------|
        | 環境     | A.甲甲甲   | 114年     |
        |         | B.乙乙乙   | 10月底前  |
    """)
    assert [item.period.raw for item in alone] == ["114年10月底前"] * 2


def test_a_figure_alone_overleaf_begins_a_date_of_its_own() -> None:
    lines = [Line(text, at, 1, page=page) for text, at, page in (("每週", 1.0, 1), ("一", 2.0, 1), ("7", 9.0, 2))]
    assert [value.text for value in values_of(lines, None, COMPLETE["period"])] == ["每週一", "7"]


def test_an_inner_list_is_told_apart_by_as_many_values_though_one_drifted_off_its_line() -> None:
    found = items("""
        | 工作項目 | 工作內容          | 承辦單位 | 完成期限 |
        |---------|------------------|---------|---------|
        | 環境     | A.甲甲甲          | 一課     | 3月     |
        |         | B.辦理下列事項：    |         |         |
        |         | (1)乙乙乙，並於公佈 | 二課     | 5月     |
        |         | 欄張貼結果。       | 三課     | 7月     |
        |         | (2)丙丙丙         |         |         |
    """)
    assert [(item.units, item.period.raw) for item in found] == [
        (("一課",), "3月"),
        (("二課",), "5月"),
        (("三課",), "7月"),
    ]
    assert "position_doubtful" in found[-1].flags
