"""Which page tables make one logical table, what its header is, and what becomes of the text around it."""

from __future__ import annotations

from itertools import pairwise

from msgspec import structs

from extract.logical import join_pages
from extract.pages import PageCell, PageLayout, PageLine, PageTable
from schema.places import Box
from schema.tables import Block, Table
from tests.drawn_pages import HEIGHT_PT, pages
from tests.shown import cell_at

HEADER = """
        | 項次 | 推動作法 | 單位 |
        |------|------|------|
"""


def tables(layouts: list[PageLayout]) -> list[Table]:
    return list(join_pages(layouts)[1])


def blocks(layouts: list[PageLayout]) -> list[Block]:
    return list(join_pages(layouts)[0])


def test_a_header_printed_on_every_page_is_there_once() -> None:
    (table,) = tables(
        pages(
            HEADER + "| 1 | 美化環境。 | 各課 |",
            HEADER + "| 2 | 定期清掃。 | 各課 |",
            HEADER + "| 3 | 簡化書表。 | 各課 |",
        )
    )
    assert (table.n_rows, table.header_rows, table.pages) == (4, 1, (1, 2, 3))
    assert [cell.text for cell in table.cells if cell.header] == ["項次", "推動作法", "單位"]


def test_a_header_over_two_rows_is_found_by_its_spans() -> None:
    picture = """
        | 專案 | 113年 | <   | <   |
        |------|-------|-----|-----|
        | ^    | 1月   | 2月 | 3月 |
        |------|-------|-----|-----|
        | 一、防災演練與社區宣導工作 |  | #   |     |
    """
    (table,) = tables(pages(picture))
    assert table.header_rows == 2
    assert [(c.col, c.text) for c in table.cells if c.filled] == [(2, "")]


def test_a_caption_between_two_tables_keeps_them_apart() -> None:
    found = tables(
        pages(
            "附件1 民政課工作項目表\n" + HEADER + "| 1 | 美化環境。 | 各課 |",
            "附件1 社會課工作項目表\n" + HEADER + "| 1 | 定期清掃。 | 各課 |",
            "附件1 經建課工作項目表\n" + HEADER + "| 1 | 簡化書表。 | 各課 |",
        )
    )
    assert [(t.table_no, t.caption) for t in found] == [
        (1, "附件1 民政課工作項目表"),
        (2, "附件1 社會課工作項目表"),
        (3, "附件1 經建課工作項目表"),
    ]


def test_a_caption_that_says_the_table_goes_on_does_not_end_it() -> None:
    (table,) = tables(
        pages(
            "表1 工作項目\n" + HEADER + "| 1 | 美化環境。 | 各課 |",
            "表1 工作項目(續)\n" + HEADER + "| 2 | 定期清掃。 | 各課 |",
        )
    )
    assert (table.n_rows, table.caption) == (3, "表1 工作項目")


def test_a_caption_printed_again_over_rows_that_count_on_does_not_end_it() -> None:
    caption = "表1 工作項目\n"
    on = pages(
        caption + HEADER + "| 1 | 美化環境。 | 各課 |",
        caption + HEADER + "| 2 | 定期清掃。 | 各課 |",
        caption + HEADER + "| 3 | 簡化書表。 | 各課 |",
    )
    anew = pages(
        caption + HEADER + "| 1 | 美化環境。 | 各課 |",
        caption + HEADER + "| 1 | 定期清掃。 | 各課 |",
        caption + HEADER + "| 1 | 簡化書表。 | 各課 |",
    )
    assert [t.n_rows for t in tables(on)] == [4]
    assert [t.n_rows for t in tables(anew)] == [2, 2, 2]


def test_a_note_printed_below_every_part_of_a_table_does_not_end_it() -> None:
    note = "※列首者為主辦單位。"
    head = "| 推動作法 | 單位 |"
    one, two = (f"{head}\n| {n}.{text}。 | 各課 |\n\n{note}" for n, text in ((1, "美化環境"), (2, "定期清掃")))
    assert [table.n_rows for table in tables(pages(one, two))] == [3]
    assert [table.n_rows for table in tables(pages(one, two.replace(note, "※以上完。")))] == [2, 2]


def test_rows_that_differ_in_a_chinese_number_only_are_no_header() -> None:
    head = "| 項目 | 具體作為 | 單位 |\n|---|---|---|\n"
    found = tables(pages(*(f"{head}| {n}、類別{n} | (一)辦理第{n}類救護訓練並實施測驗。 | 訓練組 |" for n in "一二三")))
    assert [(table.n_rows, table.header_rows) for table in found] == [(4, 1)]


def stacked(*rows: tuple[list[float], list[str]]) -> PageLayout:
    """A page with one table as a finder sees it: in each row texts in the cells between the edges given."""
    edges = tuple(sorted({edge for own, _ in rows for edge in own}))
    cells = [
        PageCell(
            row,
            edges.index(x0),
            1,
            edges.index(x1) - edges.index(x0),
            Box(x0, 20.0 * row, x1, 20.0 * row + 20.0),
            (PageLine(text, Box(x0 + 2, 20.0 * row + 5, x0 + 2 + 10 * len(text), 20.0 * row + 15), 10.0),),
        )
        for row, (own, texts) in enumerate(rows)
        for (x0, x1), text in zip(pairwise(own), texts, strict=True)
    ]
    tops = tuple(20.0 * row for row in range(len(rows) + 1))
    table = PageTable(1, Box(edges[0], 0.0, edges[-1], tops[-1]), edges, tops, tuple(cells), "ruled")
    return PageLayout(1, 595.0, 842.0, (), (table,))


def test_tables_that_touch_are_told_apart_by_their_columns() -> None:
    upper, lower = [0.0, 100.0, 300.0, 400.0], [0.0, 150.0, 250.0, 400.0]
    one = [(upper, ["構面", "績效項目", "單位"]), (upper, ["一、稽徵", "1.提升申報率。", "服務科"])]
    other = [(lower, ["項目", "配分", "承辦單位"]), (lower, ["甲、內控", "20", "主計室"])]
    found = tables([stacked(*one, *other)])
    assert [[cell.text for cell in table.cells if cell.header] for table in found] == [
        ["構面", "績效項目", "單位"],
        ["項目", "配分", "承辦單位"],
    ]
    same = [(upper, texts) for _, texts in other]
    assert len(tables([stacked(*one, *same)])) == 1


def test_tables_with_other_columns_are_others() -> None:
    found = tables(
        pages(
            HEADER + "| 1 | 美化環境。 | 各課 |",
            "| 執行策略 | 期限 |\n|---|---|\n| 一、便捷服務的申辦流程改善 | 每月 |",
        )
    )
    assert [(t.n_rows, t.n_cols) for t in found] == [(2, 3), (2, 2)]


def test_another_bold_header_begins_another_table() -> None:
    found = tables(
        pages(
            "| *項次* | *推動作法* | *單位* |\n|---|---|---|\n| 1 | 美化環境。 | 各課 |",
            "| *職稱* | *工作職掌* | *姓名* |\n|---|---|---|\n| 召集人 | 綜理業務。 | 王主任 |",
        )
    )
    assert [t.cells[0].text for t in found] == ["項次", "職稱"]


def test_a_page_with_fewer_drawn_columns_is_put_on_the_wider_grid() -> None:
    first, second = pages(
        "| 項次 | 推動作法 | 單位 |\n|---|---|---|\n| 1 | 美化環境。 | 各課 |",
        "| 項次 | 推動作法 | 單位 |\n|---|---|---|\n| 二、其他事項 | < | < |\n|---|---|---|\n| 2 | 定期清掃。 | 各課 |",
    )
    (table,) = tables([first, second])
    band = next(cell for cell in table.cells if cell.text == "二、其他事項")
    assert (band.row, band.col, band.colspan) == (2, 0, 3)


def test_lines_keep_their_places_and_only_grow_downwards() -> None:
    (table,) = tables(
        pages(
            HEADER + "| 1 | 定期清掃辦公環境， | 各課 |",
            HEADER + "|   | 並加強管理。 |  |\n|---|---|---|\n| 2 | 簡化書表。 | 各課 |",
        )
    )
    cell = cell_at(table, 1, 1)
    assert [line.page for line in cell.lines] == [1, 2]
    assert [fragment.page for fragment in cell.fragments] == [1, 2]
    assert cell.lines[0].at < HEIGHT_PT < cell.lines[1].at < cell_at(table, 2, 1).lines[0].at


def test_wrapped_lines_are_a_paragraph_and_headings_stand_alone() -> None:
    wide = "依本計畫之規定各課室應於年度開始前研提具體作法並送秘書室彙整後陳核辦理以利推動各項為民服務工"
    found = blocks(pages(f"*壹、依據*\n{wide}\n作。\n一、總則\n" + HEADER + "| 1 | 美化環境。 | 各課 |\n\n貳、附則"))
    assert [(b.text, b.bold, b.before_table) for b in found] == [
        ("壹、依據", True, 0),
        (wide + "作。", False, 0),
        ("一、總則", False, 0),
        ("貳、附則", False, 1),
    ]


def test_one_long_row_overleaf_is_no_rest_of_a_header_that_stands_alone_at_the_foot() -> None:
    long = "汰換逾使用年限之器材，並建立清冊，逐年編列預算辦理，以維護民眾使用安全。"
    (table,) = tables(pages("| 重點 | 作法 | 單位 |", f"| 一、防疫 | {long} | 各課 |"))
    assert (table.n_rows, table.header_rows) == (2, 1)


def test_a_lone_word_in_bold_overleaf_is_no_other_header() -> None:
    head = "| 重點 | 作法 | 單位 | 期限 |\n|---|---|---|---|\n"
    body = "| 一、防疫 | 汰換逾使用年限之器 | 各課 | 每月 |"
    rest = "|  | *材並建立清冊* |  |  |\n|---|---|---|---|\n| 二、訪視 | 訪視牧場 | 各課 | 每季 |"
    assert len(tables(pages(head + body, rest))) == 1


def test_a_doubtful_break_is_told() -> None:
    picture = "| 推動作法 | 單位 |\n|---|---|\n| {} | 各課 |"
    _, _, issues = join_pages(pages(picture.format("美化環境。"), picture.format("簡化書表。")))
    assert [(issue.code, issue.page, issue.table_no) for issue in issues] == [("row_join_doubtful", 2, 1)]


def test_the_short_lines_of_a_cover_are_centred_by_the_margins_of_the_other_pages() -> None:
    (body,) = pages("壹、" + "依" * 44)
    middle = (body.lines[0].box.x0 + body.lines[0].box.x1) / 2
    cover = [
        PageLine(text, Box(middle - 5 * len(text), 100.0 + 15 * n, middle + 5 * len(text), 110.0 + 15 * n), 10.0)
        for n, text in enumerate(("水上鄉公所", "一一二年度", "防詐騙宣導執行計畫"))
    ]
    found = blocks([structs.replace(body, lines=tuple(cover)), structs.replace(body, number=2)])
    assert [(block.text, block.centered) for block in found[:3]] == [
        ("水上鄉公所", True),
        ("一一二年度", True),
        ("防詐騙宣導執行計畫", True),
    ]


def test_tables_side_by_side_on_a_page_are_two() -> None:
    (left,) = pages(HEADER + "| 1 | 美化環境。 | 各課 |")
    table = left.tables[0]
    moved = structs.replace(
        table,
        box=Box(table.box.x0 + 250, table.box.top, table.box.x1 + 250, table.box.bottom),
        col_edges=tuple(x + 250 for x in table.col_edges),
    )
    assert len(tables([structs.replace(left, tables=(table, moved))])) == 2
