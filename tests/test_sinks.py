"""The files of a run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import frictionless
import jsonschema
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from planlift.batch import Work
from planlift.cli import app
from planlift.counts import Counts
from planlift.inputs import DocumentFile
from planlift.outcomes import Outcome
from planlift.run import RunOptions, run
from planlift.settings import Settings
from planlift.sinks.columns import ITEM_COLUMNS, PLAN_COLUMNS, WARNING_COLUMNS
from planlift.sinks.csv_tables import cell_text
from planlift.sinks.meanings import MEANINGS
from planlift.sinks.plan_files import plan_text
from planlift.sinks.rendered import Rendered
from schema.json_schema import SCHEMA_FILE
from schema.places import Box
from schema.plan import Level
from schema.record import _Figures, plan_record
from tests.handmade import Given, failed_outcome, found_for, made_item, made_outcome, made_plan
from tests.runs import bytes_of

ITEM_HEADER = (
    "plan_id,source_file,agency,plan_title,roc_year,item_no,table_no,page,level_1,level_2,level_3,level_4,level_5,"
    "action,criteria,method,benefit,units_raw,units,supporting_units,officers,period_raw,period_kind,start,end,"
    "recurrence,months,weight,weight_unit,indicator_code,indicator_name,edition_code,match_method,match_score,"
    "remark,bbox,flags"
)
PLAN_HEADER = (
    "plan_id,source_file,agency,plan_title,roc_year,pages,tables,items,status,warnings,sha256,error_code,error"
)


def write(folder: Path, *outcomes: Outcome, formats: tuple[str, ...] = ("json", "csv")) -> Counts:
    options = RunOptions(folder, formats)
    return run(found_for(outcomes), Settings(), options, engines=(Given(*outcomes),))


def lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_the_columns_are_those_of_the_contract_in_its_order() -> None:
    assert ",".join(column.name for column in ITEM_COLUMNS) == ITEM_HEADER
    assert ",".join(column.name for column in PLAN_COLUMNS) == PLAN_HEADER


def test_every_column_has_a_meaning_and_no_meaning_is_left_over() -> None:
    assert {c.name for c in (*ITEM_COLUMNS, *PLAN_COLUMNS, *WARNING_COLUMNS)} == MEANINGS.keys()


def test_a_run_writes_the_files_of_the_contract(tmp_path: Path) -> None:
    write(tmp_path, made_outcome(made_plan("甲")), failed_outcome())
    assert {
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.is_file() and ".planlift" not in path.parts
    } == {
        "plans/甲.json",
        "items.csv",
        "plans.csv",
        "warnings.csv",
        "datapackage.json",
        "run.json",
    }


def test_csv_has_a_byte_order_mark_and_crlf_lines(tmp_path: Path) -> None:
    write(tmp_path, made_outcome(made_plan()))
    data = (tmp_path / "items.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfplan_id,")
    assert data.count(b"\r\n") == data.count(b"\n") == 2


def test_an_item_line_says_what_the_item_says(tmp_path: Path) -> None:
    write(tmp_path, made_outcome(made_plan()))
    (line,) = lines(tmp_path / "items.csv")
    expected = {
        "plan_id": "105-plan",
        "roc_year": "105",
        "level_1": "壹、優質便民服務",
        "level_3": "",
        "units": "各課; 研考",
        "officers": "王小明; 課員李四",
        "start": "2016-01-01",
        "recurrence": "FREQ=MONTHLY;BYMONTHDAY=15",
        "weight": "12.5",
        "match_score": "0.9877",
        "bbox": "72,100,300.13,118.5",
        "flags": "misprint_repaired",
    }
    assert {name: line[name] for name in expected} == expected


def test_a_path_deeper_than_five_keeps_all_its_text_and_is_flagged(tmp_path: Path) -> None:
    path = tuple(Level(number, "", f"第{number}層") for number in range(1, 8))
    write(tmp_path, made_outcome(made_plan(items=(made_item(path=path, flags=()),))))
    (line,) = lines(tmp_path / "items.csv")
    assert line["level_4"] == "第4層"
    assert line["level_5"] == "第5層 / 第6層 / 第7層"
    assert line["flags"] == "path_deeper_than_5"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    assert cell_text(f'{start}HYPERLINK("x")') == f'\'{start}HYPERLINK("x")'


def test_a_formula_is_harmless_in_the_file_of_items(tmp_path: Path) -> None:
    write(tmp_path, made_outcome(made_plan("甲", (made_item(action='=HYPERLINK("x")', weight=-5.0),))))
    (line,) = lines(tmp_path / "items.csv")
    assert (line["action"], line["weight"]) == ('\'=HYPERLINK("x")', "-5")


@given(st.text(), st.floats(0.0001, 1e9))
def test_a_plan_file_is_json_as_the_standard_library_writes_it(text: str, number: float) -> None:
    item = made_item(action=text, weight=numpy.float64(number), bbox=Box(number, 0.0, number + 1, 2 / 3))
    written = plan_text(plan_record(made_plan("甲", (item,), f"{text}.pdf")))
    told = json.loads(written)
    assert written == json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    assert (told["items"][0]["action"], told["items"][0]["weight"]) == (text, pytest.approx(number, abs=1e-4))


def test_a_negative_number_stays_a_number() -> None:
    assert cell_text(-2.5) == "-2.5"


@given(st.text())
def test_no_text_begins_like_a_formula_and_none_is_lost(text: str) -> None:
    safe = cell_text(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe in (text, "'" + text)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=2))
def test_any_text_comes_back_from_csv(texts: list[str]) -> None:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow(texts)
    assert next(csv.reader(io.StringIO(file.getvalue(), newline=""))) == texts


def test_a_document_without_items_and_a_failed_one_have_their_lines(tmp_path: Path) -> None:
    counts = write(tmp_path, made_outcome(made_plan("a", ())), failed_outcome("b"))
    assert [(p["plan_id"], p["status"], p["items"]) for p in lines(tmp_path / "plans.csv")] == [
        ("a", "no_items", "0"),
        ("b", "failed", ""),
    ]
    assert [(w["plan_id"], w["code"]) for w in lines(tmp_path / "warnings.csv")] == [
        ("a", "ditto_unresolved"),
        ("b", "damaged"),
    ]
    assert (counts.ok, counts.no_items, counts.failed, counts.documents) == (0, 1, 1, 2)


def test_the_data_package_validates_and_tells_the_bytes(tmp_path: Path) -> None:
    plain = made_item(2, weight=None, weight_unit="", bbox=None, page=None)
    write(tmp_path, made_outcome(made_plan(items=(made_item(), plain))), failed_outcome())
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert resource["bytes"] == (tmp_path / resource["path"]).stat().st_size
    (kind,) = (f for f in package["resources"][0]["schema"]["fields"] if f["name"] == "period_kind")
    assert kind["constraints"]["enum"] == ["date", "month", "range", "recurring", "ongoing", "as_needed"]


def test_the_data_package_notices_a_changed_cell(tmp_path: Path) -> None:
    write(tmp_path, made_outcome(made_plan()))
    items = tmp_path / "items.csv"
    items.write_bytes(items.read_bytes().replace("美化".encode(), "醜化".encode()))
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_a_plan_file_validates_against_its_schema_and_has_no_other_field(tmp_path: Path) -> None:
    write(tmp_path, made_outcome(made_plan()))
    plan = json.loads((tmp_path / "plans/105-plan.json").read_text(encoding="utf-8"))
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    for part in (schema, *schema["$defs"].values()):
        part["additionalProperties"] = False
    jsonschema.Draft202012Validator(schema).validate(plan)
    assert plan["items"][0]["bbox"] == [72, 100, 300.13, 118.5]
    assert plan["items"][0]["path"][0] == {"level": 1, "label": "壹、", "text": "壹、優質便民服務"}
    assert plan["tables"][0]["cells"][3]["rowspan"] == 2
    assert plan["revisions"] == [{"raw": "105年2月16日修訂", "date": "2016-02-16", "number": 2}]


def test_the_same_outcomes_give_the_same_bytes(tmp_path: Path) -> None:
    outcomes = (made_outcome(made_plan("a")), failed_outcome(), made_outcome(made_plan("c", ())))
    write(tmp_path / "one", *outcomes)
    write(tmp_path / "two", *outcomes)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_a_new_run_leaves_no_plan_of_the_run_before_and_no_table_it_did_not_write(tmp_path: Path) -> None:
    write(tmp_path, made_outcome(made_plan("a")), made_outcome(made_plan("b")))
    (tmp_path / "plans" / "mine.json").write_text("{}")
    write(tmp_path, made_outcome(made_plan("b")), formats=("json",))
    assert sorted(bytes_of(tmp_path)) == ["plans/b.json", "plans/mine.json"]


def test_a_run_json_of_others_removes_nothing_outside_what_runs_write(tmp_path: Path) -> None:
    (tmp_path / "keep.txt").write_text("mine")
    names = ["../keep.txt", "keep.txt", "output/keep.txt", "plans/../keep.txt", 7]
    (tmp_path / "run.json").write_text(json.dumps({"files": names}))
    write(tmp_path, made_outcome(made_plan()))
    assert (tmp_path / "keep.txt").read_text() == "mine"


class BreaksOff(Given):
    """Gives its outcomes, then breaks off."""

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        for file, outcome in zip(files, self.outcomes):  # noqa: B905  there are more files than outcomes
            assert file.plan_id == outcome.plan_id
            yield work.finish(outcome)
        raise KeyboardInterrupt


def test_a_run_broken_off_keeps_plan_files_and_leaves_no_half_table(tmp_path: Path) -> None:
    write(tmp_path, made_outcome(made_plan("old")))
    before = (tmp_path / "items.csv").read_bytes()
    new = (made_outcome(made_plan("new")), made_outcome(made_plan("never")))
    engine = BreaksOff(new[0])
    with pytest.raises(KeyboardInterrupt):
        run(found_for(new), Settings(), RunOptions(tmp_path), engines=(engine,))
    assert (tmp_path / "items.csv").read_bytes() == before
    assert sorted(p.name for p in tmp_path.rglob("*.json")) == ["datapackage.json", "new.json", "old.json", "run.json"]
    assert not list(tmp_path.rglob("*.tmp"))
    write(tmp_path, made_outcome(made_plan("last")))
    assert [path.name for path in (tmp_path / "plans").iterdir()] == ["last.json"]


def test_run_json_counts_and_says_when_it_finished(tmp_path: Path) -> None:
    write(tmp_path, made_outcome(made_plan()), failed_outcome())
    told = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert told["counts"] | {"items": 1, "failed": 1, "found": 2, "flagged_items": 1} == told["counts"]
    assert date.fromisoformat(told["finished"][:10])
    assert told["failures"] == {"damaged": 1}
    assert told["stages"].keys() == {"reading", "writing"}
    assert told["seconds"] >= sum(told["stages"].values()) - 0.01
    assert told["peak_memory_bytes"] > 10_000_000
    assert "items.csv" in told["files"]


def test_an_override_that_met_no_item_is_told_in_the_warnings(tmp_path: Path) -> None:
    overrides = tmp_path / "overrides.yaml"
    overrides.write_text(
        "- {heading: 沒有這個標題, code: c/process, reason: 已改名}\n- {heading: 單一窗口, code: c/nowhere, reason: 試}\n",
        encoding="utf-8",
    )
    sample = Path(__file__).parents[1] / "samples" / "documents" / "nanpu-district-108.pdf"
    out = tmp_path / "out"
    done = CliRunner().invoke(
        app, ["extract", str(sample), "-o", str(out), "--overrides", str(overrides), "--jobs", "1"]
    )
    assert done.exit_code == 0, done.output
    with (out / "warnings.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {(line["plan_id"], line["code"]) for line in csv.DictReader(file)}
    assert {("", "override_stale"), ("", "override_unknown_code")} <= told


def test_a_number_of_numpy_is_rounded_like_any_other_whichever_comes_first() -> None:
    for first, second in ((numpy.float64(2.675), 2.675), (2.675, numpy.float64(2.675))):
        figures = _Figures()
        assert (figures[first], figures[second]) == (2.67, 2.67)
