"""What one document may take."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from planlift.batch import Work
from planlift.inputs import document_file
from planlift.limits import Limits, check, parse_size
from planlift.settings import Settings
from planlift.stamps import stamp_of
from schema.issues import DocumentError

ONE_PAGE = Path(__file__).with_name("data") / "one-line.pdf"


@pytest.mark.parametrize(
    ("limits", "code"), [(Limits(bytes=100), "too_large"), (Limits(pages=0), "too_many_pages"), (Limits(), "")]
)
def test_a_document_over_a_limit_is_not_read_any_further(limits: Limits, code: str) -> None:
    result = Work(Settings(), limits)(document_file(ONE_PAGE))
    assert result.error_code == code
    assert ("limit is" in result.error) == bool(code)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_is_named_like_a_document_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.pdf")
    with pytest.raises(DocumentError, match="no ordinary file"):
        check(document_file(tmp_path / "plan.pdf"), Limits())


@pytest.mark.parametrize("text", ["", "lots", "-1", "2X", "1,5G"])
def test_what_is_no_size_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="is no size"):
        parse_size(text)


def test_what_tells_the_content_is_believed_as_long_as_the_file_is_the_same(tmp_path: Path) -> None:
    path = shutil.copy(ONE_PAGE, tmp_path / "plan.pdf")
    known = replace(document_file(path), content="known", stamp=str(stamp_of(path)))
    work = Work(Settings())
    assert work(known).sha256 == "known"
    assert work(replace(known, stamp="")).sha256 == sha256(ONE_PAGE.read_bytes()).hexdigest()
    path.write_bytes(ONE_PAGE.read_bytes() + b"\n")
    assert work(known).sha256 == sha256(path.read_bytes()).hexdigest()
