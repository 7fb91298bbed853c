"""Several rows between two rules are told apart where columns run in step, and left whole where they may not."""

from __future__ import annotations

import pytest

from normalize.columns import layout_of
from normalize.items import items_of
from normalize.plan_year import plan_year_of
from schema.plan import Item
from tests.drawn import draw


def items(picture: str) -> list[Item]:
    table = draw(picture)
    return items_of(table, layout_of(table), plan_year_of(110)).items


def test_actions_without_numbers_are_apart_where_owner_and_deadline_stand_beside_each() -> None:
    found = items("""
        | 執行策略   | 推動作法               | 承辦單位 | 完成期限       |
        |-----------|----------------------|---------|--------------|
        | 一、服務   | 提供書表範例及填寫說明， | 秘書室   | 110年3月31日  |
        |           | 確保資料正確。          |         |              |
        |           | 逐案列管追蹤至結案。     | 研究組   | 110年6月30日  |
        |           | 製作宣導資料分送民眾，   | 展示組   | 110年12月31日 |
        |           | 減少往返奔波。          |         |              |
    """)
    assert [item.action for item in found] == [
        "提供書表範例及填寫說明，確保資料正確。",
        "逐案列管追蹤至結案。",
        "製作宣導資料分送民眾，減少往返奔波。",
    ]
    assert [item.units for item in found] == [("秘書室",), ("研究組",), ("展示組",)]
    assert [item.period.raw for item in found if item.period] == ["110年3月31日", "110年6月30日", "110年12月31日"]
    assert {item.path[0].text for item in found} == {"一、服務"}


WHOLE = {
    "owners that share one deadline": """
        | 執行策略   | 推動作法               | 承辦單位 | 完成期限       |
        |-----------|----------------------|---------|--------------|
        | 一、服務   | 提供書表範例及填寫說明。 | 秘書室   | 110年3月31日  |
        |           | 逐案列管追蹤至結案。     | 研究組   |              |
    """,
    "a deadline beside the middle of a sentence": """
        | 執行策略   | 推動作法               | 承辦單位 | 完成期限       |
        |-----------|----------------------|---------|--------------|
        | 一、服務   | 提供書表範例及填寫說明， | 秘書室   | 110年3月31日  |
        |           | 確保資料正確。          | 研究組   | 110年6月30日  |
    """,
    "more deadlines than owners": """
        | 執行策略   | 推動作法               | 承辦單位 | 完成期限       |
        |-----------|----------------------|---------|--------------|
        | 一、服務   | 提供書表範例及填寫說明。 | 秘書室   | 110年3月31日  |
        |           | 逐案列管追蹤至結案。     | 研究組   | 110年6月30日  |
        |           | 製作宣導資料。          |         | 110年12月31日 |
    """,
    "deadlines that stand higher than their owners": """
        | 執行策略   | 推動作法               | 承辦單位 | 完成期限       |
        |-----------|----------------------|---------|--------------|
        | 一、服務   | 提供書表範例及填寫說明。 | 秘書室   | 110年3月31日  |
        |           | 確保資料正確。          |         | 110年6月30日  |
        |           | 逐案列管追蹤至結案。     | 研究組   |              |
    """,
}


@pytest.mark.parametrize("picture", WHOLE.values(), ids=WHOLE)
def test_sentences_that_owners_and_deadlines_do_not_pair_with_are_one_action(picture: str) -> None:
    (found,) = items(picture)
    assert len(found.units) == 2
    assert found.action.startswith("提供書表範例")
