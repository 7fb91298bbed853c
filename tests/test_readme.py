"""What the README shows is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

import planlift

ROOT = Path(__file__).parents[1]


def shown(readme: str) -> list[list[str]]:
    lines = (ROOT / readme).read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("| level_3"))
    rows = [line for line in lines[start:] if line.startswith("|")]
    last = next(n for n in range(start, len(lines)) if not lines[n].startswith("|")) - start
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in rows[:last]]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-TW.md"])
def test_the_rows_on_the_first_screen_come_out_of_the_page_above_them(readme: str) -> None:
    header, _, *rows = shown(readme)
    frame = planlift.read(ROOT / "samples" / "documents" / "nanpu-district-108.pdf").to_frame()
    told = [
        [f"{value:g}" if isinstance(value, float) else str(value) for value in row]
        for row in frame[header].head(len(rows)).itertuples(index=False)
    ]
    assert rows == told


@pytest.mark.parametrize(
    "readme", ["README.md", "README.zh-TW.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_every_file_that_a_page_links_to_is_there(readme: str) -> None:
    import re

    page = ROOT / readme
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
