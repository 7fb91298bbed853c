"""What a person sees on the terminal."""

from __future__ import annotations

import io
import json
import re

from rich.console import Console

from planlift.counts import Counts
from planlift.progress import Lines, Tally, UnderWay
from planlift.summary import Watcher, show_failures, show_summary, watching
from tests.handmade import failed_result, made_plan, made_result


def terminal() -> tuple[Console, io.StringIO]:
    text = io.StringIO()
    return Console(file=text, force_terminal=True, width=100), text


def test_a_terminal_shows_how_far_the_run_is() -> None:
    console, text = terminal()
    with watching(console, 2, quiet=False) as watcher:
        watcher(made_result(made_plan("甲[1]")), UnderWay(reused=0))
    assert "1/2" in text.getvalue()
    assert "甲[1].pdf" in text.getvalue()


def test_quiet_shows_no_bar_and_still_keeps_failures() -> None:
    console, text = terminal()
    with watching(console, 1, quiet=True) as watcher:
        watcher(failed_result(), UnderWay(reused=0))
    assert text.getvalue() == ""
    assert [result.plan_id for result in watcher.failures] == ["broken"]


def test_the_summary_has_the_figures_and_where_the_files_are() -> None:
    text = io.StringIO()
    counts = Counts(ok=3, failed=1, pages=50, items=120)
    now = [0.0]
    tally = Tally(4, lambda: now[0])
    tally.state(made_result(made_plan()), UnderWay(0))
    now[0] = 0.5
    show_summary(Console(file=text, width=80), counts, Watcher(tally), {".txt": 2}, "out[put]")
    shown = text.getvalue()
    assert re.search(r"pages read per second\W+6.0", shown)  # 3 pages in half a second
    assert re.search(r"known before, or copies\W+3 ", shown)
    assert "2 files passed over (.txt 2)" in shown
    assert "Files are in out[put]" in shown


def test_many_failures_are_shortened_and_counted() -> None:
    text = io.StringIO()
    show_failures(Console(file=text, width=80), [failed_result(f"d{n}") for n in range(20)], 25)
    assert text.getvalue().count("failed: ") == 20
    assert "5 more" in text.getvalue()


def test_lines_say_now_and_then_how_far_the_run_is() -> None:
    now, said = [0.0], list[str]()
    tally, lines = Tally(100, lambda: now[0]), Lines(said.append, clock=lambda: now[0])
    for result in (made_result(made_plan()), failed_result(), failed_result("b")):
        now[0] += 8
        lines(result, tally.state(result, UnderWay(40, (("big", 65.0), ("small", 1.0)))))
    assert said == [
        "42 of 100 documents; 40 of them known from before; 0.1 a second; 8 min left; "
        "1 failed (damaged 1); slow: big (65 s)"
    ]


def test_json_lines_tell_what_became_of_each_document() -> None:
    said: list[str] = []
    lines = Lines(said.append, as_json=True)
    lines(failed_result(), Tally(1).state(failed_result(), UnderWay(0)))
    told = json.loads(said[0])
    assert (told["event"], told["status"], told["error_code"]) == ("document", "failed", "damaged")


def test_a_document_that_takes_long_is_told_though_no_result_comes() -> None:
    now, said = [0.0], list[str]()
    watcher = Watcher(Tally(2, lambda: now[0]), lines=Lines(said.append, clock=lambda: now[0]))
    watcher(made_result(made_plan()), UnderWay(0, (("big", 1.0),)))
    now[0] = 30.0
    watcher.tick()
    assert said == ["1 of 2 documents; 0.0 a second; 30 s left; slow: big (31 s)"]


def test_a_run_begins_and_ends_with_a_line_of_json() -> None:
    text = io.StringIO()
    with watching(Console(file=text), 3, quiet=False, log_json=True, passed_over={".txt": 2}) as watcher:
        pass
    watcher.end(Counts(ok=2, failed=1))
    start, end = map(json.loads, text.getvalue().splitlines())
    assert start == {"event": "start", "documents": 3, "passed_over": {".txt": 2}}
    assert end | {"event": "end", "ok": 2, "failed": 1, "read": 0} == end


def test_where_there_is_no_terminal_a_line_says_what_there_is_to_do() -> None:
    text = io.StringIO()
    with watching(Console(file=text), 1200, quiet=False, passed_over={".txt": 1}):
        pass
    assert text.getvalue() == "1,200 documents; 1 file passed over (.txt 1)\n"
