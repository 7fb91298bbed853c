"""A run on a Ray cluster of several processes: what the local engine gives, whatever becomes of nodes and workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planlift.batch import Engine, Work
from planlift.engines.on_ray import INSTALL, OnRay, connected
from planlift.engines.supervised import Supervised
from planlift.engines.watch import EngineError
from planlift.inputs import DocumentFile, find_documents
from planlift.limits import MB, Limits
from planlift.run import RunOptions, run
from planlift.settings import Settings
from planlift.sinks.rendered import Rendered
from schema.issues import DocumentError
from schema.record import PlanRecord, plan_record
from tests.acting import Acting
from tests.handmade import made_plan, with_content
from tests.runs import bytes_of
from tests.stores import bytes_at, empty_bucket, running_store

pytest.importorskip("ray", reason=f"needs a cluster: {INSTALL}")
for name in ("s3fs", "moto.server"):
    pytest.importorskip(name, reason="needs an S3-compatible store: pip install s3fs 'moto[s3]' flask flask-cors")
pytestmark = [pytest.mark.xdist_group("cluster"), pytest.mark.timeout(300)]  # one cluster, and a machine may be busy

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples" / "documents"
TAXONOMY = ROOT / "schema" / "taxonomy"
INTERRUPTED = 130
OVERRIDES = "- {plan: nanpu-district-108, item: 1, code: c/image/marketing/outreach, reason: a test}"
WAIT_SECONDS = 60.0  # for a process or a node to be gone


@dataclass(frozen=True, slots=True)
class StandIn(Acting):
    """Does what the content of the document says."""

    def act(self, file: DocumentFile) -> PlanRecord:
        word, _, rest = file.path.read_text().partition(" ")
        if word == "crash":
            os._exit(3)
        if word == "hang":
            Path(rest).write_text(str(os.getpid()))
            time.sleep(600)
        if word == "swell":
            held = []
            while True:
                held.append(bytearray(b"x" * 16 * MB))
                time.sleep(0.005)
        if word == "slow":
            time.sleep(0.2)
        if word == "damaged":
            raise DocumentError("damaged", f"{file.source_file} is damaged.")
        return plan_record(with_content(made_plan(file.plan_id, source_file=file.source_file), file.path))


@dataclass(frozen=True, slots=True)
class StandIns:
    """ENGINE with stand-ins for the readers."""

    engine: Any

    def suits(self, jobs: int) -> bool:
        return True

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        return self.engine.run(StandIn(work.settings, work.limits, work.output), files, jobs)


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    """A store, which the nodes of the cluster know how to reach; nobody else does."""
    with running_store() as environment, pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield environment


@pytest.fixture(scope="module")
def cluster(environment: dict[str, str]) -> Iterator[Any]:
    """Two nodes of one processor each."""
    from ray.cluster_utils import Cluster

    health = {"health_check_period_ms": 500, "health_check_timeout_ms": 1000, "health_check_failure_threshold": 3}
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "_system_config": health})
    made.add_node(num_cpus=1)
    yield made
    made.shutdown()


@pytest.fixture(scope="module")
def engine(cluster: Any) -> Iterator[OnRay]:
    with connected(cluster.address, None) as engine:
        yield engine


def fill(folder: Path, **contents: str) -> Path:
    folder.mkdir()
    for stem, content in contents.items():
        (folder / f"{stem}.pdf").write_text(content)
    return folder


def lift(folder: Path, output: Path, engine: Engine, limits: Limits | None = None) -> dict[str, str]:
    """Error codes by document; the files of the run are in OUTPUT."""
    options = RunOptions(output, jobs=2, limits=limits or Limits())
    seen: dict[str, str] = {}
    found = find_documents([str(folder)])
    run(found, Settings(), options, watch=lambda r, _: seen.update({r.plan_id: r.error_code}), engines=(engine,))
    return seen


def test_a_cluster_writes_the_bytes_of_a_local_run_and_loses_only_what_a_local_run_loses(
    tmp_path: Path, engine: OnRay
) -> None:
    good = {f"plan{n}": f"plan {n}" for n in range(12)}
    bad = {"a-crash": "crash", "b-hang": f"hang {tmp_path / 'pid'}", "c-swell": "swell", "d-damaged": "damaged"}
    folder, limits = fill(tmp_path / "in", **bad, **good), Limits(seconds=1.5, memory=256 * MB)
    (folder / "nothing.pdf").symlink_to("nowhere")
    seen = lift(folder, tmp_path / "cluster", StandIns(engine), limits)
    assert {name: code for name, code in seen.items() if code} == {
        "a-crash": "crashed",
        "b-hang": "timeout",
        "c-swell": "memory",
        "d-damaged": "damaged",
        "nothing": "internal_error",
    }
    lift(folder, tmp_path / "local", StandIns(Supervised()), limits)
    assert bytes_of(tmp_path / "cluster") == bytes_of(tmp_path / "local")
    assert len(list((tmp_path / "cluster" / "plans").iterdir())) == len(good)


def test_no_document_is_lost_when_workers_of_the_cluster_are_killed(tmp_path: Path, engine: OnRay) -> None:
    folder = fill(tmp_path / "in", **{f"plan{n}": f"slow {n}" for n in range(16)})
    seen: dict[str, str] = {}
    killed: list[int] = []

    def watch(result: Rendered, _: object) -> None:
        seen[result.plan_id] = result.error_code
        if len(seen) in (4, 8):  # early enough that nobody is read a second time yet
            killed.append(wait_for(workers)[0])
            os.kill(killed[-1], signal.SIGKILL)

    run(
        find_documents([str(folder)]),
        Settings(),
        RunOptions(tmp_path / "out"),
        watch=watch,
        engines=(StandIns(engine),),
    )
    assert len(killed) == 2
    assert seen == {f"plan{n}": "" for n in range(16)}


def test_documents_of_a_node_that_dies_are_read_elsewhere(tmp_path: Path, cluster: Any, engine: OnRay) -> None:
    folder = fill(tmp_path / "in", **{f"plan{n}": f"slow {n}" for n in range(20)})
    node = cluster.add_node(num_cpus=1)
    done: list[str] = []

    def watch(result: Rendered, _: object) -> None:
        done.append(result.error_code)
        if len(done) == 8:
            cluster.remove_node(node, allow_graceful=False)

    run(
        find_documents([str(folder)]),
        Settings(),
        RunOptions(tmp_path / "out"),
        watch=watch,
        engines=(StandIns(engine),),
    )
    assert done == [""] * 20


def test_an_interrupt_ends_the_run_and_its_readers_on_the_cluster(tmp_path: Path, cluster: Any) -> None:
    folder = fill(tmp_path / "in", hangs=f"hang {tmp_path / 'pid'}", **{f"plan{n}": f"slow {n}" for n in range(99)})
    command = [sys.executable, "-c", "import sys; from tests.test_cluster import main; main(*sys.argv[1:])"]
    running = subprocess.Popen([*command, folder, tmp_path / "out", cluster.address], cwd=ROOT)
    try:
        pid = int(wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text()))
        running.send_signal(signal.SIGINT)
        assert running.wait(WAIT_SECONDS) == INTERRUPTED
    finally:
        running.kill()
        running.wait()
    assert wait_for(lambda: not Path(f"/proc/{pid}").exists())


def main(folder: str, output: str, address: str) -> None:
    """A run of stand-ins in a process of its own, for the test that interrupts it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have told us to ignore it
    try:
        with connected(address, None) as engine:
            lift(Path(folder), Path(output), StandIns(engine))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def test_a_node_with_another_planlift_ends_the_run_with_a_sentence(
    tmp_path: Path, engine: OnRay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planlift.engines.on_ray.rules_digest", lambda settings: "of another version")
    folder = fill(tmp_path / "in", plan="plan")
    with pytest.raises(EngineError, match="Install the same versions on every node"):
        lift(folder, tmp_path / "out", StandIns(engine))


def test_the_command_reads_plans_on_a_cluster_from_a_store(
    tmp_path: Path, cluster: Any, environment: dict[str, str]
) -> None:
    documents = [SAMPLES / "nanpu-district-108.pdf", SAMPLES / "nanpu-district-108-word.docx"]
    store = empty_bucket("plans", environment)
    rules = tmp_path / "overrides.yaml"
    rules.write_text(OVERRIDES, encoding="utf-8")
    command = [sys.executable, "-m", "planlift", "extract", "--quiet", "--overrides", rules, "--taxonomy", TAXONOMY]
    on_cluster = [*command, "--engine", "ray", "--address", cluster.address]
    for path in documents:
        store.put_file(str(path), f"plans/in/{path.name}")
    subprocess.run([*command, *documents, "-o", tmp_path / "local", "--jobs", "1"], check=True)
    subprocess.run([*on_cluster, "s3://plans/in", "-o", "s3://plans/out"], check=True)
    expected = bytes_of(tmp_path / "local")
    assert bytes_at(store, "plans/out") == expected
    assert b",override," in expected["items.csv"]


def workers() -> list[int]:
    """Processes of the cluster of this test that may have a document in hand; those that do first."""
    parents: dict[int, int] = {}
    busy: list[int] = []
    idle: list[int] = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            title = (place / "cmdline").read_bytes()
            if title.startswith((b"ray::read_on_node", b"ray::IDLE")):
                (idle if b"IDLE" in title else busy).append(int(place.name))
        except OSError:
            continue  # it ended in between

    def is_ours(pid: int) -> bool:
        return pid == os.getpid() or (pid in parents and is_ours(parents[pid]))

    return [pid for pid in (*busy, *idle) if is_ours(pid)]


def wait_for(holds: Any) -> Any:
    """What HOLDS gives as soon as that is true."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if told := holds():
            return told
        time.sleep(0.05)
    raise AssertionError(f"not within {WAIT_SECONDS:g} seconds")
