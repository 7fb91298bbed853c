"""Word files that cannot be read say why; odd ones that can are read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from extract.docx.reader import read_docx
from extract.docx.sniffing import is_docx
from extract.formats import read_document
from schema.issues import DocumentError
from tests.damaged import code_of, rewritten
from tests.wordfiles import p, save, tbl, tc, tr

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_an_encrypted_file_is_told_from_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert code_of(path) == "encrypted"
    path.write_bytes(OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600))
    with pytest.raises(DocumentError) as caught:
        read_docx(path, path.name)
    assert caught.value.code == "wrong_type"


def test_a_file_cut_short_is_damaged(tmp_path: Path) -> None:
    path = save(tmp_path, p("計畫"))
    path.write_bytes(path.read_bytes()[:-200])
    assert code_of(path) == "damaged"


@pytest.mark.parametrize("xml", [b"<w:document", b"", b'<?xml version="1.0"?><other/>'])
def test_broken_xml_is_damage(tmp_path: Path, xml: bytes) -> None:
    assert code_of(rewritten(save(tmp_path, p("計畫")), "word/document.xml", xml)) == "damaged"


def test_a_document_without_text_is_empty(tmp_path: Path) -> None:
    assert code_of(save(tmp_path, p() + p())) == "empty"


def test_a_workbook_in_a_documents_clothes_is_of_the_wrong_type(tmp_path: Path) -> None:
    path = rewritten(save(tmp_path, p("計畫")), "xl/workbook.xml", b"<workbook/>")
    assert not is_docx(path, path.read_bytes()[:4096])
    assert code_of(path) == "wrong_type"


def test_a_zip_without_a_word_part_is_of_the_wrong_type(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert code_of(path) == "wrong_type"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = rewritten(save(tmp_path, p("計畫")), "word/document.xml", b" " * (40 * 2**20))
    assert code_of(path) == "too_large"


def test_entities_are_not_followed(tmp_path: Path) -> None:
    path = save(tmp_path, p("計畫"))
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode()
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    rewritten(path, "word/document.xml", (entity + xml.replace("計畫", "計畫&x;")).encode())
    assert [block.text for block in read_docx(path, "plan.docx").blocks] == ["計畫"]


def test_a_strict_file_is_read_like_any_other(tmp_path: Path) -> None:
    path = save(tmp_path, p("計畫") + tbl(tr("項目", "作法"), widths_pt=(50, 50)))
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info).decode() for info in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, xml in parts.items():
            strict = xml.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            ).replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            archive.writestr(name, strict)
    found = read_document(path, "plan.docx")
    assert ([block.text for block in found.blocks], found.tables[0].n_cols) == (["計畫"], 2)


def test_a_part_that_is_missing_does_no_harm(tmp_path: Path) -> None:
    path = save(tmp_path, p("計畫"))
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"):
            archive.writestr(name, parts[name])
    assert [block.text for block in read_docx(path, "plan.docx").blocks] == ["計畫"]


def test_deep_nesting_ends_in_a_sentence_not_in_a_crash(tmp_path: Path) -> None:
    deep = p("底")
    for _ in range(400):
        deep = tbl(tr(tc(deep + p())))
    assert code_of(save(tmp_path, deep)) == "damaged"


def test_the_source_says_what_was_read(tmp_path: Path) -> None:
    source = read_document(save(tmp_path, p("計畫")), "2015/plan.docx").source
    assert (source.file, source.pages, len(source.sha256)) == ("2015/plan.docx", None, 64)
    assert source.media_type.endswith("wordprocessingml.document")
