"""How far a run is: what a bar, a line of text or a line of JSON says of it."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from threading import Lock

from planlift.sinks.rendered import Rendered

EVERY_SECONDS = 10.0  # between two lines
SLOW_SECONDS = 20.0  # under way this long, and a document is named
SHOWN_SLOW = 3
SHOWN_KINDS = 5  # of files passed over


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What a run has done apart from the result just come."""

    reused: int  # documents whose result was known
    slow: tuple[tuple[str, float], ...] = ()  # handed out and not back: plan_id and seconds, the longest first


@dataclass(frozen=True, slots=True)
class State:
    """How far a run is."""

    documents: int
    done: int
    reused: int
    per_second: float
    seconds_left: float | None  # None before the first is done
    failures: dict[str, int]  # by code
    slow: dict[str, float]  # plan_id to seconds

    def sentence(self) -> str:
        """The state for a person."""
        parts = [f"{self.done:,} of {self.documents:,} documents"]
        if self.reused:
            parts.append(f"{self.reused:,} of them known from before")
        parts.append(f"{self.per_second:.1f} a second")
        if self.seconds_left is not None:
            parts.append(f"{duration(self.seconds_left)} left")
        if self.failures:
            codes = ", ".join(f"{code} {number}" for code, number in self.failures.items())
            parts.append(f"{sum(self.failures.values()):,} failed ({codes})")
        if self.slow:
            parts.append("slow: " + ", ".join(f"{name} ({duration(s)})" for name, s in self.slow.items()))
        return "; ".join(parts)


@dataclass
class Tally:
    """Counts the results of a run as they come."""

    documents: int
    clock: Callable[[], float] = time.monotonic
    read: int = 0
    pages: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    under_way: UnderWay = field(default_factory=lambda: UnderWay(0))  # when the last result came
    began: float = 0.0
    heard: float = 0.0  # when the last result came

    def __post_init__(self) -> None:
        self.began = self.heard = self.clock()

    @property
    def seconds(self) -> float:
        return self.clock() - self.began

    def state(self, result: Rendered, under_way: UnderWay) -> State:
        """The state of the run with RESULT counted."""
        self.read += 1
        self.pages += result.pages
        if result.error_code:
            self.failures[result.error_code] += 1
        self.under_way, self.heard = under_way, self.clock()
        return self.now()

    def now(self) -> State:
        """The state of the run; what was under way when the last result came still is."""
        rate = self.read / max(self.seconds, 0.001)
        done = self.read + self.under_way.reused
        since = self.clock() - self.heard
        slow = [(name, seconds + since) for name, seconds in self.under_way.slow if seconds + since >= SLOW_SECONDS]
        return State(
            self.documents,
            done,
            self.under_way.reused,
            round(rate, 3),
            round((self.documents - done) / rate, 1) if self.read else None,
            dict(sorted(self.failures.items())),
            {name: round(seconds, 1) for name, seconds in slow[:SHOWN_SLOW]},
        )


@dataclass
class Lines:
    """Says now and then how far the run is: in words, or in JSON with a line for each document as well."""

    say: Callable[[str], None]
    as_json: bool = False
    clock: Callable[[], float] = time.monotonic
    last: float = 0.0
    one_at_a_time: Lock = field(default_factory=Lock)  # results and the clock come from two threads

    def __post_init__(self) -> None:
        self.last = self.clock()

    def __call__(self, result: Rendered, state: State) -> None:
        if self.as_json:
            names = ("plan_id", "source_file", "status", "error_code", "error", "seconds")
            self.event("document", {name: getattr(result, name) for name in names})
        self.progress(state)

    def progress(self, state: State) -> None:
        """Say STATE, if it is time to."""
        if self.clock() - self.last < EVERY_SECONDS:
            return
        self.last = self.clock()
        if self.as_json:
            self.event("progress", asdict(state))
        else:
            self.sentence(state.sentence())

    def begin(self, documents: int, passed_over: Mapping[str, int]) -> None:
        """Say what there is to do."""
        if self.as_json:
            self.event("start", {"documents": documents, "passed_over": dict(passed_over)})
        else:
            self.sentence("; ".join(filter(None, (f"{documents:,} documents", passed_over_text(passed_over)))))

    def event(self, name: str, told: Mapping[str, object]) -> None:
        """Say in JSON what was TOLD."""
        self.sentence(json.dumps({"event": name, **told}, ensure_ascii=False))

    def sentence(self, text: str) -> None:
        with self.one_at_a_time:
            self.say(text)


def passed_over_text(passed_over: Mapping[str, int]) -> str:
    """How many files are no documents, and of which kinds; empty where there are none.

    >>> passed_over_text({".txt": 2, "hidden or temporary": 1})
    '3 files passed over (.txt 2, hidden or temporary 1)'
    """
    if not passed_over:
        return ""
    kinds = sorted(passed_over.items(), key=lambda one: (-one[1], one[0]))
    named = ", ".join(f"{kind} {number:,}" for kind, number in kinds[:SHOWN_KINDS])
    rest = ", …" if len(kinds) > SHOWN_KINDS else ""
    number = sum(passed_over.values())
    return f"{number:,} {'file' if number == 1 else 'files'} passed over ({named}{rest})"


def duration(seconds: float) -> str:
    """SECONDS for a person.

    >>> duration(42.3), duration(150), duration(9000)
    ('42 s', '2 min', '2.5 h')
    """
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
