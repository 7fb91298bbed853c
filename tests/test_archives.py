"""Archives as input: their documents are read, and their tricks lead nowhere."""

from __future__ import annotations

import errno
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planlift import archives
from planlift.cli import app
from planlift.inputs import Found, find_documents, is_document
from planlift.limits import MB, Limits
from planlift.spool import Spool


def zip_of(path: Path, **members: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def tar_of(path: Path, **members: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def found_in(folder: Path, limits: Limits | None = None) -> Found:
    return find_documents([str(folder)], spool=spool_in(folder.parent, limits))


def spool_in(folder: Path, limits: Limits | None = None) -> Spool:
    return Spool(folder / "spool", folder / "known", limits or Limits(), is_document)


def contents(found: Found) -> dict[str, str]:
    """The documents by name, each with its content or the code of its fault."""
    return {d.source_file: d.fault.partition(" ")[0] or d.path.read_text() for d in found.documents}


MEMBERS = {"105/plan.pdf": b"one", "notes.md": b"no document", "計畫.docx": b"two"}


@pytest.mark.parametrize(
    ("make", "name"), [(zip_of, "a.zip"), (tar_of, "a.tar"), (tar_of, "a.tar.gz"), (tar_of, "a.TGZ")]
)
def test_documents_of_an_archive_are_named_by_their_path_within_it(
    tmp_path: Path, make: Callable[..., Path], name: str
) -> None:
    make(tmp_path / "in" / "old" / name.lower(), **MEMBERS).rename(tmp_path / "in" / "old" / name)
    found = found_in(tmp_path / "in")
    assert contents(found) == {f"old/{name}/105/plan.pdf": "one", f"old/{name}/計畫.docx": "two"}
    assert [d.plan_id for d in found.documents] == ["plan", "計畫"]
    assert found.skipped == {".md": 1}


def test_an_archive_within_an_archive_is_opened_but_not_without_end(tmp_path: Path) -> None:
    inner = zip_of(tmp_path / "x" / "1.zip", **{"plan.pdf": b"deep"})
    for depth in (2, 3, 4):
        inner = zip_of(tmp_path / "x" / f"{depth}.zip", **{inner.name: inner.read_bytes(), f"{depth}.pdf": b"here"})
    zip_of(tmp_path / "in" / "a.zip", **{"4.zip": inner.read_bytes()})
    assert contents(found_in(tmp_path / "in")) == {
        "a.zip/4.zip/4.pdf": "here",
        "a.zip/4.zip/3.zip/3.pdf": "here",
        "a.zip/4.zip/3.zip/2.zip": "too_large",
    }


def test_paths_that_lead_out_of_an_archive_are_only_names(tmp_path: Path) -> None:
    zip_of(tmp_path / "in" / "a.zip", **{"../../up.pdf": b"1", "/etc/abs.pdf": b"2", "C:\\x\\win.pdf": b"3"})
    found = found_in(tmp_path / "in")
    assert set(contents(found)) == {"a.zip/up.pdf", "a.zip/etc/abs.pdf", "a.zip/C:/x/win.pdf"}
    assert all(tmp_path / "spool" in document.path.parents for document in found.documents)
    assert not list(tmp_path.parent.glob("up.pdf"))


def test_links_and_devices_of_an_archive_are_passed_over(tmp_path: Path) -> None:
    path = tar_of(tmp_path / "in" / "a.tar", **{"plan.pdf": b"one"})
    with tarfile.open(path, "a") as archive:
        for name, kind in (
            ("link.pdf", tarfile.SYMTYPE),
            ("hard.pdf", tarfile.LNKTYPE),
            ("pipe.pdf", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert contents(found_in(tmp_path / "in")) == {"a.tar/plan.pdf": "one"}


def test_a_bomb_ends_at_its_bound_and_what_came_before_stays(
    tmp_path: Path,
) -> None:
    zip_of(tmp_path / "in" / "a.zip", **{"1.pdf": b"one", "2.pdf": bytes(40 * MB), "3.pdf": b"three"})
    limits = Limits(bytes=10 * MB)
    assert contents(found_in(tmp_path / "in", limits)) == {
        "a.zip/1.pdf": "one",
        "a.zip/2.pdf": "too_large",
        "a.zip/3.pdf": "three",
    }
    assert sum(file.stat().st_size for file in (tmp_path / "spool").rglob("*.pdf")) < MB


def test_an_archive_that_unpacks_to_too_much_in_all_is_given_up(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", **{f"{n}.pdf": bytes(MB) for n in range(9)})
    told = io.StringIO()
    (tmp_path / "out").mkdir()
    archives._Unpacking(tmp_path / "out", Limits(), lambda name: True, told, 3 * MB).archive(path, "", 1)
    assert "unpacks to more than" in told.getvalue().splitlines()[-1]
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_a_broken_archive_has_a_line_of_its_own(tmp_path: Path) -> None:
    whole = zip_of(tmp_path / "in" / "a.zip", **{"plan.pdf": os.urandom(5000)})
    whole.write_bytes(whole.read_bytes()[:3000])
    (tmp_path / "in" / "b.tar.gz").write_bytes(b"\x1f\x8b no gzip")
    assert contents(found_in(tmp_path / "in")) == {"a.zip": "damaged", "b.tar.gz": "damaged"}


def test_two_archives_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        zip_of(tmp_path / "in" / folder / "a.zip", **{"plan.pdf": folder.encode()})
    inputs = [str(tmp_path / "in" / "x"), str(tmp_path / "in" / "y")]
    found = find_documents(inputs, spool=spool_in(tmp_path))
    assert contents(found) == {"x/a.zip/plan.pdf": "x", "y/a.zip/plan.pdf": "y"}


def test_a_big5_name_within_a_zip_is_read(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "in" / "a.zip", **{"XXXX.pdf": b"one"})
    path.write_bytes(path.read_bytes().replace(b"XXXX", "計畫".encode("big5")))
    assert contents(found_in(tmp_path / "in")) == {"a.zip/計畫.pdf": "one"}


def long_ago(path: Path) -> Path:
    os.utime(path, (1_600_000_000, 1_600_000_000))
    return path


def test_an_archive_that_did_not_change_is_not_unpacked_again(tmp_path: Path) -> None:
    whole = long_ago(zip_of(tmp_path / "in" / "a.zip", **MEMBERS, **{"../b.zip": b"no archive"}))
    first = found_in(tmp_path / "in")
    spool_in(tmp_path).clear()
    second = found_in(tmp_path / "in")
    assert second.documents == first.documents
    assert second.skipped == first.skipped
    assert all(d.content == sha256(d.path.read_bytes()).hexdigest() for d in first.documents if d.path.exists())
    assert not (tmp_path / "spool").exists()
    long_ago(zip_of(whole, **{"other.pdf": b"1"}))
    assert contents(found_in(tmp_path / "in")) == {"a.zip/other.pdf": "1"}


def test_a_document_of_a_known_archive_is_unpacked_when_it_is_wanted(tmp_path: Path) -> None:
    long_ago(zip_of(tmp_path / "in" / "a.zip", **MEMBERS))
    before = contents(found_in(tmp_path / "in"))
    spool = spool_in(tmp_path)
    spool.clear()
    found = found_in(tmp_path / "in")
    assert not any(document.path.exists() for document in found.documents)
    spool.provide(found.documents[0].path)
    assert contents(found) == before


def test_what_is_known_of_an_archive_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        long_ago(zip_of(tmp_path / "in" / f"{name}.zip", **MEMBERS))
    found_in(tmp_path / "in")
    (tmp_path / "in" / "a.zip").unlink()
    (tmp_path / "in" / "b.zip").touch()
    spool_in(tmp_path).forget_changed()
    assert len(list((tmp_path / "known").iterdir())) == 1


def test_a_disk_that_fails_is_no_fault_of_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zip_of(tmp_path / "a.zip", **{"plan.pdf": b"1"})
    told = io.StringIO()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archives, "_copy", full)
    archives._Unpacking(tmp_path, Limits(), lambda name: True, told, MB).archive(path, "", 1)
    member = json.loads(told.getvalue())
    assert member["code"] == "unreadable"
    assert "No space left on device" in member["fault"]


def test_a_run_over_unchanged_archives_reads_and_unpacks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Path(__file__).with_name("data").joinpath("one-line.pdf").read_bytes()
    long_ago(zip_of(tmp_path / "in" / "a.zip", **{"x/plan.pdf": page, "y/plan.pdf": page, "locked.zip": b"no"}))
    command = ["extract", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "-q", "--jobs", "1"]
    assert CliRunner().invoke(app, command).exit_code == 1
    before = (tmp_path / "out" / "plans.csv").read_bytes()
    assert "a.zip/x/plan.pdf" in before.decode()
    monkeypatch.setattr("planlift.spool.unpack", None)
    assert CliRunner().invoke(app, command).exit_code == 1
    assert (tmp_path / "out" / "plans.csv").read_bytes() == before
    assert not list((tmp_path / "out" / ".planlift" / "unpacked").iterdir())
