"""Older Word files that cannot be read say why; others are not taken for them."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from extract.doc.sniffing import is_doc
from extract.docx.sniffing import OLE
from extract.formats import read_document
from schema.issues import DocumentError
from tests.compound import compound
from tests.damaged import code_of
from tests.docfiles import cell, p, row, save, streams_of


def plan() -> dict[str, bytes]:
    return streams_of([p("計畫"), cell("工作"), cell("單位"), row([0, 2000, 4000]), p("備註")])


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    assert code_of(save(tmp_path, streams_of([p("計畫")], flags=0x0100))) == "encrypted"
    assert code_of(save(tmp_path, {"EncryptedPackage": b"x"})) == "encrypted"


def test_a_file_of_another_program_or_of_an_older_word_says_so(tmp_path: Path) -> None:
    assert code_of(save(tmp_path, {"Workbook": b"x"})) == "wrong_type"
    old = bytearray(plan()["WordDocument"])
    struct.pack_into("<H", old, 2, 0x65)
    assert code_of(save(tmp_path, plan() | {"WordDocument": bytes(old)})) == "unsupported"


def test_a_document_without_text_is_empty(tmp_path: Path) -> None:
    assert code_of(save(tmp_path, streams_of([p(), p()]))) == "empty"


@pytest.mark.parametrize("length", [8, 600, 3000])
def test_a_file_cut_short_is_damaged(tmp_path: Path, length: int) -> None:
    path = save(tmp_path, plan())
    path.write_bytes(path.read_bytes()[:length])
    assert code_of(path) == "damaged"


def test_a_file_without_its_table_or_its_pieces_is_damaged(tmp_path: Path) -> None:
    assert code_of(save(tmp_path, {"WordDocument": plan()["WordDocument"]})) == "damaged"
    assert code_of(save(tmp_path, plan() | {"0Table": bytes(600)})) == "damaged"


def test_bytes_changed_at_random_end_with_a_document_or_a_reason(tmp_path: Path) -> None:
    whole = compound(plan())
    chance = random.Random(5)
    codes, read = set[str](), 0
    for _ in range(300):
        changed = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        path = tmp_path / "plan.doc"
        path.write_bytes(changed)
        try:
            document = read_document(path, path.name)
        except DocumentError as error:
            codes.add(error.code)
        else:
            read += bool(document.blocks or document.tables)
    assert codes <= {"damaged", "encrypted", "empty", "wrong_type", "unsupported", "too_large"}
    assert read > 50


def test_it_is_told_by_its_content_or_its_name(tmp_path: Path) -> None:
    path = save(tmp_path, plan()).rename(tmp_path / "plan.bin")
    assert is_doc(path, OLE)
    path.write_bytes(compound({"Workbook": b"x"}))
    assert not is_doc(path, OLE)
    assert not is_doc(path, b"%PDF-1.7")
