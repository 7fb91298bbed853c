"""The text of Word paragraphs as it prints."""

from __future__ import annotations

from pathlib import Path

from extract.docx.reader import read_docx
from schema.tables import Document
from tests.wordfiles import p, run, save


def read(folder: Path, *paragraphs: str, styles: str = "") -> Document:
    return read_docx(save(folder, "".join(paragraphs), styles=styles), "plan.docx")


def texts(folder: Path, *paragraphs: str, styles: str = "") -> list[str]:
    return [block.text for block in read(folder, *paragraphs, styles=styles).blocks]


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def field(code: str, result: str = "", form: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(*paragraphs: str) -> str:
    return f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"


def test_tracked_changes_read_as_accepted_and_are_reported(tmp_path: Path) -> None:
    found = read(tmp_path, p(run("每") + deleted("季") + f'<w:ins w:id="2">{run("月")}</w:ins>' + run("檢討")))
    assert [block.text for block in found.blocks] == ["每月檢討"]
    assert [issue.code for issue in found.issues] == ["tracked_changes"]


def test_moved_text_is_read_where_it_went(tmp_path: Path) -> None:
    away = p(f"<w:moveFrom>{run('公告')}</w:moveFrom>", "<w:rPr><w:moveFrom/></w:rPr>")
    assert texts(tmp_path, away, p("檢討"), p(f"<w:moveTo>{run('公告')}</w:moveTo>")) == ["檢討", "公告"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    assert texts(tmp_path, p("定期", "<w:rPr><w:del/></w:rPr>"), p("檢討")) == ["定期檢討"]


def test_content_controls_links_and_smart_tags_are_looked_into(tmp_path: Path) -> None:
    inline = f"<w:sdt><w:sdtContent>{run('定期')}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('檢討')}</w:hyperlink><w:smartTag>{run('公告')}</w:smartTag>"
    block = f"<w:sdt><w:sdtContent>{p(inline + link)}</w:sdtContent></w:sdt>"
    assert texts(tmp_path, block) == ["定期檢討公告"]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    drawing = f"<w:drawing><wps:txbx>{box(p('附件一'))}</wps:txbx></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{box(p('附件一'))}</v:textbox></v:shape></w:pict>"
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(tmp_path, p(run("計畫") + both), p("內容")) == ["計畫", "附件一", "內容"]
    assert texts(tmp_path, p(f"<w:r>{old}</w:r>")) == ["附件一"]


def test_a_soft_break_begins_a_new_line_except_in_a_heading(tmp_path: Path) -> None:
    broken = run("一、目標") + "<w:r><w:br/></w:r>" + run("二、對象")
    assert texts(tmp_path, p(broken)) == ["一、目標", "二、對象"]
    assert texts(tmp_path, p(broken, '<w:outlineLvl w:val="0"/>')) == ["一、目標二、對象"]


def test_tabs_and_special_hyphens_are_signs(tmp_path: Path) -> None:
    assert texts(tmp_path, p(run("Mar") + "<w:r><w:tab/><w:noBreakHyphen/></w:r>" + run("Apr"))) == ["Mar -Apr"]


def test_inserted_symbols_are_the_signs_they_look_like(tmp_path: Path) -> None:
    signs = "".join(f'<w:sym w:font="Wingdings" w:char="{code}"/>' for code in ("F0FC", "F06C", "F06E", "F0E0"))
    assert texts(tmp_path, p(f"<w:r>{signs}</w:r>")) == ["✓●■→"]
    assert texts(tmp_path, p(run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'))) == ["✓"]


def test_only_the_base_of_ruby_is_text(tmp_path: Path) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('ㄈㄨˊ')}</w:rt><w:rubyBase>{run('服')}</w:rubyBase></w:ruby></w:r>"
    assert texts(tmp_path, p(ruby + run("務"))) == ["服務"]


def test_hidden_text_is_left_out_and_reported(tmp_path: Path) -> None:
    style = '<w:style w:type="character" w:styleId="s"><w:rPr><w:vanish/></w:rPr></w:style>'
    found = read(
        tmp_path,
        p(run("公開") + run("秘密", "<w:vanish/>") + run("祕", '<w:rStyle w:val="s"/>')),
        p(run("全藏", "<w:vanish/>")),
        p(run("現", '<w:rStyle w:val="s"/><w:vanish w:val="0"/>')),
        styles=style,
    )
    assert [block.text for block in found.blocks] == ["公開", "現"]
    assert [issue.code for issue in found.issues] == ["hidden_text"]


def test_a_field_is_its_result(tmp_path: Path) -> None:
    assert texts(tmp_path, p(run("第") + field(" PAGE ", "3") + run("頁"))) == ["第3頁"]
    nested = field(f" IF </w:instrText></w:r>{field(' DATE ', '日期')}<w:r><w:instrText> ", "結果")
    assert texts(tmp_path, p(nested)) == ["結果"]
    assert texts(tmp_path, p(f'<w:fldSimple w:instr="TITLE">{run("計畫")}</w:fldSimple>')) == ["計畫"]


def test_a_circled_number_drawn_by_a_field_is_text(tmp_path: Path) -> None:
    assert texts(tmp_path, p(field(r" eq \o\ac(○,3) ") + run("提升"))) == ["③提升"]
    assert texts(tmp_path, p(field(r" eq \o\ac(○,密) "))) == ["(密)"]


def test_form_boxes_print_their_state(tmp_path: Path) -> None:
    ticked = field("FORMCHECKBOX", form='<w:ffData><w:checkBox><w:checked w:val="1"/></w:checkBox></w:ffData>')
    blank = field("FORMCHECKBOX", form='<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>')
    assert texts(tmp_path, p(ticked + run("是") + blank + run("否"))) == ["☑是☐否"]


def test_a_formula_is_text(tmp_path: Path) -> None:
    assert texts(tmp_path, p(run("值") + "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")) == ["值a+b"]


def test_headings_sizes_and_looks_are_told(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style>'
    found = read(
        tmp_path,
        p("章", '<w:pStyle w:val="a1"/>'),
        p(run("標題", '<w:b/><w:sz w:val="36"/>'), '<w:jc w:val="center"/>'),
        p("內文", '<w:outlineLvl w:val="9"/>'),
        styles=styles,
    ).blocks
    assert [block.heading_level for block in found] == [2, None, None]
    assert (found[1].bold, found[1].centered, found[1].size_pt) == (True, True, 18.0)
    assert (found[2].bold, found[2].centered, found[2].size_pt) == (False, False, 12.0)


def test_a_style_that_is_based_on_itself_does_no_harm(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    assert texts(tmp_path, p("文", '<w:pStyle w:val="a"/>'), p("字", '<w:pStyle w:val="none"/>'), styles=styles) == [
        "文",
        "字",
    ]
