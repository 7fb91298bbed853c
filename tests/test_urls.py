"""Inputs and outputs at URLs: an S3-compatible store of this machine, and memory."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from planlift.batch import Work
from planlift.cli import app
from planlift.engines.stations import Stations
from planlift.inputs import DocumentFile, find_documents
from planlift.plan_places import PlansAtUrl
from planlift.published import published_at
from planlift.run import RunOptions, run
from planlift.settings import Settings
from planlift.sinks.rendered import Rendered
from planlift.urls import INSTALL, UrlError, is_url, put, put_bytes
from tests.runs import bytes_of
from tests.stores import KEY, SECRET, bytes_at, empty_bucket, running_store

fsspec = pytest.importorskip("fsspec", reason=f"needs fsspec: {INSTALL}")
pytest.importorskip("s3fs", reason=f"needs s3fs: {INSTALL}")
pytest.importorskip("moto.server", reason="needs an S3-compatible server: pip install 'moto[s3]' flask flask-cors")
pytestmark = pytest.mark.xdist_group("store")  # one server

DATA = Path(__file__).with_name("data")
SAMPLES = Path(__file__).parents[1] / "samples" / "documents"


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    with running_store() as environment:
        yield environment


@pytest.fixture
def store(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty bucket `plans`."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return empty_bucket("plans", environment)


def planlift(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, arguments), "--jobs", "2", "--quiet"])


def archive_in(folder: Path) -> Path:
    """Documents of every fate: read, of one content under two names, damaged, in an archive, and no document."""
    (folder / "in" / "sub").mkdir(parents=True)
    shutil.copy(SAMPLES / "nanpu-district-108.pdf", folder / "in" / "sub" / "108.pdf")
    shutil.copy(DATA / "one-line.pdf", folder / "in" / "one.pdf")
    shutil.copy(DATA / "one-line.pdf", folder / "in" / "two.pdf")
    (folder / "in" / "cut.pdf").write_bytes((DATA / "one-line.pdf").read_bytes()[:60])
    (folder / "in" / "notes.md").write_text("no document")
    with zipfile.ZipFile(folder / "in" / "packed.zip", "w") as packed:
        packed.write(SAMPLES / "nanpu-district-108-word.docx", "108-word.docx")
    return folder / "in"


def test_a_store_gives_and_takes_the_bytes_of_a_local_run(tmp_path: Path, store: Any) -> None:
    folder = archive_in(tmp_path)
    store.put(f"{folder}/", "plans/in", recursive=True)
    assert planlift(folder, "-o", tmp_path / "out").exit_code == 1
    told = planlift("s3://plans/in", "-o", "s3://plans/out")
    assert told.exit_code == 1, told.output
    assert bytes_at(store, "plans/out") == bytes_of(tmp_path / "out")
    run = json.loads(store.cat_file("plans/out/run.json"))
    assert run["skipped_files"] == {".md": 1}
    written = b"".join(store.cat_file(path) for path in store.find("plans/out"))
    assert KEY.encode() not in written
    assert SECRET.encode() not in written


def test_a_run_from_another_machine_goes_on_and_removes_what_is_stale(tmp_path: Path, store: Any) -> None:
    folder = archive_in(tmp_path)
    store.put(f"{folder}/", "plans/in", recursive=True)
    planlift("s3://plans/in", "-o", "s3://plans/out")
    store.rm("plans/in/one.pdf")
    store.cp_file("plans/in/two.pdf", "plans/in/three.pdf")
    told = planlift("s3://plans/in", "-o", "s3://plans/out")
    assert told.exit_code == 1, told.output
    run = json.loads(store.cat_file("plans/out/run.json"))
    assert run["counts"]["found"] == 5
    assert run["counts"]["reused"] == 4  # all but three.pdf, whose content is known only once it is fetched
    (folder / "one.pdf").unlink()
    shutil.copy(folder / "two.pdf", folder / "three.pdf")
    planlift(folder, "-o", tmp_path / "out")
    assert bytes_at(store, "plans/out") == bytes_of(tmp_path / "out")


def test_a_plan_file_that_was_removed_from_the_store_is_made_again(tmp_path: Path, store: Any) -> None:
    planlift(DATA / "one-line.pdf", "-o", "s3://plans/out")
    before = bytes_at(store, "plans/out")
    store.rm("plans/out/plans/one-line.json")
    planlift(DATA / "one-line.pdf", "-o", "s3://plans/out")
    assert bytes_at(store, "plans/out") == before


def test_a_run_does_not_write_over_the_ledger_of_another(
    tmp_path: Path, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interfered(plans: PlansAtUrl, plan_id: str, text: str) -> int:
        store.pipe_file("plans/out/.planlift/ledger.sqlite", b"of another run")
        return 1

    monkeypatch.setattr(PlansAtUrl, "write", interfered)
    told = planlift(DATA / "one-line.pdf", "-o", "s3://plans/out")
    assert told.exit_code == 2
    assert "being written by another run" in told.stderr
    assert store.cat_file("plans/out/.planlift/ledger.sqlite") == b"of another run"


@dataclass
class BrokenOff:
    """Reads until it has read NUMBER documents."""

    number: int
    read: list[str] = field(default_factory=list)

    def suits(self, jobs: int) -> bool:
        return True

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        for file in files:
            if len(self.read) == self.number:
                raise KeyboardInterrupt
            self.read.append(file.plan_id)
            yield work(file)


def test_a_run_that_is_broken_off_goes_on_from_what_is_at_the_url(tmp_path: Path, store: Any) -> None:
    found = find_documents([str(archive_in(tmp_path))])
    first, second = BrokenOff(2), BrokenOff(99)
    with pytest.raises(KeyboardInterrupt), published_at("s3://plans/out") as published:
        run(found, Settings(), RunOptions(published.folder, published=published), engines=(first,))
    found = find_documents([str(tmp_path / "in")])
    with published_at("s3://plans/out") as published:
        run(found, Settings(), RunOptions(published.folder, published=published), engines=(second,))
    assert first.read + second.read == ["cut", "one", "packed", "108"]  # two.pdf is one.pdf again
    assert {"items.csv", "plans/two.json"} <= bytes_at(store, "plans/out").keys()


def test_an_output_below_its_input_is_no_input(store: Any) -> None:
    store.put_file(str(DATA / "one-line.pdf"), "plans/one.pdf")
    planlift("s3://plans", "-o", "s3://plans/out")
    store.pipe_file("plans/out/left.pdf", b"x")
    planlift("s3://plans", "-o", "s3://plans/out")
    assert json.loads(store.cat_file("plans/out/run.json"))["counts"]["found"] == 1


def test_a_pattern_and_a_single_document_may_be_at_a_url(tmp_path: Path, store: Any) -> None:
    for name in ("a/1.pdf", "a/2.pdf", "b/3.pdf"):
        store.put_file(str(DATA / "one-line.pdf"), f"plans/{name}")
    planlift("s3://plans/a/*.pdf", "s3://plans/b/3.pdf", "-o", tmp_path / "out")
    assert sorted(path.stem for path in (tmp_path / "out" / "plans").iterdir()) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("s3://plans/nothing-there", "does not exist"),
        ("s3://plans/*.pdf", "No file matches"),
        ("s3://key:secret@plans/in", "Keep them in the environment"),
        ("sorcery://plans/in", "cannot be understood"),
        ("s3://no-such-bucket/in", "does not exist"),
    ],
)
def test_a_url_that_cannot_be_used_is_said_with_status_2(tmp_path: Path, store: Any, url: str, sentence: str) -> None:
    told = planlift(url, "-o", tmp_path / "out")
    assert (told.exit_code, sentence in told.stderr) == (2, True), told.output
    assert "secret" not in told.output


def test_a_document_that_goes_away_during_the_run_fails_by_itself(tmp_path: Path) -> None:
    gone = DocumentFile(Path("gone.pdf"), "gone.pdf", "gone", url="memory://gone.pdf", stamp="1")
    (result,) = Stations().run(Work(Settings()), [gone], 1)
    assert (result.error_code, result.sha256) == ("unreadable", "")


def test_what_is_interrupted_while_it_is_put_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_bytes(b"before", f"file://{tmp_path}/out.csv")

    def breaks_off(source: str, target: str, **more: object) -> None:
        Path(target).write_bytes(b"ha")
        raise OSError("the line is dead")

    half = tmp_path / "new.csv"
    half.write_bytes(b"half")
    monkeypatch.setattr("planlift.urls.WAITS_SECONDS", (0.0,))
    monkeypatch.setattr(fsspec.get_filesystem_class("file"), "put_file", lambda self, a, b, **more: breaks_off(a, b))
    with pytest.raises(UrlError, match="the line is dead"):
        put(half, f"file://{tmp_path}/out.csv")
    assert (tmp_path / "out.csv").read_bytes() == b"before"


def test_without_fsspec_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    told = planlift("memory://in", "-o", tmp_path / "out")
    assert told.exit_code == 2
    assert INSTALL in told.stderr


@pytest.mark.parametrize("given", ["memory://a", "s3://b/c", "gs://b", "simplecache::s3://b/c", "sftp://host/a"])
def test_a_protocol_tells_a_url(given: str) -> None:
    assert is_url(given)
