"""The measures of the bench, on tables small enough to count by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.adjacency import mean, relations, share
from bench.grids import Cell, from_boxes, from_cells, from_rows
from bench.grits import Grits, grits
from bench.joined import joined
from bench.results import beside_tablers, speed_section
from bench.speed import Pace
from bench.tools import TOOLS, Asked, Tool, ToolError, absent, ask
from bench.worker import work

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "documents" / "songlin-fire-110.pdf"
NAMED = from_rows([["項目", "單位"], ["環境綠美化", "秘書室"]])
SPANNING = from_cells(
    [
        Cell(row=0, col=0, rowspan=1, colspan=2, text="期程"),
        Cell(row=1, col=0, rowspan=1, colspan=1, text="1月"),
        Cell(row=1, col=1, rowspan=1, colspan=1, text="2月"),
    ]
)


def test_a_merged_cell_is_a_neighbour_of_every_cell_along_its_side() -> None:
    assert set(relations(SPANNING)) == {("below", "期程", "1月"), ("below", "期程", "2月"), ("right", "1月", "2月")}


def test_empty_cells_are_passed_over() -> None:
    assert set(relations(from_rows([["a", "", "b"]]))) == {("right", "a", "b")}


def test_a_cell_at_the_end_of_a_line_is_no_neighbour_of_the_next_line() -> None:
    assert ("right", "單位", "環境綠美化") not in relations(NAMED)


def test_a_table_that_is_not_there_costs_precision_and_one_that_is_missed_recall() -> None:
    invented = share([NAMED], [NAMED, SPANNING])
    missed = share([NAMED, SPANNING], [NAMED])
    assert (invented.recall, invented.precision) == (1.0, pytest.approx(4 / 7))
    assert (missed.recall, missed.precision) == (pytest.approx(4 / 7), 1.0)
    assert mean([invented, missed]).f1 == pytest.approx(11 / 14)


def test_the_same_table_has_grits_of_one() -> None:
    assert grits([NAMED, SPANNING], [SPANNING, NAMED]) == Grits(pytest.approx(1.0), pytest.approx(1.0))


def test_a_row_too_many_costs_grits_its_share_of_both_grids() -> None:
    longer = from_rows([["項目", "單位"], ["環境綠美化", "秘書室"], ["x", "y"]])
    assert grits([NAMED], [longer]).content == pytest.approx(2 * 4 / (4 + 6))


def test_spans_count_for_topology_only() -> None:
    split = from_rows([["期程", "期程"], ["1月", "2月"]])
    found = grits([SPANNING], [split])
    assert found.content == pytest.approx(1.0)
    assert found.topology == pytest.approx((2 * (2 * 0.5 + 2)) / 8)


def test_a_table_without_a_partner_counts_against_the_document() -> None:
    assert grits([NAMED], []).content == 0.0
    assert grits([], []) == Grits(1.0, 1.0)


def test_boxes_become_cells_with_spans() -> None:
    found = from_boxes([((0, 0, 20, 10), "期程"), ((0, 10, 10.4, 20), "1月"), ((10, 10, 20, 20.3), "2月")])
    assert found["cells"] == SPANNING["cells"]


def test_parts_on_following_pages_are_joined_without_the_repeated_header() -> None:
    first, second = (
        {**from_rows([["項目", "單位"], [text, "秘書室"]]), "page": page} for page, text in ((1, "a"), (2, "b"))
    )
    whole = joined([first, second])
    assert [[cell["text"] for cell in grid["cells"]] for grid in whole] == [
        ["項目", "單位", "a", "秘書室", "b", "秘書室"]
    ]
    assert len(joined([first, {**second, "page": 3}])) == 2


def test_a_worker_tells_what_reading_a_sample_cost_and_what_it_found() -> None:
    told = ask(Asked(Tool("planlift", "planlift"), [SAMPLE], tables=True))
    assert told["cpu"] > 0
    assert told["peak_mb"] > 1
    assert told["tables"][0][0]["n_rows"] > 3


def test_a_file_that_a_tool_fails_at_is_counted_and_the_others_are_read(tmp_path: Path) -> None:
    from bench.readers.ours import READERS

    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing")
    told = work(READERS["planlift"](), [str(bad), str(SAMPLE)], warm_up=None, with_tables=True)
    assert list(told["failed"]) == [str(bad)]
    assert [bool(tables) for tables in told["tables"]] == [False, True]


def test_targets_and_the_shares_of_the_whole_run_are_told_from_the_same_figures() -> None:
    seconds = {
        "pdfium-pages": 1,
        "pdfium": 2,
        "planlift-primitives": 2,
        "planlift": 3,
        "planlift-whole": 4,
        "tablers": 2,
    }
    tools = {tool.name: tool for tool in TOOLS}
    found = [Pace(tools[name], 100, cost, 50.0, 0) for name, cost in (seconds | {"pdfplumber": 18}).items()]
    section = speed_section("drawn", found, {})
    assert "- The whole run is 4.5 × as fast as pdfplumber.extract_tables (target ≥ 5: not met)." in section.lines
    assert "- The whole run costs 2.00 × plain reading (target ≤ 2.5: met)." in section.lines
    assert any("25 % PDFium's opening of pages, 25 % characters" in line for line in section.lines)
    beside = beside_tablers([section])
    assert beside is not None
    assert beside.lines[-1].endswith("tablers takes 10.0 ms and planlift's tables 20.0 ms.")


def test_a_worker_that_dies_is_told_by_name() -> None:
    with pytest.raises(ToolError, match="planlift-nothing ended with"):
        ask(Asked(Tool("planlift-nothing", "planlift-nothing"), [SAMPLE]))


def test_a_tool_that_is_absent_is_told_with_its_install_command() -> None:
    told = absent(Tool("none", "none", package="no-such-tool", module="no_such_tool_for_planlift"))
    assert told is not None
    assert "pip install no-such-tool" in told


def test_the_workers_of_other_tools_need_the_standard_library_only() -> None:
    code = "import bench.worker, bench.readers.peers, sys, json; print(json.dumps(sorted(sys.modules)))"
    told = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"numpy", "pypdfium2", "extract", "planlift"} & set(json.loads(told.stdout))
