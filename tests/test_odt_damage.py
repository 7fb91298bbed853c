"""OpenDocument files that cannot be read say why; others are not taken for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.formats import read_document
from extract.odt.sniffing import is_odt
from tests.damaged import code_of, rewritten
from tests.odtfiles import p, save


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    assert code_of(save(tmp_path, p("計畫"), manifest=entry)) == "encrypted"


def test_a_file_cut_short_is_damaged(tmp_path: Path) -> None:
    path = save(tmp_path, p("計畫"))
    path.write_bytes(path.read_bytes()[:-200])
    assert code_of(path) == "damaged"


@pytest.mark.parametrize("xml", [b"<office", b"", None])
def test_broken_or_missing_content_is_damage(tmp_path: Path, xml: bytes | None) -> None:
    assert code_of(rewritten(save(tmp_path, p("計畫")), "content.xml", xml)) == "damaged"


def test_a_document_without_text_is_empty(tmp_path: Path) -> None:
    assert code_of(save(tmp_path, p() + p())) == "empty"


def test_a_part_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = rewritten(save(tmp_path, p("計畫")), "content.xml", b" " * (8 << 20))
    assert code_of(path) == "too_large"


def test_content_nested_deep_is_read_and_without_end_is_damage(tmp_path: Path) -> None:
    path = save(tmp_path, "<text:section>" * 200 + p("計畫") + "</text:section>" * 200)
    assert read_document(path, path.name).blocks[0].text == "計畫"
    path = save(tmp_path, "<text:section>" * 2000 + p("計畫") + "</text:section>" * 2000)
    assert code_of(path) == "damaged"


def test_a_spreadsheet_is_no_text(tmp_path: Path) -> None:
    path = rewritten(save(tmp_path, p("計畫")), "mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
    assert code_of(path) == "wrong_type"
    assert not is_odt(path.rename(tmp_path / "plan.ods"), b"PK\x03\x04")


def test_a_file_without_a_mimetype_is_told_by_its_name_and_content(tmp_path: Path) -> None:
    path = rewritten(save(tmp_path, p("計畫")), "mimetype", None)
    assert [block.text for block in read_document(path, path.name).blocks] == ["計畫"]


def test_a_file_without_styles_is_read(tmp_path: Path) -> None:
    path = rewritten(save(tmp_path, p("計畫")), "styles.xml", None)
    assert [block.text for block in read_document(path, path.name).blocks] == ["計畫"]


def test_a_damaged_mimetype_leaves_it_to_the_name(tmp_path: Path) -> None:
    path = rewritten(save(tmp_path, p("計畫")), "mimetype", b"application/vnd.oasis.opendocument.text" * 20)
    content = bytearray(path.read_bytes())
    begin = content.index(b"mimetype") + len("mimetype")
    content[begin : begin + 6] = b"\xff" * 6
    path.write_bytes(content)
    assert is_odt(path, bytes(content[:8]))
    assert not is_odt(path.rename(path.with_suffix(".zip")), bytes(content[:8]))
