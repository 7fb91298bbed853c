"""What is read: files, folders, patterns."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlift.inputs import Found, InputError, find_documents
from planlift.listing import Listing
from planlift.names import printable


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    names = "b/105.pdf a/105.docx 計畫.PDF a/old.doc a/~$105.docx .hidden.pdf notes.md a/run.json .git/x.pdf __pycache__/x.pyc"
    for name in names.split():
        file = tmp_path / "archive" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    return tmp_path / "archive"


def names(found: Found) -> list[str]:
    return [file.source_file for file in found.documents]


def test_a_folder_gives_its_documents_sorted_and_named_from_it(archive: Path) -> None:
    found = find_documents([str(archive)])
    assert names(found) == ["a/105.docx", "a/old.doc", "b/105.pdf", "計畫.PDF"]
    assert [file.plan_id for file in found.documents] == ["105", "old", "105-2", "計畫"]


def test_what_a_folder_holds_besides_documents_is_counted(archive: Path) -> None:
    assert find_documents([str(archive)]).skipped == {".json": 1, ".md": 1, "hidden or temporary": 2}


def test_a_file_that_is_named_is_tried_whatever_its_suffix(archive: Path) -> None:
    assert names(find_documents([str(archive / "notes.md")])) == ["notes.md"]


def test_a_pattern_is_expanded_and_names_start_where_it_does(archive: Path) -> None:
    assert names(find_documents([f"{archive}/*/*.pdf"])) == ["b/105.pdf"]
    assert names(find_documents([f"{archive}/**/105.*"])) == ["a/105.docx", "b/105.pdf"]


def test_a_name_with_brackets_is_a_file_before_it_is_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "plan[1].pdf").write_bytes(b"x")
    assert names(find_documents([str(tmp_path / "plan[1].pdf")])) == ["plan[1].pdf"]


def test_a_file_given_twice_is_read_once(archive: Path) -> None:
    assert names(find_documents([str(archive / "b"), str(archive / "b" / "105.pdf")])) == ["105.pdf"]


def test_the_order_of_arguments_changes_nothing(archive: Path) -> None:
    a, b = str(archive / "a"), str(archive / "b")
    assert find_documents([a, b]).documents == find_documents([b, a]).documents


def test_two_inputs_with_a_file_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.pdf").write_bytes(b"x")
    assert names(find_documents([str(tmp_path / "x"), str(tmp_path / "y")])) == ["x/plan.pdf", "y/plan.pdf"]


def test_the_output_folder_is_no_input(archive: Path) -> None:
    assert names(find_documents([str(archive)], leave_out=archive / "a")) == ["b/105.pdf", "計畫.PDF"]


@pytest.mark.parametrize(
    ("given_name", "says"),
    [("nothing.pdf", "does not exist"), ("*.nothing", "No file matches"), ("empty", "No document found")],
)
def test_an_argument_that_names_nothing_is_said(tmp_path: Path, given_name: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=says):
        find_documents([str(tmp_path / given_name)])


def test_a_big5_name_of_an_old_archive_is_read() -> None:
    assert printable(os.fsdecode("計畫書".encode("big5"))) == "計畫書"


def test_a_name_that_is_no_text_is_still_a_name() -> None:
    assert printable(os.fsdecode(b"a\xff\xff.pdf")) == "a\ufffd\ufffd.pdf"


def ids_of(folder: Path, stems: list[str]) -> list[str]:
    """The ids of files of these stems, in folders of their own."""
    listing = Listing()
    for number, stem in enumerate(stems):
        listing.add(f"{folder}/{number:03}/{stem}.pdf", f"{number:03}/{stem}.pdf")
    listing.arrange()
    return [file.plan_id for file in listing]


STEMS = st.text(st.characters(codec="utf-8", exclude_characters="/\x00"), max_size=6)


@given(st.lists(STEMS | st.sampled_from(["plan", "PLAN", "plan-2", "..", "計" * 99])))
def test_ids_are_unique_possible_file_names_whatever_the_case_of_letters(stems: list[str]) -> None:
    ids = ids_of(Path("/a"), stems)
    assert len({made.casefold() for made in ids}) == len(stems)
    assert all(made.strip(" .") and "/" not in made for made in ids)
    assert all(len(f"{made}.json".encode("utf-8", "replace")) <= 255 for made in ids)


def test_the_first_of_a_stem_keeps_it_and_the_others_take_the_next_free_number() -> None:
    assert ids_of(Path("/a"), ["plan", "Plan", "plan-2", "PLAN"]) == ["plan", "Plan-3", "plan-2", "PLAN-4"]


def test_a_stem_that_is_alone_is_the_id() -> None:
    assert ids_of(Path("/a"), ["105年 計畫", "plan.v2"]) == ["105年 計畫", "plan.v2"]
