"""Title, agency, year and revisions of a document, from blocks built by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import opencc
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from normalize.agencies import agency_in
from normalize.metadata import describe
from normalize.plan_years import year_in
from normalize.revisions import revisions_in
from schema.places import Box
from schema.tables import Block, Document
from tests.drawn_heads import SOURCE, TITLE, said

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases/metadata.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["titles"], ids=lambda case: case["title"])
def test_a_title_tells_agency_and_year(case: dict[str, Any]) -> None:
    assert agency_in(case["title"]) == case.get("agency", "")
    year = year_in(case["title"])
    assert (None if year is None else year.roc_year) == case.get("year")
    if "days" in case and year is not None:
        assert [year.start, year.end] == case["days"]


def test_both_scripts_tell_the_same_agency_and_year() -> None:
    converter = opencc.OpenCC("t2s")
    for case in CASES["titles"]:
        assert agency_in(converter.convert(case["title"])) == converter.convert(agency_in(case["title"]))
        assert year_in(converter.convert(case["title"])) == year_in(case["title"])


@pytest.mark.parametrize("text", CASES["no_year"])
def test_a_number_that_is_no_year_is_left_alone(text: str) -> None:
    assert year_in(text) is None


@pytest.mark.parametrize("case", CASES["revisions"], ids=lambda case: case["line"])
def test_a_line_of_history_is_a_revision(case: dict[str, Any]) -> None:
    (revision,) = revisions_in(case["line"])
    assert (revision.raw, revision.date, revision.number) == (case["line"], case.get("date"), case.get("number"))


@pytest.mark.parametrize("line", CASES["no_revisions"])
def test_a_sentence_with_a_date_is_no_revision(line: str) -> None:
    assert revisions_in(line) == ()


def test_several_revisions_on_one_line_come_apart() -> None:
    told = revisions_in("98.2.3訂定、99.1.25第2次修訂、100.2.1第3次修訂")
    assert [(revision.date, revision.number) for revision in told] == [
        (date(2009, 2, 3), None),
        (date(2010, 1, 25), 2),
        (date(2011, 2, 1), 3),
    ]


def test_a_revision_over_two_lines_is_one() -> None:
    told = said(TITLE, "中華民國103年5月21日行政院原子能委員會", "會技字第1030008776號函訂定").revisions
    assert [revision.date for revision in told] == [date(2014, 5, 21)]


def test_the_biggest_line_that_ends_like_a_plan_is_the_title() -> None:
    told = said("附件：提升服務計畫", TITLE, "壹、依據", "一、臺北市政府提升服務品質實施計畫")
    assert (told.title, told.agency, told.roc_year, told.flags) == (TITLE.text, "臺北市大同區公所", 113, ())


def test_a_title_over_two_lines_is_one() -> None:
    told = said(replace(TITLE, text="臺北市大同區公所"), replace(TITLE, text="113年度提升服務實施計畫"), "壹、依據")
    assert (told.title, told.agency) == ("臺北市大同區公所113年度提升服務實施計畫", "臺北市大同區公所")


@pytest.mark.parametrize("tail", ["計畫", "畫", "實施計畫"])
def test_a_title_whose_first_line_fills_the_page_is_whole(tail: str) -> None:
    title = "台灣自來水股份有限公司第九區管理處113年度提升服務品質實施計畫"
    head, half = title[: -len(tail)], len(tail) * 18 / 2
    lines = (
        Block(head, page=1, size_pt=18, box=Box(57, 60, 538, 78)),
        Block(tail, page=1, size_pt=18, box=Box(297.5 - half, 87, 297.5 + half, 105), centered=True),
    )
    told = said(*lines, "壹、依據")
    assert (told.title, told.roc_year) == (title, 113)


def test_a_title_that_does_not_read_like_one_goes_on_over_lines_as_big() -> None:
    def line(text: str, top: float, size: float) -> Block:
        half = len(text) * size / 2
        return Block(text, page=1, size_pt=size, box=Box(300 - half, top, 300 + half, top + size), centered=True)

    body = ("稻種經選種後，任選下表一種藥劑消毒，以減輕在苗床和本田發病機會。",) * 3
    assert said(line("稻作病蟲害", 44, 24), line("水稻病害", 76, 24), line("一、消毒", 118, 17), *body).title == (
        "稻作病蟲害水稻病害"
    )
    assert said(line("稻作病蟲害", 44, 24), line("水稻病害", 120, 24), *body).title == "稻作病蟲害"


def test_a_bigger_line_far_below_the_title_is_another_title() -> None:
    lines = ("申請文件", "申請計畫名稱", "此致", "檢附文件")
    later = Block("切結書", page=1, size_pt=26, centered=True)
    assert said(TITLE, *lines, "一、切結", later).title == TITLE.text


def test_a_line_that_ends_like_the_title_of_a_table_is_the_title_where_no_other_is() -> None:
    first = Block("清溪縣政府113年重要施政計畫管制考核表", page=1, size_pt=12, centered=True)
    assert said(first, "說明：本表經核定後實施。").title == first.text


def test_a_note_of_the_version_is_no_part_of_the_title() -> None:
    assert said(replace(TITLE, text="113年度實施計畫（草案）")).title == "113年度實施計畫"


def test_a_letterhead_names_the_agency_that_the_title_leaves_out() -> None:
    head = Block("基隆市安樂區公所", page=1, size_pt=22, centered=True)
    told = said(head, replace(TITLE, text="提升服務品質實施計畫"))
    assert (told.title, told.agency) == ("提升服務品質實施計畫", "基隆市安樂區公所")


def test_a_label_tells_an_agency_however_long_its_name_is() -> None:
    title = replace(TITLE, text="採購文件")
    assert said(title, "編制單位：新星海景視聽新媒體技術有限公司").agency == "新星海景視聽新媒體技術有限公司"
    assert said(title, "編製單位：如附表所列各課室及其所屬單位").agency == ""


@pytest.mark.parametrize("case", CASES["issuers"], ids=lambda case: "".join(case["lines"]))
def test_who_made_a_document_is_its_agency_where_nothing_else_names_one(case: dict[str, Any]) -> None:
    assert said(replace(TITLE, text="境外核災處理作業要點"), *case["lines"]).agency == case.get("agency", "")


def test_a_line_that_names_a_kind_of_schools_is_no_agency() -> None:
    kinds = ("國民中小學暨普通型高級中等學校", "各級學校", "本府", "各縣市政府")
    assert [said(replace(TITLE, text="113年度實施計畫"), kind).agency for kind in kinds] == [""] * 4


def test_a_label_tells_the_agency_and_the_name_of_the_plan() -> None:
    told = said("機關名稱：清溪縣東河鄉公所", "計畫名稱：113年度資訊安全推動", "一、依據")
    assert (told.agency, told.title, told.roc_year) == ("清溪縣東河鄉公所", "113年度資訊安全推動", 113)


def test_a_place_in_the_title_is_the_agency_unless_a_letterhead_begins_with_it() -> None:
    title = replace(TITLE, text="臺北市大安區109年度調查計畫")
    assert said(replace(title, text="臺北市大安區健康服務中心"), "說明", title).agency == "臺北市大安區健康服務中心"
    assert said(title, "臺北市政府衛生局").agency == "臺北市大安區"


def test_what_the_text_calls_itself_names_the_agency() -> None:
    told = said(replace(TITLE, text="113年度實施計畫"), "一、基隆市政府（以下簡稱本府）為提升服務，特訂定本計畫。")
    assert told.agency == "基隆市政府"


def test_who_leads_is_the_agency_where_nothing_else_names_one() -> None:
    told = said(replace(TITLE, text="113年度實施計畫"), "三、主辦機關：清溪縣政府環境保護局")
    assert told.agency == "清溪縣政府環境保護局"
    assert said(TITLE, "三、主辦機關：清溪縣政府環境保護局").agency == "臺北市大同區公所"


def test_a_list_of_tasks_has_a_title_too() -> None:
    told = said("海安区河长制工作责任清单（2023年）", "根据部署，制定本清单。")
    assert (told.title, told.roc_year) == ("海安区河长制工作责任清单（2023年）", 112)


def test_the_one_line_bigger_than_all_others_is_the_title_however_much_of_the_text_it_is() -> None:
    def line(text: str, size_pt: float) -> Block:
        return Block(text, page=1, size_pt=size_pt, centered=size_pt > 12)

    rest = ("一、工作項目", "二、經費概算", "三、聯絡人員")
    told = said(line("海安縣政府112年度淨零生活推廣計畫暨經費概算", 16.0), *(line(text, 12.0) for text in rest))
    assert (told.title, told.roc_year) == ("海安縣政府112年度淨零生活推廣計畫暨經費概算", 112)
    assert said(*(line(text, 12.0) for text in ("海安縣政府工作概算", *rest))).title == ""


def test_an_empty_document_says_nothing_and_is_flagged() -> None:
    told = said()
    assert (told.title, told.agency, told.roc_year, told.year) == ("", "", None, None)
    assert told.flags == ("title_missing", "agency_unknown", "year_unknown")


ODD = st.text(alphabet="0123456789年月日第次修訂學度一二三、.()（）壹貳計畫區公所政府：。 ", max_size=30)


@given(st.lists(ODD, max_size=6))
def test_no_text_raises(lines: list[str]) -> None:
    said(*lines)
    describe(Document(SOURCE, tuple(Block(line, centered=True) for line in lines)))


def test_a_first_line_that_names_an_agency_and_a_year_is_the_title_whatever_it_ends_with() -> None:
    rest = ("一、依據上級函示辦理。", "二、工作項目如下。")
    assert said("海安監獄112年服務品質躍升執行策略", *rest).title == "海安監獄112年服務品質躍升執行策略"
    assert said("海安縣政府112年3月5日府民字第112001號函", *rest).title == ""
