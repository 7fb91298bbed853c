"""How far a run is: what a bar, a line of text or a line of JSON says of it."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from planlift.sinks.rendered import Rendered

EVERY_SECONDS = 10.0  # between two lines
SLOW_SECONDS = 20.0  # under way this long, and a document is named
SHOWN_SLOW = 3


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
    failures: Counter[str] = field(default_factory=Counter)
    began: float = 0.0

    def __post_init__(self) -> None:
        self.began = self.clock()

    @property
    def seconds(self) -> float:
        return self.clock() - self.began

    def state(self, result: Rendered, under_way: UnderWay) -> State:
        """The state of the run with RESULT counted."""
        self.read += 1
        if result.error_code:
            self.failures[result.error_code] += 1
        rate = self.read / max(self.seconds, 0.001)
        done = self.read + under_way.reused
        slow = [one for one in under_way.slow if one[1] >= SLOW_SECONDS][:SHOWN_SLOW]
        return State(
            self.documents,
            done,
            under_way.reused,
            round(rate, 3),
            round((self.documents - done) / rate, 1),
            dict(sorted(self.failures.items())),
            {name: round(seconds, 1) for name, seconds in slow},
        )


@dataclass
class Lines:
    """Says now and then how far the run is: in words, or in JSON with a line for each document as well."""

    say: Callable[[str], None]
    as_json: bool = False
    clock: Callable[[], float] = time.monotonic
    last: float | None = None

    def __call__(self, result: Rendered, state: State) -> None:
        if self.as_json:
            names = ("plan_id", "source_file", "status", "error_code", "error", "seconds")
            told = {name: getattr(result, name) for name in names}
            self.say(json.dumps({"event": "document", **told}, ensure_ascii=False))
        if self.last is None:
            self.last = self.clock()
        if self.clock() - self.last >= EVERY_SECONDS:
            self.last = self.clock()
            told = {"event": "progress", **asdict(state)}
            self.say(json.dumps(told, ensure_ascii=False) if self.as_json else state.sentence())


def duration(seconds: float) -> str:
    """SECONDS for a person.

    >>> duration(42.3), duration(150), duration(9000)
    ('42 s', '2 min', '2.5 h')
    """
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
