"""The caption of a table: the line printed above it, and the title that stands in its own first row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from schema.enumerators import read_enumerator
from schema.tables import Table

_LONGEST = 60  # characters
_SENTENCE_END = frozenset("。；;！？，,")
_NOTE = re.compile(r"(?:[※＊*◎]|(?:備?註|备?注)\s?\d*\s?[:：.、])")
_NUMBERED = re.compile(r"附?[表件錄录圖图]\s?[\d一二三四五六七八九十-]*\s?[:：]|附[件表錄录]")
_DATE = re.compile(
    r"(?:中[華华])?民?[國国]?[\d〇○零一二三四五六七八九十\s./-]+(?:[年月日][\d〇○零一二三四五六七八九十\s]*)*(?:製表|制表|訂定|修正|修訂|核定|通過|公告|更新|填報)?"
)
_UNIT_NOTE = re.compile(r"[（(]?[單单]位\s?[:：]")
_LABELLED = re.compile(r"[（(]?[^\s，。、:：]{2,10}\s?[:：]")  # 單位：千元, 縣市別：雲林縣, 製表日期：…


def caption_of(texts: Iterable[str]) -> str:
    """The caption among TEXTS, the lines above a table, nearest first; empty where none reads like one.

    A line that only labels a value is passed over for a better one, and is the caption where there is none: but a
    unit of measure is none, nor a date.

    >>> caption_of(["縣市別：雲林縣", "單位：千元", "表3 所得統計表", "一、前言"]), caption_of(["單位：千元"])
    ('表3 所得統計表', '')
    >>> caption_of(["下表係依循總綱訂定。", "表3"]), caption_of(["項目編號：", "詳如下表。"])
    ('', '項目編號：')
    """
    second_best = ""
    for text in texts:
        if _DATE.fullmatch(text):
            continue
        if not _is_label(text):
            return text if _reads_as_caption(text) else second_best
        if not second_best and len(text) <= _LONGEST and _UNIT_NOTE.match(text) is None:
            second_best = text
    return second_best


def with_own_title(table: Table) -> Table:
    """TABLE, its caption made whole by the title in its first row, over the whole width above the names of columns.

    What is printed above the table then only numbers it, or is the title of more than this table.
    """
    first = table.at(0, 0) if table.header_rows > 1 and table.n_cols > 1 else None
    if first is None or first.colspan != table.n_cols:
        return table
    if not _reads_as_caption(first.text) or read_enumerator(first.text) is not None:
        return table
    return replace(table, caption=f"{table.caption} {first.text}".strip())


def _is_label(text: str) -> bool:
    labelled = _LABELLED.match(text) is not None and _NUMBERED.match(text) is None
    return labelled and read_enumerator(text) is None and text[-1] not in _SENTENCE_END


def _reads_as_caption(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and text[-1] not in _SENTENCE_END and _NOTE.match(text) is None
