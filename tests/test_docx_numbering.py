"""Automatic numbering of Word: the labels that print, as text."""

from __future__ import annotations

from pathlib import Path

from extract.docx.reader import read_docx
from tests.wordfiles import listed, lists, lvl, p, run, save

CHINESE = lvl("taiwaneseCountingThousand", "%1、")
OUTLINE = (
    lvl("ideographLegalTraditional", "%1、", 0) + lvl("taiwaneseCountingThousand", "(%2)", 1) + lvl("decimal", "%3.", 2)
)


def texts(
    folder: Path, *paragraphs: str, numbering: str = "", styles: str = "", settings: str = "", section: str = ""
) -> list[str]:
    path = save(folder, "".join(paragraphs), numbering=numbering, styles=styles, settings=settings, section=section)
    return [block.text for block in read_docx(path, "plan.docx").blocks]


def test_a_number_prints_right_before_its_text(tmp_path: Path) -> None:
    numbering = lists(lvl("taiwaneseCountingThousand", "(%1)"))
    assert texts(tmp_path, p("服務流程", listed(1)), p("機關形象", listed(1)), numbering=numbering) == [
        "(一)服務流程",
        "(二)機關形象",
    ]


def test_a_tab_behind_the_number_stays_a_gap_only_before_a_digit_or_letter(tmp_path: Path) -> None:
    numbering = lists(lvl("decimal", "%1."))
    found = texts(tmp_path, p("5月底前", listed(1)), p("持續", listed(1)), p("FAQ", listed(1)), numbering=numbering)
    assert found == ["1. 5月底前", "2.持續", "3. FAQ"]


def test_an_outer_number_starts_the_inner_ones_anew(tmp_path: Path) -> None:
    levels = [0, 1, 1, 0, 1, 2, 2, 1]
    found = texts(tmp_path, *(p("項", listed(1, level)) for level in levels), numbering=lists(OUTLINE))
    assert found == ["壹、項", "(一)項", "(二)項", "貳、項", "(一)項", "1.項", "2.項", "(二)項"]


def test_a_level_may_say_that_nothing_restarts_it(tmp_path: Path) -> None:
    numbering = lists(lvl("decimal", "%1.") + lvl("decimal", "(%2)", 1, more='<w:lvlRestart w:val="0"/>'))
    found = texts(tmp_path, *(p("項", listed(1, level)) for level in (0, 1, 0, 1)), numbering=numbering)
    assert found == ["1.項", "(1)項", "2.項", "(2)項"]


def test_a_level_restarts_only_after_the_level_that_it_names(tmp_path: Path) -> None:
    numbering = lists(
        lvl("decimal", "%1.") + lvl("decimal", "%2)", 1) + lvl("decimal", "(%3)", 2, more='<w:lvlRestart w:val="1"/>')
    )
    found = texts(tmp_path, *(p("項", listed(1, level)) for level in (0, 1, 2, 1, 2, 0, 2)), numbering=numbering)
    assert found == ["1.項", "1)項", "(1)項", "2)項", "(2)項", "2.項", "(1)項"]


def test_a_label_may_hold_the_numbers_of_outer_levels(tmp_path: Path) -> None:
    numbering = lists(lvl("taiwaneseCountingThousand", "%1、") + lvl("decimal", "%1-%2", 1))
    legal = lists(lvl("upperRoman", "%1.") + lvl("decimal", "%1.%2", 1, more="<w:isLgl/>"))
    paragraphs = [p("項", listed(1, 0)), p("項", listed(1, 0)), p("項", listed(1, 1))]
    assert texts(tmp_path, *paragraphs, numbering=numbering)[-1] == "二-1項"
    assert texts(tmp_path, *paragraphs, numbering=legal)[-1] == "2.1項"


def test_lists_of_one_abstract_numbering_count_on_unless_one_states_its_start(tmp_path: Path) -> None:
    nums = (
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering = lists(CHINESE, nums=nums)
    found = texts(tmp_path, *(p("項", listed(num)) for num in (1, 7, 8, 8, 1)), numbering=numbering)
    assert found == ["一、項", "二、項", "一、項", "二、項", "三、項"]


def test_a_list_may_look_otherwise_than_its_abstract_numbering(tmp_path: Path) -> None:
    nums = (
        f'<w:num w:numId="7"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="0">{lvl("ideographTraditional", "%1、")}</w:lvlOverride></w:num>'
    )
    assert texts(tmp_path, p("項", listed(7)), numbering=lists(CHINESE, nums=nums)) == ["甲、項"]


def test_a_list_style_lends_its_levels(tmp_path: Path) -> None:
    numbering = lists(CHINESE, '<w:numStyleLink w:val="計畫"/>')
    styles = (
        '<w:style w:type="numbering" w:styleId="計畫"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert texts(tmp_path, p("項", listed(2)), numbering=numbering, styles=styles) == ["一、項"]


def test_a_paragraph_style_puts_its_paragraphs_in_a_list_at_the_level_bound_to_it(tmp_path: Path) -> None:
    numbering = lists(CHINESE + lvl("taiwaneseCountingThousand", "(%2)", 1, more='<w:pStyle w:val="內文二"/>'))
    styles = (
        '<w:style w:type="paragraph" w:styleId="內文二"><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    own = '<w:pStyle w:val="內文二"/>'
    plain = own + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    found = texts(tmp_path, p("項", own), p("無", plain), p("項", own), numbering=numbering, styles=styles)
    assert found == ["(一)項", "無", "(二)項"]


def test_bullets_of_symbol_fonts_print_as_the_signs_they_look_like(tmp_path: Path) -> None:
    def bullet(code: str, font: str) -> str:
        face = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
        return lvl("bullet", code).replace("</w:lvl>", face + "</w:lvl>")

    numbering = lists(bullet("&#xF06C;", "Wingdings"), bullet("&#xF0B7;", "Symbol"), bullet("&#xF0FC;", "Wingdings"))
    found = texts(tmp_path, *(p("項", listed(num)) for num in (1, 2, 3)), numbering=numbering)
    assert found == ["●項", "•項", "✓項"]


def test_a_hidden_number_prints_nothing_but_counts(tmp_path: Path) -> None:
    numbering = lists(lvl("none", "") + lvl("decimal", "%2.", 1))
    assert texts(tmp_path, p("章", listed(1)), p("項", listed(1, 1)), numbering=numbering) == ["章", "1.項"]


def test_a_custom_format_pads_its_numbers(tmp_path: Path) -> None:
    custom = lvl("custom", "%1").replace('w:val="custom"', 'w:val="custom" w:format="001, 002, 003, ..."')
    assert texts(tmp_path, p("項", listed(1)), numbering=lists(custom)) == ["001項"]


def test_a_deleted_paragraph_is_not_counted(tmp_path: Path) -> None:
    gone = p(f'<w:del w:id="1">{run("刪").replace("w:t", "w:delText")}</w:del>', listed(1) + "<w:rPr><w:del/></w:rPr>")
    found = texts(tmp_path, p("項", listed(1)), gone, p("項", listed(1)), numbering=lists(CHINESE))
    assert found == ["一、項", "二、項"]


def test_a_list_that_does_not_exist_prints_no_number(tmp_path: Path) -> None:
    assert texts(tmp_path, p("項", listed(99)), numbering=lists(CHINESE)) == ["項"]
