"""An S3-compatible store of this machine for tests; who may use it is told by the environment alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

KEY = "AKIA-NOT-TO-BE-WRITTEN-ANYWHERE"
SECRET = "secret-not-to-be-written-anywhere"


@contextmanager
def running_store() -> Iterator[dict[str, str]]:
    """A store; the environment in which it is reached."""
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    running.stop()


def empty_bucket(name: str, environment: dict[str, str]) -> Any:
    """The file system of the store, where the bucket NAME is empty."""
    import fsspec

    system = fsspec.filesystem(
        "s3",
        skip_instance_cache=True,
        endpoint_url=environment["AWS_ENDPOINT_URL"],
        key=environment["AWS_ACCESS_KEY_ID"],
        secret=environment["AWS_SECRET_ACCESS_KEY"],
        use_listings_cache=False,
    )
    if system.exists(name):
        system.rm(name, recursive=True)
    system.mkdir(name)
    return system


def bytes_at(store: Any, place: str) -> dict[str, bytes]:
    """The files of a run at PLACE, but for those whose bytes may differ."""
    files = {path[len(place) + 1 :]: store.cat_file(path) for path in store.find(place)}
    return {name: data for name, data in files.items() if name != "run.json" and not name.startswith(".planlift/")}
