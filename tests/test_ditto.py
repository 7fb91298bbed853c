"""Ditto marks, alone in their place or in a run on one line."""

from __future__ import annotations

import pytest

from normalize.ditto import ditto_run, is_ditto


@pytest.mark.parametrize(
    "text",
    [
        "”",
        "〃",
        "″",
        '"',
        "''",
        "′′",
        "，，",
        ",,",
        "々",
        "同上",
        "仝上",
        "上同",
        "同 上",
        " ” ",
        "””",
        "“",
        "＂",
        "同上。",
    ],
)
def test_a_ditto_is_told(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize(
    "text", ["", "各課", "「服務」", "同上級機關", "人人", "，", "、", "'", "-", "無", "提供”便民”服務"]
)
def test_what_is_no_ditto_is_told(text: str) -> None:
    assert not is_ditto(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("各課 ” ” ”", ("各課", "”", "”", "”")),
        ("各課”””", ("各課", "”", "”", "”")),
        ("各課室 〃 〃 研考", ("各課室", "〃", "〃", "研考")),
        ("登記課、測量課 ” ”", ("登記課、測量課", "”", "”")),
        ("各課 同上 同 上", ("各課", "同上", "同上")),
    ],
)
def test_a_run_of_dittos_comes_apart(text: str, values: tuple[str, ...]) -> None:
    assert ditto_run(text) == values


@pytest.mark.parametrize("text", ["”", "", "各課 各室", "提供“便民”服務", '推動"走動式"管理', "各課室"])
def test_what_is_no_run_stays_whole(text: str) -> None:
    assert ditto_run(text) is None
