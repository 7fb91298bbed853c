"""A table that was not found leaves its header in the text: that is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from normalize.unread import unread_tables
from schema.places import Box
from schema.tables import Block

Placed = tuple[str, float, float]  # text, x, top


def blocks(placed: Sequence[Placed], page: int | None = 1) -> list[Block]:
    return [Block(text, page, Box(x, top, x + 12 * len(text), top + 12)) for text, x, top in placed]


HEADER = [("項次工作項目", 40, 100), ("實施內容", 140, 101), ("承辦單位", 300, 99), ("辦理期限", 400, 100)]


def test_names_of_columns_beside_each_other_are_told_with_their_page() -> None:
    (issue,) = unread_tables(blocks([("壹、依據", 40, 60), *HEADER, ("地籍課", 300, 120)], page=3))
    assert (issue.code, issue.page) == ("table_not_found", 3)
    assert "實施內容、承辦單位、辦理期限" in issue.message


def test_names_on_one_line_with_blanks_between_are_told() -> None:
    assert list(unread_tables(blocks([("工作項目 主辦單位 辦理期限", 40, 100)])))


def test_two_names_with_hardly_anything_beside_them_are_told() -> None:
    assert list(unread_tables(blocks([("推動作法", 40, 100), ("承辦單位", 240, 100)])))
    assert not list(unread_tables(blocks([("推動作法 承辦單位 見附件 一至三", 40, 100)])))


@pytest.mark.parametrize(
    "placed",
    [
        [],
        [("依工作項目、承辦單位及辦理期限填寫本表。", 40, 100)],
        [("工作項目", 40, 100), ("承辦單位", 40, 120), ("辦理期限", 40, 140)],
        [("承辦單位", 40, 100), ("承辦人", 140, 100), ("辦理期限", 240, 100)],
        [("工作項目", 40, 100), ("工作項目", 140, 100), ("承辦單位", 240, 100)],
    ],
)
def test_other_text_is_left_alone(placed: list[Placed]) -> None:
    assert list(unread_tables(blocks(placed))) == []
