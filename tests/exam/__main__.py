"""Sit the exam: convert the samples and score them; then the open exam beside the project, where it is there.

python -m tests.exam [--details] [--only STYLE] [--samples]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.exam.score import Score, read_run, report, score

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
OPEN_EXAM = ROOT.parent / "shared" / "exam"
STYLES = ("word-a4", "word-rows", "html-chromium", "borderless", "docx", "docx-numpr", "odt", "doc")
QUIET = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}  # nothing is written beside the open exam
SHOWN = ("item_exact", "f1", "grits_con", "grits_top")


def sit(documents: Iterable[Path], output: Path) -> None:
    """Convert DOCUMENTS into OUTPUT, as a user would; failed documents simply score nothing."""
    command = [sys.executable, "-m", "planlift", "extract", *map(str, documents), "-o", str(output), "--quiet"]
    subprocess.run(command, cwd=ROOT, check=False)


def sample_scores() -> list[Score]:
    """The samples, converted and scored."""
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((SAMPLES / "gold").glob("*.gold.json"))]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        sit([SAMPLES / "documents" / gold["document"] for gold in golds], output)
        run = read_run(output)
    return [score(gold, run) for gold in golds]


def open_exam(style: str, *, details: bool) -> dict[str, Any]:
    """The scores that the open exam's own scorer gives for the documents of STYLE."""
    golds = sorted((OPEN_EXAM / "documents").glob(f"*.{style}.gold.json"))
    with tempfile.TemporaryDirectory() as folder:
        output, scores = Path(folder) / "output", Path(folder) / "scores.json"
        named = [json.loads(gold.read_text(encoding="utf-8"))["document"] for gold in golds]
        sit([OPEN_EXAM / "documents" / name for name in named], output)
        command = [sys.executable, str(OPEN_EXAM / "score.py"), str(output), *map(str, golds), "--json", str(scores)]
        told = subprocess.run(
            [*command, *(["--details"] if details else [])], check=True, capture_output=True, text=True, env=QUIET
        )
        if details:
            sys.stdout.write(told.stdout)
        found: dict[str, Any] = json.loads(scores.read_text(encoding="utf-8"))
        return found


def summary(results: dict[str, dict[str, Any]]) -> str:
    """One line for each document and style of the open exam, and the mean of each style."""
    lines = [f"{'open exam':<40}" + "".join(f"{name:>12}" for name in SHOWN)]
    for style, result in results.items():
        rows = [*result["documents"], result["overall"] | {"document": f"{style} (mean)"}]
        lines += [f"{row['document']:<40}" + "".join(f"{row[name]:12.3f}" for name in SHOWN) for row in rows]
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Print the scores; the status does not depend on them."""
    parser = argparse.ArgumentParser(prog="python -m tests.exam", description=__doc__)
    parser.add_argument("--details", action="store_true", help="list every field that is wrong")
    parser.add_argument("--only", metavar="STYLE", choices=STYLES, help="only this style of the open exam")
    parser.add_argument("--samples", action="store_true", help="only the samples")
    asked = parser.parse_args()
    if asked.only is None:
        scores = sample_scores()
        sys.stdout.write(report(scores) + "\n\n")
        if asked.details:
            sys.stdout.writelines(f"{line}\n" for each in scores for line in each.wrong)
    if asked.samples:
        return 0
    if not OPEN_EXAM.is_dir():
        sys.stdout.write("No open exam beside the project; only the samples were scored.\n")
        return 0
    styles = (asked.only,) if asked.only else STYLES
    sys.stdout.write(summary({style: open_exam(style, details=asked.details) for style in styles}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
