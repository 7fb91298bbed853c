"""The tools of the bench: where each runs, how it is installed, and how its worker is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "bench" / ".venv-peers"
PEERS_PYTHON = PEERS / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool, by the name of its entry in `bench.readers`. `package` is empty for planlift itself."""

    name: str
    title: str
    package: str = ""
    module: str = ""
    program: str = ""  # it needs this program on the path
    timed: bool = True  # a variant whose tables alone are compared is not


TOOLS = (
    Tool("pdfium-pages", "PDFium, pages and their text opened, nothing read"),
    Tool("pdfium", "PDFium, characters and paths by plain calls"),
    Tool("planlift-primitives", "planlift: characters, rules and fills of pages"),
    Tool("planlift", "planlift: tables"),
    Tool("planlift-whole", "planlift: whole run (tables, items, all outputs)"),
    Tool("tablers", "tablers", "tablers", "tablers"),
    Tool("camelot-vector", "camelot lattice, vector engine", "camelot-py", "camelot"),
    Tool("pdfplumber", "pdfplumber.extract_tables", "pdfplumber", "pdfplumber"),
    Tool("opendataloader", "OpenDataLoader", "opendataloader-pdf", "opendataloader_pdf", "java"),
    Tool("camelot-lattice", "camelot lattice (default)", "camelot-py", "camelot"),
    Tool("img2table", "img2table", "img2table", "img2table"),
    Tool("pymupdf", "PyMuPDF find_tables", "pymupdf", "pymupdf"),
    Tool("pdfplumber-text", "pdfplumber, text strategy", "pdfplumber", "pdfplumber", timed=False),
    Tool("camelot-stream", "camelot stream", "camelot-py", "camelot", timed=False),
    Tool("camelot-network", "camelot network", "camelot-py", "camelot", timed=False),
    Tool("img2table-borderless", "img2table, borderless", "img2table", "img2table", timed=False),
)
PACKAGES = tuple(dict.fromkeys(tool.package for tool in TOOLS if tool.package))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a worker is to read, and what with."""

    tool: Tool
    paths: Sequence[Path]
    warm_up: Path | None = None
    tables: bool = False
    limit_s: float = 900


class ToolError(Exception):
    """A worker died or took too long; the message says which and how."""


def ask(asked: Asked) -> dict[str, Any]:
    """The worker's answer; see `bench.worker.work`. Raises `ToolError`."""
    python = str(PEERS_PYTHON) if asked.tool.package else sys.executable
    command = [python, "-m", "bench.worker", asked.tool.name, *(["--tables"] if asked.tables else [])]
    question = {"paths": [str(path) for path in asked.paths], "warm_up": asked.warm_up and str(asked.warm_up)}
    try:
        told = subprocess.run(
            command,
            cwd=ROOT,
            input=json.dumps(question),
            capture_output=True,
            text=True,
            timeout=asked.limit_s,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise ToolError(f"{asked.tool.title} took more than {asked.limit_s:.0f} s.") from error
    if told.returncode:
        last = told.stderr.strip().splitlines()[-1:] or [f"status {told.returncode}"]
        raise ToolError(f"{asked.tool.title} ended with: {last[0][:200]}")
    answer: dict[str, Any] = json.loads(told.stdout)
    return answer


def install_peers() -> dict[str, str]:
    """Install the other tools into an environment of their own; gives package → why it is not there."""
    if not PEERS_PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
    missing = {}
    for package in PACKAGES:
        command = [str(PEERS_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package]
        told = subprocess.run(command, capture_output=True, text=True)
        if told.returncode:
            last = told.stderr.strip().splitlines()[-1:] or ["no reason given"]
            missing[package] = last[0][:200]
    return missing


def absent(tool: Tool) -> str | None:
    """What to do to have TOOL, where it is not there; None where it is."""
    if not tool.package:
        return None
    if not _imports(tool.module):
        return f"pip install {tool.package} (into {PEERS.relative_to(ROOT)})"
    if tool.program and which(tool.program) is None:
        return f"install a program `{tool.program}` and put it on the path"
    return None


def _imports(module: str) -> bool:
    if not PEERS_PYTHON.exists():
        return False
    return subprocess.run([PEERS_PYTHON, "-c", f"import {module}"], capture_output=True).returncode == 0


def version(tool: Tool) -> str:
    """The installed version of a peer; empty for planlift."""
    if not tool.package:
        return ""
    code = f"from importlib.metadata import version; print(version('{tool.package}'))"
    return subprocess.run([PEERS_PYTHON, "-c", code], capture_output=True, text=True).stdout.strip()
