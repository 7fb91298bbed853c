"""The process that gathers needs no more memory for more documents."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ALLOWED_MB = 10  # more for ten times the documents


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="memory is told in other units elsewhere")
def test_the_memory_of_the_gathering_process_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    peaks = [peak_mb(tmp_path / str(number), number) for number in (500, 5000)]
    assert peaks[1] - peaks[0] < ALLOWED_MB


def peak_mb(folder: Path, number: int) -> int:
    command = [sys.executable, "-m", "tests.many", str(number), str(folder)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert told["documents"] == number
    return int(told["gathering_peak_mb"])
