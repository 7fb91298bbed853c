"""Heading paths into indicators, plans into editions, and a person's overrides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from normalize.indicators import (
    Editions,
    Matcher,
    Override,
    OverrideError,
    load_overrides,
    stale_overrides,
)
from schema.plan import Indicator, Item, Level, Plan
from schema.tables import Source
from schema.taxonomy import EditionNode, load_taxonomy

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "indicators.yaml").read_text(encoding="utf-8"))
TAXONOMY = load_taxonomy()
MATCHER = Matcher(TAXONOMY)
EDITIONS = Editions(TAXONOMY)
NAMED = [node for node in TAXONOMY.nodes.values() if node.name and not node.weak and node.concept in TAXONOMY.concepts]


def match(case: dict[str, str]) -> Indicator:
    return MATCHER.match(case["path"].split(" > "), edition=case.get("edition", ""), title=case.get("title", ""))


@pytest.mark.parametrize("case", CASES["must_come_out"], ids=lambda case: case["path"])
def test_a_heading_path_means_its_indicator(case: dict[str, str]) -> None:
    found = match(case)
    assert found.code == case["code"], found.why
    assert found.edition_code == case.get("node", found.edition_code)
    assert found.match_method == case.get("method", found.match_method)
    assert found.name == TAXONOMY.concepts[found.code].label_zh
    assert 0 < found.match_score <= 1
    assert found.why.endswith(".")


@pytest.mark.parametrize("path", CASES["must_be_left_alone"])
def test_a_heading_of_no_framework_gets_no_indicator(path: str) -> None:
    found = match({"path": path})
    assert (found.code, found.match_method, found.match_score) == ("", "none", 0.0), found.why
    assert found.why


@pytest.mark.parametrize("case", CASES["known_wrong"], ids=lambda case: case["path"])
def test_what_is_known_to_be_wrong_is_still_wrong(case: dict[str, str]) -> None:
    assert match(case).code == case["code"] != case["ought"]


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "simplified": OpenCC("t2s").convert,
    "as in Taiwan": OpenCC("s2tw").convert,
    "with spaces": lambda text: f"  {text} ",
}


@given(
    st.sampled_from(NAMED),
    st.sampled_from(["", "一、", "(二)", "3.", "(4) ", "A.", "①", "壹、 ", "1.2 ", "構面三 "]),
    st.sampled_from(["", "(200分)", "（15%）", " (60 分)", "：", "—說明如後。"]),
    st.sampled_from(sorted(SPELLINGS)),
)
def test_enumerator_points_gloss_and_script_change_nothing(
    node: EditionNode, before: str, after: str, spelling: str
) -> None:
    found = MATCHER.match([before + SPELLINGS[spelling](node.name) + after])
    assert found.code == MATCHER.match([node.name]).code == node.concept


@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=40), st.sampled_from([*TAXONOMY.editions, "", "x"]))
def test_any_text_gets_an_answer_that_holds_together(path: list[str], action: str, edition: str) -> None:
    found = MATCHER.match(path, action, edition)
    assert (found.code == "") == (found.match_method == "none")
    assert not found.code or found.code in TAXONOMY.concepts
    assert not found.edition_code or TAXONOMY.nodes[found.edition_code].edition == edition


def test_the_action_is_asked_only_where_no_heading_means_an_indicator() -> None:
    assert MATCHER.match(["各課室"], "1.服務流程便捷性：推動綜合櫃檯。").code == "c/process/convenience"
    assert MATCHER.match(["機關形象"], "1.服務流程便捷性：推動綜合櫃檯。").code == "c/image"
    assert MATCHER.match([], "定期召開會議，提升服務流程之便捷").code == ""


def test_a_heading_that_joins_two_concepts_is_above_both() -> None:
    path = ["機關形象及顧客關係", "輿情回應"]
    assert MATCHER.match(path, edition="104").code == "c/customer/opinion/improvement"


def test_the_answer_does_not_depend_on_what_was_asked_before() -> None:
    paths = [case["path"].split(" > ") for case in CASES["must_come_out"]]
    forward, backward = Matcher(TAXONOMY), Matcher(TAXONOMY)
    there = [forward.match(path, edition="98") for path in paths]
    back = [backward.match(path, edition="98") for path in reversed(paths)]
    assert there == back[::-1]


def test_ten_thousand_headings_never_seen_before_take_seconds() -> None:
    names = [node.name for node in NAMED]
    paths = [["優質便民服務", "服務流程", f"{names[n % len(names)]}{n}"] for n in range(10_000)]
    matcher = Matcher(TAXONOMY)
    begun = process_time()
    for path in paths:
        matcher.match(path, edition="98")
    assert process_time() - begun < 5  # about one second; the rest is for slow machines


AWARD = ["優質便民服務", "服務流程", "服務流程便捷性", "服務流程透明度", "資訊檢索完整性與便捷性"]
AWARD_106 = ["基礎服務", "服務一致及正確性", "服務遞送", "服務便捷性"]
PROGRAMME = ["便捷服務程序，確保流程透明", "探查民意趨勢，建立顧客關係"]


@pytest.mark.parametrize(
    ("headings", "year", "edition"),
    [
        (AWARD, 97, "97"),
        (AWARD, 99, "98"),
        (AWARD, 103, "103"),
        (AWARD, 104, "104"),
        (AWARD, 105, "105"),
        (AWARD, 107, "105"),  # the last of its family
        (AWARD, 96, ""),  # before the first
        (AWARD, None, ""),
        (AWARD_106, 106, "106"),
        (AWARD_106, 107, "106"),
        (PROGRAMME, 104, "97p"),
        (PROGRAMME, 105, "97p"),
        ([*PROGRAMME, "洽公環境適切程度", "電話服務禮貌"], 105, "105p"),
        (["完備基礎服務項目，注重服務特性差異化", "便捷服務遞送過程及方式，提升民眾生活便利度"], 108, "106p"),
        (["市容查報", "里幹事管理"], 113, "113d"),
        (["使用率", "社會參與", "資料填報"], 113, ""),  # any plan may have such headings
        (["機關形象"], 104, ""),  # one heading is no framework
        (["環境教育", "節能減碳"], 107, ""),
        ([], 104, ""),
    ],
)
def test_headings_tell_the_framework_and_the_year_its_edition(
    headings: list[str], year: int | None, edition: str
) -> None:
    found = EDITIONS.recognize(title="實施計畫", roc_year=year, headings=[[one] for one in headings])
    assert found == edition


def test_a_cited_document_tells_the_edition_where_the_year_is_missing() -> None:
    cited = ["依行政院研考會98年9月16日函修正之評獎實施計畫辦理"]
    assert EDITIONS.recognize(title="", roc_year=None, cited_texts=cited, headings=[AWARD]) == "98"


OVERRIDES = """
- {heading: 不出門能辦大小事, under: 有價值的創意服務, code: c/online/service/uptake, reason: the rows are about online forms}
- {heading: 市集設攤, code: c/image/marketing/outreach, reason: outreach at a market}
- {plan: p1, item: 7, code: '', reason: a row of the budget}
"""


@pytest.fixture
def overrides(tmp_path: Path) -> tuple[Override, ...]:
    file = tmp_path / "overrides.yaml"
    file.write_text(OVERRIDES, encoding="utf-8")
    return load_overrides(file)


def test_an_override_wins_and_says_why(overrides: tuple[Override, ...]) -> None:
    matcher = Matcher(TAXONOMY, overrides)
    path = ["三、創新增值服務", "1.有價值的創意服務(200分)", "不出門能辦大小事："]
    found = matcher.match(path, edition="104")
    assert (found.code, found.match_method, found.match_score) == ("c/online/service/uptake", "override", 1.0)
    assert found.edition_code == "104/info/online/service/use"
    assert "the rows are about online forms" in found.why


def test_an_override_holds_only_under_the_heading_it_names(overrides: tuple[Override, ...]) -> None:
    assert Matcher(TAXONOMY, overrides).match(["不出門能辦大小事"]).match_method != "override"


def test_an_override_of_one_item_can_take_its_indicator_away(overrides: tuple[Override, ...]) -> None:
    matcher = Matcher(TAXONOMY, overrides)
    assert matcher.match(["機關形象"], plan_id="p1", item_no=7).code == ""
    assert matcher.match(["機關形象"], plan_id="p1", item_no=8).code == "c/image"
    assert matcher.match(["機關形象"], plan_id="p2", item_no=7).code == "c/image"


def test_an_override_that_met_nothing_is_reported(overrides: tuple[Override, ...]) -> None:
    item = Item(7, 1, path=(Level(1, "", "市集設攤"),))
    plan = Plan("p1", Source("p1.pdf", "", "application/pdf", 1, "test"), items=(item,))
    unknown = Override("c/nowhere", "mistyped", heading="市集設攤")
    found = stale_overrides((*overrides, unknown), TAXONOMY, [plan])
    assert [issue.code for issue in found] == ["override_stale", "override_unknown_code"]
    assert "不出門能辦大小事" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        "heading: 機關形象",
        "- 機關形象",
        "- {heading: 機關形象, code: c/image}",
        "- {heading: 機關形象, reason: no code}",
        "- {code: c/image, reason: of what?}",
        "- {code: c/image, reason: r, plan: p1}",
        "- {heading: 機關形象, code: c/image, reason: r, colour: red}",
        "- {heading: 機關形象, code: c/image, reason: r, item: seven}",
        "- {heading: [",
    ],
)
def test_an_overrides_file_that_cannot_be_used_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "overrides.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(OverrideError, match=r"overrides\.yaml"):
        load_overrides(file)


def test_an_empty_overrides_file_has_no_overrides(tmp_path: Path) -> None:
    (tmp_path / "o.yaml").write_text("# none yet\n", encoding="utf-8")
    assert load_overrides(tmp_path / "o.yaml") == ()
