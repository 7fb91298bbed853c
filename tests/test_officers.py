"""Officers: who is named, and what around a name is no part of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.officers import read_officers, unit_and_officer


@pytest.mark.parametrize(
    ("text", "officers"),
    [
        ("王小明", ("王小明",)),
        ("王小明、李大同", ("王小明", "李大同")),
        ("王小明/李大同；陳美", ("王小明", "李大同", "陳美")),
        ("王小明\n李大同", ("王小明", "李大同")),
        ("(民)高志遠(社)邱文彬", ("高志遠", "邱文彬")),
        ("（民）高志遠、（社）邱文彬", ("高志遠", "邱文彬")),
        ("陸 明", ("陸明",)),
        ("陆 明，俞 悦", ("陆明", "俞悦")),
        ("王小明 李大同", ("王小明", "李大同")),
        ("課長王小明", ("課長王小明",)),
        ("課長 王小明", ("課長王小明",)),
        ("課長：王小明", ("課長王小明",)),
        ("王小明課長", ("王小明課長",)),
        ("承辦人：王小明", ("王小明",)),
        ("承辦人員:王小明", ("王小明",)),
        ("王小明(分機123)", ("王小明",)),
        ("王小明 27335831轉6268", ("王小明",)),
        ("王小明及李大同", ("王小明", "李大同")),
        ("王小明與課員李大同", ("王小明", "課員李大同")),
        ("王小明、王小明", ("王小明",)),
        ("2分/王小明", ("王小明",)),
        ("王小明。", ("王小明",)),
        ("檔案室 王淑芬", ("王淑芬",)),
        ("秘書室專員李國忠、總務組陳美", ("專員李國忠", "陳美")),
        ("人事室主任", ("人事室主任",)),
        ("檔案室同仁", ("檔案室同仁",)),
        ("", ()),
    ],
)
def test_officers_are_read(text: str, officers: tuple[str, ...]) -> None:
    assert read_officers(text) == officers


@pytest.mark.parametrize("name", ["李和平", "周與", "林及人", "溫暨", "歐陽和平"])
def test_a_name_that_holds_a_word_for_and_stays_whole(name: str) -> None:
    assert read_officers(name) == (name,)


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    read_officers(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("民政課王小明", ("民政課", "王小明")),
        ("民政課課長王小明", ("民政課", "課長王小明")),
        ("民政課：王小明", ("民政課", "王小明")),
        ("民政課(王小明)", ("民政課", "王小明")),
        ("教務處(教學組)", ("教務處(教學組)", "")),
        ("民政課課員", ("民政課課員", "")),
        ("主任秘書室", ("主任秘書室", "")),
        ("各課室1研考", ("各課室1研考", "")),
        ("王小明", ("", "王小明")),
    ],
)
def test_a_unit_and_its_officer_are_told_apart(text: str, told: tuple[str, str]) -> None:
    assert unit_and_officer(text, bracketed=True) == told
