"""What one document may take."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planlift.inputs import document_file
from planlift.limits import Limits, check, parse_size
from schema.issues import DocumentError

ONE_PAGE = Path(__file__).with_name("data") / "one-line.pdf"


@pytest.mark.parametrize(
    ("limits", "code"), [(Limits(bytes=100), "too_large"), (Limits(pages=0), "too_many_pages"), (Limits(), "")]
)
def test_a_document_over_a_limit_is_not_opened_any_further(limits: Limits, code: str) -> None:
    if not code:
        check(document_file(ONE_PAGE), limits)
        return
    with pytest.raises(DocumentError, match="limit is") as raised:
        check(document_file(ONE_PAGE), limits)
    assert raised.value.code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_is_named_like_a_document_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.pdf")
    with pytest.raises(DocumentError, match="no ordinary file"):
        check(document_file(tmp_path / "plan.pdf"), Limits())


@pytest.mark.parametrize("text", ["", "lots", "-1", "2X", "1,5G"])
def test_what_is_no_size_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="is no size"):
        parse_size(text)
