"""Parquet: what CSV holds and what it cannot, the same bytes whatever the run went through."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from planlift.cli import app
from planlift.run import RunOptions, run
from planlift.settings import Settings
from planlift.sinks import parquet
from planlift.sinks.columns import ITEM_COLUMNS, joined
from planlift.sinks.parquet_schema import ITEM_SCHEMA
from tests.handmade import Given, failed_outcome, found_for, made_item, made_outcome, made_plan
from tests.runs import bytes_of, fill, lift

FORMATS = ("csv", "parquet")


def plan(plan_id: str, year: int | None, items: int = 3) -> object:
    made = made_plan(plan_id, tuple(made_item(number) for number in range(1, items + 1)))
    return made_outcome(replace(made, roc_year=year))


def write(folder: Path, *outcomes: object, formats: tuple[str, ...] = FORMATS) -> Path:
    run(found_for(outcomes), Settings(), RunOptions(folder, formats), engines=(Given(*outcomes),))  # type: ignore[arg-type]
    return folder


def items(folder: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = ds.dataset(folder / "parquet" / "items", partitioning="hive").to_table().to_pylist()
    return sorted(rows, key=lambda row: (row["plan_id"], row["item_no"]))


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in (folder / "parquet").rglob("*") if path.is_file())


def test_a_row_holds_what_the_line_of_items_csv_does(tmp_path: Path) -> None:
    write(tmp_path, plan("a", 105), plan("b", 106, 2), failed_outcome("c"))
    with (tmp_path / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    rows = items(tmp_path)
    assert len(rows) == len(lines) == 5
    for row, line in zip(rows, lines, strict=True):
        for name in line.keys() & row.keys() - {"bbox"}:
            value = row[name]
            text = joined(value) if isinstance(value, list) else "" if value is None else f"{value}".removesuffix(".0")
            assert text == line[name], name
        assert [level["text"] for level in row["path"]] == [line["level_1"], line["level_2"]]  # type: ignore[attr-defined]


def test_every_column_of_items_csv_is_there_with_its_name_and_levels_as_a_path() -> None:
    named = {re.sub(r"^level_\d$", "path", column.name) for column in ITEM_COLUMNS}
    assert named == {*ITEM_SCHEMA.names, "roc_year"} - {"match_why", "fragments", "places"}


def test_what_csv_cannot_carry_is_there(tmp_path: Path) -> None:
    write(tmp_path, plan("a", 105, 1))
    (row,) = items(tmp_path)
    box = {"x0": 72, "top": 100, "x1": 300.13, "bottom": 118.5}
    assert row["path"] == [
        {"level": 1, "label": "壹、", "text": "壹、優質便民服務"},
        {"level": 2, "label": "一、", "text": "一、機關形象 (100分)"},
    ]
    assert row["units"] == ["各課", "研考"]
    assert row["bbox"] == box
    assert row["places"] == [{"field": "action", "fragments": [{"page": 2, "bbox": box}]}]


def test_items_lie_by_year_and_failed_documents_are_among_the_plans(tmp_path: Path) -> None:
    write(tmp_path, plan("a", 105), plan("b", None), failed_outcome("c"))
    assert files(tmp_path) == [
        "parquet/items/roc_year=105/part-00000.parquet",
        "parquet/items/roc_year=__HIVE_DEFAULT_PARTITION__/part-00000.parquet",
        "parquet/plans/part-00000.parquet",
    ]
    assert {(row["plan_id"], row["roc_year"]) for row in items(tmp_path)} == {("a", 105), ("b", None)}
    plans = pq.read_table(tmp_path / "parquet" / "plans").to_pylist()
    assert [(p["plan_id"], p["status"], p["error_code"]) for p in plans] == [
        ("a", "ok", None),
        ("b", "ok", None),
        ("c", "failed", "damaged"),
    ]


def test_the_fullest_year_is_written_first_and_a_full_file_is_followed_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "HELD_ROWS", 10)
    monkeypatch.setattr(parquet, "FILE_ROWS", 15)
    write(tmp_path, *(plan(f"p{n:02}", 105 if n % 3 else 106, 4) for n in range(20)))
    assert [name for name in files(tmp_path) if "105" in name] == [
        f"parquet/items/roc_year=105/part-{number:05}.parquet" for number in range(4)
    ]
    groups = [
        pq.ParquetFile(tmp_path / name).metadata.row_group(group).num_rows
        for name in files(tmp_path)
        for group in range(pq.ParquetFile(tmp_path / name).num_row_groups)
        if "items" in name
    ]
    assert max(groups) <= 12
    assert len(items(tmp_path)) == 80


def test_the_bytes_do_not_depend_on_interruptions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "HELD_ROWS", 3)
    fill(tmp_path / "in", a="1", b="2", c="damaged", d="4", e="2")
    lift(tmp_path / "in", tmp_path / "anew", formats=FORMATS)
    for stop_after in (1, 2):
        lift(tmp_path / "in", tmp_path / "out", stop_after=stop_after, formats=FORMATS)
        assert not (tmp_path / "out" / "parquet").exists()
    lift(tmp_path / "in", tmp_path / "out", formats=FORMATS)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "anew")
    assert any("parquet" in name for name in bytes_of(tmp_path / "out"))


def test_a_run_adds_parquet_to_what_an_earlier_one_read_and_one_without_takes_it_away(tmp_path: Path) -> None:
    fill(tmp_path / "in", a="1", b="2")
    lift(tmp_path / "in", tmp_path / "out")
    assert lift(tmp_path / "in", tmp_path / "out", formats=("parquet",)) == []
    assert len(items(tmp_path / "out")) == 2
    assert not (tmp_path / "out" / "items.csv").exists()
    lift(tmp_path / "in", tmp_path / "out")
    assert not (tmp_path / "out" / "parquet").exists()


def test_a_run_that_ends_while_it_writes_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "HELD_ROWS", 2)
    monkeypatch.setattr(parquet, "from_json", _fails_at_c)
    with pytest.raises(OSError, match="gone"):
        write(tmp_path, plan("a", 105), plan("b", 106), plan("c", 105))
    assert not (tmp_path / "parquet").exists() or files(tmp_path) == []
    assert not list((tmp_path / ".planlift" / "pending").iterdir())


def _fails_at_c(text: str) -> object:
    told = json.loads(text)
    if told["plan_id"] == "c":
        raise OSError("gone")
    return told


def test_without_pyarrow_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda name: None)
    page = Path(__file__).with_name("data") / "one-line.pdf"
    done = CliRunner().invoke(app, ["extract", str(page), "-o", str(tmp_path / "out"), "--format", "parquet"])
    assert done.exit_code == 2
    assert 'pip install "planlift[parquet]"' in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_page_about_the_output_names_every_column() -> None:
    page = (Path(__file__).parents[1] / "docs" / "output.md").read_text(encoding="utf-8")
    section = page.partition("## Parquet")[2].partition("\n## ")[0]
    missing = {"path", "match_why", "fragments", "places", "bbox"} - set(re.findall(r"`(\w+)`", section))
    assert not missing
